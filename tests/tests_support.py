"""What several test files share."""

import re
from collections.abc import Callable
from pathlib import Path

from rag import Answer, Engine
from rag.verify.align import align
from rag.verify.tokens import tokens

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def check_contract(answer: Answer, engine: Engine) -> None:
    """The invariants of every answer."""
    for citation in answer.citations:
        article = engine.article(citation.article_id)
        assert article.text[citation.start : citation.end] == citation.quote
        assert (citation.title, citation.path, citation.date) == (article.title, article.path, article.date)
        assert article.text[: citation.start].endswith(citation.before)
        assert article.text[citation.end :].startswith(citation.after)
    markers = list(dict.fromkeys(int(n) for n in re.findall(r"\[(\d+)\]", answer.text)))
    assert markers == [citation.n for citation in answer.citations] == list(range(1, len(markers) + 1))
    assert sorted({n for sentence in answer.sentences for n in sentence.citations}) == markers
    assert answer.abstained == (not answer.citations)
    assert all(sentence.supported and sentence.citations for sentence in answer.sentences)
    assert 0 <= answer.confidence <= 1
    assert bool(answer.closest) == answer.abstained
    if answer.short:
        assert any(answer.short in " ".join(c.quote.split()) for c in answer.citations)


def held_against(rule: Callable[..., str], claim: str, evidence: str, *context: str) -> str:
    """What a rule of verification has against `claim`, held against one sentence of evidence."""
    said, there = tokens(claim), tokens(evidence)
    return rule(said, there, align(said, there), *map(tokens, context))
