import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.metrics import auroc, contains, exact_match, hit_at, normalise, percentile, reciprocal_rank, token_f1

numbers = st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The  Deputy-Director, of a\tStandards Institute!", "deputydirector of standards institute"),
        ("A.", ""),
        ("theatre another", "theatre another"),
        ("2018-2023", "20182023"),
        ("2018–2023", "2018–2023"),
        ("", ""),
    ],
)
def test_normalise_as_squad_does(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(st.text())
def test_normalised_text_has_single_spaces_and_no_articles(text: str) -> None:
    once = normalise(text)
    assert once == " ".join(once.split())
    assert not {"a", "an", "the"} & set(once.split())


def test_exact_match() -> None:
    assert exact_match("the Republic of Korea.", ["Korea", "Republic of Korea"])
    assert not exact_match("South Korea", ["Korea", "Republic of Korea"])
    assert not exact_match(None, ["Korea"])
    assert not exact_match("Korea", [])


def test_token_f1() -> None:
    assert token_f1("23 officials", ["23"]) == pytest.approx(2 / 3)
    assert token_f1("23 officials", ["two", "officials 23"]) == 1.0
    assert token_f1("red red blue", ["red blue blue"]) == pytest.approx(2 / 3)
    assert token_f1("cat", ["dog"]) == 0.0
    assert token_f1(None, ["dog"]) == 0.0
    assert token_f1("dog", []) == 0.0
    assert token_f1("the", ["a"]) == 1.0
    assert token_f1("the", ["dog"]) == 0.0


def test_contains_wants_whole_words() -> None:
    assert contains("In all, 23 officials took part.", ["24", "23"])
    assert not contains("It covers 2023.", ["23"])
    assert contains("signed by Mr. LI Yong", ["Li  Yong"])
    assert not contains("the", ["a"])
    assert not contains("anything", [])


def test_ranks() -> None:
    assert [reciprocal_rank(rank) for rank in (1, 4, None)] == [1.0, 0.25, 0.0]
    assert [hit_at(rank, 5) for rank in (1, 5, 6, None)] == [True, True, False, False]


def test_percentile() -> None:
    assert percentile([4, 1, 3, 2], 50) == 2.5
    assert percentile([4, 1, 3, 2], 0) == 1
    assert percentile([4, 1, 3, 2], 100) == 4
    assert percentile(list(range(101)), 95) == 95
    assert percentile([7], 95) == 7


@pytest.mark.parametrize(("values", "percent"), [([], 50), ([1], -1), ([1], 101), ([1], float("nan"))])
def test_percentile_refuses(values: list[float], percent: float) -> None:
    with pytest.raises(ValueError, match="percentile"):
        percentile(values, percent)


@given(st.lists(numbers, min_size=1), st.floats(0, 100))
def test_percentile_lies_between_least_and_greatest(values: list[float], percent: float) -> None:
    assert min(values) <= percentile(values, percent) <= max(values) + 1e-6


def test_auroc() -> None:
    assert auroc([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert auroc([0.1], [0.9]) == 0.0
    assert auroc([0.5, 0.5], [0.5]) == 0.5
    assert auroc([0.8, 0.3], [0.5, 0.1]) == 0.75


@given(st.lists(numbers, min_size=1), st.lists(numbers, min_size=1))
def test_auroc_of_the_classes_swapped_is_the_rest(positive: list[float], negative: list[float]) -> None:
    assert auroc(positive, negative) == pytest.approx(1 - auroc(negative, positive))


@pytest.mark.parametrize(("positive", "negative"), [([], [1]), ([1], [])])
def test_auroc_refuses(positive: list[float], negative: list[float]) -> None:
    with pytest.raises(ValueError, match="both classes"):
        auroc(positive, negative)
