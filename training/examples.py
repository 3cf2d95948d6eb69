"""Questions with the passages they are read in: those that answer and those that do not."""

import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index import Article, build
from index import Settings as IndexSettings
from index.chunk import chunk
from index.tokens import count
from rag import Engine
from rag.evaluate import Gold, IndexedArticles, Question, load_questions
from training.corruptions import corrupted, names_of
from training.groups import Group, Span, Text, occurrences
from training.qamr import qamr
from training.settings import Data, Settings

DEPTH = 12  # passages retrieved for a question


@dataclass(slots=True)
class Squad2:
    """The questions of one article of SQuAD 2.0, by paragraph."""

    title: str
    paragraphs: list[str]
    questions: list[dict[str, Any]] = field(default_factory=list)  # with "paragraph", a position


def training_groups(data: Data, settings: Settings) -> list[Group]:
    """All that is trained on, from every source, in a fixed order."""
    chance = random.Random(settings.seed)
    groups = [
        *retrieved_groups(data, settings),
        *_reviews("reviews", data.reviews, chance),
        *_reviews("posts", data.posts, chance),
        *qamr(data.qamr, chance),
    ]
    return groups


def corrupted_groups(groups: Iterable[Group], share: float, chance: random.Random) -> list[Group]:
    """Some of the questions changed so that the passages that answered them do not."""
    names: dict[str, list[str]] = defaultdict(list)
    groups = list(groups)
    for group in groups:
        names[group.source] += names_of(group.question)
    made = []
    for group in groups:
        if group.answering and chance.random() < share:
            pool = chance.sample(names[group.source], min(40, len(names[group.source])))
            passage = chance.choice(group.answering)
            if question := corrupted(group.question, passage.text, pool, chance):
                made.append(Group(group.source, question, (), (Text(passage.title, passage.text),)))
    return made


def retrieved_groups(data: Data, settings: Settings) -> Iterator[Group]:
    """Wikipedia's and SQuAD 2.0's questions, each with what our own retriever brings."""
    held = {*settings.wiki_dev, *settings.wiki_test}
    squad2 = [
        article
        for article in squad2_articles(data.squad2)
        if article.title not in {*settings.squad2_dev, *settings.squad2_test}
    ]
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for file in sorted(data.wiki_articles.glob("*.txt")):
            if file.name not in held:
                (corpus / file.name).write_bytes(file.read_bytes())
        for article in squad2:
            write_article(corpus, article)
        build(corpus, Path(folder) / "index", settings=IndexSettings())
        retriever = Retriever(Path(folder) / "index")
        for question in load_questions(data.wiki_questions):
            if question.articles[0] not in held:
                yield retriever.group("wiki", question)
        for article in squad2:
            for qa in article.questions:
                answers = tuple(answer["text"] for answer in qa["answers"])
                paragraph = article.paragraphs[qa["paragraph"]]
                yield retriever.group(
                    "squad2", Question(qa["question"], answers, (f"{article.title}.txt",), paragraph)
                )


def squad2_articles(file: Path) -> list[Squad2]:
    """The articles of a file in the form of SQuAD 2.0."""
    articles = []
    for entry in json.loads(file.read_text(encoding="utf-8"))["data"]:
        article = Squad2(entry["title"], [part["context"].strip() for part in entry["paragraphs"]])
        for number, part in enumerate(entry["paragraphs"]):
            article.questions += [{**qa, "paragraph": number} for qa in part["qas"]]
        articles.append(article)
    return articles


def write_article(corpus: Path, article: Squad2) -> None:
    """One article of SQuAD 2.0 as a text file, its title on the first line."""
    text = "\n\n".join([article.title.replace("_", " "), *article.paragraphs])
    (corpus / f"{article.title}.txt").write_text(text + "\n", encoding="utf-8")


class Retriever:
    """What our own retriever brings for a question, told apart by whether it answers."""

    def __init__(self, index: Path) -> None:
        self.engine = Engine.open(index)
        self._articles = IndexedArticles(self.engine)
        self._titles = {article.path: article.title for article in self.engine.articles()}

    def group(self, source: str, question: Question) -> Group:
        """A passage answers if it shares the gold paragraph and holds an answer.

        One that does only one of the two is left out, but for the gold paragraph of a question without
        answers: that is the most misleading of all.
        """
        gold = Gold.of(question, self._articles)
        answers, paragraph = question.answers, question.paragraph or ""
        answering, others = [], []
        for passage in self.engine.retrieve(question.question, DEPTH, read=False):
            touches = gold.holds(passage)
            spans = occurrences(passage.text, answers)
            if touches and spans:
                answering.append(Text(passage.title, passage.text, spans))
            elif not spans and not (touches and answers):
                others.append(Text(passage.title, passage.text))
        if answers and (spans := occurrences(paragraph, answers)):
            title = self._titles[question.articles[0]]
            answering.append(Text(title, paragraph, spans))  # other borders, or the retriever missed it
        return Group(source, question.question, tuple(answering), tuple(others))


def _reviews(source: str, file: Path, chance: random.Random) -> Iterator[Group]:
    """Questions on reviews or posts, which have no title; other parts and other texts do not answer them."""
    data = json.loads(file.read_text(encoding="utf-8"))["data"]
    paragraphs = [part for entry in data for part in entry["paragraphs"]]
    cut = [_chunks(part["context"]) for part in paragraphs]
    for part, spans in zip(paragraphs, cut, strict=True):
        context = part["context"]
        for qa in part["qas"]:
            gold = {
                (answer["answer_start"], answer["answer_start"] + len(answer["text"]))
                for answer in qa["answers"]
            }
            answering, others = [], []
            for start, end in spans:
                inside = sorted((s - start, e - start) for s, e in gold if start <= s and e <= end)
                if inside:
                    answering.append(Text("", context[start:end], tuple(inside)))
                elif not any(start < e and s < end for s, e in gold):
                    others.append(Text("", context[start:end]))
            number = chance.randrange(len(paragraphs))
            start, end = chance.choice(cut[number])
            others.append(Text("", paragraphs[number]["context"][start:end]))
            if answering:
                yield Group(source, qa["question"], tuple(answering), tuple(others))


def _chunks(text: str) -> list[Span]:
    article = Article(id="", path="", title="", text=text, date=None, source=None, sha256="")
    return [(part.start, part.end) for part in chunk(article, IndexSettings().chunk_tokens, 0, count)]
