"""Questions about articles that are not trained on, with what the retriever brings for them."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index import Settings as IndexSettings
from index import build
from rag import Engine
from rag.evaluate import Gold, IndexedArticles, load_questions
from rag.types import Passage
from training.examples import squad2_articles
from training.settings import Data, Settings

K = 8  # passages read for an answer, as in use


@dataclass(frozen=True, slots=True)
class Held:
    """A question kept aside: its passages with its article in the corpus, and without it."""

    part: str  # "dev" or "test"
    question: str
    answers: tuple[str, ...]
    path: str
    gold: Gold
    paragraph: Passage  # the gold paragraph itself, as if it were retrieved alone
    passages: tuple[Passage, ...]
    without: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A question of SQuAD 2.0 with its paragraph; `answers` is empty where that does not answer."""

    part: str
    question: str
    answers: tuple[str, ...]
    paragraph: Passage


def held_questions(data: Data, settings: Settings) -> list[Held]:
    """All questions on the articles kept aside. Every article is in the corpus, but for those `without`."""
    questions = load_questions(data.wiki_questions)
    parts = {
        **dict.fromkeys(settings.wiki_dev, "dev"),
        **dict.fromkeys(settings.wiki_test, "test"),
    }
    with tempfile.TemporaryDirectory() as folder:
        corpus, index = Path(folder) / "corpus", Path(folder) / "index"
        corpus.mkdir()
        for file in data.wiki_articles.glob("*.txt"):
            (corpus / file.name).write_bytes(file.read_bytes())
        build(corpus, index, settings=IndexSettings())
        engine = Engine.open(index)
        articles = IndexedArticles(engine)
        titles = {article.path: article.title for article in engine.articles()}
        whole = {
            path: [
                (each, Gold.of(each, articles), engine.retrieve(each.question, K, read=False))
                for each in questions
                if path in each.articles
            ]
            for path in parts
        }
        held = []
        for path, part in parts.items():
            (corpus / path).unlink()
            build(corpus, index, settings=IndexSettings())
            for each, gold, passages in whole[path]:
                held.append(
                    Held(
                        part=part,
                        question=each.question,
                        answers=each.answers,
                        path=path,
                        gold=gold,
                        paragraph=alone(titles[path], each.paragraph or ""),
                        passages=tuple(passages),
                        without=tuple(engine.retrieve(each.question, K, read=False)),
                    )
                )
            (corpus / path).write_bytes((data.wiki_articles / path).read_bytes())
    return held


def given_questions(data: Data, settings: Settings) -> Iterator[Given]:
    """The questions of SQuAD 2.0 on the articles kept aside."""
    parts = {**dict.fromkeys(settings.squad2_dev, "dev"), **dict.fromkeys(settings.squad2_test, "test")}
    for article in squad2_articles(data.squad2):
        if part := parts.get(article.title):
            for qa in article.questions:
                answers = () if qa["is_impossible"] else tuple(answer["text"] for answer in qa["answers"])
                paragraph = article.paragraphs[qa["paragraph"]]
                yield Given(part, qa["question"], answers, alone(article.title.replace("_", " "), paragraph))


def alone(title: str, text: str) -> Passage:
    """A passage that no retriever brought."""
    return Passage(text, "", title, "", None, 0, len(text))
