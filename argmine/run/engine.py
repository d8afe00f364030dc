"""The engine: documents in, shard after shard, and at the end the tables."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.codebook import Codebook
from argmine.corpus import CorpusFile, read_files
from argmine.people import People
from argmine.run.analysis import analyze_batch, batched, refuse_language
from argmine.run.errors import RunStoppedError
from argmine.run.folder import SHARDS
from argmine.run.parquet import table_schemas
from argmine.run.progress import Progress
from argmine.run.results import find_in_corpus, write_tables
from argmine.run.rows import Record, record_of
from argmine.run.settings import Settings
from argmine.run.shards import ShardStore, document_key
from argmine.schema import Analysis, Document, Failure

if TYPE_CHECKING:
    from spacy.language import Language


class Engine:
    """One pass over a corpus: what it reads, what it keeps, and in which order."""

    def __init__(
        self,
        out: Path,
        nlp: Language,
        codebook: Codebook,
        people: People | None,
        settings: Settings,
        makers: str,
        progress: Progress,
        should_stop: Callable[[], bool],
    ) -> None:
        self.progress, self._should_stop = progress, should_stop
        self._out, self._nlp, self._settings = out, nlp, settings
        self._codebook, self._people, self._makers = codebook, people, makers
        self._schemas = table_schemas(codebook.stance_names)
        self._store = ShardStore(out / SHARDS, self._schemas)
        # The key of every document by its id, in input order: the one thing here that grows with the corpus.
        self._keys: dict[str, str] = {}
        # What was not analysed at all, each with the number of documents that came before it.
        self._refused: list[tuple[int, Failure]] = []

    def count(self, files: Sequence[CorpusFile]) -> None:
        """Tell the progress how many documents there are."""
        self.progress.stage("count")
        documents = read_files(files, columns=self._settings.columns, on_failure=lambda _: None)
        total = 0
        for _ in documents:
            total += 1
            self._stop_if_asked()
        self.progress.started(total)

    def analyze(self, files: Sequence[CorpusFile]) -> None:
        """Analyse what no shard holds yet, and write it shard by shard."""
        self.progress.stage("analyse")
        for shard in batched(self._new_documents(files), self._settings.shard_size):
            self._store.write(dict(self._analyze_shard(shard)))
            self._stop_if_asked()

    def finish(self) -> dict[str, Any]:
        """Find the positions of the whole corpus, write the tables, and return their counts."""
        self.progress.stage("positions")
        claims = (claim for key in self._keys.values() for claim in self._store.claims(key))
        found = find_in_corpus(claims, self._codebook, self._people)
        self.progress.stage("tables")
        counts = write_tables(self._out, self._outcomes(), found=found, codebook=self._codebook, schemas=self._schemas)
        self._store.prune(self._keys.values())
        return counts

    def _stop_if_asked(self) -> None:
        if self._should_stop():
            raise RunStoppedError(f"{self._out}: stopped")

    def _new_documents(self, files: Sequence[CorpusFile]) -> Iterator[Document]:
        for document in read_files(files, columns=self._settings.columns, on_failure=self._fail):
            refusal = None if self._settings.any_language else refuse_language(document)
            if refusal is not None:
                self._fail(refusal)
                self.progress.advance(1, 0)
                continue
            key = document_key(document, self._makers)
            self._keys[document.id] = key
            if key in self._store:
                self.progress.advance(1, 0, reused=True)
            else:
                yield document

    def _analyze_shard(self, shard: Sequence[Document]) -> Iterator[tuple[str, Record | Failure]]:
        for batch in batched(shard, self._settings.batch_size):
            outcomes = analyze_batch(self._nlp, batch, codebook=self._codebook)
            for document, outcome in zip(batch, outcomes, strict=True):
                record = record_of(outcome) if isinstance(outcome, Analysis) else outcome
                yield self._keys[document.id], record
            self.progress.advance(len(batch), sum(isinstance(outcome, Failure) for outcome in outcomes))

    def _fail(self, failure: Failure) -> None:
        self._refused.append((len(self._keys), failure))
        self.progress.advance(0, 1)

    def _outcomes(self) -> Iterator[Record | Failure]:
        """Yield what became of all input, in its order."""
        refused = deque(self._refused)
        for place, key in enumerate(self._keys.values()):
            while refused and refused[0][0] <= place:
                yield refused.popleft()[1]
            yield self._store.read(key)
        yield from (failure for _, failure in refused)
