"""The title of a text that names none: the line that opens it, where that reads like one."""

import re

from index.articles import dates
from index.articles.clean import one_line

LONGEST = 200  # characters
MOST_WORDS = 30
PARAGRAPH = 120  # characters; a line as long is a paragraph, not part of one that is wrapped
LABELLED = re.compile(r"(?:#{1,6} |(?:title|headline)\s?: ?)(\S.*)", re.IGNORECASE)
UNDERLINE = re.compile(r"[=~_*-]{3,}")
BYLINE = re.compile(r"by [^.!?]{3,60}", re.IGNORECASE)
ABBREVIATION = re.compile(r"\b(?:[A-Z]|Inc|Ltd|Co|Corp|Jr|Sr|St|No|vs|etc)\.$")
MARKER = re.compile(r"[-*•–—·>]\s|\d{1,3}[.)]\s+\S|[“\"«].*[”\"»]$")


def split_title(text: str) -> tuple[str | None, str]:
    """The title that opens canonical `text`, and the text without it; None where no line reads like one.

    It may stand below a line or two that bear a date or a name.
    """
    lines = text.split("\n", 12)
    above = next((n for n, line in enumerate(lines[:6]) if line.strip() and not _beside(line)), None)
    if above is None or above + 1 >= len(lines):
        return None, text
    line, after = lines[above].strip(), lines[above + 1].strip()
    named = LABELLED.fullmatch(line)
    underlined = UNDERLINE.fullmatch(after) is not None
    apart = not after or underlined or len(after) > PARAGRAPH or _beside(after)
    if not named and not (apart and _reads_like_one(line)):
        return None, text
    rest = [*lines[:above], *lines[above + 1 + underlined :]]
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(rest)).strip()
    return (named[1] if named else line), body


def readable(stem: str) -> str:
    """The name of a file as a title: blanks for its dashes, and no date before it."""
    words = one_line(re.sub(r"[_+-]+|%20", " ", stem))
    words = re.sub(r"^\d{4} \d{2} \d{2} (?=\S)", "", words)
    return words[:1].upper() + words[1:] or stem or "Untitled"


def _beside(line: str) -> bool:
    """A line that may stand above or below a title: a date, a name."""
    return dates.in_line(line.strip()) is not None or BYLINE.fullmatch(line.strip()) is not None


def _reads_like_one(line: str) -> bool:
    if not 2 <= len(line) <= LONGEST or len(line.split()) > MOST_WORDS or MARKER.match(line):
        return False
    return line[-1] not in ".,;:…。，；：" or ABBREVIATION.search(line) is not None
