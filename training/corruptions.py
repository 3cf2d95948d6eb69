"""Questions changed by one word or name so that their passage answers them no more."""

import random
import re
from collections.abc import Sequence

_NAME = re.compile(r"(?<![.?!] )(?<!^)\b[A-Z][\w'’-]+(?:\s(?:of\s|the\s)?[A-Z][\w'’-]+)*")
_NUMBER = re.compile(r"\b\d[\d,]*\b")
_PAIRS = """
first last; before after; north south; east west; northern southern; eastern western; more less; most least;
increase decrease; increased decreased; larger smaller; largest smallest; highest lowest; higher lower;
longest shortest; oldest newest; best worst; early late; begin end; began ended; start end; started ended;
win lose; won lost; male female; men women; positive negative; major minor; public private; legal illegal;
above below; inside outside; allow forbid; allowed banned; support oppose; supported opposed; rich poor;
upper lower; always never; all no; many few; open closed; open close; create destroy; created destroyed;
majority minority; old new; common rare; strong weak; hot cold; cause prevent; caused prevented; buy sell;
bought sold; good bad; possible impossible; fast slow; left right; internal external; rise fall; rose fell
"""
_OPPOSITES = {word: other for pair in _PAIRS.split(";") for word, other in (pair.split(), pair.split()[::-1])}
_AUXILIARY = re.compile(r"\b(did|does|do|is|are|was|were|can|could|has|have|had|will|would|should)\b")


def corrupted(question: str, passage: str, names: Sequence[str], chance: random.Random) -> str | None:
    """The question with another name, another number, an opposite or a "not"; None where none can be made.

    `names` are from elsewhere; one that stands in the passage is not taken. The kinds are those of
    Rajpurkar et al. 2018, table 1 (entity swap, antonym, negation).
    """
    ways = [_other_name, _other_number, _opposite, _negated]
    chance.shuffle(ways)
    ways.sort(key=lambda way: way is _negated and chance.random() < 0.7)  # the easiest to see: seldom
    for way in ways:
        changed = way(question, passage, names, chance)
        if changed and changed != question:
            return changed
    return None


def names_of(text: str) -> list[str]:
    """Runs of capitalised words, but for those that begin a sentence."""
    return _NAME.findall(text)


def _other_name(question: str, passage: str, names: Sequence[str], chance: random.Random) -> str | None:
    found = [match for match in _NAME.finditer(question) if match[0] in passage]
    others = [name for name in names if name not in passage and name not in question]
    if not found or not others:
        return None
    match = chance.choice(found)
    alike = [name for name in others if len(name.split()) == len(match[0].split())]
    return question[: match.start()] + chance.choice(alike or others) + question[match.end() :]


def _other_number(question: str, passage: str, _names: Sequence[str], chance: random.Random) -> str | None:
    found = list(_NUMBER.finditer(question))
    if not found:
        return None
    match = chance.choice(found)
    value = int(match[0].replace(",", ""))
    for _ in range(10):
        other = str(max(1, value + chance.choice((-1, 1)) * chance.randint(1, max(3, min(value // 3, 60)))))
        if other not in passage and other != match[0]:
            return question[: match.start()] + other + question[match.end() :]
    return None


def _opposite(question: str, _passage: str, _names: Sequence[str], chance: random.Random) -> str | None:
    found = [match for match in re.finditer(r"\b\w+\b", question) if match[0] in _OPPOSITES]
    if not found:
        return None
    match = chance.choice(found)
    return question[: match.start()] + _OPPOSITES[match[0]] + question[match.end() :]


def _negated(question: str, _passage: str, _names: Sequence[str], _chance: random.Random) -> str | None:
    match = _AUXILIARY.search(question)
    if not match or " not " in question or "n't" in question:
        return None
    word = {"can": "can't", "will": "won't"}.get(match[0], match[0] + "n't")
    return question[: match.start()] + word + question[match.end() :]
