"""Whose verb it is, as far as the order of the words tells: its subject, and who does it."""

from collections.abc import Callable, Sequence

from rag.verify.lexicon import BE, FINITE
from rag.verify.tokens import Token

REFERRING = frozenset("it he she they this these that those both we".split())
"""Pronouns that may stand for a subject named before; by spelling."""
OBJECTS = frozenset("it them him her".split())
"""Pronouns that may stand for an object named before; by spelling."""
CONTRASTING = frozenset("while whereas although though but".split())
"""Words that join a clause on something else; by spelling."""


def subject_of(tokens: Sequence[Token], verb: int) -> list[int]:
    """Positions of what may be the verb's subject, nearest first, pronouns too; none where it is unclear.

    "Reed, who was born in Lima, built it": of "built" it is "reed", and of "born" as well.
    """
    before = verb - 1
    while before > 0 and _helps(tokens[before]):
        before -= 1
    if before >= 0 and tokens[before].plain in ("and", "or", "but"):
        return _shared(tokens, before)
    first = clause_start(tokens, verb)
    found = _back(tokens, first, before, _fills)
    if found or any(_acts(token) for token in tokens[first : before + 1]):
        return found
    opens = tokens[first].plain
    if opens in ("who", "which", "that"):
        return _back(tokens, clause_start(tokens, first - 1), first - 1, _names) if first else []
    return [] if opens in _OPENING else _resumed(tokens, first)


def agent_of(tokens: Sequence[Token], verb: int) -> list[int]:
    """Positions of the words after "by" that belong to a passive verb: "planned and built by Reed" twice."""
    found: list[int] = []
    for i in range(verb + 1, len(tokens)):
        if tokens[i].verb and not (i == verb + 2 and tokens[verb + 1].plain == "and"):
            break
        if tokens[i].lead == "by" and _names(tokens[i]):
            found.append(i)
        elif found and tokens[i].lead != "by":
            break
    return found


def is_argument(token: Token) -> bool:
    """Whether the token may be of a subject or an object: no preposition before it."""
    return _is_noun(token) and not token.lead


def copula(tokens: Sequence[Token]) -> int:
    """The position of the first "is" or the like; behind the last token where there is none."""
    return next((i for i, token in enumerate(tokens) if token.plain in BE), len(tokens))


def clause_start(tokens: Sequence[Token], at: int) -> int:
    """The position of the first token of the clause."""
    while at > 0 and tokens[at - 1].clause == tokens[at].clause:
        at -= 1
    return at


def _shared(tokens: Sequence[Token], joint: int) -> list[int]:
    """The subject of the verb before "and": "the club was founded and named by him"."""
    first = clause_start(tokens, joint)
    earlier = next((i for i in range(joint - 1, first - 1, -1) if tokens[i].verb), None)
    return [] if earlier is None else subject_of(tokens, earlier)


def _resumed(tokens: Sequence[Token], first: int) -> list[int]:
    """The subject of a clause that goes on after an insertion: "his lawyer, Tom Reed, said"."""
    found: list[int] = []
    while first > 0:
        last, first = first - 1, clause_start(tokens, first - 1)
        opens = tokens[first]
        joins = opens.plain in _JOINING
        if opens.plain in _RELATIVE or opens.verb or (opens.lead == opens.plain and not joins):
            continue
        found += _back(tokens, first, last, _fills)
        if joins or any(token.verb for token in tokens[first : last + 1]):
            break
    return found


def _back(tokens: Sequence[Token], first: int, last: int, wanted: Callable[[Token], bool]) -> list[int]:
    """Positions of the wanted tokens from `last` back to a verb, or to `first`."""
    found: list[int] = []
    for i in range(last, first - 1, -1):
        if _acts(tokens[i]) or (tokens[i].plain in FINITE and found):
            break
        if wanted(tokens[i]):
            found.append(i)
    return found


def _helps(token: Token) -> bool:
    return token.plain in _AUXILIARY or token.plain.endswith("ly")


def _acts(token: Token) -> bool:
    return token.verb and not token.plain.endswith("ly")


def _names(token: Token) -> bool:
    return token.kind in ("name", "word")


def _fills(token: Token) -> bool:
    """Whether the token may be (of) a subject. After "before" and the like a clause may follow."""
    free = not token.lead or token.lead in _JOINING
    return (_is_noun(token) and free) or token.plain in REFERRING


def _is_noun(token: Token) -> bool:
    return _names(token) and not token.verb and not token.plain.endswith("ly")


_AUXILIARY = FINITE | {"be", "been", "being"}
_JOINING = frozenset("after before since until as than".split())  # prepositions that begin clauses too
_RELATIVE = frozenset("who which whose where when that whom".split())
_OPENING = _RELATIVE | CONTRASTING | frozenset("because if since unless".split())
