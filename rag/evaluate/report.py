"""What came of the questions: a result for each, and all measures over them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rag.metrics import auroc, hit_at, percentile, reciprocal_rank

DEPTH = 10  # passages looked at for ranks


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one question. Measures that do not apply to it are None."""

    question: str
    kind: str | None
    answerable: bool
    searched: str
    answer: str
    short: str | None
    cited: tuple[str, ...]  # paths of the articles, in order of citation
    quotes: tuple[str, ...]
    abstained: bool
    confidence: float  # 0 to 1
    latency_ms: float
    gold_found: bool | None  # the gold article is indexed and holds the gold paragraph, where one is given
    rank: int | None  # of the first gold passage, from 1; None where it is not among the first `DEPTH`
    retrieved: int | None  # the same before the reader ranked them
    exact: bool | None
    f1: float | None  # 0 to 1
    contained: bool | None  # an expected answer stands in a quote
    cited_right: tuple[bool, ...]  # for each citation, whether its article is a gold one
    cited_all: bool | None  # every gold article is cited
    cited_paragraph: bool | None  # the first citation touches the gold paragraph


@dataclass(frozen=True, slots=True)
class Report:
    """The results of all questions, and their summary as a table or as data."""

    results: tuple[Result, ...]

    def rows(self) -> list[tuple[str, ...]]:
        """One table, header first: a row for each measure; a column for all questions, then for each kind."""
        groups = {"all": self.results, **_by_kind(self.results)}
        columns = [summary(results) for results in groups.values()]
        body = [(name, *(_shown(name, column[name]) for column in columns)) for name in columns[0]]
        return [("measure", *groups), *(row for row in body if set(row[1:]) != {"–"})]

    def to_dict(self) -> dict[str, Any]:
        """The summary, the summary by kind, and every question with its result, fit for JSON."""
        return {
            "summary": summary(self.results),
            "kinds": {kind: summary(results) for kind, results in _by_kind(self.results).items()},
            "questions": [asdict(result) for result in self.results],
        }


def summary(results: Sequence[Result]) -> dict[str, float | None]:
    """Every measure over some results; shares are 0 to 1, None where there is nothing to measure."""
    answerable = [result for result in results if result.answerable]
    others = [result for result in results if not result.answerable]
    with_gold = [result for result in answerable if result.gold_found is not None]
    ranks = [result.rank for result in with_gold]
    latencies = [result.latency_ms for result in results]
    confidences = [[result.confidence for result in group] for group in (answerable, others)]
    return {
        "questions": len(results),
        "unanswerable": len(others),
        "hit@1 before reading": _mean(hit_at(result.retrieved, 1) for result in with_gold),
        "hit@1": _mean(hit_at(rank, 1) for rank in ranks),
        "hit@5": _mean(hit_at(rank, 5) for rank in ranks),
        "hit@10": _mean(hit_at(rank, 10) for rank in ranks),
        "MRR": _mean(map(reciprocal_rank, ranks)),
        "gold not found": sum(not result.gold_found for result in with_gold),
        "has a short answer": _mean(result.short is not None for result in answerable),
        "exact match": _mean(result.exact for result in answerable),
        "token F1": _mean(result.f1 for result in answerable),
        "answer in the quotes": _mean(result.contained for result in answerable),
        "cited articles right": _mean(right for result in with_gold for right in result.cited_right),
        "first citation right": _mean(result.cited_right[:1] == (True,) for result in with_gold),
        "all articles cited": _mean(result.cited_all for result in answerable),
        "first citation in the paragraph": _mean(result.cited_paragraph for result in answerable),
        "abstained where unanswerable": _mean(result.abstained for result in others),
        "abstained where answerable": _mean(result.abstained for result in answerable),
        "AUROC of the confidence": auroc(*confidences) if all(confidences) else None,
        "latency p50, ms": percentile(latencies, 50) if latencies else None,
        "latency p95, ms": percentile(latencies, 95) if latencies else None,
    }


def _by_kind(results: Sequence[Result]) -> dict[str, list[Result]]:
    """The results of each kind, in order of first appearance; none where no question has a kind."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        if result.kind:
            groups.setdefault(result.kind, []).append(result)
    return groups


def _mean(values: Iterable[float | None]) -> float | None:
    known = [float(value) for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _shown(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return str(value)
    return f"{value:.1f}" if name.endswith("ms") else f"{value:.3f}"
