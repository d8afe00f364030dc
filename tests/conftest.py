"""Fixtures that every room's tests share."""

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the repository, which is not part of the project."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the reference data in ../shared, which is not part of the project")
    return folder


@pytest.fixture(scope="session")
def frontier_models() -> Path:
    """The example corpus."""
    return REPOSITORY / "corpora" / "frontier-models"
