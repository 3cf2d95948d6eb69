"""Questions about articles that are not trained on, with what the retriever brings for them."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index import Settings as IndexSettings
from index import build
from rag import Engine
from rag.types import Passage
from training.examples import Span, place, squad2_articles, wiki_questions
from training.settings import Data, Settings

K = 8  # passages read for an answer, as in use


@dataclass(frozen=True, slots=True)
class Held:
    """A question kept aside: its passages with its article in the corpus, and without it."""

    part: str  # "dev" or "test"
    question: str
    answers: tuple[str, ...]
    path: str
    gold: Span  # characters of the article: where the gold paragraph stands
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
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in wiki_questions(data):
        by_article[line["article"]].append(line)
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
        articles = {article.path: article for article in engine.articles()}
        retrieved = {
            line["id"]: engine.retrieve(line["question"], K, read=False)
            for path in parts
            for line in by_article[path]
        }
        held = []
        for path, part in parts.items():
            (corpus / path).unlink()
            build(corpus, index, settings=IndexSettings())
            for line in by_article[path]:
                paragraph = line["paragraph"]
                gold = place(articles[path].text, paragraph)
                held.append(
                    Held(
                        part=part,
                        question=line["question"],
                        answers=tuple(line["answers"]),
                        path=path,
                        gold=gold,
                        paragraph=alone(articles[path].title, paragraph),
                        passages=tuple(retrieved[line["id"]]),
                        without=tuple(engine.retrieve(line["question"], K, read=False)),
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
