"""The statements that answer a question for what somebody said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.reader.confidence import sigmoid
from rag.reader.policy import Judged
from rag.reader.speech.cast import Cast, cast_of, is_name, names_of, same_speaker
from rag.reader.speech.questions import Asked, asked
from rag.reader.speech.statements import Statement, statements
from rag.terms import stems
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
        said = [each for each in said if wanted.verb in stems(_sentence_of(each, passages))]
    if said:
        return _quoting(said[:MOST], passages, confidence, reading)
    return Reading((), 0.0, reading.scores) if wanted.words_alone else reading


def said_by(speaker: str, passages: Sequence[Passage]) -> list[Said]:
    """The statements of the speaker in `passages`, each once, in the order of articles and their text.

    A speaker who has no name, such as "the minister", is the one of the first article that has one.
    """
    found: list[Said] = []
    articles = _by_article(passages)
    casts = [cast_of("\n\n".join(passages[i].text for i in positions)) for positions in articles]
    named = is_name(speaker)
    several = named and any(cast.has_namesake(speaker) for cast in casts)
    for positions, cast in zip(articles, casts, strict=True):
        if found and not named:
            break
        if not several or cast.knows(speaker):  # one of several of a name has to be named in full
            found += _in_article(speaker, passages, positions, cast)
    return found


def _in_article(
    speaker: str, passages: Sequence[Passage], positions: Sequence[int], cast: Cast
) -> list[Said]:
    """Those of one article."""
    told: dict[int, Said] = {}
    for position in positions:
        for one in statements(passages[position].text, cast):
            told.setdefault(passages[position].start + one.start, Said(position, one))
    called = [speaker]
    if not is_name(speaker):
        phrases = [each.statement.speaker for each in told.values()]
        called += [name for phrase in phrases if same_speaker(speaker, phrase) for name in names_of(phrase)]
    return [
        each for each in told.values() if any(same_speaker(name, each.statement.speaker) for name in called)
    ]


def _by_article(passages: Sequence[Passage]) -> list[list[int]]:
    """Positions of the passages of each article, in the order of its text; the first one's article first."""
    articles: dict[str, list[int]] = {}
    for position, passage in enumerate(passages):
        articles.setdefault(passage.article_id, []).append(position)
    return [sorted(positions, key=lambda i: passages[i].start) for positions in articles.values()]


def _on_topic(
    question: str, wanted: Asked, said: Sequence[Said], passages: Sequence[Passage], judge: Judge
) -> tuple[list[Said], float]:
    """Those that are on the topic, in order, and how surely the best of them is."""
    lines = [f"{wanted.speaker} said: {_words_of(each, passages)}" for each in said]
    logits = [TOLD * _told_of(wanted.topic, _sentence_of(each, passages)) for each in said]
    for judged in judge(question, [_line(text) for text in lines]):
        logits[judged.passage] += judged.relevance
    best = max(logits)
    first = sorted(range(len(said)), key=lambda i: -logits[i])[:MOST]
    chosen = [said[i] for i in sorted(first) if logits[i] >= max(ENOUGH, best - NEAR)]
    return chosen, sigmoid(best - ENOUGH)


def _sentence_of(said: Said, passages: Sequence[Passage]) -> str:
    return passages[said.passage].text[said.statement.start : said.statement.end]


def _words_of(said: Said, passages: Sequence[Passage]) -> str:
    start, end = said.statement.said
    return passages[said.passage].text[start:end]


def _line(text: str) -> Passage:
    return Passage(text, article_id="", title="", path="", date=None, start=0, end=len(text))


def _told_of(topic: frozenset[str], text: str) -> float:
    """The share of the topic's words that `text` has, 0 to 1."""
    return len(topic & stems(text)) / len(topic)


def _quoting(
    said: Sequence[Said], passages: Sequence[Passage], confidence: float, reading: Reading
) -> Reading:
    """The statements as evidence; their passages come first."""
    evidence, scores, highest = [], list(reading.scores), max(confidence, *reading.scores)
    for each in said:
        start, one = passages[each.passage].start, each.statement
        short = (start + one.said[0], start + one.said[1]) if one.said[0] < one.said[1] else None
        evidence.append(Evidence(each.passage, start + one.start, start + one.end, confidence, short))
        scores[each.passage] = highest
    return replace(reading, evidence=tuple(evidence), confidence=confidence, scores=tuple(scores))
