"""One file's bytes to its article: decoded, parsed by its kind, and cleaned."""

import re

from index.articles import dates
from index.articles.clean import Draft, EmptyArticle, canonical, one_line, same_words
from index.articles.decode import decode
from index.articles.furniture import strip_furniture
from index.articles.html import has_markup, read_html
from index.articles.markdown import read_markdown
from index.articles.title import split_title

LONGEST_NAME = 300  # characters of a title or a source
LABELLED_SOURCE = re.compile(r"(?:source|publisher|publication)\s?: ?(\S.{1,100})", re.IGNORECASE)


def read_article(kind: str, data: bytes) -> Draft:
    """The article in a file of `kind` "text", "markdown" or "html", cleaned. Raises ArticleError."""
    text = decode(data, html=kind == "html")
    if kind == "markdown":
        draft = read_markdown(text)
    elif kind == "html" and has_markup(text):
        draft = read_html(text)
    else:
        draft = Draft(text)
    title, text = _cleaned(draft)
    date = draft.date or dates.stated(text)
    return Draft(text, title, date, source=_name(draft.source) or _source(text))


def _cleaned(draft: Draft) -> tuple[str | None, str]:
    """Title and text, without what is not the article. Raises EmptyArticle where nothing is left."""
    text = canonical(draft.text)
    if not any(map(str.isalnum, text)):
        raise EmptyArticle("holds no words")
    title = _name(draft.title)
    body = strip_furniture(text, titled=title is not None)
    if title is None:
        title, body = split_title(body)
        title = _name(title)
    else:
        body = _untitled(title, body)
    body = canonical(body) or title or ""
    if not body:
        raise EmptyArticle("holds no article, only what stands around one on a page")
    return title, body


def _untitled(title: str, text: str) -> str:
    """The text without its first line where that repeats the title."""
    first, _, rest = text.partition("\n")
    return rest.strip() if same_words(first, title) else text


def _source(text: str) -> str | None:
    """Who a line at the top or the end of the text says it is from."""
    head, tail = text[:2_000].split("\n")[:12], text[-1_000:].split("\n")[-4:]
    lines = (LABELLED_SOURCE.fullmatch(line.strip()) for line in (*head, *tail))
    return next((_name(found[1]) for found in lines if found), None)


def _name(text: str | None) -> str | None:
    return one_line((text or "")[: 4 * LONGEST_NAME])[:LONGEST_NAME].strip() or None
