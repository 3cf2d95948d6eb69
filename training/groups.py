"""A question with the passages it is read in: what training is made of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]
MAX_SPANS = 6  # where an answer stands more often than that, its place tells nothing


@dataclass(frozen=True, slots=True)
class Text:
    """A passage as the reader gets it; `spans` are the places of the answer in `text`, if it has any."""

    title: str
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """One question with passages: those that answer it, and others, the most misleading first."""

    source: str
    question: str
    answering: tuple[Text, ...]
    others: tuple[Text, ...] = ()


def occurrences(text: str, answers: Iterable[str]) -> tuple[Span, ...]:
    """Where the answers stand in `text` as whole words; the same spelling first, then any case."""
    found: set[Span] = set()
    for answer in set(answers):
        words = answer.strip().rstrip(".").split()
        if not words or words[0].casefold() not in text.casefold():
            continue
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
        spans = [match.span() for match in re.finditer(pattern, text)] or [
            match.span() for match in re.finditer(pattern, text, re.IGNORECASE)
        ]
        if len(spans) <= MAX_SPANS:
            found.update(spans)
    return tuple(sorted(found))
