"""Which passages are read for a question, and in which order they then stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rag.types import Passage

if TYPE_CHECKING:
    from rag.reader.spans import SpanFound

ELSEWHERE = 0.2  # the first passage of another article is read where its fused score comes this near


@dataclass(frozen=True, slots=True)
class Judged:
    """What the network says of one passage."""

    passage: int  # position in the passages given
    relevance: float  # logit that it answers
    score: float  # what passages are ranked by: `relevance`, once `ranked` with the retriever's fused score
    spans: tuple["SpanFound", ...]  # best first, offsets within the passage

    @property
    def span(self) -> float:
        """The best span's score; low where there is none."""
        return self.spans[0].score if self.spans else -20.0


def read_in_use(
    passages: Sequence[Passage], facts: Mapping[str, Any], read: Callable[[Sequence[int]], list[Judged]]
) -> list[Judged]:
    """What `read` says of the passages that can still change the answer, best first.

    `read` is given positions of passages. Those near to the first in the retriever's score are read
    together; the others only where none of these surely answers.
    """
    near = worth_reading(passages, facts)
    far = [i for i in range(len(passages)) if i not in near]
    found = read(near)
    if far and max(each.relevance for each in found) < facts["sure"]:
        found += read(far)
    return ranked(found, passages, facts["fused_weight"])


def worth_reading(passages: Sequence[Passage], facts: Mapping[str, Any]) -> list[int]:
    """Positions of the passages that come near to the first in the retriever's score.

    For the first passage of each other article, less near will do: several articles may answer.
    """
    first = passages[0].scores.fused or 0.0
    near, articles = [], set()
    for i, passage in enumerate(passages):
        fused = passage.scores.fused
        margin = facts["margin"] if passage.article_id in articles else max(facts["margin"], ELSEWHERE)
        articles.add(passage.article_id)
        if i < facts["least"] or fused is None or fused >= first - margin:
            near.append(i)
    return near


def ranked(judged: Sequence[Judged], passages: Sequence[Passage], weight: float) -> list[Judged]:
    """Best first, with the retriever's fused score weighted by `weight`."""
    scored = [
        replace(each, score=each.relevance + weight * (passages[each.passage].scores.fused or 0.0))
        for each in judged
    ]
    return sorted(scored, key=lambda each: -each.score)
