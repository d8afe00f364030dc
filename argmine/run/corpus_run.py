"""`run_corpus`: a corpus in, a run folder out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from argmine.corpus import CorpusFile, find_files
from argmine.run.errors import RunError
from argmine.run.folder import CODEBOOK, MODELS, PEOPLE, check_folder, clear_folder, outside_runs, refuse_to_mix
from argmine.run.manifest import Clock, begin_manifest, fingerprint, finish_manifest, write_manifest
from argmine.run.opened import Run, open_run
from argmine.run.progress import Progress, Silent
from argmine.run.settings import Settings


def run_corpus(
    paths: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
    restart: bool = False,
    should_stop: Callable[[], bool] = lambda: False,
) -> Run:
    """Analyse a corpus and write the run folder `out`, or go on with the run that is in it.

    Parameters
    ----------
    paths
        Files, folders and globs, as `argmine.read_corpus` takes them.
    out
        The run folder: new, empty, or a run of the same settings, models and files. Documents that were
        analysed before are not analysed again.
    settings
        What to do; the defaults when None.
    progress
        Is told how far the run is. With it, the corpus is read once more beforehand, to count documents.
    restart
        Clear the run in `out` first.
    should_stop
        Is asked after each shard, and while documents are counted; when it says yes, the run ends with
        `RunStoppedError`.

    Raises
    ------
    RunError
        If `out` holds something else, or a run that was made otherwise; the message says what differs.
    RunStoppedError
        If `should_stop` said yes. The same call goes on from there.
    """
    clock, out, settings = Clock(), Path(out), settings or Settings()
    old = check_folder(out)
    codebook = settings.read_codebook()
    people = settings.read_people(codebook)
    files, skipped = _find_input(paths)
    # Imported here, so that a wrong path or folder is told at once.
    from argmine import pipeline
    from argmine.run.engine import Engine

    nlp = pipeline.load(
        settings.model,
        codebook=codebook,
        people=people,
        attribution=settings.attribution,
        models=settings.models,
    )
    manifest = begin_manifest(nlp, settings, codebook, people, files, skipped)
    if restart:
        clear_folder(out)
    elif old is not None:
        refuse_to_mix(out, old, manifest)
    out.mkdir(parents=True, exist_ok=True)
    (out / CODEBOOK).write_text(codebook.to_yaml(), encoding="utf-8")
    if people is not None:
        (out / PEOPLE).write_text(people.to_yaml(), encoding="utf-8")
    if settings.models is not None:
        _keep_models(settings.models, out / MODELS)
    write_manifest(out, manifest)
    engine = Engine(out, nlp, codebook, people, settings, fingerprint(manifest), progress or Silent(), should_stop)
    try:
        if progress is not None:
            engine.count(files)
        engine.analyze(files)
        counts = engine.finish()
    finally:
        engine.progress.done()
    finish_manifest(out, manifest, counts, clock)
    return open_run(out)


def _keep_models(folder: Path, kept: Path) -> None:
    """Keep a user's models with the run, so that it can be explained wherever it is moved."""
    from argmine.models import own_models

    kept.mkdir(exist_ok=True)
    for file in own_models(folder):
        (kept / file.name).write_bytes(file.read_bytes())


def _find_input(paths: str | Path | Iterable[str | Path]) -> tuple[list[CorpusFile], list[CorpusFile]]:
    """Return the files to read, and those that argmine does not read."""
    skipped: list[CorpusFile] = []
    files = outside_runs(find_files(paths, on_skip=skipped.append))
    if not files:
        raise RunError("every file that was named lies in a run folder; name the corpus itself")
    return files, outside_runs(skipped)
