"""Words that stand for something said before: "she", "the band", "that album", a surname alone."""

import re

from rag.dialogue.names import LITTLE, names
from rag.dialogue.talk import PRONOUNS, WORKS, Entity, Talk
from rag.dialogue.wording import AUXILIARY, gist, possessive

_PRONOUN = re.compile(rf"\b(?:{'|'.join(PRONOUNS)})\b(?!['’](?!s\b))", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:the|this|that) (?:band|group|team|club|company|trio|duo|organi[sz]ation)(?P<s>['’]?s)?\b"
    r"(?! (?:of|from|that|in|which|called|named|members?)\b|(?-i: [A-Z]))",
    re.IGNORECASE,
)
_WORK = re.compile(
    rf"\b(?:the|this|that) (?P<noun>(?-i:(?:(?:first|last|new|next) )?(?:{WORKS})))\b"
    r"(?! (?:of|by|called|titled|named|from)\b|(?-i: [A-Z\"“]))",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"(?P<before>\b(?:did|does|do|was|is|were|after|before|of|about|from|for|like|by|to|with|in|on) )"
    r"(?:this|that|these|those)"
    r"(?=\s*\??$|\s(?:a|an|the|her|his|their|its|well|successful|popular|sell|do|go|become|happen|win|have|get|"
    r"still|ever|in|at|affect|cause|lead|make)\b)",
    re.IGNORECASE,
)
_DEMONSTRATIVE = re.compile(
    r"\b(?:this|these|those)(?! (?:is|are|was|were)\b)"
    r"(?P<noun>(?: [a-z]+)? (?!time|article|way|period|years?|ones?\b|he\b|she\b)[a-z]{4,})"
    r"(?=[\s?]|$)"
)
_PLACE = re.compile(
    r"(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bwere)(?<!\bbeen)(?<!\bbe) there"
    r"(?=\s*(?:\?|$)|\s(?:in|on|during|after|before|when|for|by|with|or|and|now|today)\b)"
)


def pronouns(question: str, talk: Talk) -> str:
    """ "Where was she born?" into "Where was Ana Diaz born?", unless she is in the question itself."""
    meant: dict[str, Entity | None] = {}

    def filled(match: re.Match[str]) -> str:
        pronoun = PRONOUNS[match[0].lower()]
        owner = _owns(question, match)
        if pronoun not in meant:
            bound = _bound(question, match.start(), pronoun, owner)
            meant[pronoun] = None if bound else talk.antecedent(pronoun, question)
        entity = meant[pronoun]
        if entity is None:
            return match[0]
        entity.pronouns.add(pronoun)
        name = _said(entity, pronoun)
        return possessive(name) if owner else name

    return _PRONOUN.sub(filled, question)


def group(question: str, talk: Talk) -> str:
    """ "When was the band formed?" into "When was Night Harbour formed?"."""
    match, topic = _GROUP.search(question), talk.topic()
    if not match or not topic or topic.person or topic.name.lower() in question.lower():
        return question
    return _replaced(question, match, possessive(topic.name) if match["s"] else topic.name)


def work(question: str, talk: Talk) -> str:
    """ "Did the album sell?" into "Did the album Low Tide sell?"."""
    match, titled = _WORK.search(question), talk.titled()
    if not match or not titled or titled.name.lower() in question.lower():
        return question
    return _replaced(question, match, f"the {match['noun']} {titled.title}")


def bare_that(question: str, talk: Talk) -> str:
    """ "Did that sell well?" into "Did Low Tide sell well?": what the answer before named."""
    match, told = _THAT.search(question), gist(talk.answer)
    if not match or not told:
        return question
    named = [name.text for name in names(talk.answer)]
    meant = told if len(told.split()) <= 4 else named[0] if named else ""
    if not meant or meant.lower() in question.lower():
        return question
    return _replaced(question, match, match["before"] + meant)


def demonstrative(question: str, talk: Talk) -> str:
    """ "Who drew these maps?" into "Who drew the maps?", where maps were spoken of."""
    match = _DEMONSTRATIVE.search(question)
    said = f"{talk.question} {talk.answer}".lower()
    if not match or match["noun"].split()[-1].rstrip("s") not in said:
        return question
    return _replaced(question, match, "the" + match["noun"])


def place(question: str, talk: Talk) -> str:
    """ "How many people live there?" into "How many people live in Oslo?"."""
    if not talk.place or talk.place.lower() in question.lower():
        return question
    return _PLACE.sub(f" in {talk.place}", question).replace(" from in ", " from ")


def full_names(question: str, talk: Talk) -> str:
    """ "When did Diaz sign?" into "When did Ana Diaz sign?"; for the topic, "diaz" too."""
    for name in reversed(names(question)):
        entity = None if name.quoted or " " in name.text else talk.known(name.text)
        if entity and _has_parts(entity) and entity.name.lower() not in question.lower():
            question = question[: name.start] + entity.name + question[name.end :]
    topic = talk.topic()
    if topic and _has_parts(topic) and topic.name.lower() not in question.lower() and not names(question[1:]):
        first, *_, last = topic.name.split()
        for part in (last, first):
            lower = re.compile(rf"(?<![\w-]){re.escape(part.lower())}(?![\w-])")
            if len(part) > 3 and lower.search(question):
                return lower.sub(lambda _: topic.name, question, count=1)
    return question


def _said(entity: Entity, pronoun: str) -> str:
    """The name as it stands in a sentence: "Ana Diaz", "the Hindenburg"; for "it", "the Oslo election"."""
    if pronoun == "it" and entity.noun:
        return f"the {entity.name} {entity.noun}"
    return f"the {entity.title}" if entity.definite and not entity.name.startswith("The ") else entity.title


def _has_parts(entity: Entity) -> bool:
    """Whether it looks like a person's name, who may be called by a part of it."""
    parts = entity.name.split()
    return (
        2 <= len(parts) <= 4
        and parts[0] != "The"
        and (entity.person or (entity.topic and not entity.pronouns))
        and not any(part.lower() in LITTLE for part in parts)
    )


def _owns(question: str, pronoun: re.Match[str]) -> bool:
    """Whether the pronoun is a possessive: "her book", but not "for her in May"."""
    if pronoun[0].lower() != "her":
        return pronoun[0].lower() in ("his", "its", "their", "hers", "theirs")
    after = re.match(r"\s+([\w’']+)", question[pronoun.end() :])
    return bool(after) and after[1].lower() not in _NO_NOUN  # type: ignore[index]


def _bound(question: str, start: int, pronoun: str, owner: bool) -> bool:
    """Whether the pronoun at `start` stands for something in the question itself, or for nothing."""
    before = question[:start]
    if not owner:
        before = _QUESTION_PHRASE.sub("", before)  # "What year was it": it is not the year
    if pronoun == "it" and _EXPLETIVE.search(question):
        return True
    return bool(names(before) or _ANTECEDENT[pronoun].search(before))


def _replaced(question: str, match: re.Match[str], by: str) -> str:
    return question[: match.start()] + by + question[match.end() :]


_NO_NOUN = frozenset(
    "and or to in at for with as on from by after before during when while the a an that about into of since "
    "until because if".split()
)
_QUESTION_PHRASE = re.compile(
    r"^\W*(?:(?:and|but|so)\s)?(?:(?:in|on|at|of|for|to|by|with|from|under)\s)?(?:what|which|whose|how)\s"
    rf"(?:(?!{AUXILIARY}\b)[\w’'-]+\s)*?{AUXILIARY}\s$",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"(?:\b(?:is|was|be) it (?:\w+ ){1,2}(?:for|that|to)|\bit (?:become|get) \w+ (?:for|to)"
    r"|\bit (?:mean (?:for|when|to|if)|comes? (?:down )?to)"
    r"|\bit (?:called (?:when|if|to)|takes?|rains?|snows?))\b",
    re.IGNORECASE,
)
_PERSON = (
    r"\b(?:an?|the|which|what|if|every|any|some)\s(?:[\w-]+\s)?(?:[a-z]+(?:er|or|ist|ian|man|woman|ant|eer)|girl|boy|"
    r"wife|husband|child|person|student|king|queen|actress|nurse|daughter|son|president|colonist)\b|\bone\b|\bor\s$"
)
_PEOPLE = (
    r"\b(?!(?:was|is|does|has|this|his|its|us|as|yes)\b)[a-z]+[^s’'\W]s\b"
    r"|\b(?:people|men|children|women|who|group|family|families)\b|\bwhich \w+"
)
_THING = (
    r"\b(?:the|an?|this|that|each|every|some)\s[\w-]+|\b(?:what|which) (?!year|" + AUXILIARY + r")[a-z]+ "
)
_ANTECEDENT = {
    pronoun: re.compile(pattern, re.IGNORECASE)
    for pronoun, pattern in {"he": _PERSON, "she": _PERSON, "they": _PEOPLE, "it": _THING}.items()
}
