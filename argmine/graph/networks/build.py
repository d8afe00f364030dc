"""From statements to networks: `network` for one, `networks` for a series, `event_list` for the statements behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from argmine.graph.networks.columns import MISSING
from argmine.graph.networks.counts import Floats, count
from argmine.graph.networks.errors import NetworkError
from argmine.graph.networks.model import Network
from argmine.graph.networks.one_mode import tie_rows
from argmine.graph.networks.selection import Selection, select
from argmine.graph.networks.settings import NetworkSettings
from argmine.graph.networks.statements import Statements
from argmine.graph.networks.two_mode import tie_rows_to_columns
from argmine.graph.networks.windows import Window, windows

_AGGREGATIONS = {
    "two-mode": ("ignore", "combine", "subtract"),
    "one-mode": ("ignore", "congruence", "conflict", "subtract"),
}
_NORMALISATIONS = {
    "two-mode": ("no", "activity", "prominence"),
    "one-mode": ("no", "average", "jaccard", "cosine"),
}


def network(statements: Statements, settings: NetworkSettings) -> Network:
    """Return the discourse network of the statements.

    The formulas are those of Leifeld (2017), "Discourse network analysis: policy debates as dynamic networks", in The
    Oxford Handbook of Political Networks, as DNA 3 states them; see `argmine.graph.networks` for where they part.

    Raises
    ------
    NetworkError
        If the settings make no sense, or a series: that is what `networks` is for.
    """
    _check(settings)
    if settings.window != "no":
        raise NetworkError(f"window={settings.window} makes a series of networks: call networks(...)")
    return _made(select(statements, settings), statements, settings)


def networks(statements: Statements, settings: NetworkSettings) -> Iterator[Network]:
    """Yield the networks of a series, one for each window; or, without a window, the one that there is.

    Raises
    ------
    NetworkError
        If the settings make no sense.
    """
    _check(settings)
    selection = select(statements, settings)
    if settings.window == "no":
        yield _made(selection, statements, settings)
        return
    for window in windows(selection.statements.time, settings):
        yield _made(selection, statements, settings, window)


def event_list(statements: Statements, settings: NetworkSettings) -> Iterator[dict[str, Any]]:
    """Yield a row for each statement that counts under the settings, under the names of DNA's event list.

    In place of ``coder``, ``document_section`` and ``document_type``, which DNA has, stand argmine's other variables.
    """
    _check(settings)
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


def _made(
    selection: Selection, everything: Statements, settings: NetworkSettings, window: Window | None = None
) -> Network:
    selected = selection.statements
    chosen = selected if window is None else selected.take(window.places)
    weights = _weights(window, settings)
    counts = count(chosen, selected, everything, settings, weights)
    ties = tie_rows(counts, settings) if settings.mode == "one-mode" else tie_rows_to_columns(counts, settings)
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


def _weights(window: Window | None, settings: NetworkSettings) -> Floats | None:
    """Return how much each statement counts; in one mode, where two are multiplied, the root of it."""
    if window is None or window.weights is None:
        return None
    return np.sqrt(window.weights) if settings.mode == "one-mode" else window.weights


def _check(settings: NetworkSettings) -> None:
    mode = settings.mode
    if settings.aggregation not in _AGGREGATIONS[mode]:
        raise NetworkError(
            f"aggregation={settings.aggregation} makes no {mode} network: choose {', '.join(_AGGREGATIONS[mode])}"
        )
    if settings.normalisation not in _NORMALISATIONS[mode]:
        raise NetworkError(
            f"normalisation={settings.normalisation} is for no {mode} network: choose "
            f"{', '.join(_NORMALISATIONS[mode])}"
        )
    if settings.rows == settings.columns:
        raise NetworkError(f"rows and columns are both {settings.rows}: choose two variables")
    if settings.start and settings.end and settings.start > settings.end:
        raise NetworkError(f"the range ends ({settings.end}) before it starts ({settings.start})")
    if settings.size < 1:
        raise NetworkError(f"size={settings.size}: a window spans at least 1")
    if settings.kernel != "no":
        _check_kernel(settings)


def _check_kernel(settings: NetworkSettings) -> None:
    if settings.window in ("no", "events"):
        raise NetworkError(f"kernel={settings.kernel} needs a window of days, weeks, months or years")
    if settings.aggregation == "combine" and settings.compat is None:
        raise NetworkError("combine tells which values were met, and cannot be weighed: choose subtract, or no kernel")
