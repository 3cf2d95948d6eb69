import pytest
from tests_support import held_against

from rag.verify.substitutes import substituted


@pytest.mark.parametrize(
    ("claim", "evidence", "context"),
    [
        ("Ice pellets form in clouds.", "In clouds ice pellets form.", ""),
        ("A quake destroyed the old mill.", "An earthquake destroyed the old mill.", ""),
        ("Its preeminence ended.", "Its preeminent position ended.", ""),
        ("The mills of Lima are old.", "The mills of the city are old.", "Lima"),
        ("Andros made peace in Lima.", "After the war of the king he made peace in Lima.", "Andros"),
        ("The mill was quietly sold.", "The mill was later sold.", ""),
    ],
)
def test_no_word_in_the_place_of_another(claim, evidence, context):
    assert held_against(substituted, claim, evidence, context) == ""


@pytest.mark.parametrize(
    ("claim", "evidence", "context", "reason"),
    [
        ("Hail forms in clouds.", "Ice pellets form in clouds.", "", "hail, not pellets"),
        ("They use a game theory approach.", "They use a systems theory approach.", "", "game, not systems"),
        ("A mill in Quito burned.", "A mill in Lima burned.", "Quito", "quito, not lima"),
        ("The wind of the sea brings rain.", "The wind of the hills brings rain.", "", "sea, not hills"),
        ("Reed was a rich miller.", "Reed was a rich farmer.", "", "miller, not farmer"),
    ],
)
def test_another_word_in_its_place(claim, evidence, context, reason):
    assert held_against(substituted, claim, evidence, context) == reason
