"""HTML to an article's text, title, date and source: the one door to trafilatura and lxml.

Meant for the child process of index.articles.sandbox: a page can be made to exhaust whoever reads it.
"""

import collections
import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

from index.articles import dates
from index.articles.clean import Draft
from index.articles.flatten import UNSEEN, plain
from index.errors import ArticleError

MARKUP = re.compile(
    r"<(?:!doctype|/?(?:html|head|body|title|meta|div|p|span|a|br|h[1-6]|ul|ol|li|table|article|section|main|"
    r"b|i|em|strong|img|pre|font|center|blockquote))\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
AROUND = ("nav", "header", "footer", "aside", "form", "dialog", "menu")
HIDDEN_STYLE = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|(?:opacity|font-size):0(?:\.0+)?(?:[a-z%]{1,3})?(?:[;!]|$)|"
    r"(?:left|top|text-indent|margin-left):-\d{3,}|clip:rect\(0"
)
SHOWN_STYLE = re.compile(r"display:(?!none)|visibility:visible")
SELECTOR = re.compile(r"[a-z]{0,10}([.#][\w-]{1,80})")
PUBLISHED = re.compile(  # names of meta elements that state when the article was published
    r"(?:(?:og:)?article[:.](?:publish(?:ed)?(?:[-_]?(?:time|date))?)|og:pub(?:date|lished_time)|"
    r"(?:bt:|parsely-)?pub[-_]?date|date|date[-_]?(?:published|posted)|dc(?:terms)?[.:]date(?:\.(?:created|issued))?|"
    r"dc(?:terms)?[.:](?:created|issued)|citation_(?:online_|publication_)?date|sailthru\.date|"
    r"publi(?:sh|shed|cation)[-_]?(?:date|time|on)?|rnews:datepublished)",
    re.IGNORECASE,
)
OTHER_ITEMS = frozenset(["itemlistelement", "comment", "review", "haspart", "isrelatedto", "relatedlink"])
DATED = ("h1", "p", "div", "span", "time", "li", "small", "address")
ELSEWHERE = ("nav", "footer", "aside", "form")
UPDATED = re.compile(r"\b(?:updated?|modified)\b", re.IGNORECASE)
# Characters that no XML may hold, or lxml refuses them; as they are, or as references.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|"
    "&#(?:0*(?:[1-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])|"
    "x0*(?:[1-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]));?",
    re.IGNORECASE,
)
MOST_ELEMENTS = 3_000  # looked at for a visible date
LONGEST_CSS = 500_000  # characters


def has_markup(text: str) -> bool:
    """Whether `text` is HTML at all; a file of that name may hold plain text."""
    return MARKUP.search(text) is not None


def read_html(text: str) -> Draft:
    """The article of a page. Raises ArticleError where it is nested too deeply."""
    import trafilatura

    tree = parse(text)
    date = _published(tree)  # before the scripts that may state it are pruned
    about = trafilatura.extract_metadata(tree, extensive=False)
    title = _title(tree, about.title)
    prune(tree)
    _break_lines(tree)
    for precision in (True, False):  # precision finds nothing on some short or unusual pages
        found = trafilatura.bare_extraction(tree, favor_precision=precision, include_comments=False)
        assert not isinstance(found, dict)
        body = plain(_as_html(found.body)) if found is not None else ""
        if body.strip():
            break
    else:
        for element in list(tree.iter(*AROUND)):
            element.drop_tree()
        body = plain(tree)
    return Draft(body, title=title, date=date, source=about.sitename)


def parse(text: str) -> Any:
    """The tree of a page. Raises ArticleError where the parser would lose what is nested too deeply."""
    import lxml.html  # type: ignore[import-untyped]

    text = FORBIDDEN.sub(" ", text)
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except lxml.etree.ParserError:  # there is no element at all
        tree = lxml.html.document_fromstring("<p></p>")
    if any(entry.type_name == "ERR_NO_MEMORY" for entry in parser.error_log):
        raise MemoryError
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise ArticleError("has tags nested too deeply to be read whole; close those that stand open")
    return tree


def prune(tree: Any) -> None:
    """Take away what a reader of the page does not see."""
    hidden = _hidden_names(" ".join(style.text or "" for style in tree.iter("style")))
    gone = [element for element in tree.iter(*UNSEEN) if element.tag not in ("head", "title")]
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("html", "body"):
            continue
        style = re.sub(r"\s", "", element.get("style", "")[:2000]).lower()
        names = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id', '')}"}
        if "hidden" in element.attrib or HIDDEN_STYLE.search(style) or not hidden.isdisjoint(names):
            gone.append(element)
    for element in gone:
        if element.getparent() is not None:
            element.drop_tree()


