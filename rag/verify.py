"""Whether passages support a sentence.

The check is strict: a sentence is supported where a passage says it word for word. So nothing is shown
as supported that the articles do not say, whoever wrote it; a true paraphrase is refused, too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.types import Passage

MARKER = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Support:
    """`score` is 0 to 1, higher is better supported; `passage` is the best one's position, or None."""

    supported: bool
    score: float
    passage: int | None


def verify(sentence: str, passages: Sequence[Passage]) -> Support:
    """Whether one of `passages` says `sentence`; the first that does is named."""
    for position, passage in enumerate(passages):
        if locate(sentence, passage.text):
            return Support(True, 1.0, position)
    return Support(False, 0.0, None)


def plain(text: str) -> str:
    """`text` on one line, without bracketed numbers, which could be taken for markers."""
    return _folded(text)[0]


def locate(sentence: str, text: str) -> tuple[int, int] | None:
    """Where `text` says `sentence`, white space and bracketed numbers aside: start and end in `text`."""
    wanted = plain(sentence)
    folded, places = _folded(text)
    found = folded.find(wanted)
    while wanted and found >= 0:
        end = found + len(wanted)
        whole = (found == 0 or not (folded[found - 1].isalnum() and wanted[0].isalnum())) and (
            end == len(folded) or not (folded[end].isalnum() and wanted[-1].isalnum())
        )
        if whole:
            return places[found], places[end - 1] + 1
        found = folded.find(wanted, found + 1)
    return None


def _folded(text: str) -> tuple[str, list[int]]:
    """`text` without bracketed numbers, white space as single blanks, and each character's place."""
    hidden = {i for match in MARKER.finditer(text) for i in range(*match.span())}
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if place in hidden:
            continue
        if character.isspace():
            if not characters or characters[-1] == " ":
                continue
            character = " "
        characters.append(character)
        places.append(place)
    if characters and characters[-1] == " ":
        characters.pop()
        places.pop()
    return "".join(characters), places
