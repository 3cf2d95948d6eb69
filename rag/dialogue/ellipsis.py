"""Questions that are no sentence without the one before: "And in 2019?", "Why?", "What else?"."""

import re

from rag.dialogue.names import Name, names
from rag.dialogue.talk import Talk
from rag.dialogue.wording import AUXILIARY, gist, lowered, tells, unmarked

_CONTINUES = re.compile(
    r"\W*(?:(?:and|but|so|also|or)\b[\s,]*)?(?P<about>(?:what|how) about\s+)?", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"(?P<word>in|on|at|of|for|to|by|with|from|during|since|before|after|until)\s", re.IGNORECASE
)
_VERB = re.compile(
    rf"\b(?:who|whom|whose|what|which|when|where|why|how|{AUXILIARY}|be|been)\b", re.IGNORECASE
)
_YEAR = r"(?:1\d|20)\d\ds?"
_DATED = re.compile(rf"(?:\b(?:in|on|during|since|before|after|until|by)\s)?(?:[A-Z][a-z]+\s)?\b{_YEAR}\b")
_AND = re.compile(r"\A\W*(?:and|but|so)\s", re.IGNORECASE)
_BEFORE = r"(?:in|on|at|of|for|to|by|with|from|since|until|till|after|before|against)"
_MUCH = r"(?:much|many|long|old|often|far|big|large|high|tall|deep|fast|soon|late|early)"
_WORD_ALONE = re.compile(
    rf"\W*(?:(?:and|but|so)\s)?(?P<word>why not|how come|{_BEFORE} wh(?:o|at)"
    rf"|(?:{_BEFORE}\s)?(?:when|where|why|whom|how(?: {_MUCH})?)"
    rf"|(?:{_BEFORE}\s)?(?:what|which) (?:year|month|day|date|time|age|price|reason))"
    r"(?: (?:exactly|then|though))?\W*$",
    re.IGNORECASE,
)
_ASKS_BACK = re.compile(
    rf"(?:{_BEFORE}\s)?(?:when|where|why|whom|how(?: \w+)?)\s(?={AUXILIARY}\b)", re.IGNORECASE
)
_ASKS_FOR = re.compile(
    r"(?:(?P<who>who)|(?P<many>how (?:many|much))|what|which)\s"
    rf"(?:(?P<kind>(?:(?!{AUXILIARY}\b)[\w’'-]+\s){{0,4}}?)(?P<be>{AUXILIARY})\s|(?<=who\s))(?P<rest>.+)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:the|an?|this|that|these|those|his|her|its|their|he|she|it|they|you|we|I|there)\b|(?-i:[A-Z])",
    re.IGNORECASE,
)
_ASKS_YES = re.compile(rf"{AUXILIARY}\b", re.IGNORECASE)
_ELSE = re.compile(
    r"\W*(?:(?:and|so)\s)?(?:what|any\s?thing|any\s?(?:one|body)|who) (?:else|more)\W*$", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\W*(?:(?:and|so|are there|were there)\s)*(?:any )?(?:others?|other ones|more)\W*$", re.IGNORECASE
)
_WHAT_KIND = re.compile(rf"(?:what|which)\s(?!{AUXILIARY}\b|other\b)", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\bthe (?P<word>first|second|third|last|former|latter)(?: one\b|(?=\s*\??$))", re.IGNORECASE
)
_RANK = {"first": 0, "former": 0, "second": 1, "third": 2, "last": -1, "latter": -1}
_SHORT = 6  # words: what is longer is a sentence of its own


def continued(question: str, talk: Talk) -> str:
    """ "And in 2019?" after "Who led Peru in 2010?" into "Who led Peru in 2019?"."""
    opening = _CONTINUES.match(question)
    rest = unmarked(question[opening.end() :]) if opening else ""
    begun = bool(opening and opening[0].strip()) or bool(_PREPOSITION.match(rest))
    if not begun or not rest or len(rest.split()) > _SHORT or _VERB.search(rest) or not talk.question:
        return question
    before = unmarked(talk.question)
    place = _place_in(before, rest)
    if place is None:
        return f"{before}, {rest}?"
    return f"{_joined(before[: place[0]], rest, before[place[1] :])}?"


def asked_again(question: str, talk: Talk) -> str:
    """ "Why?" after "Did Ana Diaz resign?" into "Why did Ana Diaz resign?"."""
    match = _WORD_ALONE.match(question)
    if not match:
        return question
    before = unmarked(_AND.sub("", talk.question))
    asking = _ASKS_BACK.match(before)
    if asking or _ASKS_YES.match(before):
        return f"{match['word']} {lowered(before[asking.end() if asking else 0 :])}?"
    told = gist(talk.reply)
    return f"{match['word']} {told if tells(told) else _told(before, talk) or lowered(before)}?"


