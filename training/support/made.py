"""Sentences that an article supports, and such with one thing made false, by rules."""

import random
import re
from collections.abc import Iterator, Sequence

from index.sentences import sentences
from rag.evaluate import Question

Found = tuple[str, str, bool, str]
"""The kind, the sentence, whether it is true, and the paragraph it is about."""


def of_article(text: str, other: str, asked: Sequence[Question], chance: random.Random) -> Iterator[Found]:
    """Every kind of sentence about one article; `other` is an article on something else."""
    paragraphs = _paragraphs(text)
    told = [(sentence, paragraph) for paragraph in paragraphs for sentence in _sentences(paragraph)]
    names = sorted({name for sentence, _ in told for name in _names(sentence)})
    for sentence, home in told:
        for kind, made in _true(sentence):
            yield kind, made, True, home
        base = chance.choice([sentence, *(made for kind, made in _true(sentence) if kind in _BASES)])
        for kind, made in _false(base, names, chance):
            if made != base:
                yield kind, made, False, home
    for paragraph in paragraphs:
        for kind, made in _stitched(_sentences(paragraph)):
            yield kind, made, False, paragraph
    foreign = [sentence for paragraph in _paragraphs(other) for sentence in _sentences(paragraph)]
    for sentence in chance.sample(foreign, min(12, len(foreign))):
        yield "of another article", sentence, False, chance.choice(paragraphs)
    yield from _from_questions(asked, chance)


def nearby(text: str, asked: Sequence[Question], chance: random.Random) -> Iterator[Found]:
    """True sentences with a word of their own paragraph put in the place of another: hard for rules.

    The sentences are the article's and its questions with their answers.
    """
    told = [(sentence, home) for home in _paragraphs(text) for sentence in _sentences(home)]
    for question in asked:
        if made := sure_statement(question.question, question.answers[0]):
            told.append((made, question.paragraph or ""))
            yield "question with answer", made, True, question.paragraph or ""
    for sentence, home in told:
        sentence = chance.choice([sentence, *(m for kind, m in _true(sentence) if kind in _BASES)])
        for kind, pattern in _NEARBY.items():
            own = [m for m in re.finditer(pattern, sentence) if m.start()]
            others = [m[0] for m in re.finditer(pattern, home) if m[0] not in sentence]
            if own and others:
                match = chance.choice(own)
                others = [o for o in others if not set(o.split()) & set(match[0].split())]
                if others:
                    yield kind, _replaced(sentence, match.span(), chance.choice(others)), False, home
        for made in _swapped(sentence, _names(sentence)):
            yield "nearby roles", made, False, home


def _from_questions(asked: Sequence[Question], chance: random.Random) -> Iterator[Found]:
    """A question with its answer as a statement, and with another answer of its paragraph."""
    by_paragraph: dict[str, list[Question]] = {}
    for question in asked:
        by_paragraph.setdefault(question.paragraph or "", []).append(question)
    for question in asked:
        answer, home = question.answers[0], question.paragraph or ""
        if made := sure_statement(question.question, answer):
            yield "question and answer", made, True, home
            known = " ".join(question.answers).lower()
            others = [a for q in by_paragraph[home] for a in q.answers[:1] if _alike(a, answer)]
            others += [name for name in _names(home) if _alike(name, answer)]
            strange = [
                a
                for a in others
                if a.lower() not in known
                and known not in a.lower()
                and a.lower() not in question.question.lower()
                and not set(a.lower().split()) & set(known.split())
            ]
            if strange and (false := sure_statement(question.question, chance.choice(strange))):
                yield "another answer", false, False, home


def sure_statement(question: str, answer: str) -> str | None:
    """The question as a statement with its answer in it, where its form allows it without doubt."""
    answer = answer.strip(" .,;").removeprefix("in ")
    question = " ".join(question.split())
    if len(answer.split()) > 8:
        return None
    for pattern, form in _STATEMENTS:
        if match := pattern.fullmatch(question):
            if (
                form.startswith("{a} ")
                and match[0].startswith("How")
                and not re.match(r"[\d,.]+|\w+$", answer)
            ):
                return None
            made = form.format(*match.groups(), a=answer)
            return made[0].upper() + made[1:]
    return None


def _alike(one: str, other: str) -> bool:
    """Whether two answers have the same look: both with figures, or both with capitals, or neither."""
    looks = [(bool(re.search(r"\d", a)), a[:1].isupper(), len(a.split()) > 4) for a in (one, other)]
    return looks[0] == looks[1] and one.lower() != other.lower()


