"""Markdown to an article's text, title, date and source: the one door to markdown-it.

Raw HTML within counts as in a page: tags go, and so does what they hide.
"""

import re
from typing import Any

from index.articles import dates
from index.articles.clean import Draft, one_line, same_words
from index.articles.flatten import plain
from index.articles.html import parse, prune

FENCE = re.compile(r"(---|\+\+\+)[ \t]*\n")
FIELD = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*[:=][ \t]*(.*)")
INNER = re.compile(r"[ \t#\-\]}]|$")  # how lines within a field's value begin
LONGEST_FRONT_MATTER = 20_000  # characters
TITLES = ("title", "headline")
DATES = ("date", "published", "date_published", "publish_date", "pubdate", "published_at", "publisheddate")
SOURCES = ("source", "publisher", "publication", "site", "site_name", "url", "canonical_url", "author")


def read_markdown(text: str) -> Draft:
    """The article of a Markdown file, as a reader sees it rendered. Raises ArticleError."""
    from markdown_it import MarkdownIt

    fields, text = front_matter(text)
    tree = parse(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))
    prune(tree)
    title = first_of(fields, TITLES)
    heading = _opening_heading(tree)
    if title is None and heading is None:
        title = next((one_line(h1.text_content()) for h1 in tree.iter("h1")), None)
    elif heading is not None and (title is None or same_words(heading.text_content(), title)):
        title = title or one_line(heading.text_content())
        alone = plain(tree)
        heading.drop_tree()
        return Draft(plain(tree).strip() or alone, title=title, **stated(fields))
    return Draft(plain(tree), title=title, **stated(fields))


def _opening_heading(tree: Any) -> Any:
    """The heading that stands before all text, or None."""
    for element in tree.iter():
        if re.fullmatch("h[1-6]", element.tag):
            return element
        if element.text and element.text.strip():
            return None
    return None


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The `key: value` lines that open a file between fences, and the text after them."""
    text = text.lstrip("\ufeff")
    fence = FENCE.match(text)
    end = text.find(f"\n{fence[1]}", fence.end() - 1, LONGEST_FRONT_MATTER) if fence else -1
    after = text[end + 4 :] if end >= 0 else ""
    if fence is None or end < 0 or not re.match(r"[ \t]*(?:\n|$)", after):
        return {}, text
    fields: dict[str, str] = {}
    for line in text[fence.end() : end].split("\n"):
        found = FIELD.fullmatch(line)
        if found:
            fields.setdefault(found[1].lower().replace("-", "_"), _value(found[2]))
        elif not INNER.match(line):
            return {}, text  # a rule and a paragraph, not fields
    return fields, after


def first_of(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    """The first value of `names` that is given."""
    return next((fields[name] for name in names if fields.get(name)), None)


def stated(fields: dict[str, str]) -> dict[str, str | None]:
    """The date and the source that `fields` state."""
    date = first_of(fields, DATES)
    return {"date": dates.parse(date) if date else None, "source": first_of(fields, SOURCES)}


def _value(text: str) -> str:
    text = text.strip()
    quoted = re.match(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'", text)
    if quoted:
        return re.sub(r"\\(.)", r"\1", quoted[1]) if quoted[1] is not None else quoted[2].replace("''", "'")
    text = re.sub(r"(?:^|[ \t])#.*", "", text)
    return "" if text[:1] in "[{|>&*!" else text.strip()
