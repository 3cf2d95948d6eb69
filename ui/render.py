"""Answers as HTML for the chat.

Everything shown comes from articles, file names and users, so it is data: `escape` makes it inert
both as HTML and as Markdown, because the chat reads its messages as Markdown that may hold HTML.
All functions are pure. What they return is one HTML block without a line break.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from rag.types import Answer, Citation, Passage, Sentence

CONTEXT = 220  # characters of surrounding text shown on each side of a quote, at most
EXCERPT = 260  # characters shown of a closest passage, at most
CLOSEST = 3  # closest articles shown when the articles do not answer

_SPACES = re.compile(r"\s+")
_LAYOUT = frozenset("\t\n\u200c\u200d\u00ad")  # invisible, but part of honest text


def turn(answer: Answer, number: int) -> str:
    """All that the chat shows for `answer`; `number` tells its anchors from those of other turns."""
    if answer.abstained:
        return f'<div class="answer abstained">{_said(answer, number)}</div>' + closest(answer.closest)
    return f'<div class="answer">{_said(answer, number)}</div>' + sources(answer.citations, number)


def question(text: str) -> str:
    """The user's own words."""
    return f'<div class="question">{escape(text.strip())}</div>'


def notice(text: str) -> str:
    """One line about what went wrong, or what to do."""
    line = " ".join(text.split())
    return f'<div class="notice">{escape(line[:1].upper() + line[1:])}</div>'


def waiting() -> str:
    """What stands where an answer will."""
    return '<div class="waiting">Reading the articles…</div>'


def sources(citations: Iterable[Citation], number: int) -> str:
    """The citations as cards: number, title, date, path, and the quote marked in its surroundings."""
    cards = "".join(_card(citation, number) for citation in citations)
    return f'<div class="sources"><p class="heading">Sources</p><ol>{cards}</ol></div>' if cards else ""


def closest(passages: Iterable[Passage]) -> str:
    """The articles that came nearest, each once, with an excerpt."""
    articles: dict[str, Passage] = {}
    for passage in passages:
        articles.setdefault(passage.article_id, passage)
    cards = "".join(
        f'<li class="source">{_heading(passage)}'
        f"<blockquote>{escape(head(passage.text, EXCERPT))}</blockquote></li>"
        for passage in list(articles.values())[:CLOSEST]
    )
    return (
        f'<div class="sources closest"><p class="heading">Closest articles</p><ul>{cards}</ul></div>'
        if cards
        else ""
    )


def escape(text: str) -> str:
    """`text` as character references: the same on screen, inert as HTML and as Markdown."""
    return "".join(
        character
        if character.isalnum() or character == " " or ord(character) > 127
        else f"&#{ord(character)};"
        for character in visible(text, keep=_LAYOUT)
    )


def visible(text: str, keep: Iterable[str] = ()) -> str:
    """`text` with control, bidirectional and other invisible characters written out, as in `\\u202e`."""
    kept = frozenset(keep)
    return "".join(
        _written_out(character) if character not in kept and _is_invisible(character) else character
        for character in text
    )


def head(text: str, length: int) -> str:
    """The first `length` characters of `text` at most, on one line, cut between words and marked with "…"."""
    text = _SPACES.sub(" ", text).rstrip()
    if len(text) <= length:
        return text
    cut = text[:length].rpartition(" ")[0].rstrip()
    return (cut or text[:length]) + "…"


def tail(text: str, length: int) -> str:
    """The last `length` characters of `text` at most, on one line, cut between words and marked with "…"."""
    text = _SPACES.sub(" ", text).lstrip()
    if len(text) <= length:
        return text
    cut = text[-length:].partition(" ")[2].lstrip()
    return "…" + (cut or text[-length:])


def day(iso: str) -> str:
    """An ISO date as people write it; anything else as it is."""
    try:
        parsed = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{parsed.day} {parsed:%B} {parsed.year}"


def _said(answer: Answer, number: int) -> str:
    note = f'<p class="note">{escape(answer.note)}</p>' if answer.note else ""
    said = " ".join(_sentence(sentence, answer, number) for sentence in answer.sentences)
    return f"<p>{said or escape(answer.text)}</p>{note}"


def _sentence(sentence: Sentence, answer: Answer, number: int) -> str:
    words = _with_short(" ".join(sentence.text.split()), answer.short)
    markers = "".join(
        f'<a class="marker" href="#cite-{number}-{n}" title="Source {n}">{n}</a>' for n in sentence.citations
    )
    if sentence.supported or answer.abstained:
        return words + markers
    return f'<span class="unsupported" title="No article supports this sentence">{words}</span>{markers}'


def _with_short(sentence: str, short: str | None) -> str:
    """The sentence escaped, with the answering words in bold where it has them."""
    before, found, after = (
        sentence.partition(" ".join(short.split())) if short and short.strip() else (sentence, "", "")
    )
    return escape(before) + (f"<strong>{escape(found)}</strong>" if found else "") + escape(after)


def _card(citation: Citation, number: int) -> str:
    before = escape(tail(citation.before, CONTEXT))
    after = escape(head(citation.after, CONTEXT))
    return (
        f'<li class="source" id="cite-{number}-{citation.n}" tabindex="-1">'
        f'<span class="number">{citation.n}</span>{_heading(citation)}'
        f"<blockquote>{before}<mark>{escape(citation.quote)}</mark>{after}</blockquote></li>"
    )


def _heading(where: Citation | Passage) -> str:
    stated = f"<time>{escape(day(where.date))}</time> " if where.date else ""
    return (
        f'<p class="title">{escape(where.title or where.path)}</p>'
        f'<p class="place">{stated}<code>{escape(visible(where.path))}</code></p>'
    )


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _written_out(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
