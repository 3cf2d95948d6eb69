"""Answers to show, small and plain, and texts that want to be more than text."""

from dataclasses import replace

from hypothesis import strategies as st

from rag.types import Answer, Citation, Passage, Sentence

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</blockquote></li></ol></div>",
    "![x](http://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "http://evil.example/ www.evil.example me@evil.example",
    "<http://evil.example>",
    "# h\n\n```mermaid\nx\n```\n\n- a\n- b\n\n1. c\n\n> q\n\n| a | b |\n|---|---|\n| c | d |",
    "    indented",
    "**b** _i_ ~~s~~ `c` $$x$$ \\(x\\) [^1] &lt;b&gt; &#60;b&#62; \\<b>",
    '" onmouseover="alert(1)" x="',
    "\u202egnp.exe\u202c \u200b\ufeff \U000e0041 \x00\x1b[31m\r",
    "\ud800",
)

texts = st.lists(
    st.one_of(st.sampled_from(HOSTILE), st.text(st.characters()), st.just("\n\n")), max_size=4
).map("".join)


def citation(n: int = 1, **changes: object) -> Citation:
    """A citation in an article whose text is "Before it. The quote. After it."."""
    plain = Citation(
        n=n,
        article_id="a",
        title="A title",
        path="folder/a.txt",
        date="2024-08-04",
        start=11,
        end=21,
        quote="The quote.",
        before="Before it. ",
        after=" After it.",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def answer(**changes: object) -> Answer:
    """An answer of two sentences, the second resting on both citations."""
    plain = Answer(
        question="What?",
        text="The quote. [1] Another one. [2][1]",
        short=None,
        sentences=(Sentence("The quote.", (1,), True), Sentence("Another one.", (2, 1), True)),
        citations=(citation(1), citation(2, title="B title", path="b.txt", date=None, quote="Another one.")),
        abstained=False,
        confidence=0.9,
        generation="g",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def passage(**changes: object) -> Passage:
    plain = Passage(
        text="Some passage.", article_id="a", title="A title", path="a.txt", date=None, start=0, end=13
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def abstention(*closest: Passage) -> Answer:
    return answer(
        text="The articles do not answer this.", sentences=(), citations=(), abstained=True, closest=closest
    )
