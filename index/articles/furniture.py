"""What stands around an article on its page: share bars, menus, comment forms, teasers of other stories.

A block is a paragraph, a line is a line of it. Furniture is told by where it stands and by its shape:
before the first block of prose, after the last one, or alone between two; short lines that hold nothing
but the words of buttons; headlines with cut-off snippets at the very end. In doubt a line stays.
"""

import itertools
import re

from index.articles.lines import (
    ADVERTISEMENT,
    COMMENT_FORM,
    INLINE_TEASER,
    LIST_ITEM,
    LONGEST,
    NAVIGATION,
    is_furniture,
    is_headline,
    is_prose,
    is_related_heading,
    is_sentence,
    is_snippet,
    words,
)

ZONE = 300  # blocks looked at before the first prose and after the last
MOST_BELOW = 5_000  # blocks below an article
PASSES = 10  # taking one layer away can show the next


def strip_furniture(text: str, *, titled: bool = False) -> str:
    """`text`, canonical, without what is not the article.

    `titled` says that the title is known already, so that no line at the head need be kept for it.
    """
    for _ in range(PASSES):
        blocks = [block for block in text.split("\n\n") if block.strip()]
        blocks = _head(_between(blocks), titled)
        blocks = _tail(_without_comments(blocks))
        blocks = _without_teasers(_without_related(blocks))
        shorter = "\n\n".join(blocks)
        if shorter == text:
            break
        text = shorter
    return text


# Zones


def _between(blocks: list[str]) -> list[str]:
    """Without what is furniture wherever it stands alone: advertisements and teasers in the text."""

    def stays(block: str) -> bool:
        if "\n" in block:
            first, *rest = block[: LONGEST * 20].split("\n")
            return not (is_related_heading(first) and all(map(is_headline, rest)))
        if not 10 <= len(block) <= LONGEST:
            return True
        inline = INLINE_TEASER.fullmatch(block) and not block.endswith((".", "!"))
        return not inline and not ADVERTISEMENT.fullmatch(block)

    return [block for n, block in enumerate(blocks) if n == 0 or stays(block)]


def _head(blocks: list[str], titled: bool) -> list[str]:
    first = next((n for n, block in enumerate(blocks) if is_prose(block)), ZONE)
    if first >= ZONE:
        return blocks
    lines = _lines(blocks[:first])
    if sum(map(bool, lines)) == 1 and not titled:  # it is the title, whatever words it is made of
        return blocks
    opening = blocks[first].split("\n")
    start = next((n for n, line in enumerate(opening) if not is_furniture(line)), 0)
    opening = opening[start:]
    return [*_blocks(_without_furniture(lines)), "\n".join(opening), *blocks[first + 1 :]]


def _tail(blocks: list[str]) -> list[str]:
    end = len(blocks)
    last = next((n for n in range(end - 1, max(-1, end - 1 - ZONE), -1) if is_prose(blocks[n])), None)
    if last is None:  # nothing tells body and tail apart: only the very last lines can go
        while end > max(1, len(blocks) - ZONE) and all(map(is_furniture, blocks[end - 1].split("\n"))):
            end -= 1
        return blocks[:end]
    closing = blocks[last].split("\n")
    while len(closing) > 1 and is_furniture(closing[-1]):
        closing.pop()
    below = _blocks(_without_furniture(_lines(blocks[last + 1 :])))
    return [*blocks[:last], "\n".join(closing), *below]


def _without_furniture(lines: list[str]) -> list[str]:
    """Without furniture, and without rows of short items between the entries of a menu."""
    drop = [bool(line) and is_furniture(line) for line in lines]
    for n, (line, after) in enumerate(itertools.pairwise(lines)):
        if " | " in line and " | " in after:  # rows of a table
            drop[n] = drop[n + 1] = False
    run: list[int] = []
    for n in [*(n for n, line in enumerate(lines) if line), -1]:
        if n >= 0 and 1 <= len(words(lines[n])) <= 3 and lines[n][-1] not in ".,:;!?":
            run.append(n)
            continue
        entries = [m for m in run if NAVIGATION.intersection(words(lines[m])) or drop[m]]
        if len(run) >= 4 and len(entries) >= 3:
            for m in range(entries[0], entries[-1] + 1):
                drop[m] = bool(lines[m])
        run = []
    return [line for line, gone in zip(lines, drop, strict=True) if not gone]


