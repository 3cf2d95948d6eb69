"""What is to be found and cited, and whether a passage or a citation is that."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.evaluate.questions import Question, QuestionsFileError
from rag.evaluate.words import Words
from rag.types import Citation, Passage

if TYPE_CHECKING:
    from rag.engine import Engine


class IndexedArticles:
    """The indexed articles by path, their texts read once."""

    def __init__(self, engine: "Engine") -> None:
        self._engine = engine
        self._ids = {article.path: article.id for article in engine.articles()}
        self._words: dict[str, Words] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._ids

    def words(self, path: str) -> Words:
        if path not in self._words:
            self._words[path] = Words(self._engine.article(self._ids[path]).text)
        return self._words[path]

    def refuse_strangers(self, questions: Sequence[Question]) -> None:
        named = [path for question in questions for path in question.articles]
        if named and not any(path in self for path in named):
            raise QuestionsFileError(
                f"the questions are about other articles: {named[0]!r} is not in the index; "
                "index the folder that holds it"
            )


@dataclass(frozen=True, slots=True)
class Gold:
    """What is to be found and cited: articles, or a paragraph at its place in one of them."""

    articles: frozenset[str]
    paragraph: str | None
    place: tuple[str, int, int] | None  # path, start, end of the paragraph, where it was found
    found: bool

    @classmethod
    def of(cls, question: Question, articles: IndexedArticles) -> "Gold":
        indexed = [path for path in question.articles if path in articles]
        paragraph = question.paragraph
        places = ((path, articles.words(path).find(paragraph)) for path in indexed if paragraph)
        place = next(((path, *span) for path, span in places if span), None)
        found = bool(place) if paragraph else bool(indexed)
        return cls(frozenset(question.articles), paragraph, place, found)

    def rank(self, passages: Sequence[Passage]) -> int | None:
        return next((n for n, passage in enumerate(passages, start=1) if self.holds(passage)), None)

    def holds(self, found: Passage | Citation) -> bool:
        """Whether it touches the gold paragraph, or is of a gold article where no paragraph is given."""
        if found.path not in self.articles or not self.paragraph:
            return found.path in self.articles
        if self.place:
            path, start, end = self.place
            return found.path == path and found.start < end and found.end > start
        text = found.text if isinstance(found, Passage) else found.quote
        one, other = Words(text).joined, Words(self.paragraph).joined
        return one in other or other in one
