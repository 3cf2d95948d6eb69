"""Who says what in a text: its statements, quoted or reported, with the phrase that names the speaker.

The rules are the project's own, for the forms of speech in English news (Pareti 2015, "Attribution: A
Computational Approach", has them): quotes before and after the speaker, over several sentences, broken in
two, "said that", "according to", and pronouns or roles that go on with the speaker before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.sentences import paragraphs, sentences
from rag.reader.speech.cast import CAPITAL, MEN, OPENERS, ROLE, WOMEN, Cast, cast_of, is_name, titles
from rag.reader.speech.quotes import CLOSING, DOT, MARKS, QUOTE, VEIL, bare, veiled

Span = tuple[int, int]

OPENING = 7  # words in which the person that a sentence is about is named
SHORT = 12  # characters of a quote that is only a word or two of what is said


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence in which somebody says something."""

    start: int  # of the sentence, in characters of the text, as all of these
    end: int
    said: Span  # the words said
    speaker: str  # as the text names the speaker, here or where it last did


def statements(text: str, cast: Cast | None = None) -> list[Statement]:
    """The statements of `text`, in order.

    `cast` is that of the whole article, where `text` is a part of it.
    """
    return list(_statements(text, cast_of(text) if cast is None else cast))


def _statements(text: str, cast: Cast) -> Iterator[Statement]:
    spans = sentences(text)
    spoke = False  # whether the sentence before is a statement
    before = open_ = ""  # who spoke last, and who speaks where a quote goes on into the next paragraph
    for start, end in paragraphs(text):
        hidden, goes_on = veiled(text[start:end])
        veil = " " * start + hidden
        own = [(a, b) for a, b in spans if start <= a and b <= end]
        last = open_
        for number, (a, b) in enumerate(own):
            seen = veil[a:b]
            if not seen.strip(MARKS + VEIL + " "):  # nothing but a quote
                ends = _resolved(_who_ends(veil, own[number:]), last or before, cast, text[:b])
                if speaker := ends or (last if spoke or last == open_ else ""):
                    yield Statement(a, b, bare(text, a, b), speaker)
                continue
            told = _told(seen)
            spoke = told is not None
            if told is None:
                last = _resolved(_subject(seen, cast), last, cast, text[:b])
                before = last if is_name(last) else ""
                continue
            last = before = _resolved(told.who, last or before, cast, text[:b])
            if last:
                yield Statement(a, b, bare(text, a + told.said[0], a + told.said[1]), last)
        open_ = last if goes_on else ""


@dataclass(frozen=True, slots=True)
class _Told:
    who: str
    said: Span


def _told(seen: str) -> _Told | None:
    """Who speaks in a sentence, its quotes veiled, and where the words stand."""
    if match := _ACCORDING.search(seen):
        return _according(seen, match)
    if match := _TRANSCRIPT.match(seen):
        return _Told(match["who"], (match.end(), len(seen)))
    for verb in _VERB.finditer(seen):
        before = seen[: verb.start()]
        if before.rstrip().endswith(_DENYING):
            continue
        passive = _PASSIVE.search(before)
        if who := _behind(seen, verb):
            return _Told(
                who, _reported(seen, verb) if passive else _quote(seen, 0, verb.start()) or (0, verb.start())
            )
        if not passive and (who := _before(before)):
            return _Told(who, _words_said(seen, verb))
    return None


def _according(seen: str, match: re.Match[str]) -> _Told:
    """What is said "according to" somebody: what follows, where the sentence begins so, or what precedes."""
    if match.start() == 0:
        who = match["who"].split(",")[0]
        start, end = match.start("who") + len(who), len(seen)
    else:
        who, start, end = match["who"], 0, match.start()
    return _Told(who, _quote(seen, start, end) or (start, end))


def _words_said(seen: str, verb: re.Match[str]) -> Span:
    """Where the words stand of who is named before the verb: a whole quote, or else what is reported."""
    if _AGAINST.fullmatch(verb[0]):
        return verb.start(), len(seen)
    if quote := _quote(seen, 0, verb.start()):
        return quote
    start, end = _reported(seen, verb)
    quote = _quote(seen, verb.end(), len(seen))
    if quote and (quote[0] <= start + 1 or seen[: quote[0]].rstrip().endswith((",", ":"))):
        return quote
    return start, end


def _quote(seen: str, start: int, end: int) -> Span | None:
    """The longest quote between, of more than a word or two unless it begins the sentence."""
    found = [match.span() for match in QUOTE.finditer(seen, start, end)]
    longest = max(found, key=lambda span: span[1] - span[0], default=None)
    if longest and (longest[1] - longest[0] > SHORT or longest[0] == 0):
        return longest
    return None


