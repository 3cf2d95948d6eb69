"""Answers as HTML for the chat.

Everything shown comes from articles, file names and users, so it is data: `escape` makes it inert
both as HTML and as Markdown, because the chat reads its messages as Markdown that may hold HTML.
All functions are pure. What they return is one HTML block without a line break.
"""

import re
from collections.abc import Iterable
from datetime import date

from rag.invisible import visible
from rag.types import Answer, Citation, Passage, Sentence

EXCERPT = 260  # characters shown of a closest passage, at most
CLOSEST = 3  # closest articles shown when the articles do not answer

_SURE = ((0.9, "Very likely right"), (0.7, "Likely right"), (0.4, "Uncertain"), (0.0, "Doubtful"))
_ACTIONS = (
    '<div class="actions">'
    '<a class="act" href="#copy" role="button">Copy</a>'
    '<a class="act" href="#retry" role="button">Retry</a>'
    '<a class="act" href="#good" role="button" title="Say that this is good">Good</a>'
    '<a class="act" href="#bad" role="button" title="Say that this is bad">Bad</a>'
    "</div>"
)

_SPACES = re.compile(r"\s+")
_LAYOUT = frozenset("\t\n\u200c\u200d\u00ad")  # invisible, but part of honest text


def turn(answer: Answer, number: int, data: str = "") -> str:
    """All that the chat shows for `answer`, the turn with this number; `data` is put beside it."""
    kind = "answer abstained" if answer.abstained else "answer"
    beneath = closest(answer.closest, number) if answer.abstained else sources(answer.citations, number)
    return (
        f'<div class="{kind}">{_searched(answer)}{_said(answer, number)}{_verdict(answer)}</div>'
        f"{beneath}{_ACTIONS}{_data(data)}"
    )


def question(text: str) -> str:
    """The user's own words, and the button to change them."""
    return (
        f'<div class="question">{escape(text.strip())}</div>'
        '<div class="actions"><a class="act" href="#edit" role="button">Edit</a></div>'
    )


def notice(text: str, data: str = "") -> str:
    """One line about what went wrong, or what to do."""
    line = " ".join(text.split())
    return f'<div class="notice">{escape(line[:1].upper() + line[1:])}</div>{_data(data)}'


def waiting() -> str:
    """What stands where an answer will."""
    return '<div class="waiting">Reading the articles…</div>'


def sources(citations: Iterable[Citation], number: int) -> str:
    """The citations as links that open them: number, title, date and path."""
    rows = "".join(
        f'<li><a class="source" href="#cite-{number}-{citation.n}">'
        f'<span class="number">{citation.n}</span>{_heading(citation)}</a></li>'
        for citation in citations
    )
    return f'<div class="sources"><p class="heading">Sources</p><ol>{rows}</ol></div>' if rows else ""


def closest(passages: Iterable[Passage], number: int) -> str:
    """The articles that came nearest, each once, with an excerpt, as links that open them."""
    rows = "".join(
        f'<li><a class="source" href="#near-{number}-{n}">{_heading(passage)}'
        f'<span class="excerpt">{escape(head(passage.text, EXCERPT))}</span></a></li>'
        for n, passage in enumerate(nearest(passages), start=1)
    )
    heading = '<p class="heading">Closest articles</p>'
    return f'<div class="sources closest">{heading}<ol>{rows}</ol></div>' if rows else ""


def nearest(passages: Iterable[Passage]) -> list[Passage]:
    """The best passage of each of the first `CLOSEST` articles."""
    articles: dict[str, Passage] = {}
    for passage in passages:
        articles.setdefault(passage.article_id, passage)
    return list(articles.values())[:CLOSEST]


def confidence(probability: float) -> str:
    """A probability that an answer is right in words."""
    return next(words for least, words in _SURE if probability >= least)


def escape(text: str) -> str:
    """`text` as character references: the same on screen, inert as HTML and as Markdown."""
    return "".join(
        character
        if character.isalnum() or character == " " or ord(character) > 127
        else f"&#{ord(character)};"
        for character in visible(text, keep=_LAYOUT)
    )


def head(text: str, length: int) -> str:
    """The first `length` characters of `text` at most, on one line, cut between words and marked with "…"."""
    text = _SPACES.sub(" ", text).rstrip()
    if len(text) <= length:
        return text
    cut = text[:length].rpartition(" ")[0].rstrip()
    return (cut or text[:length]) + "…"


def day(iso: str) -> str:
    """An ISO date as people write it; anything else as it is."""
    try:
        parsed = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{parsed.day} {parsed:%B} {parsed.year}"


def _said(answer: Answer, number: int) -> str:
    note = f'<p class="note">{escape(answer.note)}</p>' if answer.note else ""
    short = " ".join((answer.short or "").split())
    texts = [" ".join(sentence.text.split()) for sentence in answer.sentences]
    holds = [_holds(text, short) for text in texts]
    first = next(filter(None, holds), None)
    said = " ".join(
        _sentence(sentence, answer, number, _with_bold(text, found if found is first else None))
        for sentence, text, found in zip(answer.sentences, texts, holds, strict=True)
    )
    return f'<p class="said">{said or escape(answer.text)}</p>{note}'


def _searched(answer: Answer) -> str:
    """What was searched for, where that is not what was typed."""
    if not answer.searched or answer.searched.split() == answer.question.split():
        return ""
    return f'<p class="searched">Searched for: {escape(answer.searched)}</p>'


def _verdict(answer: Answer) -> str:
    """Whether all is supported, and how sure the answer is."""
    if answer.abstained:
        return ""
    marked = sum(not sentence.supported for sentence in answer.sentences)
    badge = (
        f'<span class="badge marked">{marked} of {len(answer.sentences)} sentences without support</span>'
        if marked
        else '<span class="badge supported">Every sentence supported</span>'
    )
    percent = f"{answer.confidence:.0%} likely to be right"
    words = f'<span class="confidence" title="{percent}">{confidence(answer.confidence)}</span>'
    return f'<p class="verdict">{badge} {words}</p>'


def _sentence(sentence: Sentence, answer: Answer, number: int, words: str) -> str:
    """The sentence, whose `words` are escaped, with its markers."""
    markers = "".join(
        f'<a class="marker" href="#cite-{number}-{n}" title="Source {n}">{n}</a>' for n in sentence.citations
    )
    if sentence.supported or answer.abstained:
        return words + markers
    return f'<span class="unsupported" title="No article supports this sentence">{words}</span>{markers}'


def _data(data: str) -> str:
    return f'<span class="data">{escape(data)}</span>' if data else ""


def _with_bold(sentence: str, found: re.Match[str] | None) -> str:
    """The sentence escaped, with what was `found` in it in bold."""
    if not found:
        return escape(sentence)
    before, after = sentence[: found.start()], sentence[found.end() :]
    return f"{escape(before)}<strong>{escape(found[0])}</strong>{escape(after)}"


def _holds(sentence: str, short: str) -> re.Match[str] | None:
    """Where the sentence has `short`, but not as a part of longer words or figures; "" is nowhere."""
    begins = r"(?<!\w)(?<!\d[.,])" if short[:1].isalnum() else ""
    ends = r"(?!\w|[.,]\d)" if short[-1:].isalnum() else ""
    return re.search(begins + re.escape(short) + ends, sentence) if short else None


def _heading(where: Citation | Passage) -> str:
    stated = f"<time>{escape(day(where.date))}</time> " if where.date else ""
    return (
        f'<span class="title">{escape(where.title or where.path)}</span>'
        f'<span class="place">{stated}<code>{escape(visible(where.path))}</code></span>'
    )
