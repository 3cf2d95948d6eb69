"""Files of questions with what is known about their answers."""

import json
from dataclasses import dataclass
from pathlib import Path

from index.errors import FootnoteError


class QuestionsFileError(FootnoteError):
    """A file of questions cannot be used: unreadable, a malformed line, or about other articles."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what is known about its answer.

    Any of `answers` counts; none means that the articles do not answer. `articles` are the paths, in
    the corpus, of the articles to be cited; `paragraph` is the text that holds the answer, where known.
    `history` are the earlier questions of the conversation, oldest first.
    """

    question: str
    answers: tuple[str, ...]
    articles: tuple[str, ...] = ()
    paragraph: str | None = None
    kind: str | None = None
    history: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        return bool(self.answers) and not (self.kind or "").startswith("unanswerable")


def load_questions(path: Path | str) -> list[Question]:
    """Questions from a file with one JSON object a line.

    Each has `question` and `answers` and may have `articles` (or one `article`), `paragraph`, `kind`
    and `history`; other fields are ignored. Raises QuestionsFileError, naming the line and the fault.
    """
    path = Path(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise QuestionsFileError(f"{path} cannot be read: {reason}; give a file of questions") from None
    questions = [_question(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not questions:
        raise QuestionsFileError(f"{path} holds no questions; write one JSON object on each line")
    return questions


def _question(path: Path, number: int, line: str) -> Question:
    """One line of a file of questions, checked."""

    def refuse(fault: str) -> QuestionsFileError:
        return QuestionsFileError(f"{path}, line {number}: {fault}")

    def text(name: str) -> str | None:
        value = fields.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise refuse(f"{name!r} must be a text that is not blank")
        return value

    def texts(name: str) -> tuple[str, ...]:
        value = fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise refuse(f"{name!r} must be a list of texts, none of them blank")
        return tuple(value)

    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise refuse(f"not JSON ({error}); write one object on each line") from None
    if not isinstance(fields, dict):
        raise refuse('not a JSON object; write {"question": …, "answers": […]}')
    if (question := text("question")) is None:
        raise refuse("'question' is missing")
    if "answers" not in fields:
        raise refuse("'answers' is missing; write [] for a question that the articles do not answer")
    article = text("article")
    return Question(
        question=question,
        answers=texts("answers"),
        articles=texts("articles") or ((article,) if article else ()),
        paragraph=text("paragraph"),
        kind=text("kind"),
        history=texts("history"),
    )