def _true(sentence: str) -> Iterator[tuple[str, str]]:
    """The sentence, and what follows from it, said otherwise."""
    yield "verbatim", sentence
    shorter = re.sub(r"\s*\([^()]*\)", "", sentence)
    shorter = re.sub(
        r", (?:which|who|where|including|such as|although|with) [^,]*(?=, (?!and)|\.$)", "", shorter
    )
    shorter = re.sub(
        r"^(?:However|Additionally|In addition|For example|Thus|Also|Therefore), (\w)", _capital, shorter
    )
    if shorter != sentence and len(shorter.split()) >= 5:
        yield "clauses dropped", shorter
    yield from (("figures respelled", made) for made in _respelled(sentence))
    shortened = re.sub(r"\b(?:Mr\.|Mrs\.|Dr\.|Sir|President|King|Sultan) (?=[A-Z])", "", sentence)
    shortened = re.sub(r"\b([A-Z][a-z]+) [A-Z]\. (?=[A-Z][a-z])", r"\1 ", shortened)
    if shortened != sentence and shortened[0].isupper():
        yield "names shortened", shortened
    if match := re.fullmatch(rf"({_NP}) (was|were) ({_ED}) by ({_NP})\.", sentence):
        yield "active for passive", f"{_upper(match[4])} {match[3]} {_lower(match[1])}."
    if match := re.fullmatch(rf"({_NP}) ({_ED}) ({_NP})\.", sentence):
        be = "were" if match[3].split()[-1].endswith("s") else "was"
        yield "active for passive", f"{_upper(match[3])} {be} {match[2]} by {_lower(match[1])}."
    halves = re.split(r", (?:and|but) (?=(?:the|it|he|she|they|this|these|[A-Z]\w+) )|; ", sentence)
    if len(halves) == 2 and all(len(half.split()) >= 5 for half in halves):
        yield "halves", halves[0].rstrip(".") + "."
        if not re.match(r"(?:it|he|she|they|this|these)\b", halves[1]):
            yield "halves", _upper(halves[1])
    if match := re.fullmatch(r"((?:In|On|During|By|Since) [^,]{3,25}), ([^,]+)\.", sentence):
        yield "moved", f"{_upper(match[2])} {_lower(match[1])}."


def _respelled(sentence: str) -> Iterator[str]:
    month = "|".join(_MONTHS)
    made = re.sub(rf"\b(\d{{1,2}}) ({month})\b", r"\2 \1", sentence)
    if made == sentence:
        made = re.sub(
            rf"\b({month}) (\d{{1,2}})(?!\d)(,? \d{{4}})?",
            lambda m: f"{m[2]} {m[1]}{(m[3] or '').replace(',', '')}",
            sentence,
        )
    made = re.sub(r"(\d)%", r"\1 percent", made) if "%" in made else re.sub(r"(\d) percent\b", r"\1%", made)
    made = re.sub(r"\b(\d),(\d{3})\b(?!,)", r"\1\2", made)
    made = re.sub(r"(?:US|A)?\$([\d.]+) (million|billion|trillion)", r"\1 \2 dollars", made)
    for words, digits in _SPELLED.items():
        made = re.sub(rf"(?<![\w.,-]){digits}(?![\w.,%-]|:\d)(?= [a-z]{{3}})", words, made)
    if made == sentence:
        for words, digits in _SPELLED.items():
            made = re.sub(rf"(?<![\w-]){words}(?![\w-])(?= [a-z]{{3}})", digits, made)
    if made != sentence:
        yield _upper(made)


