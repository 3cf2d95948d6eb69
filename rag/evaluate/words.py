"""A paragraph found in its article, whatever its spaces and Unicode form have become."""

import re
import unicodedata
from bisect import bisect_left
from itertools import accumulate


class Words:
    """A text as its words."""

    def __init__(self, text: str) -> None:
        self._text = text
        matches = [(_composed(match.group()), match.span()) for match in re.finditer(r"\S+", text)]
        self._spans = [span for word, span in matches if word]
        words = [word for word, _ in matches if word]
        self.joined = f" {' '.join(words)} "
        self._starts = list(accumulate((len(word) + 1 for word in words), initial=0))

    def find(self, paragraph: str) -> tuple[int, int] | None:
        """Where the paragraph stands in the text, or None."""
        start = self._text.find(paragraph)
        if start >= 0:
            return start, start + len(paragraph)
        wanted = Words(paragraph)
        at = self.joined.find(wanted.joined)
        if not wanted._spans or at < 0:
            return None
        first = bisect_left(self._starts, at)
        return self._spans[first][0], self._spans[first + len(wanted._spans) - 1][1]


def _composed(word: str) -> str:
    """A word in Unicode's composed form, without characters that do not show."""
    shown = (c for c in word if unicodedata.category(c) not in ("Cf", "Cc"))
    return unicodedata.normalize("NFC", "".join(shown))
