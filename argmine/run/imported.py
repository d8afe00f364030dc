"""`import_run`: what people coded or corrected in, a run folder out."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from argmine.codebook import Codebook
from argmine.run._coded import sound_documents
from argmine.run.correcting import Corrections, Corrector, OtherTextError
from argmine.run.errors import RunError
from argmine.run.folder import CODEBOOK, MODELS, PEOPLE, check_folder
from argmine.run.manifest import IMPORTED, Clock, finish_manifest, import_manifest
from argmine.run.opened import Run, open_run
from argmine.run.parquet import table_schemas
from argmine.run.results import Found, write_tables
from argmine.run.rows import Record, record_of, rounded
from argmine.run.speakers import MergedName
from argmine.run.tables import Row
from argmine.schema import Analysis, Claim, Echo, Failure, Position

#: How many reasons a message gives.
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A run folder that was made of what people coded.

    Attributes
    ----------
    run
        The run.
    corrections
        What was corrected; None where there was no run to correct.
    untouched
        How many documents of the run are not in the file, and stay as they were.
    unknown
        The ids of documents that are in the file and not in the run, and were added to it.
    stances
        The stances that were met and that the codebook does not have, with how many claims have them.
    failures
        The documents of the file that could not be taken over.
    """

    run: Run
    corrections: Corrections | None
    untouched: int = 0
    unknown: tuple[str, ...] = ()
    stances: Mapping[str, int] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Coded:
    """What goes into the tables."""

    documents: Sequence[Analysis]
    codebook: Codebook
    positions: dict[str, Position]
    echoes: Sequence[Echo] | None = None
    merged: Mapping[str, Sequence[MergedName]] = field(default_factory=dict)
    failures: Sequence[Failure] = ()


def import_run(
    analyses: Iterable[Analysis],
    out: str | Path,
    *,
    corrects: Run | None = None,
    holds: Collection[str] = (),
    codebook: Codebook | None = None,
    source: str = "the file",
) -> Imported:
    """Write a run folder of what people coded, or of a run with their corrections.

    Parameters
    ----------
    analyses
        Documents with their claims, as `argmine.formats.read_annotations` reads them.
    out
        A new or empty folder.
    corrects
        The run that was exported and corrected. Its other documents, and what the format does not hold, stay as they
        are; claims that are no longer there are gone. None makes a run of the `analyses` alone.
    holds
        The fields of a claim that the format holds; needed with `corrects`.
    codebook
        The codebook of the stances; by default that of `corrects`, or else the default one. Stances that it lacks are
        added to it.
    source
        The name of the file, for the manifest and for failures.

    Raises
    ------
    RunError
        If `out` is not empty, there is no document to import, or none of them is in the run that it corrects.
    """
    clock, out = Clock(), Path(out)
    if check_folder(out) is not None:
        raise RunError(f"{out}: holds a run; name a new folder with -o")
    theirs, failures = sound_documents(analyses, source)
    if not theirs:
        reasons = "; ".join(failure.reason for failure in failures[:_SHOWN])
        raise RunError(f"{source}: {reasons}" if reasons else f"{source}: has no documents")
    codebook = codebook or (corrects.codebook if corrects else Codebook.default())
    met = Counter(claim.stance for analysis in theirs for claim in analysis.claims if claim.stance)
    stances = {stance: count for stance, count in met.items() if stance not in codebook.stance_names}
    coded, corrections = _gathered(corrects, theirs, failures, holds, codebook.with_stances(stances), source)
    refused = {failure.document for failure in failures}
    here = {one.document.id for one in theirs}
    there = {row[0] for row in corrects.query("select id from documents").fetchall()} if corrects else set()
    reviewed = (corrects.reviewed if corrects else None) or frozenset()
    manifest = import_manifest(coded.codebook, corrects.manifest if corrects else None)
    manifest[IMPORTED] = {
        "from": source,
        "documents": sorted(reviewed | here - refused),
        "corrections": corrections and corrections.to_json(),
    }
    with _whole_run(out):
        if corrects is not None:
            _keep(corrects, out)
        finish_manifest(out, manifest, _write(out, coded), clock)
    return Imported(
        run=open_run(out),
        corrections=corrections,
        untouched=len(there - here - refused),
        unknown=tuple(sorted(here - there)) if corrects else (),
        stances=stances,
        failures=tuple(failures),
    )


