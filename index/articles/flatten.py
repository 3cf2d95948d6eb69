"""A tree of HTML elements to the plain text that a reader would read."""

import re
from typing import Any

UNSEEN = frozenset(
    [
        *(
            "script",
            "style",
            "template",
            "noscript",
            "iframe",
            "object",
            "svg",
            "textarea",
            "select",
            "datalist",
        ),
        *("button", "head", "title"),
    ]
)
PARAGRAPHS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "main", "nav", "p", "pre", "section", "summary", "table"),
    ]
)
DEEPEST = 8  # levels of lists that are indented
LAYOUT_CELL = 200  # characters; a cell with blocks and more text than this is no entry of a table


def plain(tree: Any) -> str:
    """Paragraphs an empty line apart, list items as "- " or "1. ", table rows as "a | b", each on a line."""
    from lxml import etree  # type: ignore[import-untyped]

    writer = _Writer()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            writer.start(element)
        else:
            writer.end(element)
            if element is not tree:
                writer.text(element.tail)
    return re.sub(r"(?m)^[ |]+$", "", "".join(writer.pieces))


class _Writer:
    """Puts text down as it comes, and breaks only once more text follows."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.gap = 0  # line ends before the next text
        self.marker = ""  # of the list item that begins
        self.lists: list[tuple[str, int]] = []  # kind of each open list, and how many items it had
        self.cells: list[bool] = []  # for each open cell whether it is one of a layout
        self.first_cell = True
        self.verbatim = 0
        self.skipped = 0

    def start(self, element: Any) -> None:
        tag = element.tag
        if self.skipped or not isinstance(tag, str) or tag in UNSEEN:
            self.skipped += 1
            return
        if tag in ("ul", "ol"):
            self._break(1 if self.lists else 2)
            number = element.get("start", "")
            self.lists.append((tag, int(number) - 1 if number.isdecimal() and len(number) < 9 else 0))
        elif tag == "li":
            self._break(1)
            kind, number = self.lists.pop() if self.lists else ("", 0)
            if kind:
                self.lists.append((kind, number + 1))
            self.marker = "  " * (min(len(self.lists), DEEPEST) - 1) + (
                f"{number + 1}. " if kind == "ol" else "- "
            )
        elif tag in ("tr", "caption"):
            self._break(1)
            self.first_cell = True
        elif tag in ("td", "th"):
            self._cell(element)
        elif tag == "br":
            self._break(1)
        elif tag in PARAGRAPHS:
            self._break(1 if self.lists else 2)
        self.verbatim += tag == "pre"
        self.text(element.text)

    def end(self, element: Any) -> None:
        tag = element.tag
        if self.skipped:
            self.skipped -= 1
            return
        self.verbatim -= tag == "pre"
        if tag in ("ul", "ol"):
            self.lists.pop()
            self.marker = ""
            self._break(1 if self.lists else 2)
        elif tag in ("li", "tr", "caption"):
            self._break(1)
        elif tag in ("td", "th"):
            self.cells.pop()
        elif tag in PARAGRAPHS:
            self._break(1 if self.lists else 2)

    def text(self, text: str | None) -> None:
        if self.skipped or not text:
            return
        if not self.verbatim:
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
            if self.gap or not self.pieces or self.pieces[-1].endswith((" ", "\n")):
                text = text.lstrip(" ")
        if text:
            self._put(self.marker + text)
            self.marker = ""

    def _cell(self, element: Any) -> None:
        blocks = [child for child in element if child.tag in PARAGRAPHS or child.tag in ("ul", "ol")]
        layout = bool(blocks) and len("".join(element.itertext())) > LAYOUT_CELL
        if layout:
            self._break(2)
        elif not self.first_cell:
            self._put("| " if self.pieces[-1:] and self.pieces[-1].endswith(" ") else " | ")
        self.first_cell = False
        self.cells.append(layout)

    def _break(self, gap: int) -> None:
        if self.cells and not self.cells[-1]:  # an entry of a table stays on its line
            if self.pieces and not self.pieces[-1].endswith((" ", "\n")):
                self.pieces.append(" ")
        else:
            self.gap = max(self.gap, gap)

    def _put(self, text: str) -> None:
        if self.pieces and self.gap:
            self.pieces.append("\n" * self.gap)
        self.gap = 0
        self.pieces.append(text)
