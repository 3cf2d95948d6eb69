import pytest

from index.articles.flatten import plain
from index.articles.html import parse


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two", "one\ntwo"),
        ("<div>a <b>bold</b>\n  word</div>", "a bold word"),
        ("<ul><li>a</li><li>b<ol start=3><li>c</li></ol></li></ul>d", "- a\n- b\n  3. c\n\nd"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\nb"),
        ("<li>alone</li>", "- alone"),
        (
            "<table><tr><th>a</th><th>b</th></tr>\n<tr><td>1</td>\n<td></td><td>3</td></tr></table>",
            "a | b\n1 | | 3",
        ),
        ("<table><tr><td></td><td></td></tr></table><p>x</p>", "x"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("x<script>y</script>z", "xz"),
        ("", ""),
    ],
)
def test_plain(html: str, text: str) -> None:
    assert plain(parse(f"<body>{html}</body>")).strip() == text


def test_a_cell_with_paragraphs_is_no_table_entry() -> None:
    long = "A paragraph of some length stands in this cell, as in the pages of old. " * 3
    assert plain(parse(f"<table><tr><td>Menu</td><td><p>{long}</p><p>Second.</p></td></tr></table>")) == (
        f"Menu\n\n{long.strip()} \n\nSecond."
    )


def test_deep_lists_do_not_grow_the_text() -> None:
    html = "<ul>" * 500 + "<li>a" * 500
    assert len(plain(parse(html))) < 20 * 500
