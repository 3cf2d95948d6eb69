import pytest

from rag import Config
from rag.errors import QuestionError
from rag.types import Only
from ui.choices import Choices, generators


def test_without_a_choice_the_settings_hold() -> None:
    assert Choices().arguments() == {"generator": None, "k": None, "unsupported": None, "only": Only()}
    assert Choices("", None, None, " ", "", "\n", []).arguments()["only"] == Only()


def test_the_fields_become_arguments() -> None:
    chosen = Choices("openai", 4, "mark", " 2024", "2024-05 ", "a.txt\n b/c.txt \n", ["The Paper"])
    assert chosen.arguments() == {
        "generator": "openai",
        "k": 4,
        "unsupported": "mark",
        "only": Only("2024", "2024-05", ("a.txt", "b/c.txt"), ("The Paper",)),
    }


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(QuestionError, match="soon"):
        Choices(since="soon").arguments()


def test_the_extractive_one_may_always_write() -> None:
    assert generators(Config()) == ["extractive"]
    assert generators(Config(generator="openai")) == ["extractive", "openai"]
