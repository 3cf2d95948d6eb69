import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.dates import in_line, parse, stated

PROSE = (
    "The ministry said that the ferry would begin in spring, after three years of delay and two changes "
    "of builder, at last."
)


@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2199, 12, 31)))
def test_every_date_is_read_in_every_clear_form(date: datetime.date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%b. %d, %Y", "%A, %d %B %Y", "%d.%m.%Y", "%Y/%m/%d"):
        assert parse(date.strftime(form)) == date.isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "2024-08-14T23:30:00Z",
        "2024-08-14T10:00:00+07:00",
        "2024-08-14 10:00:00.123",
        "Wed, 14 Aug 2024 10:00:00 GMT",
        "14th of August 2024",
        "14 August 2024 at 10:30 am",
        "14. August 2024",
        "14 août 2024",
        "14 de agosto de 2024",
        "2024年8月14日",
        "08/14/2024",
    ],
)
def test_one_day_written_many_ways(text: str) -> None:
    assert parse(text) == "2024-08-14"


@pytest.mark.parametrize(
    "text", ["Aug. 14", "August 2024", "2024", "03/04/2024", "31 February 2024", "0024-01-01", "soon", ""]
)
def test_what_is_no_whole_or_clear_date(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("line", "labelled"),
    [
        ("Published: 14 August 2024", True),
        ("Posted on August 14, 2024 by admin", True),
        ("Published August 14, 2024 | Updated August 16, 2024", True),
        ("Date: 2024-08-14", True),
        ("August 14, 2024", False),
        ("By Jane Doe | August 14, 2024", False),
        ("By Jane Doe, August 14, 2024", False),
        ("PHNOM PENH, August 14, 2024", False),
        ("Khmer Times / August 14, 2024", False),
        ("14 August 2024, 10:30 GMT", False),
    ],
)
def test_lines_that_state_a_date(line: str, labelled: bool) -> None:
    assert in_line(line) == ("2024-08-14", labelled)


@pytest.mark.parametrize(
    "line",
    [
        "Updated: 16 August 2024",
        "The workshop was held on August 14, 2024",
        "World War II ended on 2 September 1945",
        "Battle of Hastings, 14 October 1666",
        "Aug. 14",
    ],
)
def test_lines_that_do_not(line: str) -> None:
    assert in_line(line) is None


def test_a_date_near_the_top_is_the_article_s() -> None:
    assert stated(f"By Jane Doe\n14 August 2024\n\n{PROSE}") == "2024-08-14"
    assert stated(f"PHNOM PENH, Cambodia, Aug. 14, 2024 (Agency) – {PROSE}") == "2024-08-14"


@pytest.mark.parametrize(
    "opening",
    [
        "14 August 2024 — ",
        "*14 August 2024* — ",
        "August 14, 2024 – ",
        "2024-08-14 - ",
        "*LINDEN, 14 August 2024* — ",
    ],
)
def test_a_date_before_a_dash_opens_an_article(opening: str) -> None:
    assert stated(f"{opening}{PROSE}") == "2024-08-14"
    assert stated(f"{opening}Zeffer AG has built a ferry.") == "2024-08-14"


def test_dates_before_dashes_on_several_lines_date_events() -> None:
    assert stated("14 May 1940 – Rotterdam burns.\n15 May 1940 – The army gives up.") is None


def test_a_date_in_running_text_or_below_it_is_not() -> None:
    assert stated(f"{PROSE} It was signed on 14 August 2024.") is None
    assert stated(f"{PROSE}\n\n14 August 2024") is None
    assert stated(f"PHNOM PENH: on Aug. 14, {PROSE}") is None
    assert stated(f"UPDATE April 14, 2014: {PROSE}") is None


def test_several_dates_on_lines_of_their_own_date_events() -> None:
    diary = f"March 3, 2021\n\n{PROSE}\n\nMarch 5, 2021\n\n{PROSE}"
    assert stated(diary) is None
    assert stated(f"Published: 1 May 2022\n\n{diary}") == "2022-05-01"
