"""Reading into rank: an invariant and an example."""

from hypothesis import given
from hypothesis import strategies as st

from rag.rerank import rerank
from rag.types import Evidence, Passage, Reading, Scores


def passage(number: int) -> Passage:
    return Passage(f"Text {number}.", f"a{number}", "T", f"{number}.txt", None, 0, 7, Scores(0.5, 1.0, 0.5))


def test_the_best_read_comes_first_and_the_unread_keep_their_order() -> None:
    passages = [passage(n) for n in range(4)]
    reading = Reading((Evidence(2, 0, 7, 0.9),), 0.9, (0.1, 0.0, 0.9, 0.0))
    ranked, reread = rerank(passages, reading)
    assert [each.path for each in ranked] == ["2.txt", "0.txt", "1.txt", "3.txt"]
    assert [each.scores.reader for each in ranked] == [0.9, 0.1, 0.0, 0.0]
    assert reread == Reading((Evidence(0, 0, 7, 0.9),), 0.9, (0.9, 0.1, 0.0, 0.0))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.data())
def test_evidence_still_points_at_its_passage(scores: list[float], data: st.DataObject) -> None:
    passages = [passage(n) for n in range(len(scores))]
    chosen = data.draw(st.lists(st.integers(0, len(scores) - 1), max_size=3))
    reading = Reading(tuple(Evidence(i, 0, 7, 0.5) for i in chosen), 0.5, tuple(scores))
    ranked, reread = rerank(passages, reading)
    assert [ranked[each.passage].path for each in reread.evidence] == [passages[i].path for i in chosen]
    assert list(reread.scores) == sorted(scores, reverse=True) == [each.scores.reader for each in ranked]
