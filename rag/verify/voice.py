"""What no article says of itself: a generator speaking of what it does, and addresses it wants followed."""

import re

from index.sentences import sentences

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|[Mm]e|[Mm]y|[Mm]yself|[Ww]e|[Oo]ur|us|[Oo]urselves)\b")
_NUMERAL = re.compile(  # "World War I", "King George I", "class I"
    r"\w\W+(?:[A-Z]\w+|class|type|phase|stage|part|level|grade|tier|group|category|volume|chapter) $"
)
_MARKUP = re.compile(r"\b(?:https?|ftp|data|javascript):\S|\bwww\.|\]\(|</?[a-zA-Z!]|\{\s*\"")


def speaks_for_itself(claim: str) -> bool:
    """Whether the claim, direct speech aside, says "I" or "we": nobody but its writer could be meant."""
    own = _QUOTED.sub(" ", claim)
    return any(
        found[0] != "I" or not _NUMERAL.search(own[: found.start()]) for found in _FIRST_PERSON.finditer(own)
    )


def carries_markup(claim: str) -> bool:
    """Whether the claim has an address or markup in it, which a page could follow or run."""
    return bool(_MARKUP.search(claim))


def is_whole(span: tuple[int, int], text: str) -> bool:
    """Whether a stretch of `text` is made of whole sentences, so that none is bent by being cut."""
    spans = sentences(text)
    return span[0] in {start for start, _ in spans} and span[1] in {end for _, end in spans}
