import pytest

from rag.dialogue import standalone

CUTS = "4 May 2025 - Brightwater AG, the maker of pumps, will cut 900 jobs. [1]"
POLICE = "According to police, three people died. [1]"


@pytest.mark.parametrize(
    ("asked", "answer", "question", "expected"),
    [
        ("How many jobs is Brightwater cutting?", CUTS, "Why?", "Why is Brightwater cutting jobs?"),
        ("Who is cutting 900 jobs?", CUTS, "And where?", "Where is Brightwater AG cutting 900 jobs?"),
        ("What will Brightwater do?", CUTS, "Why?", "Why will Brightwater do?"),
        ("How many people died in Oslo?", POLICE, "Why?", "Why how many people died in Oslo?"),
        ("How many people were killed in Oslo?", POLICE, "Where?", "Where were people killed in Oslo?"),
        ("What did the police find?", "A knife.", "Where?", "Where did the police find a knife?"),
        ("Who won in Oslo?", "Kari Moe, a nurse, won.", "Why?", "Why Kari Moe won in Oslo?"),
        ("Who did the club hire?", "Kari Moe.", "Why?", "Why did the club hire Kari Moe?"),
        ("Who won in Oslo?", "She said that Kari Moe won.", "Why?", "Why she said that Kari Moe won?"),
    ],
)
def test_a_word_alone_asks_of_the_question_where_the_answer_begins_without_a_verb(
    asked, answer, question, expected
):
    assert standalone(question, [asked, answer]) == expected


def test_a_word_alone_asks_of_the_last_question_only():
    history = ["Who left?", "Kari Moe left in May.", "Who won in Oslo?", "The articles do not answer this."]
    assert standalone("Why?", history) == "Why who won in Oslo?"


@pytest.mark.parametrize(
    ("asked", "question", "expected"),
    [
        ("Is the bridge closed?", "Since when?", "Since when is the bridge closed?"),
        ("When will the bridge close?", "Until when?", "Until when will the bridge close?"),
        ("Was the club sold?", "For how much?", "For how much was the club sold?"),
        ("Was the club sold?", "And by whom?", "By whom was the club sold?"),
        ("And was the club sold?", "To whom exactly?", "To whom was the club sold?"),
        ("Did the club pay?", "How much?", "How much did the club pay?"),
        ("By whom was the club sold?", "In which year?", "In which year was the club sold?"),
        ("Did the club pay?", "How nice!", "How nice!"),
    ],
)
def test_more_than_a_word_alone(asked, question, expected):
    assert standalone(question, [asked, "Yes."]) == expected


@pytest.mark.parametrize(
    ("asked", "question", "expected"),
    [
        ("How old is the River Cup?", "What about Ana's brother?", "How old is Ana's brother?"),
        ("How old is the River Cup?", "What about the Lake Cup?", "How old is the Lake Cup?"),
        ("How old is the River Cup?", "What about Lake Cup?", "How old is the Lake Cup?"),
        ("Who won the Oslo election?", "And the Bergen election?", "Who won the Bergen election?"),
        ("Who won the Oslo election?", "And Bergen?", "Who won the Bergen election?"),
        ("Who wrote “Low Tide”?", "And “Ebb”?", "Who wrote “Ebb”?"),
    ],
)
def test_nothing_is_said_twice_where_one_name_takes_the_place_of_another(asked, question, expected):
    assert standalone(question, [asked, "It is so."]) == expected
