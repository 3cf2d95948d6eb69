"""Where a text says something word for word."""

import re
from functools import lru_cache

MARKER = re.compile(r"\[\d+\]")


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


@lru_cache(maxsize=512)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """`text` without bracketed numbers, white space as single blanks, and each character's place."""
    characters: list[str] = []
    places: list[int] = []
    for match in _PIECE.finditer(text):
        if match.lastgroup == "word":
            characters.extend(match[0])
            places.extend(range(*match.span()))
        elif match.lastgroup == "blank" and characters and characters[-1] != " ":
            characters.append(" ")
            places.append(match.start())
    if characters and characters[-1] == " ":
        characters.pop()
        places.pop()
    return "".join(characters), tuple(places)


_PIECE = re.compile(r"(?P<marker>\[\d+\])|(?P<blank>\s)|(?P<word>[^\s\[]+|\[)")
