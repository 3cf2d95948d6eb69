from rag.metrics import auroc
from training.support.bias import betrayed
from training.support.claims import Claim, Passage


def claims(false: str) -> list[Claim]:
    found = []
    for number in range(40):
        passage = Passage("", "", f"Holt {number} designed the bridge and Reed built it.")
        found.append(Claim("", f"Holt {number} designed it.", passage, True))
        found.append(Claim("", false.format(number), passage, False))
    return found


def score(false: str) -> float:
    made = claims(false)
    logits = betrayed(made)
    return auroc(logits[::2], logits[1::2])


def test_a_word_that_only_false_claims_have_betrays_them():
    assert score("Allegedly Holt {} built it.") == 1.0


def test_claims_that_look_alike_betray_little():
    assert score("Holt {} designed it.") == 0.5
