import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reader.speech.statements import statements


def told(text: str) -> list[tuple[str, str]]:
    return [(one.speaker, text[slice(*one.said)]) for one in statements(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "“We begin in May,” said Ada Holt, the mayor. “Nobody will lose a job.”",
            [("Ada Holt, the mayor", "We begin in May"), ("Ada Holt, the mayor", "Nobody will lose a job")],
        ),
        (
            "Ada Holt, the mayor, said that work would begin in May. She added that it would last a year.",
            [
                ("Ada Holt, the mayor", "work would begin in May"),
                ("Ada Holt, the mayor", "it would last a year"),
            ],
        ),
        (
            "The port was too small, according to its director, Dr. K. R. Rao. It will grow, he said.",
            [
                ("its director, Dr. K. R. Rao", "The port was too small"),
                ("its director, Dr. K. R. Rao", "It will grow"),
            ],
        ),
        ("Ada Holt smiled. Holt warned against delay.", [("Ada Holt", "against delay")]),
        ("Asked about the cost, Ms. Holt replied: “Not a single coin.”", [("Ms. Holt", "Not a single coin")]),
        ("Tom Reed opened the session and said the law was old.", [("Tom Reed", "the law was old")]),
        ("An audit found that two wells were dry.", [("An audit", "two wells were dry")]),
        (
            "Tom Reed, the governor, arrived. “It is far too late,” the governor said.",
            [("Tom Reed, the governor", "It is far too late")],
        ),
        (", said Ada Holt.", [("Ada Holt", "")]),
        (
            "Shares fell by a tenth. Chief executive Ada Holt left the room. “We are still here,” she said.",
            [("Ada Holt", "We are still here")],
        ),
        ("In a letter to Tom Reed she wrote that it rained.", []),
        ("Ada Holt denied that the port was sold.", [("Ada Holt", "denied that the port was sold")]),
        (
            "Tom Reed said that his rival had called him “a danger to all of us”.",
            [("Tom Reed", "his rival had called him “a danger to all of us")],
        ),
        ("It was announced by the ministry that taxes would fall.", [("the ministry", "taxes would fall")]),
        (
            "Three were hurt in the crash, the Ministry of Health said on Monday.",
            [("the Ministry of Health", "Three were hurt in the crash")],
        ),
        ("Ada Holt met Tom Reed in Paris, said Eva Lund.", [("Eva Lund", "Ada Holt met Tom Reed in Paris")]),
        ("According to a report in the Times, Tom Reed left.", [("a report in the Times", "Tom Reed left")]),
        ("“No way,” Ada Holt, 45, told AFP.", [("Ada Holt, 45", "No way")]),
        ("Ada Holt spoke. But on Monday Holt said no.", [("Ada Holt", "no")]),
        ("Last week Ada Holt told MPs that it rained.", [("Ada Holt", "it rained")]),
        (
            "‘The man lied,’ said Ada Holt. ‘I didn’t mind.’",
            [("Ada Holt", "The man lied"), ("Ada Holt", "I didn’t mind")],
        ),
        ("Ada Holt: “The port will be closed.”", [("Ada Holt", "The port will be closed")]),
        ("“I came back at night,” recalls Tom Reed.", [("Tom Reed", "I came back at night")]),
    ],
)
def test_who_says_what(text, said):
    assert told(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Tom Reed never said that the plan was his.",
        "Ada Holt refused to say more.",
        "Ada Holt met Tom Reed at the port.",
        "Tom Reed was told that the plan was dead.",
        "Ada Holt was described as a tyrant by her staff.",
        "Tom Reed was attacked by critics. “He is a danger to us all.”",
        "Ms. Ada Holt left. He said that she was wrong.",
        "Mr. Tom Reed left. It said that profits had risen.",
        "",
    ],
)
def test_what_is_no_statement(text):
    assert told(text) == []


def test_a_quote_goes_on_in_the_next_paragraph():
    text = "“I left at noon,” said Tom Reed. “It was hot.\n\n“I came back at night.”"
    assert told(text) == [
        ("Tom Reed", "I left at noon"),
        ("Tom Reed", "It was hot"),
        ("Tom Reed", "I came back at night"),
    ]


def test_a_pronoun_does_not_mean_who_spoke_before_others_came_in():
    text = "Ada Holt said no.\n\nThe governor arrived. “It is over,” she wrote."
    assert told(text) == [("Ada Holt", "no"), ("The governor", "It is over")]


def test_two_of_one_name_are_told_apart():
    text = "Dr. Jane Reed sat beside Tom Reed. Dr. Reed said it rained. Tom Reed said it did not."
    assert told(text) == [("Dr. Jane Reed", "it rained"), ("Tom Reed", "it did not")]


PIECES = [
    "Ada Holt",
    "she",
    "the mayor",
    "said",
    "told",
    "according to",
    "that",
    "“",
    "”",
    '"',
    ",",
    ".",
    "\n\n",
    "rain",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_the_words_said_stand_within_their_sentence(pieces):
    text = " ".join(pieces)
    for one in statements(text):
        assert 0 <= one.start <= one.said[0] <= one.said[1] <= one.end <= len(text)
        assert one.speaker
