import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.question import Kind, parse, words
from rag.spans import answers, beside, nearness, short, spans

KINDS: tuple[Kind, ...] = (
    "number",
    "money",
    "percent",
    "year",
    "date",
    "person",
    "place",
    "name",
    "object",
    "other",
)


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("number", "The 23 boats, two hundred nets and 1.5 million fish.", ["23", "two hundred", "1.5 million"]),
        ("number", "On 4 May 1990 and in 1995, 12 came; 30% stayed.", ["12", "30%"]),
        ("money", "It cost $1.4 billion, US$ 5, 300 euros or €20,000.", ["$1.4 billion", "US$ 5", "300 euros", "€20,000"]),
        ("percent", "Some 12.5% or 40 percent, nearly two-thirds.", ["12.5%", "40 percent", "two-thirds"]),
        ("year", "From 1914 to 1918, in 2018-2023 and the late 1980s; 1,950 men.", ["1914 to 1918", "2018-2023", "late 1980s"]),
        (
            "date",
            "On Aug. 14, on 3 March 2001, in November 2017, in the 19th century, by 500 BC, on Friday.",
            ["Aug. 14", "3 March 2001", "November 2017", "19th century", "500 BC", "Friday"],
        ),
        (
            "person",
            "Yesterday Mr. Per Holm and H.E. Ana de la Cruz met the Bank of Lund’s Eva Ek in March.",
            ["Yesterday", "Per Holm", "Ana de la Cruz", "Bank of Lund’s Eva Ek"],
        ),
        ("object", "It cost 5 euros in May.", []),
        ("other", "It cost 5 euros in May.", []),
    ],
)  # fmt: skip
def test_spans_of_a_kind(kind: Kind, text: str, found: list[str]):
    assert [text[slice(*span)] for span in spans(kind, text)] == found


def answer(question: str, text: str) -> str | None:
    """The short answer, where each term of the question weighs the same."""
    asked = parse(question)
    span = short(asked, text, words(text), dict.fromkeys(asked.terms, 1 / len(asked.terms)))
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("How many boats sank?", "The storm of 1910 sank 23 boats and drowned 4 men.", "23 boats"),
        ("How many people drowned?", "The storm of 1910 sank 23 boats and drowned 4 men.", "4"),
        ("In what year was the storm?", "The storm of 1910 sank 23 boats.", "1910"),
        ("When was the bridge opened?", "Built from 1931, the bridge was opened on 4 May 1934.", "4 May 1934"),
        ("How much did the bridge cost?", "The bridge took 3 years and cost $20 million.", "$20 million"),
        ("What share of the nets was lost?", "Of 200 nets, 40 per cent were lost.", "40 per cent"),
        ("Who is the harbour master?", "“It holds,” said Dr. Eva Ek, Harbour Master of Lund.", "Dr. Eva Ek"),
        ("Who designed the bridge?", "Lund had its bridge designed by Per Holm.", "Per Holm"),
        ("Where did the ferry sink?", "The ferry sank near Cape Skagen.", "Cape Skagen"),
        ("What is the town dependent on?", "The town is dependent on cheap herring, its mayor said.", "cheap herring"),
        ("What did the report recommend?", "The report recommended a new harbour wall, but no bridge.", "new harbour wall"),
        ("How many boats sank?", "The storm sank many boats.", None),
        ("When did the storm of 1910 come?", "The storm of 1910 came at night.", None),
        ("What is the town dependent on?", "The town is dependent.", None),
        ("Why did the bridge fall?", "The bridge fell because Per Holm forgot a bolt.", None),
    ],
)  # fmt: skip
def test_short_answer(question: str, text: str, told: str | None):
    assert answer(question, text) == told


def test_names_that_cannot_be_told_apart_are_not_told():
    assert answer("Who sailed?", "Eva Ek, Per Holm sailed.") == "Per Holm"
    assert (
        answer("Who went by boat?", "Lindholm is a town. Eva Ek and others, like Per Holm, watched.") is None
    )


def test_a_span_must_add_to_the_question():
    asked = parse("What did Per Holm of Lund build in 1931?")
    assert answers(asked, "Per Holm of Lund.", words("Per Holm of Lund.")) == []
    asked = parse("Who in Lund knew Per Holm?")
    text = "Lund Mayor Eva Ek knew Per Holm."
    assert [text[slice(*span)] for span in answers(asked, text, words(text))] == ["Mayor Eva Ek"]


def test_nearness_falls_with_the_distance():
    text = "In 1931 the bridge opened; years later, and in spite of many protests, it was closed in 1990."
    found = words(text)
    early, late = spans("year", text)
    weights = {"bridg": 0.5, "open": 0.5}
    assert 1 > nearness(early, found, weights) > nearness(late, found, weights) > 0
    assert nearness((0, 4), words("1931 bridge of stone, opened"), weights) == 0.5 / (1 + 1 / 30) + 0.5 / (
        1 + 18 / 30
    )
    assert nearness(early, found, {"boat": 1.0}) == 0


def test_beside_looks_three_words_ahead():
    found = words("23 old wooden fishing boats")
    assert beside((0, 2), found, ["fish"])
    assert not beside((0, 2), found, ["boat"])


@given(st.sampled_from(KINDS), st.text())
def test_spans_lie_in_the_text_in_order(kind: Kind, text: str):
    found = spans(kind, text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= other[0] for one, other in zip(found, found[1:], strict=False))


@given(
    st.sampled_from(["Who won?", "How many boats sank?", "When was it signed?", "What does the boat carry?"]),
    st.text(alphabet="Aab1 9.,-—’\n\u0308$%", max_size=60) | st.text(max_size=60),
)
def test_the_short_answer_lies_in_the_text(question: str, text: str):
    asked = parse(question)
    span = short(asked, text, words(text), dict.fromkeys(asked.terms, 1.0))
    assert span is None or 0 <= span[0] < span[1] <= len(text)
