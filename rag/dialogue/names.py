"""Names in a text, told by their capitals and quotation marks."""

import re
from bisect import bisect_right
from dataclasses import dataclass

LITTLE = frozenset(
    """
    a an the this that these those my your his her its our their i you he she it we they me him us them
    mine yours hers ours theirs who whom whose what which when where why how is are was were be been
    being am do does did done have has had having can could may might must shall should will would and or
    but so if because as while although though since until unless after before during in on at of for to
    by with from into onto about against between through over under up down out off again then once not
    no nor only own same too very just also other others another else some any all both each few more
    most such many much there here now later early late however despite following according besides
    moreover like among along within without upon per via than whether instead around near due even still
    yet ever never often sometimes usually eventually finally additionally furthermore meanwhile
    originally initially subsequently one two three four five six seven eight nine ten first second third
    last next name tell list give describe explain show please anything something everything nothing
    anyone someone everyone yes yeah no ok okay thanks thank hello hi hey great good cool nice sure sorry
    mr mrs ms dr january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
"""Words that are no name by themselves, whatever their case."""

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'.&-]*[\w!]|[A-Z]\.(?:[A-Z]\.)*|[A-Z]"
_LINK = r"(?:\s(?:of|of the|the|and the|de|du|da|la|le|van|von|der|bin|al|&))?\s"
_NAME = re.compile(rf"(?:{_CAPITAL})(?:{_LINK}(?:{_CAPITAL}|\d+))*|\b\d+\w*(?=\s[A-Z])(?:\s(?:{_CAPITAL}))+")
_QUOTED = re.compile(r"[\"“]([^\"“”]{2,60}?)[,.]?[\"”]")
_ASKS = re.compile(
    r"\W*(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|can|could|has|have|had|"
    r"will|would|should|may|name|tell|list|give|describe|explain|any|anything|in|on|at|of|for|to|by|with|from|"
    r"and|but|so|or|also)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in a text: `text[name.start : name.end] == name.text`."""

    text: str
    start: int
    quoted: bool = False  # in quotation marks: a song, a book, a ship

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def names(text: str) -> list[Name]:
    """The names in `text`, in order: "Did Ana Diaz sing “Harbour”?" gives Ana Diaz and Harbour."""
    quoted = [m for m in _QUOTED.finditer(text) if m[1][0].isupper()]
    starts = [m.start() for m in quoted]
    found = [Name(m[1], m.start(1), quoted=True) for m in quoted]
    for match in _NAME.finditer(text):
        before = bisect_right(starts, match.start())
        if not before or quoted[before - 1].end() <= match.start():
            found.extend(_trimmed(match[0], match.start()))
    return sorted(found, key=lambda name: name.start)


def topic_line(text: str) -> str | None:
    """The topic, where a user's turn only names one: "Marie Curie (physicist)" gives "Marie Curie"."""
    if _ASKS.match(text) or text.rstrip().endswith("?") or len(text.split()) > 8 or not names(text):
        return None
    return re.sub(r"\s*\([^)]*\)$", "", text.strip()).rstrip(" .") or None


def _trimmed(words: str, start: int) -> list[Name]:
    """The name without the words at its ends that only begin the sentence, or date it."""
    parts = words.split(" ")
    while parts and _little(parts[0]) and not (parts[0] == "The" and len(parts) > 1):
        start += len(parts.pop(0)) + 1
    while parts and _little(parts[-1]):
        parts.pop()
    name = re.sub(r"[’']s?$", "", " ".join(parts)).rstrip(".,")
    dated = all(part.strip(".,").isdigit() or _little(part) for part in parts)
    return [] if dated or len(name) < 2 or name[0].islower() else [Name(name, start)]


def _little(word: str) -> bool:
    return word.lower().strip("’'.,") in LITTLE
