"""What may be asked: questions and counts are checked before any work."""

import re

from index.articles.clean import one_line
from rag.errors import QuestionError

MOST_PASSAGES = 1000  # that may be asked for at once

_SURROGATE = re.compile("[\ud800-\udfff]")


def checked_question(question: str, max_chars: int) -> str:
    """The question as it is searched for: folded like the articles.

    Raises TypeError where it is no string, QuestionError where it is too long or has no word in it.
    """
    if not isinstance(question, str):
        raise TypeError(f"a question is a string, not {type(question).__name__}")
    if len(question) > max_chars:
        raise QuestionError(
            f"the question has {len(question):,} characters, at most {max_chars:,} are read; shorten it"
        )
    question = one_line(_SURROGATE.sub("\ufffd", question))
    if not any(character.isalnum() for character in question):
        raise QuestionError("please ask a question")
    return question


def checked_k(k: int) -> int:
    """`k` itself. Raises QuestionError where it is no whole number from 1 to MOST_PASSAGES."""
    if isinstance(k, bool) or not isinstance(k, int) or not 1 <= k <= MOST_PASSAGES:
        raise QuestionError(f"k must be a whole number from 1 to {MOST_PASSAGES}, not {k!r}")
    return k
