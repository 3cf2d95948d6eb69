"""A claim as questions, each with one of its figures, names or noun phrases left open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.verify.tokens import Token

MOST = 2  # questions of one claim


@dataclass(frozen=True, slots=True)
class Cloze:
    """A question, and the word of the claim that answers it: the head of the phrase left open."""

    question: str
    head: int  # position of the token


def clozes(claim: str, said: Sequence[Token]) -> list[Cloze]:
    """The claim's questions, those on names and figures first."""
    found = list(phrases(said))
    found.sort(key=lambda run: said[run[-1]].kind == "word")
    return [Cloze(_question(claim, said, run), run[-1]) for run in found[:MOST]]


def phrases(said: Sequence[Token]) -> Iterator[list[int]]:
    """Positions of the words of each figure, name or noun phrase; "University of Lima" is one name."""
    run: list[int] = []
    for i, token in enumerate(said):
        open_ = token.kind == "name" or (token.kind == "word" and not token.verb)
        if run and open_ and _joined(said, run[-1], i):
            run.append(i)
            continue
        if run and not _links(said, run[-1], i):
            yield run
            run = []
        if open_ and not run:
            run = [i]
        if token.figure:
            if run:
                yield run
                run = []
            yield [i]
    if run:
        yield run


def _joined(said: Sequence[Token], last: int, i: int) -> bool:
    beside = i == last + 1 and said[i].start - said[last].end <= 1
    return said[i].clause == said[last].clause and (
        beside or (i == last + 2 and _links(said, last, last + 1))
    )


def _links(said: Sequence[Token], last: int, i: int) -> bool:
    """Whether it is the "of" in a name."""
    names = i + 1 < len(said) and said[last].kind == said[i + 1].kind == "name"
    return i == last + 1 and said[i].plain == "of" and names


def _question(claim: str, said: Sequence[Token], run: Sequence[int]) -> str:
    start, end = said[run[0]].start, said[run[-1]].end
    before = re.sub(r"\b(?:the|an?)\s$", "", claim[:start], flags=re.I)
    asked = f"{before}{_asking(said[run[0]], claim[start:end])}{claim[end:]}".strip().rstrip(".!")
    return asked[0].upper() + asked[1:] + "?"


def _asking(token: Token, words: str) -> str:
    if not token.figure:
        return "what"
    kinds = {kind for kind, _, _ in token.figure.asks}
    if kinds & {"day", "month"}:
        return "what date"
    if kinds & {"century", "decade"}:
        return "what time"
    if kinds & {"money", "share"}:
        return "how much"
    return "what year" if re.fullmatch(r"1\d{3}|20\d\d", words) else "how many"
