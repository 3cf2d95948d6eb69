"""Whether two words of a claim changed places, so that each has the role of the other."""

from collections.abc import Sequence

from rag.verify.align import Places
from rag.verify.lexicon import BE, LIGHT, SAYING
from rag.verify.tokens import Token


def changed_places(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """Two words that stand the other way round in the evidence, and not just by grammar, or "".

    "Reed hired Holt", where "Holt hired Reed".
    """
    verbs = [i for i in places if claim[i].verb or evidence[places[i]].verb]
    aside = {*verbs, *_tellers(claim)}
    things = [i for i in sorted(places) if i not in aside and _is_thing(claim[i])]
    done = bool(verbs) or not any(token.plain in BE for token in claim)
    turned = any(_turned(claim[i], evidence[places[i]]) for i in verbs)
    orders = (sorted(places), [i for i in sorted(places) if not _is_free(claim[i], evidence[places[i]])])
    deeds = [i for i in verbs if _is_deed(claim[i], evidence[places[i]])]
    for one in things:
        for two in things:
            crossed = one < two and places[one] > places[two]
            if not crossed or _compound(claim, evidence, one, two, places):
                continue
            if any(_does(evidence, places[verb], places[i]) for verb in deeds for i in (one, two)):
                continue
            pairs = ((one, two), (two, one))
            moved = [_moved(claim, evidence, places, i, other, turned, done, orders) for i, other in pairs]
            names = claim[one].kind == claim[two].kind == "name"
            leads = [(claim[i].lead, evidence[places[i]].lead) for i in (one, two)]
            exchanged = names and leads[0] == leads[1][::-1] and leads[0][0] != leads[0][1] and not turned
            suspect = _apart(evidence, one, two, places) or _traded(claim, evidence, one, two, places)
            if suspect and (exchanged or all(moved) or (any(moved) and names and done)):
                return f"{claim[one].plain} and {claim[two].plain} changed places"
    return ""


def _apart(evidence: Sequence[Token], one: int, two: int, places: Places) -> bool:
    return evidence[places[one]].clause != evidence[places[two]].clause


def _traded(claim: Sequence[Token], evidence: Sequence[Token], one: int, two: int, places: Places) -> bool:
    """Whether each has the preposition that the other has in the evidence, or both have none."""
    said = (claim[one].lead, claim[two].lead)
    return said == (evidence[places[two]].lead, evidence[places[one]].lead)


def _turned(verb: Token, other: Token) -> bool:
    """Whether active became passive or the reverse, or a verb a noun, as in "the founder of"."""
    doer = verb.verb and not other.verb and other.plain.endswith(("er", "or", "ers", "ors"))
    return verb.passive != other.passive or other.reduced or doer


def _is_deed(verb: Token, other: Token) -> bool:
    """Whether the evidence has a noun for what the verb does: "the founding of the town by Reed"."""
    return verb.verb and not other.verb and other.plain.endswith(("ing", "ion", "ment"))


def _does(evidence: Sequence[Token], deed: int, doer: int) -> bool:
    """Whether one stands behind the "by" that belongs to the noun."""
    return evidence[doer].lead == "by" and not any(token.verb for token in evidence[deed + 1 : doer])


def _compound(claim: Sequence[Token], evidence: Sequence[Token], one: int, two: int, places: Places) -> bool:
    """Whether "an earthquake of magnitude 6" is "a magnitude 6 earthquake" in the evidence."""
    between, there = claim[one + 1 : two], evidence[places[two] + 1 : places[one]]
    loose = between and all(token.kind == "little" for token in between) and claim[two].lead in ("of", "in")
    tight = all(token.figure for token in there)
    return bool(loose) and tight and evidence[places[one]].lead == evidence[places[two]].lead


def _is_thing(token: Token) -> bool:
    noun = token.kind in ("name", "word") and not token.plain.endswith("ly")
    return noun and token.stem not in LIGHT


def _tellers(claim: Sequence[Token]) -> set[int]:
    """Positions of who says it, in "X said that" and "according to X": the evidence may name X last."""
    verb = next((i for i, token in enumerate(claim) if token.verb), None)
    found = set(range(verb)) if verb is not None and claim[verb].stem in SAYING else set()
    by = next((i for i, token in enumerate(claim) if token.plain == "according"), None)
    if by is not None:
        found |= {i for i in range(by, len(claim)) if claim[i].clause == claim[by].clause}
    return found


def _moved(
    claim: Sequence[Token],
    evidence: Sequence[Token],
    places: Places,
    at: int,
    partner: int,
    turned: bool,
    done: bool,
    orders: Sequence[Sequence[int]],
) -> bool:
    """Whether the word has another preposition in the evidence, or depends on another word.

    `turned` says that active became passive or the reverse, `done` that the claim has a verb but "to be".
    `orders` are the claim's told words, all of them and those whose phrase may not come first or last.
    """
    place = places[at]
    one, other = claim[at].lead, evidence[place].lead
    if one != other and "" in (one, other):
        return done and not turned
    if one != other:
        return True
    if one:
        head, there = _head(claim, at), _head(evidence, place)
        if head is None or there is None or head not in places:
            return False
        return claim[head].stem not in _heads_of(evidence, place)
    if turned or not done:
        return False
    return all(_out_of_order(others, places, at, partner) for others in orders)


def _out_of_order(others: Sequence[int], places: Places, at: int, partner: int) -> bool:
    """Whether the word stands on the other side of its neighbour among the others in the evidence."""
    place = places[at]
    after = next((i for i in others if i > at), None)
    if after is not None:
        return places[after] < place or place < places[partner] < places[after]
    before = next((i for i in reversed(others) if i < at), None)
    return before is not None and places[before] > place


def _is_free(token: Token, other: Token) -> bool:
    """Whether it stands in a prepositional phrase in both: that may come first or last."""
    return bool(token.lead) and token.lead == other.lead


def _head(tokens: Sequence[Token], at: int) -> int | None:
    """The word that the token's prepositional phrase depends on: the one before its preposition."""
    i = at
    while i >= 0 and not (tokens[i].plain == tokens[at].lead and tokens[i].kind == "little"):
        i -= 1
    while i >= 0 and tokens[i].kind == "little":
        i -= 1
    return i if i >= 0 and tokens[i].clause == tokens[at].clause else None


def _heads_of(tokens: Sequence[Token], at: int) -> set[str]:
    """What the phrase may depend on: "founded by Reed as a school" has it of "founded", too."""
    found: set[str] = set()
    while (head := _head(tokens, at)) is not None:
        found.add(tokens[head].stem)
        if tokens[head].lead != "by":
            break
        at = head
    return found
