"""What a run was told to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.pipeline import DEFAULT_MODEL, AttributionModel

if TYPE_CHECKING:
    from argmine.codebook import Codebook
    from argmine.people import People


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What decides the result of a run, besides its input and the versions of what is installed.

    Parameters
    ----------
    model
        The name or folder of a spaCy English pipeline.
    attribution
        The model that finds who says what: ``fast`` or ``accurate``.
    codebook
        A codebook's YAML file; the default codebook when None.
    people
        A people file (YAML or CSV): who is who, before what the documents say; none when None.
    models
        A folder of claim and stance models of one's own; those that ship when None.
    columns
        Where a table or JSON names its fields otherwise: argmine's name -> the file's name.
    any_language
        Analyse documents whatever language they seem to be in, instead of reporting those that are
        not English as failures.
    shard_size
        Documents that are analysed and written together: at most so many are lost when a run is killed.
    batch_size
        Documents that go through the pipeline together.
    """

    model: str = DEFAULT_MODEL
    attribution: AttributionModel = "fast"
    codebook: Path | None = None
    people: Path | None = None
    models: Path | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    any_language: bool = False
    shard_size: int = 256
    batch_size: int = 16

    def read_codebook(self) -> Codebook:
        """Return the codebook that these settings name."""
        from argmine.codebook import Codebook

        return Codebook.default() if self.codebook is None else Codebook.load(self.codebook)

    def read_people(self, codebook: Codebook) -> People | None:
        """Return the people file that these settings name, if they name one.

        Raises
        ------
        PeopleError
            If the file has a fault, or a stance that `codebook` does not have.
        """
        from argmine.people import People

        if self.people is None:
            return None
        people = People.load(self.people)
        people.check_stances(codebook.stance_names)
        return people

    def to_json(self) -> dict[str, Any]:
        """Return what the manifest keeps; codebook and people are kept by their content, not by their paths."""
        return {
            "model": self.model,
            "attribution": self.attribution,
            "columns": dict(sorted(self.columns.items())),
            "any_language": self.any_language,
            "shard_size": self.shard_size,
            "batch_size": self.batch_size,
        }
