"""Canonical text: one spelling for the same words, and nothing that a reader could not see."""

import re
import unicodedata
from typing import NamedTuple

from index.errors import ArticleError

# Removed wherever they stand: marks of direction, tags, soft hyphens and other invisible ones, variation
# selectors of ideographs, annotation anchors, and code points that are no characters.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffc\ufffe\uffff\ufdd0-\ufdef\U000e0000-\U000e0fff\ud800-\udfff]"
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
JOINERS = re.compile("[\u200b-\u200d]+")
REPEATED_SELECTOR = re.compile("([\ufe00-\ufe0f])[\ufe00-\ufe0f]+")
SPACE_BEFORE_NEWLINE = re.compile(r"(?<![ \t])[ \t]+(?=\n)")
# Scripts written without blanks between words, where U+200B stands between them (Thai, Lao, Burmese, Khmer).
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f]")
# Scripts in which U+200C and U+200D change how letters join: Arabic to Sinhala, Mongolian, Khmer.
JOINING = re.compile("[\u0600-\u07ff\u0840-\u0dff\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
EMOJI = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
MOST_MARKS = 30  # combining marks on one letter; sorting longer rows takes quadratic time


class EmptyArticle(ArticleError):
    """A file that holds no article: nothing is wrong with it, and nothing is in it."""


class Draft(NamedTuple):
    """What a file says of an article; None where it states nothing."""

    text: str
    title: str | None = None
    date: str | None = None  # YYYY-MM-DD
    source: str | None = None


def canonical(text: str) -> str:
    r"""`text` as it is indexed and cited; doing it twice changes nothing.

    Lines end in "\n" and have no blanks at their end; paragraphs are one empty line apart; every kind
    of blank is a space or a tab. The form is NFC. Characters that cannot be seen are gone: controls,
    marks of direction, tags, soft hyphens, zero widths. Three zero widths carry meaning and are treated
    by what stands around them: U+200B separates words in Thai, Lao, Burmese and Khmer, so it becomes a
    space there; U+200C and U+200D stay where a script or an emoji joins by them.
    """
    text = NEWLINE.sub("\n", text).replace("\u2029", "\n\n")
    if not text.isascii():
        text = INVISIBLE.sub("", BLANK.sub(" ", text))
    text = CONTROL.sub("", text)
    if not text.isascii():
        text = _composed(JOINERS.sub(_joiner, _composed(REPEATED_SELECTOR.sub(r"\1", text))))
    text = SPACE_BEFORE_NEWLINE.sub("", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def one_line(text: str) -> str:
    """Canonical text on one line, for titles and names."""
    return " ".join(canonical(text).split())


def same_words(one: str, other: str) -> bool:
    """Whether two titles differ in nothing but case, blanks and punctuation."""
    return re.findall(r"\w+", canonical(one).casefold()) == re.findall(r"\w+", canonical(other).casefold())


def _composed(text: str) -> str:
    return _fewer_marks(unicodedata.normalize("NFC", _fewer_marks(text)))


def _fewer_marks(text: str) -> str:
    marks = "".join(c for c in set(text) if unicodedata.combining(unicodedata.normalize("NFD", c)[0]))
    if not marks:
        return text
    return re.sub(f"([{re.escape(marks)}]{{{MOST_MARKS}}})[{re.escape(marks)}]+", r"\1", text)


def _joiner(found: re.Match[str]) -> str:
    """What a row of zero widths becomes, by the letter before it and the one after."""
    text, (start, end) = found.string, found.span()
    after, virama = text[end : end + 1], False
    while start and unicodedata.combining(text[start - 1]):
        start -= 1
        virama = virama or unicodedata.combining(text[start]) == 9
    before = text[start - 1 : start]
    if after and unicodedata.combining(after):
        return ""
    if "\u200b" in found[0] and UNSPACED.match(before) and UNSPACED.match(after):
        return " "
    joiner = found[0].replace("\u200b", "")[:1]
    if joiner and JOINING.match(before) and (JOINING.match(after) or virama):
        return joiner
    if joiner == "\u200d" and EMOJI.match(before) and EMOJI.match(after):
        return joiner
    return ""