def _false(sentence: str, names: Sequence[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    """The sentence with one thing changed, in each way that applies."""
    if numbers := list(re.finditer(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?", sentence)):
        match = chance.choice(numbers)
        yield "another number", _replaced(sentence, match.span(), _other_number(match[0], chance))
    own = _names(sentence)
    if own:
        name = chance.choice(own)
        alike = [
            n for n in names if len(n.split()) == len(name.split()) and n not in sentence and name not in n
        ]
        alike = [n for n in alike if not set(n.split()) & set(name.split())]
        if alike:
            yield "another name", sentence.replace(name, chance.choice(alike), 1)
    yield from (("roles swapped", made) for made in _swapped(sentence, own))
    if re.search(r"\b(?:is|was|are|were) not\b|\b(?:can|could|did|does|do|has|had) not\b", sentence):
        yield (
            "negation",
            re.sub(r"\b(is|was|are|were|can|could|did|does|do|has|had) not\b", r"\1", sentence, count=1),
        )
    elif match := re.search(
        r"\b(?:is|was|are|were|can|could|has|had|will|may)\b(?! (?:no|not|never|n't|only)\b)", sentence
    ):
        yield (
            "negation",
            sentence[: match.end()] + chance.choice([" not", " never"]) + sentence[match.end() :],
        )
    for one, other in chance.sample(_OPPOSITES, len(_OPPOSITES)):
        if re.search(rf"\b{one}\b", sentence):
            yield "opposite", re.sub(rf"\b{one}\b", other, sentence, count=1)
            break
        if re.search(rf"\b{other}\b", sentence):
            yield "opposite", re.sub(rf"\b{other}\b", one, sentence, count=1)
            break
    if match := re.search(
        r"\b(?:was|were|is|are|been) ([a-z]+ed)\b|(?<=[a-z] )([a-z]{3,}ed)(?= (?:the|a|an) )", sentence
    ):
        verb = chance.choice([v for v in _VERBS if v not in sentence])
        yield "another verb", _replaced(sentence, match.span(1) if match[1] else match.span(2), verb)


def _swapped(sentence: str, names: Sequence[str]) -> Iterator[str]:
    """Two names around a verb, or two sides of a comparison, in each other's place."""
    for one, two in zip(names, names[1:], strict=False):
        between = (
            sentence[sentence.index(one) + len(one) : sentence.index(two)]
            if sentence.index(one) < sentence.index(two)
            else ""
        )
        if re.search(rf" (?:{_VERB}) ", between) and not re.search(
            r",|;|\band\b|\bor\b|\b(?:than|as)\b", between
        ):
            made = sentence.replace(one, "\0").replace(two, one).replace("\0", two)
            yield made
            return
    if match := re.fullmatch(rf"({_NP}) ({_ED}|{_VERB}|[a-z]+s) ({_NP})\.", sentence):
        if match[2] not in ("is", "are", "was", "were", "has", "have", "had", "can") and " " in match[3]:
            yield f"{_upper(match[3])} {match[2]} {_lower(match[1])}."
    elif match := re.search(r"\bfrom (?:the )?([\w-]+) to (?:the )?([\w-]+)\b", sentence):
        yield _replaced(sentence, match.span(), f"from {match[2]} to {match[1]}")


def _stitched(told: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The subject of one sentence with the predicate of another of its paragraph."""
    parts = [re.match(rf"({_NP}) ((?:{_VERB}|{_ED}) .+)", sentence) for sentence in told]
    whole = [part for part in parts if part and not re.match(_PRONOUN, part[1])]
    for one, two in zip(whole, whole[1:], strict=False):
        if one[1].lower() != two[1].lower() and one[1].split()[-1].lower() != two[1].split()[-1].lower():
            yield "stitched", f"{one[1]} {two[2]}"


def _other_number(digits: str, chance: random.Random) -> str:
    plain = digits.replace(",", "")
    if "." in plain:
        return f"{float(plain) * chance.choice([0.5, 1.5, 2, 3]):.1f}"
    number = int(plain)
    changed = (
        number + chance.choice([-20, -7, -3, 3, 4, 10, 25])
        if number >= 30
        else number + chance.choice([1, 2, 5])
    )
    return f"{changed:,}" if "," in digits else str(changed)


def _paragraphs(text: str) -> list[str]:
    return [p for p in text.split("\n\n")[1:] if len(p) > 200]


def _sentences(paragraph: str) -> list[str]:
    found = [" ".join(paragraph[start:end].split()) for start, end in sentences(paragraph)]
    return [
        s for s in found if 7 <= len(s.split()) <= 35 and s.endswith(".") and s[0].isupper() and "\\" not in s
    ]


def _names(sentence: str) -> list[str]:
    found = re.findall(r"(?<=[a-z,] )(?:the )?([A-Z][a-z]{2,}(?: [A-Z][a-z]{2,}){0,2})", sentence)
    return [n for n in dict.fromkeys(found) if n.split()[0] not in _MONTHS and sentence.count(n) == 1]


def _replaced(text: str, span: tuple[int, int], by: str) -> str:
    return text[: span[0]] + by + text[span[1] :]


def _capital(match: re.Match[str]) -> str:
    return match[1].upper()


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return (
        text[:1].lower() + text[1:]
        if re.match(r"(?:The|A|An|These|Some|Many|In|On|During|By|Since)\b", text)
        else text
    )


_NEARBY = {
    "nearby name": r"(?<=[a-z,] )(?:[A-Z][a-z]{2,})(?: [A-Z][a-z]{2,}){0,2}",
    "nearby figure": r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?! ?%)",
    "nearby noun": r"(?<=\bthe )[a-z]{4,}(?= (?:of|in|and|was|is|were|are)\b)"
    r"|(?<=\b(?:of|in|by) )[a-z]{5,}(?=[.,])",
}
_BASES = ("clauses dropped", "halves", "moved")
_MONTHS = "January February March April May June July August September October November December".split()
_SPELLED = dict(
    zip(
        "two three four five six seven eight nine ten twelve fifteen twenty".split(),
        map(str, [*range(2, 11), 12, 15, 20]),
        strict=True,
    )
)
_NOT_NOUN = (
    r"(?!(?:is|are|was|were|has|have|had|can|may|be|been|to|of|in|on|at|by|from|for|with|as|and|or|that|which|"
    r"it|they|he|she|there|this|also|not|the|a|an|so|such|its|their|than|towards|up|among|when|while|if)\b)"
)
_NOUN = rf"{_NOT_NOUN}[\w’'-]+"
_NP = rf"(?:(?:The|the|A|a|An|an|Some|Many|These|Most|most) )?(?:{_NOUN} ){{0,2}}{_NOUN}"
_ED = r"[a-z]{3,}ed"
_VERB = (
    r"is|are|was|were|has|have|had|can|became|made|led|began|held|took|gave|won|built|found|wrote|said|saw"
    r"|contains?|includes?|lies|uses?"
)
_PRONOUN = (
    r"(?:It|He|She|They|This|These|That|Those|There|In|On|At|As|For|By|Such|Some|Many|Most|One|However|While"
    r"|When)\b"
)
_PAIRS = """
increased decreased; more less; largest smallest; before after; northern southern; north south; east west;
eastern western; first last; high low; higher lower; most least; early late; large small; begins ends; began
ended; rejected accepted; allowed forbidden; won lost; always never; rural urban; older younger; public
private; supported opposed; major minor; above below; inside outside; many few; women men; rich poor; often
rarely; strong weak; positive negative; cold warm; common rare; modern ancient; rise fall; with without;
long short
"""
_OPPOSITES = [tuple(pair.split()) for pair in _PAIRS.split(";")]
_VERBS = (
    "criticized abandoned inherited painted borrowed translated measured hidden photographed sponsored "
    "renamed copied"
).split()
_WHAT = r"(?:name|capital|population|area|largest|main|purpose|number|average)"
_BE = r"(is|was|are|were)"
_WHEN = r"(?:When|(?:In|On) what (?:year|month|date|decade)|What year)"
_DONE = r"(\w+ed|built|founded|held|made|born|written|begun|sold)"
_COUNTED = r"(are|were|live|lived|have|had|make|made|died|attended)"
_PLACED = r"(located|situated|found|held|built|born|established)"
_STATEMENTS = [
    (re.compile(pattern), form)
    for pattern, form in (
        (rf"Who {_BE} (the .+|responsible .+|elected .+|appointed .+)\?", "{a} {0} {1}."),
        (r"Who (?!did|do|does|is|was|are|were|has|have|had|can|could|would)(\w+) (.+)\?", "{a} {0} {1}."),
        (r"Who (has|had|can|could) (\w+ed|been) (.+)\?", "{a} {0} {1} {2}."),
        (rf"(?:What|Which) [a-z]+ {_BE} (the (?:first|last|largest|most|only|main) .+)\?", "{a} {0} {1}."),
        (rf"What {_BE} (the {_WHAT} .+)\?", "{1} {0} {a}."),
        (rf"{_WHEN} (was|were) (.+) {_DONE}\?", "{1} {0} {2} in {a}."),
        (rf"How many ([a-z]+) {_COUNTED} (?!there|the |a )(.+)\?", "{a} {0} {1} {2}."),
        (rf"Where {_BE} (.+) {_PLACED}\?", "{1} {0} {2} in {a}."),
    )
]  # fmt: skip
