"""Verification: how many false sentences it catches, and how many true ones it refuses, by kind.

The sentences are made from the articles and questions. True ones are quoted, or shortened and reworded in
ways that keep their meaning; false ones are such sentences with one thing changed. Each is checked against
its own paragraph and the seven of the article that share most words with it. The articles that the reader
is tested on, and the kinds marked "kept out", had no part in fitting anything. Half of the articles that
the reader is tested on, and of the others, were looked at while the rules were written.

    .venv/bin/python benchmarks/verification.py ARTICLES QUESTIONS

Questions with their answers are made into statements by a program, so that some say something else than was
meant. A large language model that was not shown the verdicts read all these against their paragraphs; those
that are not what they should be are left out, and so are those of which a second reading, apart from the
first, said otherwise. `read.tsv` holds what it found, by the hash of article and
sentence: T true, F false, G garbled, U undecided.

Answers (`answers.tsv`) are what a large language model wrote to questions from their paragraphs: true ones,
near the words as a prompt asks for, or free; and false ones of the kind that a careless model writes.
Paraphrases (`paraphrases.tsv`) are true and false claims that a large language model wrote about paragraphs
of articles that nothing was fitted on. In `paraphrases-edited.tsv` one sentence of the paragraph was changed
so that the verdict on the claim turns round. Attacks (`attacks.jsonl`) are claims on invented news, written
to deceive the rules, which were mended with them in sight. Each of these is checked against its own paragraph
alone.

With --fit, the numbers that weigh the reader's answers are fitted first; they belong to one reader.
"""

import hashlib
import json
import random
import statistics
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import harness
import judging

from rag.evaluate import load_questions
from rag.metrics import percentile
from rag.types import Passage
from rag.verify import Judge, by_reader, verify
from rag.verify.judge import reader_judge
from training.settings import Settings
from training.support import made
from training.support.claims import Claim, edited_claims, key_of, wiki_passages, written_claims
from training.support.claims import Passage as Written

PASSAGES = 8
PER_KIND = 150  # sentences of one kind, at most
HERE = Path(__file__).parent
READ, ATTACKS = HERE / "read.tsv", HERE / "attacks.jsonl"
ANSWERS = HERE / "answers.tsv"
PARAPHRASES, EDITED = HERE / "paraphrases.tsv", HERE / "paraphrases-edited.tsv"
KEPT_OUT = ("another answer", "stitched")
TESTED = Settings().wiki_test  # articles


@dataclass(frozen=True)
class Case:
    """A sentence with what it is checked against."""

    kind: str
    article: str
    sentence: str
    supported: bool
    paragraph: str
    tuned: bool  # of an article that something was fitted on
    title: str | None = None  # of the paragraph, where that is all it is checked against


@dataclass(frozen=True)
class Outcome:
    case: Case
    accepted: bool
    score: float
    reason: str
    ms: float


