import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmine.corpus.encoding import decode, repair, sniff
from argmine.corpus.errors import UnreadableError

ENGLISH = "“We don’t need this rule,” said Señora Muñoz — the café’s owner. It costs €5 million.\n"
KOREAN = "정부는 최첨단 인공지능 모델의 공개를 제한했다. 업계는 명확한 기준을 요구하고 있다.\n" * 4
RUSSIAN = "Правительство ограничило выпуск самых мощных моделей искусственного интеллекта.\n" * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_english_comes_back_from_its_encodings(encoding):
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(KOREAN, "cp949"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (KOREAN, "utf-8")],
)
def test_other_scripts_come_back_from_their_encodings(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_utf8_with_a_few_pasted_windows_bytes():
    data = ENGLISH.encode() * 3 + "It’s “mixed”.".encode("cp1252")
    assert decode(data) == ENGLISH * 3 + "It’s “mixed”."


def test_utf8_that_is_cut_inside_a_character():
    assert decode("The café’s owner — “no”".encode()[:-1]).startswith("The café’s owner — “no")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
        (bytes(range(256)) * 20, "binary file"),
        (b"\x00\x01\x02\x03" * 50, "binary file"),
    ],
)
def test_what_is_no_text_is_named(data, what):
    with pytest.raises(UnreadableError, match=what):
        sniff(data)


@pytest.mark.parametrize(
    ("broken", "repaired"),
    [
        ("The agencyâ€™s â€œpermitâ€\x9d", "The agency’s “permit”"),
        ("FranÃ§ois", "François"),
        ("one\r\ntwo\rthree\u2028four\u2029five\x0csix", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("one\x85two", "one\ntwo"),
        ("wait\x85 it\x92s late", "wait… it’s late"),
        ("a\x00b\x07c", "a b c"),
        ("a\tb\nc", "a\tb\nc"),
        ("lone \ud800 one", "lone  one"),
        ("pair \ud83d\ude00", "pair 😀"),
        ("\ufeffregu\xadlation\u200b", "regulation"),
    ],
)
def test_repair(broken, repaired):
    assert repair(broken) == repaired


@pytest.mark.parametrize(
    "text",
    [
        '“Curly” ‘quotes’, "straight" ones — and … the ﬁrst ligature, ｗｉｄｅ letters, naïve café, ½ of 5 °C.',
        "Zürich, Łódź, Đà Nẵng, São Paulo, København, Ísland, Nuñez & Söhne",
        KOREAN,
        RUSSIAN,
        "a &amp; b <b>c</b>",
    ],
)
def test_what_is_not_broken_stays(text):
    assert repair(text) == text


@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_repair_never_fails_and_repairs_once(text):
    repaired = repair(text)
    assert repair(repaired) == repaired
    assert not set(repaired) & {chr(code) for code in (*range(9), *range(11, 32), 0x2028, *range(0xD800, 0xE000))}
    repaired.encode("utf-8")


@given(st.text(max_size=60), st.sampled_from(["latin-1", "cp1252", "cp1251", "mac_roman"]))
def test_repair_of_mojibake_repairs_once(text, wrong):
    repaired = repair(text.encode("utf-8").decode(wrong, "replace"))
    assert repair(repaired) == repaired


@given(st.binary(max_size=300))
def test_decoding_fails_only_with_a_reason(data):
    try:
        repair(decode(data)).encode("utf-8")
    except UnreadableError as error:
        assert "is " in str(error) or "has " in str(error)


def test_clean_text_costs_little():
    text = ENGLISH * 10_000
    start = time.perf_counter()
    repair(text)
    assert time.perf_counter() - start < 0.5
