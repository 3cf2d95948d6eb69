"""Where a text says something word for word."""

from collections.abc import Sequence
from functools import lru_cache


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
    """`text` without bracketed numbers, white space as single blanks, and each character's place.

    What is left when a bracketed number is taken out may be one again, and goes too.
    """
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character.isspace():
            if not characters or characters[-1] == " ":
                continue
            character = " "
        elif character == "]" and (start := _number_before(characters)) is not None:
            del characters[start:], places[start:]
            continue
        characters.append(character)
        places.append(place)
    if characters and characters[-1] == " ":
        characters.pop()
        places.pop()
    return "".join(characters), tuple(places)


def _number_before(characters: Sequence[str]) -> int | None:
    """Where a bracket opens that has only a number behind it, at the end of `characters`."""
    start = len(characters)
    while start and characters[start - 1].isdecimal():
        start -= 1
    return start - 1 if 0 < start < len(characters) and characters[start - 1] == "[" else None
