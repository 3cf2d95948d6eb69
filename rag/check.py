"""What may be asked: questions, counts, dates and names are checked before any work."""

import calendar
import datetime
import re
from collections.abc import Sequence
from typing import Literal

from index.articles.clean import one_line
from rag.errors import QuestionError

MOST_PASSAGES = 100  # that may be asked for at once; each of an answer's is read

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")  # a year, its month, its day
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


def checked_unsupported(unsupported: Literal["drop", "mark"]) -> Literal["drop", "mark"]:
    """`unsupported` itself. Raises QuestionError where it is neither."""
    if unsupported not in ("drop", "mark"):
        raise QuestionError(f"unsupported must be 'drop' or 'mark', not {unsupported!r}")
    return unsupported


def checked_days(date: str) -> tuple[str, str]:
    """The first and the last day of a year, a month or a day written 2024, 2024-05 or 2024-05-31.

    Raises QuestionError where it is none.
    """
    found = _DATE.fullmatch(date) if isinstance(date, str) else None
    try:
        year, month, day = found.groups() if found else ("0", None, None)  # there is no year 0
        first = datetime.date(int(year), int(month or 1), int(day or 1))
        days = calendar.monthrange(first.year, int(month or 12))[1]
        last = datetime.date(first.year, int(month or 12), int(day or days))
    except ValueError:
        raise QuestionError(f"{date!r:.60} is no date; write it as 2024, 2024-05 or 2024-05-31") from None
    return first.isoformat(), last.isoformat()


def checked_names(names: Sequence[str], what: str) -> tuple[str, ...]:
    """`names` as a tuple. Raises QuestionError where they are no list of strings."""
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise QuestionError(f"{what} must be a list of strings, not {names!r:.60}; put brackets around it")
    return tuple(_SURROGATE.sub("\ufffd", name) for name in names)