def _without_comments(blocks: list[str]) -> list[str]:
    """Cut at the form or the heading under which readers comment."""
    for n in range(_late(blocks), len(blocks)):
        if COMMENT_FORM.fullmatch(blocks[n].partition("\n")[0][:LONGEST].strip()):
            return blocks[:n]
    return blocks


def _without_related(blocks: list[str]) -> list[str]:
    """Cut at a heading such as "Related stories" where headlines and their snippets make up the rest."""
    cut, headlines, others = len(blocks), 0, 0
    for n in range(len(blocks) - 1, _late(blocks) - 1, -1):
        first, *rest = blocks[n].split("\n")
        if is_related_heading(first):
            rest_headlines, rest_others = _teaser_lines(rest)
            if headlines + rest_headlines >= others + rest_others:
                cut = n
        more_headlines, more_others = _teaser_lines([first, *rest])
        headlines, others = headlines + more_headlines, others + more_others
    return blocks[:cut]


def _teaser_lines(lines: list[str]) -> tuple[int, int]:
    """How many lines are headlines, and how many are not of any kind that teasers have."""
    headlines = [is_headline(LIST_ITEM.sub("", line, count=1)) for line in lines]
    others = [
        1 if len(line) <= LONGEST else len(line)
        for line, headline in zip(lines, headlines, strict=True)
        if not headline and not is_snippet(line) and (len(line) > 40 or is_sentence(line))
    ]
    return sum(headlines), sum(others)


def _without_teasers(blocks: list[str]) -> list[str]:
    """Cut where two or more headlines with cut-off snippets end the page, whole snippets among them."""
    cut = end = len(blocks)
    cut_off, pairs = 0, 0
    while (start := _teaser_before(blocks, end)) is not None:
        pairs += 1
        if is_snippet(blocks[end - 1].split("\n")[-1]):
            cut_off += 1
            if cut_off >= 2 and 2 * cut_off >= pairs:
                cut = start
        end = start
    return blocks[:cut] if any(map(is_prose, blocks[:cut])) else blocks


def _teaser_before(blocks: list[str], end: int) -> int | None:
    """Where the teaser that ends before block `end` begins: headline, perhaps a date or section, snippet."""
    lines: list[str] = []
    for n in range(end - 1, max(-1, end - 5), -1):
        lines = blocks[n].split("\n") + lines
        if len(lines) > 4 or not (
            is_snippet(lines[-1]) or (is_sentence(lines[-1]) and len(lines[-1]) <= 200)
        ):
            return None
        if len(lines) >= 2 and is_headline(lines[0]) and all(len(line) <= 60 for line in lines[1:-1]):
            return n
    return None


def _late(blocks: list[str]) -> int:
    """The first of the last blocks that has all prose, or three fifths of the characters, before it."""
    least = max(0, len(blocks) - MOST_BELOW)
    last = next((n for n in range(len(blocks) - 1, least - 1, -1) if is_prose(blocks[n])), len(blocks))
    left = 3 * sum(map(len, blocks))
    for n, block in enumerate(blocks):
        if left <= 0 or n > last:
            return max(n, least)
        left -= 5 * len(block)
    return len(blocks)


def _lines(blocks: list[str]) -> list[str]:
    return [line for block in blocks for line in (*block.split("\n"), "")]


def _blocks(lines: list[str]) -> list[str]:
    return [block.strip("\n") for block in re.split(r"\n{2,}", "\n".join(lines)) if block.strip()]
