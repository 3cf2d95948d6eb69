"""Quotes hidden from whoever looks for what stands around them."""

import re

VEIL = "\0"  # in place of each character of a quote
DOT = "\u2024"  # in place of a full stop that only shortens a title or a name
CLOSING = "”"
MARKS = "“”\"«»„‘’'"
QUOTE = re.compile("“\0*”?|^\0+”?")  # in a text that is veiled


def veiled(paragraph: str) -> tuple[str, bool]:
    """The paragraph with the words of its quotes hidden and “” around them, and whether one stays open.

    The stops of "Dr. K. R. Rao" are hidden as well. Single marks are quotes where there are no double ones.
    """
    if not _DOUBLE.search(paragraph):
        paragraph = _SINGLE.sub(lambda match: f"“{match[0][1:-1]}”", paragraph)
    out, inside = [], False
    for character in paragraph:
        if character in '“”"«»':
            inside = character in "“«" or (character == '"' and not inside)
            out.append("“" if inside else CLOSING)
        else:
            out.append(VEIL if inside else character)
    return shortened("".join(out)), inside


def shortened(text: str) -> str:
    """The text with `DOT` for the stops in "Dr. K. R. Rao"."""
    return _SHORTENED.sub(lambda match: match[0].replace(".", DOT), text)


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without quotation marks, blanks and what separates at its ends."""
    while start < end and text[start] in MARKS + " \n,:;–—":
        start += 1
    while start < end and text[end - 1] in MARKS + " \n,.;:–—":
        end -= 1
    return start, end


_DOUBLE = re.compile('[“”"«»]')
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)[^‘\n]{1,600}?(?<=[,.!?])[’'](?!\w)|(?<!\w)‘[^‘’\n]{1,80}’(?!\w)")
_SHORTENED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Eng|St|Hon|Rev|Gen|Col|Capt|Sgt|Lt|Maj|Gov|Sen|Rep|Cllr|Jr|Sr|(?:[A-Z]\.-?)*[A-Z])\."
    r"(?=[\s-])"
)
