"""Whether a claim joins what the evidence holds apart in two clauses."""

from collections.abc import Sequence

from rag.verify.align import Places
from rag.verify.grammar import CONTRASTING, OBJECTS
from rag.verify.lexicon import LIGHT
from rag.verify.tokens import Token


def torn_apart(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """A word that the evidence has beyond a "while", a "but" or a semicolon from the claim's verb, or "".

    "Holt built a wall", where "Holt built a bridge, while Reed planned a wall".
    """
    verbs = [i for i in places if claim[i].verb]
    things = [i for i in places if claim[i].kind != "little" and not claim[i].verb]
    borders = _borders(evidence)
    if _borders(claim) or len(verbs) > 1 or not things or not borders:
        return ""
    part = {i: sum(border <= places[i] for border in borders) for i in places}
    parts = [part[i] for i in (*verbs, *things)]
    main = part[verbs[0]] if verbs else max(set(parts), key=parts.count)
    within = [j for j in range(len(evidence)) if sum(border <= j for border in borders) == main]
    here = {evidence[j].stem for j in within}
    again = any(evidence[j].plain in OBJECTS for j in within)
    for i in things:
        # What is named before the border may be "it" behind it, and a subject may be left out there.
        carried = part[i] < main and (again or claim[i].owns or (verbs and i < verbs[0]))
        if part[i] != main and not carried and claim[i].stem not in LIGHT | here:
            return f"{claim[i].plain} elsewhere"
    return ""


def _borders(tokens: Sequence[Token]) -> list[int]:
    parts = (i for i, token in enumerate(tokens) if token.plain in CONTRASTING or token.after_semicolon)
    return [i for i in parts if tokens[i].plain not in ("and", "or")]
