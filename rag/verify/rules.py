"""What the rules find when one sentence is held against a claim: what it forbids, and what leaves doubt.

The rules are the project's own, in the manner of alignment-based entailment (MacCartney and Manning 2008,
"Modeling semantic containment and exclusion in natural language inference").
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.verify.align import Places, align
from rag.verify.bearers import other_bearer
from rag.verify.bounds import other_bound
from rag.verify.clauses import torn_apart
from rag.verify.comparisons import compared_with
from rag.verify.counts import other_count
from rag.verify.doers import other_doer
from rag.verify.lexicon import CRITICAL, FINITE, LIGHT
from rag.verify.names import misnamed
from rag.verify.owners import other_owner
from rag.verify.polarity import contrary
from rag.verify.roles import misplaced
from rag.verify.scope import overstated
from rag.verify.subject import another_subject
from rag.verify.substitutes import substituted
from rag.verify.tokens import Token, is_adverb

THRESHOLD = 0.7  # of the words of a claim, by weight, that the evidence has to tell
FORBIDDEN = 0.3  # the score, at most, of what a rule forbids
DOUBT = 0.15  # of the coverage that a doubt outweighs when the best evidence is chosen


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules say of a claim held against one sentence."""

    coverage: float  # share of the claim's words that the sentence tells, 0 to 1
    forbidden: str  # a figure, name or denial that no judge may overlook, or ""
    doubts: dict[str, str]  # by rule: what a paraphrase may have, and a false claim more often
    places: Places

    @property
    def reason(self) -> str:
        """In a few words, what the evidence does not support; "" where nothing is against the claim."""
        few = "" if self.coverage >= THRESHOLD else "most of it is not told"
        return self.forbidden or next(iter(self.doubts.values()), "") or few

    @property
    def score(self) -> float:
        """The rules' own score, 0 to 1, THRESHOLD and more where the claim is supported."""
        against = self.forbidden or self.doubts
        return min(self.coverage, FORBIDDEN) if against else self.coverage

    @property
    def rank(self) -> tuple[bool, bool, float]:
        """Which evidence to prefer: the greatest."""
        return not self.reason, not self.forbidden, self.coverage - DOUBT * len(self.doubts)


def told(claim: Sequence[Token], evidence: Sequence[Token], context: Sequence[Token]) -> Told:
    """Hold the claim against a sentence; `context` is the title and the sentences before it."""
    places = align(claim, evidence)
    doubts = {
        "rank": _unranked(claim, evidence),
        "verb": _undone(claim, places),
        "nobody": _of_nobody(claim, places, context),
        "subject": another_subject(claim, evidence, places, context),
        "roles": misplaced(claim, evidence, places),
        "count": other_count(claim, evidence, places),
        "bound": other_bound(claim, evidence, places),
        "scope": overstated(claim, evidence, places),
        "comparison": compared_with(claim, evidence, places),
        "doer": other_doer(claim, evidence, places),
        "bearer": other_bearer(claim, evidence, places),
        "owner": other_owner(claim, evidence, places),
        "torn": torn_apart(claim, evidence, places),
        "substitute": substituted(claim, evidence, places, context),
    }
    return Told(
        coverage=_coverage(claim, evidence, places, context),
        forbidden=_miscounted(claim, evidence, context)
        or misnamed(claim, evidence, places, context)
        or contrary(claim, evidence, places),
        doubts={name: reason for name, reason in doubts.items() if reason},
        places=places,
    )


def _miscounted(claim: Sequence[Token], evidence: Sequence[Token], context: Sequence[Token]) -> str:
    """The first figure of the claim that the evidence does not have, or ""."""
    here = {atom for token in evidence if token.figure for atom in token.figure.offers}
    before = {atom for token in context if token.figure for atom in token.figure.offers}
    for token in claim:
        for atom in token.figure.asks if token.figure else ():
            dated = token.figure is not None and len(token.figure.asks) > 1 and atom[0] == "number"
            if atom not in here and not (dated and atom in before):
                return token.plain
    return ""


def _unranked(claim: Sequence[Token], evidence: Sequence[Token]) -> str:
    """The first word of rank or limit that the evidence does not have, or ""."""
    ranks = {token.plain for token in evidence}
    return next((t.plain for t in claim if t.plain in CRITICAL and t.plain not in ranks), "")


def _undone(claim: Sequence[Token], places: Places) -> str:
    """The first verb of the claim that the evidence does not have, or ""."""
    verbs = ((i, t) for i, t in enumerate(claim) if t.verb and not is_adverb(t.plain))
    unknown = (token for i, token in verbs if i not in places and token.stem not in LIGHT)
    return next((token.plain for token in unknown), "")


def _of_nobody(claim: Sequence[Token], places: Places, context: Sequence[Token]) -> str:
    """The claim's subject, where the evidence has no word of it and no name of it stands before, or ""."""
    verb = next((i for i, token in enumerate(claim) if token.verb or token.plain in FINITE), 0)
    subject = [i for i in range(verb) if claim[i].kind in ("name", "word") and not claim[i].lead]
    before = {token.plain for token in context}
    if any(i in places or claim[i].plain in before for i in subject):
        return ""
    return " ".join(claim[i].plain for i in subject)


def _coverage(
    claim: Sequence[Token], evidence: Sequence[Token], places: Places, context: Sequence[Token]
) -> float:
    """The share of the claim's words, by weight, that stand in the evidence, or as names before it."""
    names = {token.plain for token in context}
    told = total = 0.0
    for position, token in enumerate(claim):
        weight = _weight(token)
        total += weight
        if position in places or (token.kind == "name" and token.plain in names):
            told += weight
    return told / total if total else 0.0


def _weight(token: Token) -> float:
    if token.kind == "little":
        return 0.0
    if token.stem in LIGHT or token.plain.endswith("ly"):
        return 0.3
    return 1.5 if token.verb else 1.0
