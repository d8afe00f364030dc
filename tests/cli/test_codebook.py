"""`argmine codebook` prints the default one, `argmine codebook suggest` drafts one's own from a run."""

from argmine.codebook import Codebook

ARTICLE = """Toll splits the town

"{one}," said Ann Lee, chief executive of Hauliers United. "{two}," said Mayor Tom Roe.

"{three}," said Kim Orr, a spokeswoman for Residents Against Smoke, which wants more than the council has offered.
"""
TEXTS = [
    ("The toll will ruin haulage firms", "The toll pays for cleaner air", "Schools should start later in the day"),
    ("The toll is killing small haulage firms", "The toll has made the air cleaner", "School must begin later"),
    ("The toll drives haulage firms out of town", "The air is cleaner thanks to the toll", "Start school later"),
]


def _run(invoke, tmp_path, *options):
    for number, texts in enumerate(TEXTS):
        text = ARTICLE.format(**dict(zip(("one", "two", "three"), texts, strict=True)))
        (tmp_path / f"corpus/{number}.txt").parent.mkdir(exist_ok=True)
        (tmp_path / f"corpus/{number}.txt").write_text(text, encoding="utf-8")
    result = invoke("run", tmp_path / "corpus", "-o", tmp_path / "run", *options)
    assert result.exit_code == 0, result.output


def test_the_default_codebook_is_printed(invoke):
    assert Codebook.parse(invoke("codebook").stdout) == Codebook.default()


def test_a_draft_of_a_run_is_a_codebook_that_a_run_can_use(invoke, tmp_path):
    _run(invoke, tmp_path)
    draft = invoke("codebook", "suggest", tmp_path / "run", "--least", "2")
    assert draft.exit_code == 0
    suggested = Codebook.parse(draft.stdout)
    assert suggested.stances == Codebook.default().stances
    assert suggested.positions
    assert any("toll" in position.text.lower() for position in suggested.positions)
    assert all(position.examples for position in suggested.positions)
    assert "support" in draft.stdout
    written = invoke("codebook", "suggest", tmp_path / "run", "--least", "2", "-o", tmp_path / "mine.yaml")
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == draft.stdout
    assert f"{len(suggested.positions)} position" in written.stderr


def test_what_a_codebook_misses_is_suggested_beside_what_it_lists(invoke, tmp_path):
    book = tmp_path / "book.yaml"
    book.write_text(
        "stances: [{name: industry}, {name: administration}, {name: critics}]\n"
        "positions: [{id: toll-air, text: The toll makes the air cleaner., parent: toll}]\n",
        encoding="utf-8",
    )
    _run(invoke, tmp_path, "--codebook", book)
    shown = invoke("show", tmp_path / "run", "--positions").stdout
    assert "from a probability of 0.3 on; `match_threshold:`" in " ".join(shown.split())
    draft = Codebook.parse(invoke("codebook", "suggest", tmp_path / "run", "--least", "2").stdout)
    assert draft.positions[0].id == "toll-air"
    assert draft.positions[0].parent == "toll"
    assert len({position.id for position in draft.positions}) == len(draft.positions)
    assert not any("cleaner" in position.text for position in draft.positions[1:])


def test_a_run_without_claims_has_nothing_to_suggest(invoke, tmp_path):
    (tmp_path / "empty.txt").write_text("Rain fell on Monday in the northern half of the valley.\n" * 3)
    invoke("run", tmp_path / "empty.txt", "-o", tmp_path / "run")
    assert Codebook.parse(invoke("codebook", "suggest", tmp_path / "run").stdout).positions == ()
