import codecs
import contextlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.decode import decode
from index.errors import ArticleError

ENGLISH = "He said “no” – twice. It’s the café’s “best” offer: £5."
SAMPLES = {
    "cp1252": [
        "“Hello,” she said.",
        "It’s a “test” – of quotes.",
        ENGLISH,
        "L’été dernier, le président a déclaré que l’économie était « en bonne santé ».",
        "Déjà vu à la fête",
        "Größe über Maß",
        "El niño comió mañana en España, según informó el periódico.",
        "O governo aprovou a proposta de orçamento. A situação é difícil, não há dúvida.",
        "Regeringen godkendte onsdag budgetforslaget for næste år. Situationen på området er vanskelig.",
    ],
    "cp1250": [
        "Rząd przyjął w środę projekt ustawy budżetowej na przyszły rok. Wydatki mają wynieść ponad "
        "osiemset miliardów złotych, a deficyt będzie większy niż w tym roku."
    ],
    "cp1254": [
        "Hükümet çarşamba günü gelecek yılın bütçe tasarısını onayladı. Bakan gazetecilere durumun zor "
        "olduğunu söyledi, ağır şartlar ışığında."
    ],
    "cp1251": ["Правительство в среду одобрило проект бюджета на следующий год.", "Привет, мир"],
    "koi8_r": ["Правительство в среду одобрило проект бюджета на следующий год."],
    "cp1253": ["Η κυβέρνηση ενέκρινε την Τετάρτη το σχέδιο προϋπολογισμού."],
    "cp1256": ["وافقت الحكومة يوم الأربعاء على مشروع ميزانية العام المقبل."],
    "cp932": ["政府は水曜日、来年度の予算案を承認した。大臣は記者団に対し、状況は厳しいと述べた。"],
    "gb18030": ["政府周三批准了明年的预算草案。部长对记者说，形势很困难。"],
    "big5": ["政府週三批准了明年的預算草案。部長對記者說，形勢很困難。"],
    "cp949": ["정부는 수요일 내년도 예산안을 승인했다. 장관은 기자들에게 상황이 어렵다고 말했다."],
}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"])))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_wins_over_the_declared_charset(mark: bytes, encoding: str) -> None:
    page = "<meta charset=iso-8859-1><p>naïve 政府</p>"
    assert decode(mark + page.encode(encoding), html=True) == page
    assert decode(mark) == ""


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", ["Hello there, what’s up.", "Правительство в среду одобрило.", "形势很困难。\n很难。\n很"]
)
def test_wide_encodings_without_a_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_stray_nulls_do_not_make_it_utf16() -> None:
    assert decode(b"hello\0world, a few\0 nulls") == "hello\0world, a few\0 nulls"


@pytest.mark.parametrize(
    ("encoding", "text"), [(encoding, text) for encoding, texts in SAMPLES.items() for text in texts]
)
def test_undeclared_encodings(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text
    assert decode("\n".join([text] * 50).encode(encoding)) == "\n".join([text] * 50)


def test_iso_8859_2_is_told_from_cp1250_by_what_it_lacks() -> None:
    text = "Vláda ve středu schválila návrh státního rozpočtu na příští rok. Žádal více peněz."
    assert decode(text.encode("iso8859_2")) == text


def test_high_bytes_late_in_a_long_text_are_detected() -> None:
    text = "Plain words. " * 20_000 + "\n" + "Правительство в среду одобрило проект. " * 20
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize(
    ("label", "encoding"),
    [("shift_jis", "cp932"), ("ISO-8859-1", "cp1252"), ("windows-1251", "cp1251"), ("gb2312", "gb18030")],
)
def test_declared_charset_as_browsers_read_it(label: str, encoding: str) -> None:
    text = {"cp932": "政府", "cp1252": "“é”", "cp1251": "да", "gb18030": "政府"}[encoding]
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={label}"></head>{text}'
    assert decode(page.encode(encoding), html=True) == page


def test_strict_utf8_wins_over_a_wrong_declaration() -> None:
    page = "<meta charset='windows-1252'>naïve"
    assert decode(page.encode(), html=True) == page


@pytest.mark.parametrize("label", ["rot13", "zlib", "idna", "unicode_escape", "utf-7", "no-such"])
def test_declared_codecs_that_are_no_charsets_are_ignored(label: str) -> None:
    page = f"<meta charset={label}>été"
    assert decode(page.encode("cp1252"), html=True) == page


def test_utf8_cut_within_a_character_stays_utf8() -> None:
    assert decode("café café café".encode()[:-1]) == "café café caf\ufffd"


@pytest.mark.parametrize(
    ("start", "what"), [(b"%PDF-1.7\n", "PDF"), (b"PK\x03\x04", "zip"), (b"\x89PNG\r\n", "PNG")]
)
def test_known_binary_formats_are_named(start: bytes, what: str) -> None:
    with pytest.raises(ArticleError, match=what):
        decode(start + bytes(range(200)))


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, os.urandom(50_000), b"\0" * 5_000])
def test_other_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(ArticleError, match="is not text"):
        decode(data)


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_text_or_a_reason(data: bytes, html: bool) -> None:
    with contextlib.suppress(ArticleError):
        decode(data, html=html).encode("utf-8")


def test_lines_end_in_a_line_feed() -> None:
    assert decode(b"one\r\ntwo\rthree\n\r\n\r") == "one\ntwo\nthree\n\n\n"
