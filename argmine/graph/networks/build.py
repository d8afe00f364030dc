"""From statements to networks: `network` for one, `networks` for a series, `event_list` for the statements behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from argmine.graph.networks.checks import check
from argmine.graph.networks.columns import MISSING
from argmine.graph.networks.counts import Counts, Floats, count
from argmine.graph.networks.errors import NetworkError
from argmine.graph.networks.model import Network
from argmine.graph.networks.one_mode import tie_rows
from argmine.graph.networks.selection import Selection, in_scope, select
from argmine.graph.networks.settings import NetworkSettings
from argmine.graph.networks.statements import Statements
from argmine.graph.networks.stretches import Window
from argmine.graph.networks.two_mode import tie_rows_to_columns
from argmine.graph.networks.windows import windows


def network(statements: Statements, settings: NetworkSettings) -> Network:
    """Return the discourse network of the statements.

    The formulas are those of Leifeld (2017), "Discourse network analysis: policy debates as dynamic networks", in The
    Oxford Handbook of Political Networks, as DNA 3 states them; see `argmine.graph.networks` for where they part.

    Raises
    ------
    NetworkError
        If the settings make no sense, or a series: that is what `networks` is for.
    """
    check(settings)
    if settings.window != "no":
        raise NetworkError(f"window={settings.window} makes a series of networks: call networks(...)")
    selection, everything = _chosen(statements, settings)
    return _made(selection, everything, settings)


def networks(statements: Statements, settings: NetworkSettings) -> Iterator[Network]:
    """Yield the networks of a series, one for each window; or, without a window, the one that there is.

    Raises
    ------
    NetworkError
        If the settings make no sense.
    """
    check(settings)
    if settings.window == "no":
        yield network(statements, settings)
        return
    selection, everything = _chosen(statements, settings)
    for window in windows(selection.statements.time, settings):
        yield _made(selection, everything, settings, window)


def event_list(statements: Statements, settings: NetworkSettings) -> Iterator[dict[str, Any]]:
    """Yield a row for each statement that counts under the settings, under the names of DNA's event list.

    In place of ``coder``, ``document_section`` and ``document_type``, which DNA has, stand argmine's other variables.
    """
    check(settings)
    chosen = select(statements, settings).statements
    offsets = [chosen.details[name].to_pylist() if name in chosen.details.column_names else None for name in _OFFSETS]
    for place, moment in enumerate(chosen.time.tolist()):
        row: dict[str, Any] = {"statement_id": _at(offsets[0], place) or place + 1, "time": moment and str(moment)}
        for name, column in chosen.columns.items():
            code = int(column.codes[place])
            row[name] = None if code == MISSING else _value(column.labels[code], column.data_type)
        document = chosen.columns["document"]
        yield row | {
            "start_position": _at(offsets[1], place),
            "stop_position": _at(offsets[2], place),
            "text": _at(offsets[3], place),
            "document_id": document.ids[document.codes[place]],
        }


_OFFSETS = ("statement", "start", "end", "text")


def _at(values: list[Any] | None, place: int) -> Any:
    return None if values is None else values[place]


def _value(label: str, data_type: str) -> str | int:
    return label if data_type == "text" else int(float(label))


def _chosen(statements: Statements, settings: NetworkSettings) -> tuple[Selection, Statements]:
    """Return the statements that count, and those whose values there are; only the variables that are needed."""
    selection, known = select(statements, settings), in_scope(statements, settings)
    return replace(selection, statements=selection.statements.narrowed(known.columns)), known


def _made(
    selection: Selection, everything: Statements, settings: NetworkSettings, window: Window | None = None
) -> Network:
    selected = selection.statements
    chosen = selected if window is None else selected.take(window.places)
    weights = _weights(window, settings)
    counts = count(chosen, selected, everything, settings, weights)
    if settings.mode == "two-mode":
        ties = tie_rows_to_columns(counts, settings)
    else:
        ties = tie_rows(counts, settings, _whole(selected, everything, settings))
    return Network(
        matrix=ties,
        rows=counts.rows,
        columns=counts.rows if settings.mode == "one-mode" else counts.columns,
        mode=settings.mode,
        settings=settings,
        statements=len(chosen),
        left_out=selection.left_out,
        start=window.start if window else settings.start,
        end=window.end if window else settings.end,
        middle=window.middle if window else None,
    )


def _whole(selected: Statements, everything: Statements, settings: NetworkSettings) -> Counts | None:
    """Return the counts of the whole range, which DNA normalises by where there is a kernel."""
    if settings.compat is None or settings.kernel == "no" or settings.normalisation == "no":
        return None
    return count(selected, selected, everything, settings)


def _weights(window: Window | None, settings: NetworkSettings) -> Floats | None:
    """Return how much each statement counts; in one mode, where two are multiplied, the root of it."""
    if window is None or window.weights is None:
        return None
    return np.sqrt(window.weights) if settings.mode == "one-mode" else window.weights
