import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.verify.figures import find_figures


def said(text: str) -> list[set[tuple[str, float | str, float | str]]]:
    return [set(figure.asks) for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("23 officials", "twenty-three officials"),
        ("Aug. 14", "14 August"),
        ("August 14, 2020", "the 14th of August 2020"),
        ("2018-2023", "2018 to 2023"),
        ("2018–23", "2018 to 2023"),
        ("1,200", "1200"),
        ("$5 million", "5 million dollars"),
        ("US$15", "15 dollars"),
        ("360%", "360 percent"),
        ("47.7 per cent", "47.7 %"),
        ("the 19th century", "the nineteenth century"),
        ("the 1800s", "the 19th century"),
        ("the '90s", "the 1990s"),
        ("the 1640's", "the 1640s"),
        ("in the 1970's and 1980's", "in the 1970s and 1980s"),
        ("the 3rd", "the third"),
        ("the twenty-third", "the 23rd"),
        ("two hundred and five", "205"),
        ("1.2 million", "1,200,000"),
        ("half", "50 percent"),
    ],
)
def test_said_otherwise(one, other):
    assert said(one) == said(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("23", "24"),
        ("Aug. 14", "Aug. 15"),
        ("14 August", "14 July"),
        ("5 million", "5 billion"),
        ("$5", "€5"),
        ("the 19th century", "the 18th century"),
        ("three and four", "seven"),
        ("the 1990s", "1990"),
    ],
)
def test_another_figure(one, other):
    assert said(one) != said(other)


def test_words_that_are_no_figures():
    assert said("It may be one of them. They march first.") == []


def test_a_date_offers_its_month_and_a_share_its_number():
    (date,) = find_figures("14 August")
    assert ("month", 8.0, "") in date.offers
    (share,) = find_figures("13%")
    assert ("number", 13.0, "") in share.offers


@given(st.integers(0, 999_999_999))
def test_thousands_separators_do_not_matter(number):
    assert said(f"{number:,}") == said(str(number)) == [{("number", float(number), "")}]


@given(st.text(max_size=60))
def test_figures_stand_in_order_and_within_the_text(text):
    at = 0
    for figure in find_figures(text):
        assert at <= figure.start < figure.end <= len(text)
        at = figure.end
