"""Small changes of wording that several rules make."""

import re

from rag.dialogue.names import LITTLE

AUXILIARY = "(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)"
"""Verbs that a yes-or-no question begins with."""

GIST = 14  # words at most

_DATELINE = re.compile(r"\A[^—–.]{0,60}\b\d{4}\s[—–-]\s(?!\d)")
_APART = re.compile(r"\s*\([^)]*\)|\s*\[\d+\]")
_CLAUSE_END = re.compile(r"(?<=[\w\"”])[.;!?,:](?=\s|$)")
_PLAIN_NO = re.compile(r"\W*(?:yes|no)\b[,.]?\s*", re.IGNORECASE)
_VERB = re.compile(
    rf"\b(?:{AUXILIARY}|\w\w+ed|became|been|began|begun|beat|born|bought|broken?|brought|built|came|"
    r"caught|chosen?|cut|done|drawn|drew|driven|drove|fell|felt|fled|flew|fought|found|gave|given|gone|got|grew|"
    r"grown|held|hit|kept|knew|known|laid|led|left|lost|made|meant|met|paid|put|quit|ran|rose|said|sang|sank|sat|"
    r"saw|seen|sent|set|shot|sold|spent|split|spoken?|stolen?|stood|struck|sung|sunk|swore|taken|taught|thought|"
    r"threw|thrown|told|took|went|won|wore|worn|written|wrote)\b"
)


def possessive(name: str) -> str:
    """ "Peru" gives "Peru's"."""
    return name + "'s"


def gist(answer: str) -> str:
    """The first clause of an answer, without dateline, markers and brackets: what the user knows by now."""
    said = _DATELINE.sub("", _APART.sub("", answer).strip())
    clause = _CLAUSE_END.split(_PLAIN_NO.sub("", said, count=1).strip())[0]
    return lowered(" ".join(clause.strip(" .,;").split()[:GIST]))


def tells(clause: str) -> bool:
    """Whether a clause has a verb, as far as its words show it: "she left" has, "according to police" not."""
    return bool(_VERB.search(clause))


def lowered(sentence: str) -> str:
    """A sentence as it stands within another: its first word small, unless it is a name."""
    first = sentence.partition(" ")[0]
    if first == "I" or first.lower().strip("’'.,") not in LITTLE:
        return sentence
    return sentence[0].lower() + sentence[1:]


def unmarked(question: str) -> str:
    """A question without the mark at its end."""
    return question.rstrip(" ?.!")
