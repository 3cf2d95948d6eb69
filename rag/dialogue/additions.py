"""What a question leaves out because the conversation has it: the topic, and what is known by now."""

import re

from rag.dialogue.names import names
from rag.dialogue.talk import WORKS, Talk
from rag.dialogue.wording import gist, lowered

_HAPPENED = re.compile(
    r"\W*(?:(?:and|so|but) )?what (?:else )?(?:happened|occurred)\b(?! (?:to|with|if|when)\b)", re.IGNORECASE
)
_ARTICLE = re.compile(r"\b(?:this|the) article\b(?! (?:on|about|of)\b|(?-i: [\"“A-Z]))", re.IGNORECASE)
_BRIDGING = re.compile(
    rf"\b(?:the|this|that|these|those|any)\s(?:[a-z-]+\s)?(?:{WORKS}|band|group|team|game|season|music|critics|"
    r"lyrics|award|singer|member)s?\b"
    r"(?=\s*\??$|\s(?:in|on|at|to|from|with|like|about|during|and|that|was|were|did|do|go|come|sell|have|win|get|"
    r"become|released|received|recorded|called|made|held|well|successful|popular|ever|out)\b)"
)
_ADDRESS = re.compile(r"\b(?:you|we|one|article|besides)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\bany ?(?:other|thing else|one else|more)|\b(?:what|who|where|when|how) else\b|\bothers\b",
    re.IGNORECASE,
)
_BESIDES = re.compile(
    r"\b(?:besides|than|in addition|aside|apart|except|each other|one another)\b", re.IGNORECASE
)


def happened(question: str, talk: Talk) -> str:
    """ "What happened in 1983?" into "What happened to Ana Diaz in 1983?"."""
    match, topic = _HAPPENED.match(question), talk.topic()
    if not match or not topic or names(question[match.end() :]):
        return question
    return f"{match[0]} to {topic.name}{question[match.end() :]}"


def about_article(question: str, talk: Talk) -> str:
    """ "What does this article say?" into "What does this article about Ana Diaz say?"."""
    match, topic = _ARTICLE.search(question), talk.topic()
    if not match or not topic or topic.name in question:
        return question
    return f"{question[: match.end()]} about {topic.name}{question[match.end() :]}"


def topical(question: str, talk: Talk) -> str:
    """ "Did the critics like the music?" into "Did the critics like the music of Night Harbour?"."""
    match, topic = _BRIDGING.search(question), talk.topic()
    if not match or not topic or _ADDRESS.search(question) or _named(question):
        return question
    return f"{question[: match.end()]} of {topic.name}{question[match.end() :]}"


def besides(question: str, talk: Talk) -> str:
    """ "Who else signed?" into "Besides Ana Diaz, who else signed?": what the last answer told."""
    other = _OTHER.search(question)
    known = gist(talk.answer)
    if not other or not known or _BESIDES.search(question) or not _all_known(question, talk):
        return question
    return f"Besides {known}, {lowered(question)}"


def _named(question: str) -> bool:
    return any(not name.text.isdigit() for name in names(question))


def _all_known(question: str, talk: Talk) -> bool:
    """Whether the question names nothing new: then what is other is other than what was said."""
    return all(talk.known(name.text) for name in names(question))