def _hidden_names(css: str) -> set[str]:
    """Classes and ids that a rule of their own hides, and no rule shows. Rules within @media do not hide."""
    hidden: set[str] = set()
    shown: set[str] = set()
    preludes: list[str] = []
    before = ""
    for part in re.split(r"([{}])", re.sub(r"/\*.*?\*/", "", css[:LONGEST_CSS], flags=re.DOTALL)):
        if part == "{":
            preludes.append(before.rpartition(";")[2].strip())
        elif part == "}" and preludes:
            prelude, style = preludes.pop(), re.sub(r"\s", "", before).lower()
            if SHOWN_STYLE.search(style):
                shown.update(re.findall(r"[.#][\w-]{1,80}", prelude))
            elif not preludes and HIDDEN_STYLE.search(style):
                alone = (SELECTOR.fullmatch(selector.strip()) for selector in prelude.split(","))
                hidden.update(found[1] for found in alone if found)
        before = part
    return hidden - shown


def _break_lines(tree: Any) -> None:
    """Line ends of preformatted text as elements, which trafilatura keeps."""
    for pre in tree.iter("pre"):
        first, *rest = pre.text_content().split("\n")
        for child in list(pre):
            pre.remove(child)
        pre.text = first
        for line in rest:
            pre.append(pre.makeelement("br"))
            pre[-1].tail = line


def _as_html(body: Any) -> Any:
    """trafilatura's tree in HTML's names."""
    names = {"head": "h2", "item": "li", "row": "tr", "cell": "td", "lb": "br", "quote": "blockquote"}
    for element in body.iter():
        if element.tag == "list":
            element.tag = "ol" if element.get("rend", "").startswith("ol") else "ul"
        element.tag = names.get(element.tag, element.tag)
    return body


def _title(tree: Any, title: str | None) -> str | None:
    """The headline where `title` is one with the name of the site added."""
    headlines = (_short(element) for element in tree.iter("h1"))
    added = (line for line in headlines if re.match(re.escape(line) + r"\s[|•·–—»:-]\s", title or ""))
    return next(filter(None, added), title)


# When the page says that it was published


def _published(tree: Any) -> str | None:
    stated = itertools.chain(_in_meta(tree), _in_json(tree), _in_items(tree))
    return next(filter(None, map(dates.parse, stated)), None) or _visible(tree)


def _in_meta(tree: Any) -> Iterator[str]:
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if PUBLISHED.fullmatch(name.strip()[:80]):
            yield meta.get("content", "")


def _in_json(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        try:
            todo = collections.deque([json.loads(script.text or "", strict=False)])
        except (ValueError, RecursionError):
            continue
        while todo:
            value = todo.popleft()
            if isinstance(value, list):
                todo.extend(value)
            elif isinstance(value, dict):
                if isinstance(value.get("datePublished"), str):
                    yield value["datePublished"]
                todo.extend(inner for key, inner in value.items() if key.lower() not in OTHER_ITEMS)


def _in_items(tree: Any) -> Iterator[str]:
    for element in tree.iter("time", "span", "p", "div", "abbr", "li", "small", "a"):
        itemprop = element.get("itemprop", "").lower().split()
        if "datepublished" in itemprop or (element.tag == "time" and "pubdate" in element.attrib):
            yield element.get("content") or element.get("datetime") or element.get("title") or _short(element)


def _visible(tree: Any) -> str | None:
    """A date as one reads it between the headline and the first paragraph of some length."""
    below_headline = False
    for element in itertools.islice(tree.iter(*DATED), MOST_ELEMENTS):
        below_headline = below_headline or element.tag == "h1"
        text = _short(element)
        if element.tag == "p" and len(text) > dates.LONGEST:
            return None
        if element.tag == "h1" or next(element.iterancestors(*ELSEWHERE), None) is not None:
            continue
        beside = (element.getparent().text or "")[:100]
        read = below_headline and not UPDATED.search(f"{element.get('class', '')} {beside} {text}")
        found = dates.in_line(text)
        if found and (read or found[1]):
            return found[0]
        stamp = dates.parse(element.get("datetime", "")) if read else None
        if stamp:
            return stamp
    return None


def _short(element: Any) -> str:
    """The text of an element; of a long one only its beginning."""
    return " ".join(" ".join(itertools.islice(element.itertext(), 20)).split())[:300]
