"""A slip of the pen in a question, put right where the articles have the word that was meant.

Candidates are words one letter away (Damerau 1964, "A technique for computer detection and correction of
spelling errors"), weighed by how common they are and by the kind of slip (Norvig, "How to Write a Spelling
Corrector"; Kernighan, Church and Gale 1990, "A Spelling Correction Program Based on a Noisy Channel Model").
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files

SHORTEST = 5  # letters of a word that is put right: shorter ones are too near to each other
# How much likelier a slip is than another letter, as logarithms:
SWAPPED, LEFT_OUT, PUT_IN, ANOTHER = 3.0, 1.5, 1.0, 0.0

_WORD = re.compile(r"(?<![\w.'’/@“\"-])[a-z]+(?![\w'’”\"/@-]|\.\w)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def corrected(question: str, frequency: Callable[[str], int]) -> str:
    """`question` with each misspelt word as it was meant, as far as that is clear; mostly as it is.

    `frequency` tells in how many passages a word is. One is taken for misspelt where neither they nor a
    dictionary of 82,765 words know it (symspellpy's, made of Google's n-grams and SCOWL). Names and
    whatever else has a capital, a digit or quotation marks stay: one letter makes another person.
    """
    return _WORD.sub(lambda match: _meant(match[0], frequency) or match[0], question)


def _meant(word: str, frequency: Callable[[str], int]) -> str | None:
    """The likeliest of the words in the articles that are one slip away, where `word` is misspelt."""
    if len(word) < SHORTEST or word in _dictionary() or frequency(word):
        return None
    likely: dict[str, float] = {}
    for other, slip in _slips(word):
        if other in _dictionary() and (count := frequency(other)):
            common = math.log(count) + math.log(_dictionary()[other]) / 2
            likely[other] = max(slip + common, likely.get(other, -math.inf))
    return max(likely, key=lambda other: likely[other], default=None)


@cache
def _dictionary() -> Mapping[str, int]:
    """English words, each with how often it is written."""
    listed = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    lines = listed.read_text(encoding="utf-8-sig").splitlines()
    return {word: int(count) for word, count in (line.split() for line in lines)}


def _slips(word: str) -> Iterator[tuple[str, float]]:
    """Every word that this one may be a slip of, but for its first letter, and how likely the slip is."""
    for i in range(1, len(word)):
        before, here, after = word[:i], word[i], word[i + 1 :]
        if here != word[i - 1]:
            yield word[: i - 1] + here + word[i - 1] + after, SWAPPED
        yield before + after, PUT_IN
        for letter in _LETTERS:
            yield before + letter + here + after, LEFT_OUT
            if letter != here:
                yield before + letter + after, ANOTHER
    yield from ((word + letter, LEFT_OUT) for letter in _LETTERS)
