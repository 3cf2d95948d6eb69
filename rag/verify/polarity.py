"""Whether a claim denies what the evidence affirms, or takes for a fact what it only supposes."""

from collections.abc import Sequence

from rag.verify.align import Places
from rag.verify.hedges import supposed
from rag.verify.lexicon import DENYING, NEGATORS
from rag.verify.meanings import OPPOSITE
from rag.verify.roots import root
from rag.verify.tokens import Token

SCOPE = 7  # tokens that a negation reaches, at most
LACKED = 3  # tokens that "lack" reaches
_WITH = {"yet": "to", "instead": "of"}  # words that deny only with the next
_PREFIXES = ("un", "in", "im", "dis", "non", "ir", "il")


def contrary(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """What the claim turns round, or ""."""
    back = {place: position for position, place in places.items()}
    for position, place in places.items():
        one, other = denials(claim, position, places), denials(evidence, place, back)
        if one % 2 != other % 2:
            return f"{claim[position].plain}: denied in one and not in the other"
    return _opposite(claim, evidence, places) or supposed(claim, evidence, places)


def denials(tokens: Sequence[Token], at: int, aligned: Places) -> int:
    """How often the token is denied: by words of which it is the first aligned one in reach."""
    count = 0
    for position in range(at - 1, max(at - SCOPE, -1), -1):
        token = tokens[position]
        if token.clause != tokens[at].clause:
            return count + _denies_clause(tokens, position, aligned)
        if _denies(tokens, position, at, aligned):
            count += 1
        elif position in aligned and token.kind != "name":
            break
    return count


def _denies(tokens: Sequence[Token], position: int, at: int, aligned: Places) -> bool:
    """Whether the word denies what follows it: "not", "refuse", "instead of", "yet to"."""
    token, after = tokens[position], tokens[position + 1].plain
    if token.plain in _WITH:
        return after == _WITH[token.plain]
    if token.plain == "lack" and at - position > LACKED:
        return False
    if token.stem in DENYING and token.kind == "word" and position not in aligned:
        return True
    if (
        token.plain == "no"
        and tokens[position + 1].kind in ("word", "name")
        and after != "longer"
        and tokens[at].lead in {other.plain for other in tokens[position + 2 : at]}
    ):
        return False  # "no rule on spelling" denies the rule
    return token.plain in NEGATORS and token.kind != "name" and not _only(tokens, position)


def _denies_clause(tokens: Sequence[Token], last: int, aligned: Places) -> bool:
    """Whether the next clause is denied as a whole: "denied that", "not because"."""
    opens = tokens[last + 1].plain
    if opens == "because":
        return tokens[last].plain in NEGATORS
    before = range(max(last - 1, 0), last + 1)
    return opens == "that" and any(tokens[i].stem in DENYING and i not in aligned for i in before)


def _only(tokens: Sequence[Token], position: int) -> bool:
    """ "not only", "no less than" and "not until 1984" deny nothing."""
    after = tokens[position + 1].plain if position + 1 < len(tokens) else ""
    if tokens[position].plain == "not" and after == "until":
        return True
    return tokens[position].plain in ("not", "no") and after in ("only", "just", "merely", "less", "fewer")


def _opposite(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """A word of the claim whose contrary the evidence has in its stead."""
    used: dict[int, int] = {}  # place in the evidence: the first word of the claim that stands for it
    for position, place in sorted(places.items()):
        if claim[position].stem == evidence[place].stem:
            used.setdefault(place, position)
    exact = set(used.values())
    stems = {token.stem for token in evidence}
    for position, token in enumerate(claim):
        if token.kind == "little" and (token.plain in ("over", "under") or token.stem in stems):
            continue  # "took over"; and a preposition is compared with the role of its word
        if position in exact or token.kind == "figure":
            continue
        contraries = OPPOSITE.get(token.stem, frozenset())
        for place, other in enumerate(evidence):
            if place in used or other.kind == "figure":
                continue
            if other.stem in contraries:
                return f"{token.plain}, not {other.plain}"
            if (
                position not in places
                and token.kind == other.kind == "word"
                and _negated_form(token.plain, other.plain)
            ):
                return f"{token.plain}, not {other.plain}"
    return ""


def _negated_form(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return any(
        long.startswith(prefix) and len(short) > 3 and root(long.removeprefix(prefix)) == root(short)
        for prefix in _PREFIXES
    )
