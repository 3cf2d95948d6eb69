import pytest

from rag.verify.tokens import tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [("beaten", "beat"), ("flew", "fly"), ("graduated", "graduate"), ("dominating", "dominates")],
)
def test_forms_of_one_verb_have_one_stem(one, other):
    assert tokens(one)[0].stem == tokens(other)[0].stem


def test_possessives_and_semicolons_are_marked():
    there = tokens("Holt's mill burned; Reed left.")
    assert [token.plain for token in there if token.owns] == ["holt"]
    assert [token.plain for token in there if token.after_semicolon] == ["reed"]


def test_a_preposition_reaches_no_further_than_its_phrase():
    leads = {token.plain: token.lead for token in tokens("In 1950 the storm hit the old town of Lima.")}
    assert (leads["1950"], leads["storm"], leads["lima"]) == ("in", "", "of")


@pytest.mark.parametrize("word", ["almost", "another", "already"])
def test_what_is_no_verb_after_is(word):
    assert not tokens(f"It was {word} Lima.")[2].verb
