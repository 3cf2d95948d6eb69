"""Text put into Markdown as itself: what it says is shown, and nothing in it becomes markup."""

import re

_NEWLINE = re.compile(r"\r\n?|\n")
_LIVE = re.compile(
    r"""
      ^[#>+=|:-] | ^[0-9]{1,9}[.)](?=\s|$)  # begins a heading, a quotation, a list, the head of a table
    | (?<=\s)\#                             # may end a heading
    | [`*\[<~$]                             # code, emphasis, a link, HTML, struck out, a formula
    | (?<![^\W_])_ | _(?![^\W_])            # emphasis, unless it stands within a word
    | &(?=\#?[0-9A-Za-z]+;)                 # stands for another character
    | \\(?=[!-/:-@\[-`{-~]|$)               # takes the meaning of the next, or breaks the line
    """,
    re.MULTILINE | re.VERBOSE,
)
_MARKER = re.compile(r"\\\[([0-9]+)\]([(:]?)")


def escaped(text: str) -> str:
    """`text` as Markdown that shows it as it is: no HTML, link, heading or emphasis comes of it."""
    *lines, last = _NEWLINE.split(text)
    # four blanks before a line would begin code, two behind it break it:
    lines = [line.strip(" \t") for line in lines]
    text = "\n".join([*lines, last.lstrip(" \t")])
    return _LIVE.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)


def with_footnotes(text: str, numbers: frozenset[int]) -> str:
    """The text of an answer `escaped`, with a footnote's mark for each marker `[n]` of these numbers."""

    def mark(found: re.Match[str]) -> str:
        after = f"\\{found[2]}" if found[2] else ""  # else it would be a link, or the footnote itself
        return f"[^{found[1]}]{after}" if int(found[1]) in numbers else found[0]

    return _MARKER.sub(mark, escaped(text))