def _behind(seen: str, verb: re.Match[str]) -> str:
    """The speaker that follows the verb, as in “…,” said X and in "…, said X on Monday"."""
    before = seen[: verb.start()].rstrip()
    after = _FOLLOWING.match(seen, verb.end())
    if not after or _FINITE.search(after["who"]):
        return ""
    if after["who"].startswith("by "):
        return after["who"][3:]
    quoted = before.rstrip(",").endswith(CLOSING)
    inverted = before.endswith(",") and not _is_phrase(before.split(",")[0])
    return after["who"] if quoted or (inverted and _STARTS.match(after["who"])) else ""


def _before(text: str) -> str:
    """The speaker that stands before the verb, with what is said of the speaker between commas."""
    clause = _HELPERS.sub("", _FIRST.sub("", _BREAK.split(text)[-1]).rstrip())
    parts = [part.strip() for part in clause.split(",")]
    ends = not parts[-1]  # "Tom Reed, the mayor, said"
    parts = [part for part in parts if part]
    if not parts:
        return ""
    if ends:
        return ", ".join(part for part in _without_asides(parts) if not _RELATIVE.match(part))
    if (last := parts[-1].split()[-1]).lower() in _PRONOUNS:
        return last
    if parts[-1] in ("and", "but"):
        return parts[0] if len(parts) > 1 else ""
    shared = re.fullmatch(r"(.+?)\s(?:and|but)", parts[-1])  # "Tom Reed opened the session and said"
    return _leading(shared[1]) if shared else parts[-1]


def _subject(seen: str, cast: Cast) -> str:
    """What a sentence begins with, apart from where and when: "At noon, Tom Reed, the mayor, smiled"."""
    parts = _without_asides([part.strip() for part in seen.split(",")])
    first = _person(parts[0], cast) or _leading(parts[0])
    aside = parts[1] if len(parts) > 2 and not _FINITE.search(parts[1]) else ""
    return f"{first}, {aside}" if first and aside else first


def _without_asides(parts: list[str]) -> list[str]:
    while len(parts) > 1 and _ASIDE.match(parts[0]):
        parts = parts[1:]
    return parts


def _person(text: str, cast: Cast) -> str:
    """Who of the cast is named in the first few words, as in "Chief executive Tom Reed left"."""
    opening = " ".join(text.replace(DOT, ".").split()[:OPENING])
    if _IN_BETWEEN.search(opening):
        return ""
    return next((name for name in cast.names if name in opening), "")


def _leading(text: str) -> str:
    """The name or pronoun that `text` begins with, or ""."""
    match = _NAME.match(text)
    return match[0] if match else ""


def _resolved(who: str, last: str, cast: Cast, before: str) -> str:
    """The speaker, where `who` may only point at one: "she" at the `last` one, "the minister" by its role."""
    who = who.replace(DOT, ".").strip()
    plain = who.lower()
    if plain in _PRONOUNS:
        return "" if _other(plain, last) else last
    role = ROLE.fullmatch(plain)
    if role and re.search(rf"\b{role['role']}\b(?!['’]s)", last.lower()):
        return last
    return cast.meant(who, before)


def _other(pronoun: str, last: str) -> bool:
    """Whether the pronoun cannot mean who was `last`, as far as titles tell."""
    people = titles(last) & (MEN | WOMEN)
    return bool(people) and not people & {"he": MEN, "she": WOMEN}.get(pronoun, frozenset())


def _who_ends(veil: str, own: list[Span]) -> str:
    """Who is named behind a quote that begins with the first of these sentences and runs on."""
    for (_, end), (start, last) in zip(own, own[1:], strict=False):
        if CLOSING in veil[own[0][0] : end]:
            return ""
        seen = veil[start:last]
        if seen.strip(MARKS + VEIL + " "):
            told = _told(seen)
            return told.who if told else ""
    return ""


def _reported(seen: str, verb: re.Match[str]) -> Span:
    """Where the words stand that a verb reports: behind it and its "that", or before "X said"."""
    rest, before = seen[verb.end() :], seen[: verb.start()].rstrip(", ")
    clause = before.rfind(",")
    if rest.strip(" .,;:!?") and not (clause > 0 and _SETTING.fullmatch(rest)):
        that = _THAT.match(rest)
        return verb.end() + (that.end() if that else 0), len(seen)
    return 0, max(clause, 0) or len(seen)


def _is_phrase(text: str) -> bool:
    """Whether it is only a name or a noun phrase: no clause that could be what is said."""
    words = text.split()
    if not words or _IN_BETWEEN.search(text):
        return False
    named = words[-1][:1].isupper() or words[0].lower() in ("the", "a", "an")
    return len(words) <= 8 and named and not _FINITE.search(text)


