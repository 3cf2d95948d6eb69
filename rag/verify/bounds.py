"""Whether a figure is exact, or a bound, in claim and evidence alike, and counts the same unit."""

from collections.abc import Sequence

from rag.verify.align import Places
from rag.verify.tokens import Token


def other_bound(claim: Sequence[Token], evidence: Sequence[Token], places: Places) -> str:
    """A figure of the claim that is another bound, or of another unit, in the evidence, or "".

    "It cost 5 million", where "it cost up to 5 million"; "six hours", where "six days".
    """
    for position, place in sorted(places.items()):
        if not claim[position].figure:
            continue
        one, two = _bound(claim, position), _bound(evidence, place)
        if one != two and (two in ("at most", "almost") or one == "at least"):
            return f"{two or one} {claim[position].plain}"
        unit, other = _unit(claim, position), _unit(evidence, place)
        if unit and other and unit != other:
            return f"{claim[position].plain} {unit}, not {other}"
    return ""


def _bound(tokens: Sequence[Token], at: int) -> str:
    said = [token.plain for token in tokens[max(at - 2, 0) : at]]
    return _BOUNDS.get(" ".join(said)) or _BOUNDS.get("".join(said[-1:]), "")


def _unit(tokens: Sequence[Token], at: int) -> str:
    after = tokens[at + 1].plain if at + 1 < len(tokens) else ""
    singular = _PLURALS.get(after, after if after in _UNITS else after.removesuffix("s"))
    return singular if singular in _UNITS else ""


_BOUNDS = {
    "up to": "at most",
    "at most": "at most",
    "at least": "at least",
    "more than": "at least",
    "over": "at least",
    "almost": "almost",
    "nearly": "almost",
}
_UNITS = frozenset(
    "year month week day hour minute second metre kilometre mile gram kilogram tonne litre gallon ounce "
    "pound cent dollar euro shilling degree acre hectare inch foot".split()
)
_PLURALS = {
    "meter": "metre",
    "meters": "metre",
    "kilometer": "kilometre",
    "kilometers": "kilometre",
    "km": "kilometre",
    "kg": "kilogram",
    "ton": "tonne",
    "tons": "tonne",
    "liter": "litre",
    "liters": "litre",
    "inches": "inch",
    "feet": "foot",
}
