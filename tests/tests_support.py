"""What several test files share."""

import re
from pathlib import Path

from rag import Answer, Engine

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
