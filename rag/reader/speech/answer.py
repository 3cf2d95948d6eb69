"""The statements that answer a question for what somebody said."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rag.reader.confidence import sigmoid
from rag.reader.policy import Judged
from rag.reader.speech.cast import Cast, cast_of, is_name, names_of, same_speaker
from rag.reader.speech.questions import Asked, asked
from rag.reader.speech.statements import Statement, statements
from rag.terms import words
from rag.types import Evidence, Passage, Reading

MOST = 6  # statements in an answer
SURE = 0.95  # of 139 sentences given where no topic was, in `benchmarks/speech`, 134 were the speaker's
TOLD = 6.0  # logits that a statement gains where it says every word of the topic
ENOUGH = 3.4  # logit from which on a statement is on the topic
NEAR = 2.0  # logits below the best within which another statement is on it, too

Judge = Callable[[str, Sequence[Passage]], Sequence[Judged]]
"""What the network says of passages, given a question."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, with the position of its passage."""

    passage: int
    statement: Statement


def spoken(question: str, passages: Sequence[Passage], reading: Reading, judge: Judge) -> Reading:
    """The reading, with statements for its evidence where the question is for what somebody said.

    Where it asks for a person's words by name, and there are none on its topic, nothing answers.
    """
    wanted = asked(question)
    if wanted is None:
        return reading
    said = said_by(wanted.speaker, passages)
    confidence = SURE if said else 0.0
    if said and wanted.topic:
        said, confidence = _on_topic(question, wanted, said, passages, judge)
    elif wanted.verb:
        said = [each for each in said if wanted.verb in _stems(_words_of(each, passages, whole=True))]
    if said:
        return _quoting(said[:MOST], passages, confidence, reading)
    return Reading((), 0.0, reading.scores) if wanted.words_alone else reading


def said_by(speaker: str, passages: Sequence[Passage]) -> list[Said]:
    """The statements of the speaker in `passages`, each once, in the order of articles and their text.

    A speaker who has no name, such as "the minister", is the one of the first article that has one.
    """
    found: list[Said] = []
    everybody = cast_of("\n\n".join(passage.text for passage in passages))
    for positions in _by_article(passages):
        if found and not is_name(speaker):
            break
        found += _in_article(speaker, passages, positions, everybody)
    return found


def _in_article(
    speaker: str, passages: Sequence[Passage], positions: Sequence[int], everybody: Cast
) -> list[Said]:
    """Those of one article. Where several have the last name, it has to name the speaker in full."""
    cast = cast_of("\n\n".join(passages[position].text for position in positions))
    told: dict[int, Said] = {}
    for position in positions:
        for one in statements(passages[position].text, cast):
            told.setdefault(passages[position].start + one.start, Said(position, one))
    called = [speaker]
    if not is_name(speaker):
        phrases = [each.statement.speaker for each in told.values()]
        called += [name for phrase in phrases if same_speaker(speaker, phrase) for name in names_of(phrase)]
    elif everybody.has_namesake(speaker) and not cast.knows(speaker):
        return []
    return [
        each for each in told.values() if any(same_speaker(name, each.statement.speaker) for name in called)
    ]


def _by_article(passages: Sequence[Passage]) -> Iterable[list[int]]:
    """Positions of the passages of each article, in the order of its text; the first one's article first."""
    articles: dict[str, list[int]] = {}
    for position, passage in enumerate(passages):
        articles.setdefault(passage.article_id, []).append(position)
    return [sorted(positions, key=lambda i: passages[i].start) for positions in articles.values()]


def _on_topic(
    question: str, wanted: Asked, said: Sequence[Said], passages: Sequence[Passage], judge: Judge
) -> tuple[list[Said], float]:
    """Those that are on the topic, in order, and how surely the best of them is."""
    whole = [_words_of(each, passages, whole=True) for each in said]
    lines = [f"{wanted.speaker} said: {_words_of(each, passages)}" for each in said]
    logits = [TOLD * _told_of(wanted.topic, text) for text in whole]
    for judged in judge(question, [_line(text) for text in lines]):
        logits[judged.passage] += judged.relevance
    best = max(logits)
    first = sorted(range(len(said)), key=lambda i: -logits[i])[:MOST]
    chosen = [said[i] for i in sorted(first) if logits[i] >= max(ENOUGH, best - NEAR)]
    return chosen, sigmoid(best - ENOUGH)


def _words_of(said: Said, passages: Sequence[Passage], whole: bool = False) -> str:
    one = said.statement
    start, end = (one.start, one.end) if whole else one.said
    return passages[said.passage].text[start:end]


def _line(text: str) -> Passage:
    return Passage(text, article_id="", title="", path="", date=None, start=0, end=len(text))


def _told_of(topic: frozenset[str], text: str) -> float:
    """The share of the topic's words that `text` has, 0 to 1."""
    return len(topic & _stems(text)) / len(topic)


def _stems(text: str) -> set[str]:
    return {word.stem for word in words(text)}


def _quoting(
    said: Sequence[Said], passages: Sequence[Passage], confidence: float, reading: Reading
) -> Reading:
    """The statements as evidence; their passages come first."""
    evidence, scores = [], list(reading.scores)
    for each in said:
        start, one = passages[each.passage].start, each.statement
        said_from, said_to = start + one.said[0], start + one.said[1]
        short = (said_from, said_to) if said_from < said_to else None
        evidence.append(Evidence(each.passage, start + one.start, start + one.end, confidence, short))
        scores[each.passage] = max(confidence, *reading.scores)
    return replace(reading, evidence=tuple(evidence), confidence=confidence, scores=tuple(scores))
