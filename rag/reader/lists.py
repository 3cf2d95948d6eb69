"""Lists in a passage: where one item answers a question that asks for several, the others answer, too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.sentences import LIST_ITEM, parts, sentences

MOST = 8  # further items that are quoted
MOSTLY = 0.5  # share of an item's characters that answer, from which the item as such is the answer

Span = tuple[int, int]

_SEVERAL = re.compile(
    r"^(?:please )?(?:list|name|enumerate)\b|\ball\b|\bwho (?:are|were)\b|"
    r"\b(?:what|which)(?: \w+){0,4}? (?:are|were|do|have)\b|"
    r"\b(?:what|which) (?:does|did|has|had|will|must)\b|"
    r"\b(?:what|which)(?: (?:other|two|three|four|five|six|seven|eight|\d+))? (?!was\b|has\b)\w+[^\Wsiu]s\b",
    re.IGNORECASE,
)
_LINKED = re.compile(r"\w:\S|\bwww\.|\]\(|[<{]")


def asks_for_several(question: str) -> bool:
    """Whether a list may answer: "What are the demands?", but not "When", "How many" or "What is"."""
    return _SEVERAL.search(question) is not None


def unmarked(text: str, start: int, end: int) -> int:
    """Where the sentence `text[start:end]` begins without the dash or number of its list item.

    One with an address or markup in it keeps its mark: it counts as support only as a whole.
    """
    mark = LIST_ITEM.match(text, start, end)
    first = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    if not mark or not first or _LINKED.search(text, start, end):
        return start
    return end - len(text[mark.end() : end].lstrip())


def other_items(text: str, start: int, end: int) -> list[Span]:
    """The other items of the list in which `text[start:end]` is most of one, in order, at most `MOST`.

    Those deeper within are left out; where there are more, the nearest are given.
    """
    items = list(_items(text))
    here = next((i for i, item in enumerate(items) if item and item.start <= start and end <= item.end), None)
    own = items[here] if here is not None else None
    if here is None or own is None or end - start < MOSTLY * (own.end - own.start):
        return []
    before = list(_alongside(own, reversed(items[:here])))
    after = list(_alongside(own, iter(items[here + 1 :])))
    nearest = sorted([*before, *after], key=lambda item: abs(item.start - own.start))[:MOST]
    return sorted((item.start, item.end) for item in nearest)


@dataclass(frozen=True, slots=True)
class _Item:
    start: int  # without its mark
    end: int
    indent: int
    numbered: bool


def _alongside(own: _Item, others: Iterator[_Item | None]) -> Iterator[_Item]:
    """The items of the same list among `others`, which go away from it."""
    for item in others:
        if item is None or item.indent < own.indent:
            return
        if item.indent == own.indent:
            if item.numbered != own.numbered:
                return
            yield item


def _items(text: str) -> Iterator[_Item | None]:
    """Every list item of `text`, and None for whatever stands between two lists."""
    borders = sentences(text)
    for start, end in parts(text):
        mark = LIST_ITEM.match(text, start, end)
        if not mark:
            yield None
            continue
        last = mark.end()
        for a, b in borders:
            if mark.end() < b <= end and "\n" not in text[last : max(a, last)]:
                last = b
        line = text.rfind("\n", 0, start) + 1
        indent = len(text[line : mark.end()]) - len(text[line : mark.end()].lstrip())
        if text[mark.end() : last].strip():
            yield _Item(unmarked(text, line + indent, last), last, indent, mark[0].strip()[0].isdigit())
        if text[last:end].strip():
            yield None
