"""The lines above an article that say who wrote it and when: no answer to a question on its matter."""

import re

from index.articles.dates import DIVIDER, PART
from index.sentences import sentences

TOP = 4  # sentences at the top of an article among which these lines stand

Span = tuple[int, int]

_PARTICLES = frozenset("and da de del den der di du la le und van von y".split())
_ASKED_FOR = re.compile(
    r"\bwho (?:wrote|writes|reported|is this by)\b|\b(?:author|byline|reporter|journalist|editor)\b|"
    r"\b(?:publish|written|posted)|\b(?:this|the) (?:article|report|story)\b",
    re.IGNORECASE,
)


def bylines(question: str, text: str) -> list[Span]:
    """Spans of the lines at the top of an article's `text` that only name who wrote it, or bear a date.

    None where the question asks for just that, or the text has no others.
    """
    if _ASKED_FOR.search(question):
        return []
    borders = sentences(text)
    found = [(start, end) for start, end in borders[:TOP] if is_byline(text[start:end])]
    return found if len(found) < len(borders) else []


def is_byline(sentence: str) -> bool:
    """Whether it is only "By" and names, a date, or both."""
    pieces = [piece.strip("*_ ") for piece in DIVIDER.split(sentence)]
    return all(_names(piece) or PART.fullmatch(piece) is not None for piece in pieces)


def _names(piece: str) -> bool:
    by, _, names = piece.partition(" ")
    words = names.replace(",", " ").replace("&", " and ").split()
    return (
        by.lower() == "by"
        and 1 <= len(words) <= 8
        and piece[-1] not in "!?:;"
        and all(
            word in _PARTICLES or (word[0].isupper() and (len(word) < 4 or not word.isupper()))
            for word in words
        )
    )
