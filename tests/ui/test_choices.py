from typing import Any

import pytest

from rag import Config
from rag.errors import QuestionError
from rag.types import Only
from ui.choices import Choices, generators, restored


def test_without_a_choice_the_settings_hold() -> None:
    assert Choices().arguments() == {"generator": None, "k": None, "unsupported": None, "only": Only()}
    assert Choices("", None, None, " ", "", "\n", ["", " "]).arguments()["only"] == Only()


def test_the_fields_become_arguments() -> None:
    chosen = Choices("openai", 4, "mark", " 2024", "2024-05 ", "a.txt\n b/c.txt \n", ["The Paper"])
    assert chosen.arguments() == {
        "generator": "openai",
        "k": 4,
        "unsupported": "mark",
        "only": Only("2024", "2024-05", ("a.txt", "b/c.txt"), ("The Paper",)),
    }


def test_which_articles_are_asked_in_words() -> None:
    assert Choices(since=" ", until=None, articles="\n", sources=[" "]).restriction == ""
    assert Choices(since="2024 ").restriction == "since 2024"
    chosen = Choices("openai", 4, "mark", "2024", "2025-01", "a.txt\nb.txt", ["The Paper", "A Blog"])
    assert chosen.restriction == "since 2024; until 2025-01; a.txt, b.txt; The Paper, A Blog"


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(QuestionError, match="soon"):
        Choices(since="soon").arguments()


def test_the_extractive_one_may_always_write() -> None:
    assert generators(Config()) == ["extractive"]
    assert generators(Config(generator="openai")) == ["extractive", "openai"]


@pytest.mark.parametrize(
    ("kept", "given"),
    [
        (["extractive", 60, "mark"], ["extractive", 60, "mark"]),
        (["openai", 90, "drop"], ["extractive", 60, "drop"]),
        (["extractive", 0, "hide"], ["extractive", 60, "drop"]),
        (["extractive", "8", None], ["extractive", 60, "drop"]),
        (["extractive"], ["extractive", 60, "drop"]),
        (None, ["extractive", 60, "drop"]),
    ],
)
def test_a_setting_kept_by_the_browser_that_no_longer_fits_is_the_server_s(
    kept: Any, given: list[Any]
) -> None:
    assert restored(Config(k=60), kept) == given
