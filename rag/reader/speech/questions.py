"""Questions for what somebody said."""

import re
from dataclasses import dataclass

from rag.reader.speech.cast import is_name
from rag.terms import words


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose words are wanted, and on what: stems, none where the question leaves it open."""

    speaker: str
    topic: frozenset[str]
    verb: str  # the stem of "warn" and the like, "" where any words will do
    words_alone: bool  # whether nothing but these answers, as something may "What did Kant think?"


def asked(question: str) -> Asked | None:
    """What is asked for, where the question is for what somebody said; otherwise None."""
    match = next((found for form in _FORMS if (found := form.fullmatch(question.strip()))), None)
    if not match or match["who"].lower() in _NOBODY or _WHOSE.match(match["who"]):
        return None
    topic = words(match["topic"] or "")
    verb = (match.groupdict().get("verb") or "").lower()
    return Asked(
        speaker=match["who"],
        topic=frozenset(word.stem for word in topic if not word.stop),
        verb=next((word.stem for word in words(verb) if verb not in _UTTER), ""),
        words_alone=is_name(match["who"]) and verb in _ALONE and not _TEXT.search(match["who"]),
    )


_SAY = (
    "say|state|tell|announce|argue|claim|warn|stress|emphasi[sz]e|comment|remark|write|reply|respond|think|"
    "believe|explain|promise|pledge|suggest|conclude|report|note|add|insist|predict|recommend|propose|declare|"
    "highlight|find|show|reveal|admit|deny|confirm|said|told|stated|announced|warned|written|found"
)
_UTTER = frozenset("say said state stated tell told comment remark reply respond react answer".split())
_ALONE = frozenset("say said state stated tell told".split())
_TEXT = re.compile(
    r"\d|\b(?:article|amendment|law|act|treaty|chapter|constitution|bible|qur'?an|convention|agreement|protocol|"
    r"declaration|charter|code|report|study|book|theorem|principle)\b",
    re.IGNORECASE,
)
_WHO = (
    r"(?P<who>(?!you\b|we\b|I (?-i:[a-z]))(?:(?:the|an?|this)\s)?(?!the\b|this\b)"
    r"[\w.&’'-]+(?:\s[\w.&’'-]+){0,8}?)"
)
_ON = r"(?:about|on|regarding|concerning|of|against|to|for)"
_VIEW = (
    "view|opinion|position|stance|reaction|response|comment|remark|statement|word|message|argument|assessment"
)
_PRESS = "(?: (?:reporters|journalists|parliament|lawmakers|MPs|police|(?:the|his|her|their) [a-z]+))?"
_TOPIC = rf"(?:\s{_ON}(?:\s(?P<topic>.+?))?)?[ ?.!]*"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"what (?:else )?(?:did|does|has|had|do|have) {_WHO} (?P<verb>{_SAY}){_PRESS}{_TOPIC}",
        rf"what (?:was|is|were|are) {_WHO}['’]s? (?:\w+ )?(?:{_VIEW})s?(?=\s{_ON}){_TOPIC}",
        rf"what (?:was|is|were|are) {_WHO}['’]s? (?:\w+ )?(?:reaction|response|comment|statement)s?{_TOPIC}",
        rf"how (?:did|does|has) {_WHO} (?P<verb>respond|react|reply|answer|comment)(?: when asked)?{_TOPIC}",
        rf"(?:(?:give|show) me )?(?:all |the )*(?:quote|{_VIEW})s? (?:by|from|of) {_WHO}{_TOPIC}",
        rf"what (?:reasons?|explanation) (?:did|does|has) {_WHO} (?:give|given|offer){_TOPIC}",
    )
)
_WHOSE = re.compile(r"(?:his|her|their|its|my|our|your)\b", re.IGNORECASE)
_NOBODY = frozenset("it they he she people one this that there".split())
