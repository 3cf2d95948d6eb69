"""A question in a conversation into one that stands alone: the rules, in their order."""

from collections.abc import Callable

from rag.dialogue.additions import about_article, besides, happened, topical
from rag.dialogue.ellipsis import asked_again, continued, ordinal, what_else
from rag.dialogue.history import recent, turns
from rag.dialogue.names import topic_line
from rag.dialogue.references import bare_that, demonstrative, full_names, group, place, pronouns, work
from rag.dialogue.talk import READ, Talk
from rag.types import History

TURNS = 20  # questions with their answers that are listened to, the last ones

Rule = Callable[[str, Talk], str]
"""A question, and the conversation so far, to the question with one kind of gap filled."""

_RULES: tuple[Rule, ...] = (
    ordinal,
    group,
    work,
    bare_that,
    pronouns,
    place,
    demonstrative,
    full_names,
    continued,
    asked_again,
    what_else,
    happened,
    about_article,
    topical,
    besides,
)


def standalone(question: str, history: History = ()) -> str:
    """`question` with what it leaves to the conversation filled in, for searching.

    A question that stands alone comes back exactly as it is. `history` holds the earlier turns, oldest
    first; earlier questions are filled too, each from those before it. Raises QuestionError for a
    history of another form.
    """
    talk = Talk()
    for role, text in turns(recent(history, TURNS)):
        text = " ".join(text[:READ].split())
        if role != "user":
            talk.hear_answer(text)
        elif topic_line(text):
            talk.hear_question(text)
        else:
            filled = _filled(text, talk)
            talk.hear_question(filled, complete=filled == text)
    return _filled(question, talk)


def _filled(question: str, talk: Talk) -> str:
    if not talk.question:
        return question
    filled = question
    for rule in _RULES:
        filled = rule(filled, talk)
    return question if filled == question else _tidied(filled)


def _tidied(question: str) -> str:
    """The question with a capital and a question mark."""
    question = question.strip()
    ending = "" if question[-1:] in ("?", "!", ".") else "?"
    return question[:1].upper() + question[1:] + ending
