import random

from training.support.claims import Claim, Passage
from training.support.mixtures import edited_epoch, written_epoch

HOLT, REED = Passage("a", "A", "Holt built it."), Passage("a", "A", "Reed built it.")
WRITTEN = [Claim("roles", "Reed did.", HOLT, False), Claim("free", "Holt did.", HOLT, True)]
EDITED = [Claim("edited", "Reed did.", REED, True)]
ASKED = [Claim("asked", "Holt was.", HOLT, True)]
MADE = [Claim("verbatim", "Holt built it.", HOLT, True)]


def test_an_epoch_of_written_claims():
    assert written_epoch(WRITTEN, ASKED, random.Random(0)) == [*WRITTEN, *ASKED]


def test_an_epoch_with_changed_passages_has_both_sides_of_each_claim():
    epoch = edited_epoch(WRITTEN, EDITED, ASKED, MADE, random.Random(0))
    assert epoch == [*EDITED, WRITTEN[0], *ASKED, *MADE]
