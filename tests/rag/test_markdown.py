import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.markdown import escaped, with_footnotes

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LIVE = st.text(st.sampled_from("ab1 \\`*_{}[]()<>#+-.!|~$&;:=\"'/^\t"))
LINES = st.lists(
    st.one_of(LIVE, st.sampled_from(["---", "| a |", "|-|", "1. a", "```", "&lt;", "<b>", "    x"]))
)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Plain words, 3.5 % (of 7), file_name.txt.", "Plain words, 3.5 % (of 7), file_name.txt."),
        ("<script>x</script> & **y** &lt;", "\\<script>x\\</script> & \\*\\*y\\*\\* \\&lt;"),
        ("# Head\n- one\n1. two\n> said", "\\# Head\n\\- one\n1\\. two\n\\> said"),
        ("    code `x`, _it_, ~~no~~, $x$", "code \\`x\\`, \\_it\\_, \\~\\~no\\~\\~, \\$x\\$"),
        ("one  \ntwo \t\r\n three  ", "one\ntwo\nthree  "),
        ("[^1]: a, ![b](c), C#, the #", "\\[^1]: a, !\\[b](c), C#, the \\#"),
        ("a\\*b, a\\b, end\\", "a\\\\\\*b, a\\b, end\\\\"),
    ],
)
def test_what_would_be_markup_is_text(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


@given(LINES)
def test_a_reader_of_markdown_shows_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    shown = READER.render(escaped(text))
    assert set(re.findall(r"</?\w+>", shown)) <= {"<p>", "</p>"}
    assert (
        shown.replace("<p>", "").replace("</p>", "").split()
        == escape(text, quote=False).replace('"', "&quot;").split()
    )


@given(LIVE)
def test_a_heading_shows_the_text(text: str) -> None:
    said = " ".join(text.split())
    shown = escape(said, quote=False).replace('"', "&quot;")
    assert READER.render(f"## {escaped(said)}") == f"<h2>{shown}</h2>\n"


def test_markers_become_footnotes_and_nothing_else() -> None:
    text = "So. [1] [2](http://x) [1]: it \\[1] [3]"
    assert with_footnotes(text, frozenset({1, 2})) == ("So. [^1] [^2]\\(http://x) [^1]\\: it \\\\[^1] \\[3]")
