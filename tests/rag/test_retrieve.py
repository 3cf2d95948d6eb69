import hypothesis
import numpy as np
import pytest
from hypothesis import strategies as st

from index import Settings, build, load_embedder, open_snapshot
from rag.retrieve import retrieve
from rag.types import Only


def test_every_candidate_has_both_scores_and_the_fused_order(seed_index):
    snapshot = open_snapshot(seed_index)
    question = "Who supports quality infrastructure?"
    query = load_embedder().encode_query(question)
    passages = retrieve(question, query, 100, snapshot, candidates=1, dense_weight=0.6)
    assert len(passages) == snapshot.manifest.chunks
    best = max(p.scores.lexical for p in passages)
    for p in passages:
        assert np.isclose(p.scores.fused, 0.6 * p.scores.dense + 0.4 * p.scores.lexical / best, atol=1e-5)
    fused = [p.scores.fused for p in passages]
    assert fused == sorted(fused, reverse=True)


def test_what_only_bm25_brings_gets_its_cosine_too(seed_index):
    snapshot = open_snapshot(seed_index)
    query = -load_embedder().encode_query("CAPRED gender equality")
    passages = retrieve("CAPRED gender equality", query, 1, snapshot, candidates=1, dense_weight=0.0)
    assert "gender equality" in passages[0].text
    assert passages[0].scores.dense < 0


def test_a_question_without_a_shared_term_still_finds_the_nearest(seed_index):
    snapshot = open_snapshot(seed_index)
    query = load_embedder().encode_query("zebra")
    passages = retrieve("zebra", query, 3, snapshot, candidates=10, dense_weight=0.6)
    assert len(passages) == 3
    assert {p.scores.lexical for p in passages} == {0.0}


TOWNS = [
    f"The {name} bridge was opened in {year}. The mayor of {name} closed the road to the river. {name} voted."
    for name, year in zip(
        "Alder Birch Cedar Elm Fir Hazel Larch Maple Oak Pine".split(), range(1980, 1990), strict=True
    )
]


@pytest.fixture(scope="module")
def towns(tmp_path_factory):
    """Ten articles of one chunk or more each, some dated, some with a source."""
    folder = tmp_path_factory.mktemp("towns")
    for number, text in enumerate(TOWNS):
        about = f"date: 202{number % 4}-06-15\n" if number % 5 else ""
        about += f"source: {'North' if number % 2 else 'South'}\n" if number % 3 else ""
        corpus_file = folder / "corpus" / f"town{number}.md"
        corpus_file.parent.mkdir(exist_ok=True)
        corpus_file.write_text(f"---\ntitle: Town {number}\n{about}---\n{text}\n")
    build(folder / "corpus", folder / "index", settings=Settings(chunk_tokens=16))
    return open_snapshot(folder / "index")


def fits(article, only):
    """Whether an article fits, as one would tell by reading the rules."""
    dated = article.date or ""
    return (
        (not only.since or dated >= only.since)
        and (not only.until or "" < dated <= only.until)
        and (not only.articles or article.id in only.articles or article.path in only.articles)
        and (not only.sources or article.source in only.sources)
    )


days = st.none() | st.sampled_from(["2020", "2021-06", "2021-06-15", "2021-06-16", "2022", "2023-05"])
onlys = st.builds(
    lambda since, until, articles, sources: Only(
        *((until, since) if since and until and since > until else (since, until)), articles, sources
    ),
    days,
    days,
    st.lists(st.integers(0, 10).map("town{}.md".format), max_size=4).map(tuple),
    st.lists(st.sampled_from(["North", "South", "West"]), max_size=2).map(tuple),
)


@hypothesis.settings(max_examples=60, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
@hypothesis.given(onlys, st.integers(1, 40), st.sampled_from(["Who opened the bridge?", "Elm 1983", "zebra"]))
def test_every_passage_fits_and_none_that_ranks_higher_is_missing(towns, only, k, question):
    query = load_embedder().encode_query(question)
    dated = {article.id: article for article in towns.store.articles()}
    kept = retrieve(question, query, k, towns, candidates=100, dense_weight=0.6, only=only)
    scores = {}
    for passage in retrieve(question, query, 100, towns, candidates=100, dense_weight=0.6):
        if fits(dated[passage.article_id], only):
            scores[passage.article_id, passage.start] = passage.scores
    best = max((one.lexical for one in scores.values()), default=0) or 1
    fused = {place: 0.6 * one.dense + 0.4 * one.lexical / best for place, one in scores.items()}
    assert [one.scores.fused for one in kept] == pytest.approx(
        sorted(fused.values(), reverse=True)[:k], abs=1e-5
    )
    for passage in kept:
        assert passage.scores.fused == pytest.approx(fused[passage.article_id, passage.start], abs=1e-5)
    assert len({(one.article_id, one.start) for one in kept}) == len(kept) == min(k, len(fused))


def test_few_candidates_are_of_articles_that_fit(towns):
    """The nearest of all are in other articles."""
    query = load_embedder().encode_query("The Elm bridge")
    only = Only(articles=("town8.md",))
    passages = retrieve("The Elm bridge", query, 1, towns, candidates=1, dense_weight=0.6, only=only)
    assert [passage.path for passage in passages] == ["town8.md"]
    assert passages[0].text.startswith("The Oak bridge")
    assert retrieve("x", query, 5, towns, candidates=5, dense_weight=0.6, only=Only("2030")) == []
