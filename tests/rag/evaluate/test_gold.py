"""What counts as found and cited."""

import pytest

from index import Article
from rag.evaluate import Gold, IndexedArticles, Question
from rag.types import Citation, Passage

SEA = "The sea is salt.\n\nRivers carry salt into the sea.\nThe café closes at 23 hours."
RIVERS = "Rivers carry salt into the sea."


class TwoArticles:
    """As much of an engine as its articles need."""

    texts = {"sea.txt": SEA, "sub/sky.txt": "The sky is blue."}  # noqa: RUF012

    def articles(self) -> list[Article]:
        return [self.article(path) for path in self.texts]

    def article(self, path: str) -> Article:
        return Article(path, path, path, self.texts[path], None, None, "")


def gold(*articles: str, paragraph: str | None = None) -> Gold:
    question = Question("why?", ("salt",), articles, paragraph)
    return Gold.of(question, IndexedArticles(TwoArticles()))  # type: ignore[arg-type]


def passage(path: str, start: int, end: int) -> Passage:
    return Passage(TwoArticles.texts[path][start:end], path, path, path, None, start, end)


def test_a_paragraph_is_placed_in_its_article() -> None:
    start = SEA.index(RIVERS)
    expected = Gold(frozenset({"sea.txt"}), RIVERS, ("sea.txt", start, start + len(RIVERS)), True)
    assert gold("sea.txt", paragraph=RIVERS) == expected


@pytest.mark.parametrize(("end", "holds"), [(SEA.index("Rivers"), False), (SEA.index("Rivers") + 1, True)])
def test_a_passage_that_only_borders_on_the_paragraph_does_not_count(end: int, holds: bool) -> None:
    right = gold("sea.txt", paragraph=RIVERS)
    assert right.holds(passage("sea.txt", 0, end)) is holds
    assert right.holds(Citation(1, "sea.txt", "", "sea.txt", None, 0, end, SEA[:end])) is holds
    assert right.rank([passage("sub/sky.txt", 0, 16), passage("sea.txt", 0, end)]) == (2 if holds else None)


def test_without_a_paragraph_any_passage_of_the_article_counts() -> None:
    assert gold("sea.txt").holds(passage("sea.txt", 0, 3))
    assert not gold("sea.txt").holds(passage("sub/sky.txt", 0, 3))


def test_a_paragraph_that_is_not_there_counts_by_its_text() -> None:
    right = gold("sea.txt", paragraph=f"Somebody added this. {RIVERS}")
    assert (right.place, right.found) == (None, False)
    start = SEA.index(RIVERS)
    assert right.holds(passage("sea.txt", start, start + len(RIVERS)))
    assert not right.holds(passage("sea.txt", 0, start))


def test_an_article_that_is_not_indexed_is_not_found() -> None:
    assert not gold("moon.txt").found
