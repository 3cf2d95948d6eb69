"""A sentence as tokens: words, names and figures, each with its clause, its case and what denies it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from rag.terms import folded, words
from rag.verify.figures import Figure, find_figures
from rag.verify.lexicon import CRITICAL, HEDGES, HONORIFICS, NEGATORS, PAST, SPELLINGS
from rag.verify.roots import root

Kind = Literal["word", "name", "figure", "little"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a figure of several words. `start` and `end` are characters of the sentence."""

    start: int
    end: int
    plain: str  # without case, accents and dots
    stem: str
    kind: Kind  # "little" words say nothing on the topic
    clause: int  # number of the clause it is in; commas begin one too
    lead: str  # the preposition before its noun phrase, or ""
    passive: bool  # a participle after a form of "to be"
    verb: bool  # looks like a finite verb, or a participle after one
    initial: bool  # the first word of the sentence
    owns: bool = False  # has an "'s"
    after_semicolon: bool = False
    reduced: bool = False  # a participle that may be active or passive: "the club, founded in 1908"
    figure: Figure | None = None


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a sentence, in order."""
    figures = find_figures(text)
    found: list[Token] = []
    clause, lead, last_end = 0, "", 0
    aux = False  # a form of "to be" or "to have", a modal or "to" stands before, but for adverbs
    be = False
    after_figure = -1
    previous = ""
    for word in words(text):
        figure = next((f for f in figures if f.start <= word.start < f.end), None)
        if figure and figure.start == after_figure:
            continue  # the figure's next word
        between = text[last_end : word.start]
        spelled = text[word.start : word.end]
        plain = fold(spelled)
        if plain in ("s", "t", "d", "ll", "re", "ve", "m") and between in ("'", "’"):
            last_end = word.end
            if plain == "t":
                found.append(
                    Token(word.start, word.end, "n't", "n't", "little", clause, "", False, False, False)
                )
                if found[:-1] and found[-2].plain.endswith("n"):
                    aux, be = True, found[-2].plain in ("isn", "aren", "wasn", "weren")
            continue
        if _BORDER.search(between) or plain in _SUBORDINATE:
            clause += 1
            lead, aux, be = "", False, False
        ended = plain in _DETERMINERS and found and found[-1].lead and found[-1].kind in ("name", "figure")
        if plain in _PREPOSITIONS:
            lead = plain
        elif plain in _CLOSES or ended:
            lead = ""  # "in 1950 the storm"
        end = figure.end if figure else word.end
        after_figure = figure.start if figure else -1
        kind: Kind = "word"
        if figure:
            kind = "figure"
        elif word.stop or any(plain in little for little in (NEGATORS, HEDGES, HONORIFICS, _LITTLE)):
            kind = "little"
        elif spelled[0].isupper() or any(c.isupper() for c in spelled[1:]):
            kind = "name"
        if kind == "little" and spelled.isupper() and len(spelled) > 1 and not text.isupper():
            kind = "name"  # "US", "IT"
        participle = plain.endswith("ed") or plain in _PARTICIPLES
        verb = (
            kind == "word"
            and plain not in CRITICAL | _DETERMINERS | _ADVERBS
            and (
                aux
                or (participle and previous not in _DETERMINERS and not lead)
                or plain in PAST
                or previous in _PRONOUNS
            )
        )
        found.append(
            Token(
                word.start,
                end,
                plain,
                root(plain),
                kind,
                clause,
                lead,
                passive=be and participle,
                verb=verb,
                initial=not found,
                after_semicolon=";" in between,
                figure=figure,
            )
        )
        if plain in _BE:
            aux = be = True
            lead = ""
        elif plain in _AUX:
            aux, be = True, False
            lead = lead if plain == "to" else ""
        elif plain in _DETERMINERS or plain in _PREPOSITIONS:
            aux = be = False
        elif not (kind == "little" or plain.endswith("ly") or plain in _ADVERBS):
            aux = False
            be = be and participle
        if verb:
            lead = ""
        previous = plain
        last_end = end
    return tuple(_possessed(found, text))


def _possessed(found: list[Token], text: str) -> Iterator[Token]:
    """The tokens, possessives with the lead "of", and participles before "by" as passive."""
    for position, token in enumerate(found):
        if text.startswith(("'s ", "’s "), token.end) or text.startswith(("s' ", "s’ "), token.end - 1):
            token = replace(token, lead="of", owns=True)
        after = found[position + 1].plain if position + 1 < len(found) else ""
        acts = (
            re.search(r"[^sui]s$", token.plain) and position and found[position - 1].kind in ("name", "word")
        )
        if token.kind == "word" and acts and after in _DETERMINERS:
            token = replace(token, verb=True)  # "the club holds a fair"
        if token.kind == "word" and (token.plain.endswith("ed") or token.plain in _PARTICIPLES):
            if after == "by" and not any(other.figure for other in found[position + 2 : position + 3]):
                token = replace(token, passive=True, verb=True)
            elif after in _DETERMINERS:
                token = replace(token, verb=True)
            elif not token.passive and (
                not after or after in _PREPOSITIONS or found[position + 1].clause != token.clause
            ):
                token = replace(token, reduced=True)
        yield token


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case, accents and dots."""
    plain = folded(word).replace(".", "")
    return SPELLINGS.get(plain, plain)


def is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in _VERBS_IN_LY


_VERBS_IN_LY = frozenset("ally apply bully comply fly imply multiply rally rely reply supply tally".split())
_BORDER = re.compile(r"[,;:()\[\]—–]|\s-\s")
_SUBORDINATE = frozenset(
    "but while whereas although though because which who whose where when unless however that if "
    "since".split()
)
_PREPOSITIONS = frozenset(
    "of in on at by from to into with for as through during before after against between among "
    "over under about "
    "without within since until upon via toward towards near above below than per like across".split()
)
_CLOSES = _SUBORDINATE
_BE = frozenset("is are was were be been being am".split())
_AUX = frozenset(
    "has have had do does did will would can could may might must shall should to cannot".split()
)
_DETERMINERS = frozenset("a an the another its his her their this these those each any no".split())
_ADVERBS = frozenset("almost already quite rather very".split())
_PRONOUNS = frozenset("he she it they we who which".split())
_LITTLE = frozenset(
    "however therefore thus hence also moreover yet still even just such etc e.g i.e eg ie".split()
)
_PARTICIPLES = frozenset(
    "held built won written led begun fought found bought sold taught sent spent left lost met "
    "gone come grown seen "
    "chosen risen fallen driven run brought thought kept paid drawn worn broken born known given "
    "taken made set put "
    "cut hit beaten spread flown thrown struck sworn sung sunk spoken stolen overtaken caught "
    "sought felt meant laid "
    "shot hung said told forbidden overthrown withdrawn worn torn understood overcome shown".split()
)