def main() -> None:
    parser = harness.arguments(__doc__ or "", "ARTICLES", "QUESTIONS", repeats=None)
    parser.add_argument("--claims", type=Path, default=Path(__file__).with_name("claims.jsonl"))
    parser.add_argument("--tuned-only", action="store_true", help="leave out what nothing was fitted on")
    parser.add_argument("--rules-only", action="store_true", help="without the reader as judge")
    parser.add_argument("--fit", action="store_true", help="fit the judge anew, and write its numbers")
    parser.add_argument("--failures", action="store_true", help="also print every sentence judged wrongly")
    args = parser.parse_args()
    articles = {file.name: file.read_text(encoding="utf-8") for file in harness.text_files(args.articles)}
    if args.fit:
        fit(articles, args.articles, args.questions)
    judge = None if args.rules_only else by_reader
    cases = [case for case in built(articles, args.questions) if not (args.tuned_only and kept_out(case))]
    outcomes = [checked(case, articles, judge) for case in cases]
    hand = [] if args.tuned_only else [checked(case, articles, judge) for case in by_hand(args.claims)]
    others = [] if args.tuned_only else [*paraphrases(args.articles), *attacks()]
    written = [case for case in answers(args.articles) if not (args.tuned_only and kept_out(case))]
    held = [checked(case, articles, judge) for case in (*written, *others)]
    harness.report(
        f"{len(outcomes)} sentences made from {args.articles}",
        table(outcomes, BOTH),
        {"outcomes": [asdict(o) for o in outcomes + hand + held]},
        args.json,
    )
    for kind, title in TITLES.items():
        of = [outcome for outcome in held if outcome.case.kind.startswith(kind)]
        if of:
            print(f"\n{len(of)} {title}\n")
            harness.print_table(table(of, BOTH if kind == "answer" else {"accepted": False}))
    times = [outcome.ms for outcome in outcomes]
    middle, p95, worst = statistics.median(times), percentile(times, 95), max(times)
    print(f"\nms of one core per sentence: median {middle:.1f}, p95 {p95:.1f}, worst {worst:.1f}")
    if hand:
        print(f"\n{len(hand)} claims written by hand: {figures_of(hand)}")
    for outcome in [o for o in (outcomes + held) * args.failures + hand if o.accepted != o.case.supported]:
        case, word = outcome.case, "accepted" if outcome.accepted else "refused"
        print(
            f"  {word} [{case.kind}, {case.article}] {case.sentence} ({outcome.score:.2f} {outcome.reason})"
        )


def kept_out(case: Case) -> bool:
    return not case.tuned or case.kind in KEPT_OUT


def built(articles: dict[str, str], questions: Path) -> list[Case]:
    """Cases of every kind, the same at every run."""
    chance = random.Random(0)
    cases: list[Case] = []
    for name, text in sorted(articles.items()):
        other = articles[chance.choice(sorted(set(articles) - {name}))]
        asked = [q for q in load_questions(questions) if name in q.articles]
        found = made.of_article(text, other, asked, chance)
        cases += [
            Case(kind, name, sentence, true, home, name not in TESTED) for kind, sentence, true, home in found
        ]
    chance.shuffle(cases)
    kept: Counter[tuple[str, bool]] = Counter()
    some = []
    for case in cases:
        kept[case.kind, case.tuned] += 1
        if kept[case.kind, case.tuned] <= PER_KIND // 2:
            some.append(case)
    return as_meant(some)


def as_meant(cases: list[Case]) -> list[Case]:
    """Those that are what they should be, or that nobody read."""
    read = dict(line.split("\t") for line in READ.read_text(encoding="utf-8").splitlines())

    def fits(case: Case) -> bool:
        name = hashlib.sha256(f"{case.article}\n{case.sentence}".encode()).hexdigest()[:12]
        meant = "T" if case.supported else "F"
        return read.get(name, meant) == meant

    return [case for case in cases if fits(case)]


def by_hand(file: Path) -> list[Case]:
    """The claims written by hand, each to be checked against its article."""
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [Case("by hand", line["article"], line["claim"], line["supported"], "", False) for line in lines]


def answers(folder: Path) -> list[Case]:
    """What a language model wrote to questions, some of it false on purpose."""
    passages = {key_of(passage.text): passage for passage in wiki_passages(folder)}
    return [as_case("answer", claim) for claim in written_claims(ANSWERS, passages)]


def paraphrases(folder: Path) -> list[Case]:
    """What a language model wrote of paragraphs that nothing was trained on, as they are and changed."""
    passages = {key_of(passage.text): passage for passage in wiki_passages(folder)}
    return [
        *(as_case("paraphrase", claim) for claim in written_claims(PARAPHRASES, passages)),
        *(as_case("edited", claim) for claim in edited_claims(EDITED, passages)),
    ]


def attacks() -> list[Case]:
    """Claims on invented news, written to deceive the rules."""
    cases = []
    for line in ATTACKS.read_text(encoding="utf-8").splitlines():
        news = json.loads(line)
        passage = Written("", news["title"], news["text"])
        for one in news["claims"]:
            cases.append(as_case("attack", Claim(one["kind"], one["claim"], passage, one["supported"])))
    return cases


def as_case(what: str, claim: Claim) -> Case:
    passage = claim.passage
    return Case(
        f"{what}: {claim.kind}",
        passage.article,
        claim.text,
        claim.supported,
        passage.text,
        what == "answer" and passage.article not in TESTED,
        passage.title,
    )


