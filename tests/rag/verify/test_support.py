import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_support import SEEDS

from index.sentences import sentences
from rag.types import Passage
from rag.verify import Held, Support, plain, verify

WORKSHOP, COURSE = (file.read_text(encoding="utf-8") for file in sorted(SEEDS.glob("*.txt")))
BRIDGE = (
    "Ada Holt, a young engineer from Lima, designed the Long Bridge. Tom Reed built it between 1905 and 1907. "
    "It cost $5 million, and 1,200 workers were needed. The city did not pay for it. "
    "The National Office of Roads (NOR) opened the bridge on 14 August 1907. "
    "Traffic on the northern shore increased by 20% in the following years, while ferries became rare. "
    "The mayor hoped that a second bridge would follow. In 1950 the storm damaged the bridge."
)


def passage(text: str, title: str = "The Bridge") -> Passage:
    return Passage(text, "id", title, "a.txt", None, 0, len(text))


def supported(claim: str, text: str = BRIDGE) -> bool:
    return verify(claim, [passage(text)], judge=None).supported


def test_word_for_word_at_once():
    passages = [
        passage("Nine officials came. They left in May."),
        passage("The treaty was\nsigned [3] in Lima."),
    ]
    assert verify("The treaty was signed in Lima.", passages) == Support(True, 1.0, 1, ((0, 34),))
    assert verify("They left in May.", passages) == Support(True, 1.0, 0, ((21, 38),))


def test_nothing_supports_nothing():
    assert verify("", [passage(BRIDGE)]) == verify("It is.", [passage(BRIDGE)]) == Support(False, 0.0, None)
    assert verify("Tom Reed built it.", []) == Support(False, 0.0, None)


@pytest.mark.parametrize(
    "claim",
    [
        "Ada Holt designed the Long Bridge.",
        "Holt designed the Long Bridge.",
        "The Long Bridge was designed by Ada Holt.",
        "It cost five million dollars.",
        "1200 workers were needed.",
        "The NOR opened the bridge on August 14, 1907.",
        "The National Office of Roads opened the bridge on Aug. 14.",
        "On 14 August 1907, the bridge was opened by the National Office of Roads.",
        "Traffic on the northern shore rose by 20 percent.",
        "The storm damaged the bridge in 1950.",
        "The city didn't pay for it.",
    ],
)
def test_true_and_said_otherwise(claim):
    assert supported(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "It cost six million dollars.",  # number
        "It cost 5 million euros.",
        "1,300 workers were needed.",
        "The NOR opened the bridge on 15 August 1907.",  # date
        "Tom Reed designed the Long Bridge.",  # name
        "Bart Holt designed the Long Bridge.",
        "Ada Reed designed the Long Bridge.",
        "The Long Bridge designed Ada Holt.",  # roles
        "The bridge damaged the storm in 1950.",
        "The city paid for it.",  # polarity
        "The storm did not damage the bridge in 1950.",
        "Traffic on the southern shore increased by 20%.",  # opposites
        "Traffic on the northern shore decreased by 20%.",
        "The storm painted the bridge in 1950.",  # another verb
        "A second bridge followed.",  # only hoped for
        "The first storm damaged the bridge in 1950.",  # a rank
        "The harbour had increased traffic on the northern shore by 20%.",  # a subject of its own
        "The capital of France is Paris.",  # nothing of it
    ],
)
def test_false_in_one_thing(claim):
    result = verify(claim, [passage(BRIDGE)], judge=None)
    assert not result.supported
    assert result.score < 0.7


def test_the_seed_articles():
    assert supported("Twenty-three officials from various government ministries took part.", COURSE)
    assert supported("LI Yong is the Director General of UNIDO.", COURSE)
    assert supported("The workshop was on 14 August.", WORKSHOP)
    assert not supported("Participants included 24 officials.", COURSE)
    assert not supported("UNIDO thanked Chen Seng Heang.", COURSE)
    assert not supported("The course did not convey basic principles of quality policies.", COURSE)
    assert not supported(
        "Andreas Zurbrugg is Minister of Industry, Science, Technology & Innovation.", WORKSHOP
    )


def test_a_minister_of_another_name():
    assert not supported("LI Yong is a minister of Cambodia.", COURSE)
    assert not supported("LI Yong is a minister.", COURSE)
    assert not supported("LI Yong is Senior Minister of Industry and Handicraft.", COURSE)
    assert supported("Cham Prasidh is Senior Minister of Industry and Handicraft.", COURSE)


def test_what_stands_in_brackets_may_be_left_out():
    text = "The mill (then 12 m high, not yet white) was built in Lima [2] by Ada Holt."
    assert supported("The mill was built in Lima by Ada Holt.", text)
    assert supported("The mill, then 12 m high, was built in Lima.", text)
    assert not supported("The mill was built in Lima (in 1907) by Ada Holt.", text)


def test_a_claim_of_many_words_is_refused_at_once():
    claim = "Holt met Reed " * 300
    assert verify(claim, [passage("Reed met Holt " * 300)], None).reason == "too long for one sentence"


def test_two_sentences_support_a_claim_of_two_parts():
    claim = "Ada Holt designed the Long Bridge, and the National Office of Roads opened the bridge on 14 August 1907."
    result = verify(claim, [passage(BRIDGE)], judge=None)
    assert result.supported
    assert [BRIDGE[start:end][:12] for start, end in result.spans] == ["Ada Holt, a ", "The National"]


def test_a_judge_may_refuse_but_not_allow_what_a_rule_refuses():
    told = "The NOR opened the bridge."
    assert verify(told, [passage(BRIDGE)], judge=lambda held: 1.0).supported
    assert not verify(told, [passage(BRIDGE)], judge=lambda held: 0.0).supported
    doubtful = "The first storm damaged the bridge in 1950."
    assert verify(doubtful, [passage(BRIDGE)], judge=None).reason == "first"
    assert not verify(doubtful, [passage(BRIDGE)], judge=lambda held: 1.0).supported
    forbidden = "It cost six million dollars."
    assert not verify(forbidden, [passage(BRIDGE)], judge=lambda held: 1.0).supported


def test_a_judge_is_not_asked_for_what_is_told_word_for_word_or_refused():
    def judge(held: Held) -> float:
        raise AssertionError(held.claim)

    assert verify("The city did not pay for it.", [passage(BRIDGE)], judge).supported
    assert not verify("The city paid for it.", [passage(BRIDGE)], judge).supported


@pytest.mark.parametrize("text", [WORKSHOP, COURSE, BRIDGE])
def test_every_sentence_of_a_passage_is_supported_to_the_character(text):
    for start, end in sentences(text):
        if plain(text[start:end]):
            result = verify(plain(text[start:end]), [passage(text)])
            assert (result.supported, result.score) == (True, 1.0)
            assert plain(text[slice(*result.spans[0])]) == plain(text[start:end])


@given(st.lists(st.sampled_from(BRIDGE.replace(".", " .").split()), max_size=12))
def test_whatever_is_claimed_the_score_is_in_range(words):
    result = verify(" ".join(words), [passage(BRIDGE), passage(COURSE)], judge=None)
    assert 0 <= result.score <= 1
    assert result.supported == (result.score >= 0.7)
    assert all(0 <= start < end for start, end in result.spans)


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_text_can_be_checked(claim, text):
    verify(claim, [passage(text)], judge=None)