_VERB = re.compile(
    r"\b(?:said|says?|told|tells|stated|added|adds|noted|explained|explains|argue[ds]|claimed|warned|warns|"
    r"stressed|stresses|emphasi[sz]e[ds]|underlined|underlines|underscore[ds]|announced|declared|declares|"
    r"pledged|promised|vowed|suggested|commented|remarked|observed|insisted|insists|wrote|writes|replied|"
    r"replies|responded|answered|concluded|concludes|urged|urges|denied|denies|recalled|acknowledged|"
    r"admitted|confirmed|affirmed|reiterated|highlighted|highlights|described|called|criticised|criticized|"
    r"praised|predicted|predicts|recommended|recommends|proposed|proposes|accused|welcomed|ruled out|"
    r"dismissed|rejected|pointed out|points out|cautioned|cautions|conceded|concedes|alleged|alleges|"
    r"testified|revealed|reveals|recalls|asked|questioned|reaffirmed|maintained|maintains|asserted|contended|"
    r"complained|blamed|attributed|demanded|lamented|joked|disclosed|defended|objected|countered|"
    r"(?:state|find|show|report|estimate|believe|hope|note|claim|suggest|think|expect|fear)s?(?= that\b)|"
    r"(?:found|showed|reported|estimated|believed|hoped|thought|feared)(?= that\b)|"
    r"states(?=[.,]?”?$))(?![\w-])"
)
_DENYING = (" to", " not", "n't", "n’t", " never", " be")
_LETTERS = r"[^,.;:“”\n]"
_STOPS = r"(?:in|at|on|during|after|before|to|when|while|as|that|last|this|yesterday)"
_APART = rf"(?:,\s(?!\w+ing\b|{_STOPS}\b|and\b|but\b|who\b|which\b){_LETTERS}{{1,150}})?"
_STARTS = re.compile(r"the\s|an?\s|its\s|his\s|her\s|[A-Z]")
_ACCORDING = re.compile(rf"\b[Aa]ccording to (?P<who>{_LETTERS}{{1,150}}{_APART})")
_TRANSCRIPT = re.compile(rf"(?P<who>{CAPITAL}(?:\s{CAPITAL}){{1,4}}):\s(?=“)")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be|gets?|got)(?:\s\w+ly)?\s+$")
_AGAINST = re.compile(
    r"denie[ds]|dismissed|rejected|ruled out|critici[sz]ed|questioned|objected|accused|blamed"
)
_SETTING = re.compile(
    r"\s(?:(?:on|in|at|during|after|before|yesterday|today|late|last|this|to|via)\b[^,“”]{0,60}"
    r"|[A-Z][\w ]{0,30})[.!]?"
)
_FIRST = re.compile(
    rf"^\s*(?:(?:[OoIi]n|[Aa]t|[Ll]ast|[Tt]his|[Ee]arlier|[Bb]y)\s[\w-]{{1,30}}\s|(?:{OPENERS})\s)+(?=[A-Z])"
)
_FOLLOWING = re.compile(
    rf"\s{{1,3}}(?P<who>(?!{_STOPS}\b|that\b){_LETTERS}{{1,150}}?(?=\s{_STOPS}\s|[,;:“”]|$|\.$|\.\s){_APART})"
)
_BREAK = re.compile(r"[”;:]|\s(?:but|because|although|while)\s")
_HELPERS = re.compile(
    r"(?:\s+(?:has|have|had|also|later|then|earlier|further|once|again|himself|herself|\w+ly))+$", re.I
)
_ASIDE = re.compile(
    r"(?:in|at|on|during|after|before|with|for|from|speaking|asked|when|while|as|meanwhile|however|addressing|"
    r"following|but|and|yet|instead|still|under|responding|answering|turning|writing)\b",
    re.IGNORECASE,
)
_IN_BETWEEN = re.compile(r"\s(?:in|of|at|for|with|by|from|to|on)\s")
_RELATIVE = re.compile(r"(?:who|which|whose|where|whom)\b")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|do|does|did)\b"
)
_THAT = re.compile(r"(?:\s+[\w’'.-]+){0,7}?\s+that\s|\s+(?:reporters|journalists|lawmakers|parliament)\s")
_NAME = re.compile(
    rf"[Tt]he\s[a-z-]+|(?:[Tt]he\s)?{CAPITAL}(?:\s(?:(?:of|the|and|for|d[aeiou]|al|van|von)\s)*{CAPITAL})*|\w+"
)
_PRONOUNS = frozenset(("he", "she", "they", "it", "his excellency", "her excellency"))