def fit(articles: dict[str, str], folder: Path, questions: Path) -> None:
    """Fit the judge on the kinds that are not kept out, and on such whose false word is of the paragraph.

    Answers have a part in it too.
    """
    chance = random.Random(1)
    cases = [case for case in built(articles, questions) if case.kind not in KEPT_OUT]
    for name, text in sorted(articles.items()):
        asked = [q for q in load_questions(questions) if name in q.articles]
        for kind, sentence, true, home in made.nearby(text, asked, chance):
            cases.append(Case(kind, name, sentence, true, home, name not in TESTED))
    cases += answers(folder)
    chance.shuffle(cases)
    found = list(
        judging.measured(
            [(c.kind, c.sentence, c.supported, not c.tuned, against(c, articles)) for c in cases]
        )
    )
    head = judging.fitted(found)
    judging.written(head)
    reader_judge.cache_clear()
    print(json.dumps({name: value for name, value in head.items() if name != "trees"}, indent=1))


def checked(case: Case, articles: dict[str, str], judge: Judge | None) -> Outcome:
    passages = against(case, articles)
    started = time.thread_time()
    support = verify(case.sentence, passages, judge)
    ms = (time.thread_time() - started) * 1000
    return Outcome(case, support.supported, support.score, support.reason, ms)


def against(case: Case, articles: dict[str, str]) -> list[Passage]:
    """The passages that the case is checked against."""
    if case.title is None:
        return nearest(case, articles[case.article])
    return [Passage(case.paragraph, "a", case.title, case.article, None, 0, len(case.paragraph))]


def nearest(case: Case, article: str) -> list[Passage]:
    """The case's own paragraph, and those of the article that share most words with the sentence."""
    title, *paragraphs = article.split("\n\n")
    wanted = set(case.sentence.lower().split())
    ranked = sorted(paragraphs, key=lambda p: -len(wanted & set(p.lower().split())))
    texts = list(dict.fromkeys([case.paragraph, *ranked] if case.paragraph else ranked))[:PASSAGES]
    return [Passage(text, case.article, title.strip(), case.article, None, 0, len(text)) for text in texts]


def table(outcomes: list[Outcome], columns: Mapping[str, bool]) -> list[list[str]]:
    """The share accepted of each kind; `columns` say of articles that were fitted on, or of others."""
    rows = [["kind", "true", "sentences", *columns]]
    kinds = sorted({(not o.case.supported, o.case.kind) for o in outcomes})
    for false, kind in [*kinds, (False, "all true"), (True, "all false")]:
        of = [o for o in outcomes if o.case.supported != false and kind in (o.case.kind, ALL[false])]
        note = " (kept out)" if kind in KEPT_OUT else ""
        shares = [share(of, tuned) for tuned in columns.values()]
        rows.append([kind + note, "no" if false else "yes", str(len(of)), *shares])
    return rows


def share(outcomes: list[Outcome], tuned: bool) -> str:
    of = [o.accepted for o in outcomes if o.case.tuned == tuned]
    return f"{100 * sum(of) / len(of):.1f} %" if of else "–"


def figures_of(outcomes: list[Outcome]) -> str:
    """Precision and recall of "supported"."""
    right = sum(o.accepted and o.case.supported for o in outcomes)
    accepted, true = sum(o.accepted for o in outcomes), sum(o.case.supported for o in outcomes)
    precision, recall = right / max(accepted, 1), right / true
    return (
        f"precision {precision:.2f}, recall {recall:.2f} ({right} of {accepted} accepted are true, of {true})"
    )


BOTH = {"accepted, articles fitted on": True, "accepted, others": False}
TITLES = {
    "answer": "answers that a language model wrote, some of them false on purpose",
    "paraphrase": "paraphrases of articles that nothing was fitted on",
    "edited": "of the same claims, one sentence of the paragraph changed",
    "attack": "attacks, with which in sight the rules were mended",
}
ALL = {False: "all true", True: "all false"}

if __name__ == "__main__":
    main()
