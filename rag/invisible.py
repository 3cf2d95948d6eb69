"""Characters that cannot be seen, written out: what articles and file names say stays on its line."""

import unicodedata
from collections.abc import Iterable

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # categories of Unicode


def visible(text: str, keep: Iterable[str] = ()) -> str:
    """`text` with control, bidirectional and other invisible characters written out, as in `\\u202e`."""
    kept = frozenset(keep)
    return "".join(
        _written_out(character)
        if character not in kept and unicodedata.category(character) in _INVISIBLE
        else character
        for character in text
    )


def _written_out(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
