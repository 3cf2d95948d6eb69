"""Small changes of wording that several rules make."""

import re

from rag.dialogue.names import LITTLE

AUXILIARY = "(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)"
"""Verbs that a yes-or-no question begins with."""

GIST = 14  # words at most

_APART = re.compile(r"\s*\([^)]*\)|\s*\[\d+\]")
_CLAUSE_END = re.compile(r"(?<=[\w\"”])[.;!?,:](?=\s|$)")
_PLAIN_NO = re.compile(r"\W*(?:yes|no)\b[,.]?\s*", re.IGNORECASE)


def possessive(name: str) -> str:
    """ "Peru" gives "Peru's"."""
    return name + "'s"


def gist(answer: str) -> str:
    """The first clause of an answer, without markers and brackets: what the user knows by now."""
    clause = _CLAUSE_END.split(_PLAIN_NO.sub("", _APART.sub("", answer), count=1).strip())[0]
    return lowered(" ".join(clause.strip(" .,;").split()[:GIST]))


def lowered(sentence: str) -> str:
    """A sentence as it stands within another: its first word small, unless it is a name."""
    first = sentence.partition(" ")[0]
    if first == "I" or first.lower().strip("’'.,") not in LITTLE:
        return sentence
    return sentence[0].lower() + sentence[1:]


def unmarked(question: str) -> str:
    """A question without the mark at its end."""
    return question.rstrip(" ?.!")
