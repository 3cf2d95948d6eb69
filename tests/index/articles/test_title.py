import pytest

from index.articles.title import readable, split_title

PROSE = (
    "The ministry said that the ferry would begin in spring, after three years of delay and two changes "
    "of builder, and that the fares would be set in March."
)


@pytest.mark.parametrize(
    "title",
    [
        "Ferry to start in spring",
        "‘We waited’: a new ferry for the island",
        "Will it ever start?",
        "Company buys Acme Inc.",
        "Istanbul",
        "岛上的新渡轮",
    ],
)
def test_a_line_of_its_own_is_the_title(title: str) -> None:
    assert split_title(f"{title}\n\n{PROSE}") == (title, PROSE)


@pytest.mark.parametrize(
    "text",
    [
        f"The ferry started in spring.\n\n{PROSE}",
        f"“We are done!”\n\n{PROSE}",
        f"- Ferry\n\n{PROSE}",
        "Shall I compare thee to a day\nThou art more lovely and temperate\nRough winds do shake",
        "Only one line",
        f"{PROSE}\n\n{PROSE}",
    ],
)
def test_other_openings_stay_in_the_text(text: str) -> None:
    assert split_title(text) == (None, text)


def test_titles_set_off_in_other_ways() -> None:
    assert split_title(f"Ferry to start\n==============\n{PROSE}") == ("Ferry to start", PROSE)
    assert split_title(f"Title: Ferry to start\nDate: 2024-08-14\n\n{PROSE}") == (
        "Ferry to start",
        f"Date: 2024-08-14\n\n{PROSE}",
    )
    assert split_title(f"# Ferry to start\n{PROSE}") == ("Ferry to start", PROSE)
    assert split_title(f"Ferry to start\n{PROSE}") == ("Ferry to start", PROSE)


def test_a_date_above_or_below_the_title_stays() -> None:
    assert split_title(f"14 August 2024\n\nFerry to start\n\n{PROSE}") == (
        "Ferry to start",
        f"14 August 2024\n\n{PROSE}",
    )
    assert split_title(f"Ferry to start\nBy Jane Doe\n\n{PROSE}") == (
        "Ferry to start",
        f"By Jane Doe\n\n{PROSE}",
    )


@pytest.mark.parametrize(
    ("stem", "title"),
    [("new-ferry_starts", "New ferry starts"), ("2024-08-14-ferry", "Ferry"), ("a", "A"), ("---", "---")],
)
def test_file_names_as_titles(stem: str, title: str) -> None:
    assert readable(stem) == title