def what_else(question: str, talk: Talk) -> str:
    """ "Any others?" after "What books did Ana Diaz write?" into "What other books did Ana Diaz write?"."""
    kind = _WHAT_KIND.match(talk.question)
    if _OTHERS.match(question) and kind:
        return f"{kind[0]}other {talk.question[kind.end() :]}"
    topic = talk.topic()
    if topic and (_ELSE.match(question) or _OTHERS.match(question)):
        return f"{unmarked(question)} about {topic.name}?"
    return question


def ordinal(question: str, talk: Talk) -> str:
    """ "Who wrote the second one?" after "Low Tide and Ebb" into "Who wrote Ebb?"."""
    match = _ORDINAL.search(question)
    listed = [name.text for name in names(talk.answer)]
    rank = _RANK[match["word"].lower()] if match else 0
    if not match or len(listed) < 2 or rank >= len(listed):
        return question
    return question[: match.start()] + listed[rank] + question[match.end() :]


def _told(before: str, talk: Talk) -> str:
    """What the question before takes for granted, as it follows a "Why"; "" where that is not clear.

    "How many jobs is Peru cutting?" gives "is Peru cutting jobs", "Who won?" gives "Ana Diaz won".
    """
    asking = _ASKS_FOR.match(before)
    if not asking:
        return ""
    be, rest, kind = asking["be"] or "", asking["rest"], (asking["kind"] or "").strip()
    answered = talk.answering or _short(talk.reply)
    if not set(answered.lower().split()).isdisjoint(before.lower().split()):
        answered = ""
    meant = (kind or answered) if asking["many"] else (answered or kind)
    if asking["who"] and not meant:
        return ""
    inverted = be.lower() in ("do", "does", "did") or bool(_SUBJECT.match(rest))
    if asking["who"] and be.lower() in ("is", "are", "was", "were"):
        inverted = any(name.start == 0 for name in names(rest))
    return " ".join(filter(None, (be, rest, meant) if inverted else (be, meant, rest)))


def _short(reply: str) -> str:
    """The answer where it is no sentence, or only the name that it begins with; else ""."""
    told = gist(reply)
    named = names(told)
    whole = len(reply.split()) <= _SHORT
    return told if whole or (named and named[0].start == 0 and len(told.split()) <= 4) else ""


def _place_in(before: str, rest: str) -> tuple[int, int] | None:
    """Where in the question before `rest` belongs: in the place of what is like it."""
    if re.search(_YEAR, rest):
        dated = _DATED.search(before)
        return dated.span() if dated else None
    preposition = _PREPOSITION.match(rest)
    new = names(rest)
    if not new:
        return None
    if preposition:
        said = [name for name in names(before) if _after_preposition(before, name)]
        same = [name for name in said if preposition["word"].lower() == _after_preposition(before, name)]
        chosen = (same or said)[-1:]
        return (_preposition_start(before, chosen[0]), chosen[0].end) if chosen else None
    said = names(before)
    alike = [n for n in said if n.text in rest] or sorted(
        said, key=lambda n: _likeness(before, n, rest, new[0])
    )
    return (alike[-1].start, alike[-1].end) if alike else None


def _joined(left: str, rest: str, right: str) -> str:
    """`rest` between two texts, without what would be said twice: articles, quotation marks, a noun."""
    if rest[0] in _QUOTES:
        left, right = left.rstrip(_QUOTES), right.lstrip(_QUOTES)
    if _ARTICLE.match(rest) or _OWNER.match(rest):
        left = _ENDING_ARTICLE.sub("", left)
    noun = re.match(r"\s[\w-]+", right)
    return left + rest + (right[noun.end() :] if noun and rest.endswith(noun[0]) else right)


_QUOTES = '"“”'
_ARTICLE = re.compile(r"(?:the|an?)\s", re.IGNORECASE)
_OWNER = re.compile(r"[\w .-]+(?:['’]s|s['’])\s")
_ENDING_ARTICLE = re.compile(r"\b(?:the|an?)\s$", re.IGNORECASE)
_LOCATED = re.compile(r"\b(in|on|at|of|for|to|by|with|from)\s(?:the\s)?$", re.IGNORECASE)


def _after_preposition(text: str, name: Name) -> str:
    match = _LOCATED.search(text, 0, name.start)
    return match[1].lower() if match else ""


def _preposition_start(text: str, name: Name) -> int:
    match = _LOCATED.search(text, 0, name.start)
    return match.start() if match else name.start


def _likeness(before: str, said: Name, rest: str, new: Name) -> tuple[bool, bool]:
    """How alike two names are: with or without "the", and as many words."""
    the = before[: said.start].endswith("the ") == rest[: new.start].lower().endswith("the ")
    return the, len(said.text.split()) == len(new.text.split())
