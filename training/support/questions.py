"""Claims made of questions with their answers: true ones, and such that their passage does not support."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from training.corruptions import corrupted, names_of
from training.examples import squad2_articles
from training.groups import Group, Text
from training.settings import Data, Settings
from training.support.claims import Claim, Passage
from training.support.statements import statement

BENT = 0.25  # share of the questions that fit no pattern and stay questions, followed by the answer
NAMES = 4000  # questions from whose passages foreign names are taken


def asked_claims(groups: Sequence[Group], shares: dict[str, float], chance: random.Random) -> Iterator[Claim]:
    """About half are true; the others have another answer, a changed question, or another passage."""
    names = sorted({name for group in chance.sample(groups, NAMES) for name in names_of(_last(group).text)})
    by_text: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        by_text[_last(group).text].append(group)
    for group in groups:
        if not (spans := _last(group).spans) or chance.random() > shares[group.source]:
            continue
        text = _last(group)
        start, end = min(spans, key=lambda span: span[1] - span[0])
        answer = text.text[start:end]
        form = statement if statement(group.question, answer) else _followed
        if form is _followed and chance.random() > BENT:
            continue
        if chance.random() < 0.5:
            yield _claim("asked", form(group.question, answer), text, supported=True)
            continue
        known = {text.text[a:b].lower() for a, b in spans}
        others = [_answer(other) for other in by_text[text.text]]
        made = _false(
            group, text, answer, [a for a in others if _strange(a, known, group.question)], names, chance
        )
        if made and (claim := form(*made[:2])):
            yield _claim("asked", claim, made[2], supported=False)


def plausible_claims(data: Data, settings: Settings, chance: random.Random) -> Iterator[Claim]:
    """Questions of SQuAD 2.0 that nothing answers, with the answer that seems to fit."""
    held = {*settings.squad2_dev, *settings.squad2_test}
    for article in squad2_articles(data.squad2):
        for question in article.questions if article.title not in held else ():
            if question.get("plausible_answers"):
                asked, answer = question["question"], question["plausible_answers"][0]["text"]
                made = statement(asked, answer)
                if made or chance.random() < 2 * BENT:
                    text = Text(article.title.replace("_", " "), article.paragraphs[question["paragraph"]])
                    yield _claim("plausible", made or _followed(asked, answer), text, supported=False)


def _false(
    group: Group, text: Text, answer: str, others: Sequence[str], names: Sequence[str], chance: random.Random
) -> tuple[str, str, Text] | None:
    """Question, answer and passage that do not fit together."""
    way = chance.choice(("answer", "answer", "answer", "question", "passage"))
    alike = [other for other in others if _look(other) == _look(answer)]
    if way == "answer" and alike:
        return group.question, chance.choice(alike), text
    changed = corrupted(group.question, text.text, names, chance) if way != "passage" else None
    if changed and "n't" not in changed:
        return changed, answer, text
    if group.source in ("reviews", "posts") or not group.others:
        return None  # their questions name no topic, so that another text may well answer
    return group.question, answer, chance.choice(group.others[:4])


def _strange(answer: str, known: set[str], question: str) -> bool:
    words = set(answer.lower().split())
    return not any(words & set(other.split()) for other in known) and answer.lower() not in question.lower()


def _look(answer: str) -> tuple[bool, bool]:
    return bool(re.search(r"\d", answer)), answer[:1].isupper()


def _followed(question: str, answer: str) -> str:
    return f"{question.strip()} {answer}."


def _last(group: Group) -> Text:
    return group.answering[-1] if group.answering else Text("", "")


def _answer(group: Group) -> str:
    text = _last(group)
    return text.text[slice(*text.spans[0])] if text.spans else ""


def _claim(kind: str, claim: str | None, text: Text, supported: bool) -> Claim:
    return Claim(kind, claim or "", Passage("", text.title, " ".join(text.text.split())), supported)
