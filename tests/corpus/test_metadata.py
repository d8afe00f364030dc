import pytest

from argmine.corpus.columns import ALIASES, Columns
from argmine.corpus.dates import iso_date
from argmine.corpus.errors import CorpusError


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2018-03-09", "2018-03-09"),
        ("2018-03-09T12:00:00Z", "2018-03-09"),
        ("2018/3/9 23:59", "2018-03-09"),
        ("20180309", "2018-03-09"),
        ("March 9, 2018", "2018-03-09"),
        ("Mar. 9th 2018", "2018-03-09"),
        ("Friday, March 9, 2018 at 3:04 p.m. ET", "2018-03-09"),
        ("9 March 2018", "2018-03-09"),
        ("Fri, 09 Mar 2018 12:00:00 GMT", "2018-03-09"),
        ("03/09/2018", "2018-03-09"),
        ("25/12/2018", "2018-12-25"),
        ("9.3.2018", "2018-03-09"),
        ("Sept. 1, 2020", "2020-09-01"),
    ],
)
def test_dates_as_newspapers_write_them(written, iso):
    assert iso_date(written) == iso


@pytest.mark.parametrize("written", ["", "soon", "March 2018", "2018", "2018-02-30", "1520553600", "13/13/2018"])
def test_what_is_no_day_is_none(written):
    assert iso_date(written) is None


def test_names_are_found_without_regard_to_case_and_punctuation():
    parts, extra = Columns().split(
        {"Headline": "T", "Publication Date": "2018-03-09", "BODY": "words", "Source": "The Ledger", "Section": "A"}
    )
    assert parts == {"title": "T", "date": "2018-03-09", "text": "words", "outlet": "The Ledger"}
    assert extra == {"Section": "A"}


def test_the_first_alias_wins_and_the_other_is_kept():
    parts, extra = Columns().split({"source": "feed", "outlet": "The Ledger", "text": "words"})
    assert parts["outlet"] == "The Ledger"
    assert extra == {"source": "feed"}


def test_a_mapping_overrides_the_aliases():
    parts, extra = Columns({"text": "Inhalt"}).split({"text": "teaser", "inhalt": "words"})
    assert parts == {"text": "words"}
    assert extra == {"text": "teaser"}


def test_a_mapping_of_something_unknown_names_what_is_known():
    with pytest.raises(CorpusError, match="'headline' is none of text, title"):
        Columns({"headline": "H"})


def test_values_become_strings():
    parts, extra = Columns().split(
        {
            "text": ["First paragraph.", "Second."],
            "authors": ["A. Roe", "B. Doe"],
            "source": {"id": 3, "name": "The Ledger"},
            "words": 12,
            "claims": [{"start": 0}],
            "empty": None,
            "missing": "NaN",
        }
    )
    assert parts == {"text": "First paragraph.\n\nSecond.", "author": "A. Roe, B. Doe", "outlet": "The Ledger"}
    assert extra == {"words": "12", "claims": '[{"start": 0}]'}


def test_no_name_stands_for_two_parts():
    names = [name for names in ALIASES.values() for name in names]
    assert len(names) == len(set(names))