@contextmanager
def _whole_run(out: Path) -> Iterator[None]:
    """Make a run folder, which was new or empty; when something goes wrong nothing of it stays."""
    out.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        shutil.rmtree(out)
        raise


def _gathered(
    corrects: Run | None,
    theirs: Sequence[Analysis],
    failures: list[Failure],
    holds: Collection[str],
    codebook: Codebook,
    source: str,
) -> tuple[_Coded, Corrections | None]:
    """Return what goes into the tables, and what was corrected; documents that cannot be used join the `failures`."""
    if corrects is None:
        corrector = Corrector((), (), ())
        documents = [corrector.add(person) for person in theirs]
        coded, corrections = _Coded(documents=documents, codebook=codebook, positions={}, failures=failures), None
    else:
        coded = _Coded(documents=(), codebook=codebook, positions={p.id: p for p in corrects.positions()})
        corrections, left = _correct(coded, corrects, theirs, holds, source)
        failures += left
        coded.failures = [*corrects.failures(), *failures]
    for analysis in coded.documents:
        for position in analysis.positions:
            coded.positions.setdefault(position.id, position)
    return coded, corrections


def _correct(
    coded: _Coded, run: Run, theirs: Sequence[Analysis], holds: Collection[str], source: str
) -> tuple[Corrections, list[Failure]]:
    """Fill in the documents of `run` as people corrected them; return what changed, and what could not be used."""
    corrector = Corrector(holds, coded.positions.values(), run.claims())
    waiting = {analysis.document.id: analysis for analysis in theirs}
    documents, failures = [], []
    for machine in run.analyses():
        person = waiting.pop(machine.document.id, None)
        try:
            documents.append(corrector.correct(machine, person) if person else machine)
        except OtherTextError as error:
            documents.append(machine)
            failures.append(_failure(source, machine, str(error)))
    if len(waiting) == len(theirs):
        raise RunError(f"{source}: none of its documents is in {run.path}; name the run that it was exported from")
    for person in waiting.values():
        documents.append(corrector.add(person))
    claims = {claim.id for analysis in documents for claim in analysis.claims}
    coded.documents = documents
    coded.echoes = [echo for echo in run.echoes() if echo.claim in claims and echo.of in claims]
    coded.merged = {speaker.id: speaker.merged for speaker in run.speakers() if speaker.merged}
    return corrector.corrections, failures


def _failure(source: str, analysis: Analysis, reason: str) -> Failure:
    return Failure(
        path=source,
        stage="import",
        reason=f"the document {analysis.document.id} was left as it is in the run: {reason}",
        document=analysis.document.id,
    )


def _write(out: Path, coded: _Coded) -> dict[str, object]:
    """Write the tables of a run and return their counts."""
    (out / CODEBOOK).write_text(coded.codebook.to_yaml(), encoding="utf-8")
    claims = [claim for analysis in coded.documents for claim in analysis.claims]
    kept = {claim.id for claim in claims}
    linked: dict[str, list[Echo]] = {}
    heard: dict[str, set[str]] = {claim.id: set(claim.echoes) & kept for claim in claims if coded.echoes is None}
    for echo in coded.echoes or ():
        linked.setdefault(echo.claim, []).append(echo)
        heard.setdefault(echo.claim, set()).add(echo.of)
        heard.setdefault(echo.of, set()).add(echo.claim)
    positions = [
        position if position.typical in kept else replace(position, typical=None)
        for position in coded.positions.values()
    ]
    found = Found(
        positions, {claim.id: _place(claim, heard.get(claim.id, ())) for claim in claims}, linked, coded.merged
    )
    outcomes: Iterable[Record | Failure] = chain(map(record_of, coded.documents), coded.failures)
    schemas = table_schemas(coded.codebook.stance_names)
    return write_tables(out, outcomes, found=found, codebook=coded.codebook, schemas=schemas)


def _place(claim: Claim, echoes: Collection[str]) -> Row:
    return {
        "position": claim.position,
        "position_confidence": rounded(claim.position_confidence),
        "polarity": claim.polarity,
        "polarity_confidence": rounded(claim.polarity_confidence),
        "echoes": sorted(echoes),
    }


def _keep(run: Run, out: Path) -> None:
    """Copy what the run was made with, so that its claims can still be explained."""
    if run.people is not None:
        shutil.copyfile(run.path / PEOPLE, out / PEOPLE)
    if run.models is not None:
        shutil.copytree(run.models, out / MODELS)
