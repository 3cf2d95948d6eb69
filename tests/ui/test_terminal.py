from hypothesis import given

from index.types import BuildReport, FileReport
from rag.invisible import visible
from tests.ui.samples import abstention, answer, citation, passage, texts
from ui import terminal
from ui.feedback import Place, Verdict


def test_an_answer_is_followed_by_its_footnotes() -> None:
    assert terminal.answer(answer()) == (
        "The quote. [1] Another one. [2][1]\n\n"
        "[1] A title, 4 August 2024, folder/a.txt, characters 11–21\n    “The quote.”\n\n"
        "[2] B title, b.txt, characters 11–21\n    “Another one.”"
    )


def test_lines_are_wrapped_to_a_width_and_only_then() -> None:
    long = answer(text="word " * 40)
    assert terminal.answer(long).splitlines()[0] == ("word " * 40).strip()
    assert max(map(len, terminal.answer(long, width=40).splitlines())) <= 40


def test_an_abstention_is_followed_by_the_closest_articles() -> None:
    assert terminal.answer(abstention(passage())) == (
        "The articles do not answer this.\n\nClosest articles:\n\nA title, a.txt\n    Some passage."
    )


def test_a_note_is_shown() -> None:
    assert "\n\nThe server was busy.\n\n[1]" in terminal.answer(answer(note="The server was busy."))


@given(texts, texts)
def test_no_control_character_reaches_the_terminal(text: str, path: str) -> None:
    shown = terminal.answer(
        answer(text=text, citations=(citation(path=path, title=text, quote=text),), note=text)
    )
    assert all(character.isprintable() or character in "\n" for character in shown if character < "\xa0")
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def report(*files: FileReport) -> BuildReport:
    return BuildReport("corpus", "/idx", "g1", files, ("gone.txt",), chunks=5, embedded=2, seconds=1.25)


def test_a_report_counts_and_gives_every_reason() -> None:
    shown = terminal.report(
        report(
            FileReport("a.txt", "indexed"),
            FileReport("b.txt", "unchanged"),
            FileReport("c\n.pdf", "skipped", "no .txt, .md or .html file"),
            FileReport("d.html", "failed", "no article in it"),
        )
    )
    assert shown == (
        "files seen  4\n"
        "indexed     1\n"
        "unchanged   1\n"
        "skipped     1\n"
        "failed      1\n"
        "removed     1\n"
        "chunks      5 (2 embedded now)\n"
        "seconds     1.2\n"
        "index       /idx\n"
        "\n"
        "Skipped:\n"
        "  c\\n.pdf: no .txt, .md or .html file\n"
        "\n"
        "Failed:\n"
        "  d.html: no article in it"
    )


def test_a_clean_report_lists_no_files() -> None:
    assert terminal.report(report(FileReport("a.txt", "indexed"))).endswith("index       /idx")


@given(texts, texts)
def test_feedback_is_plain_lines(word: str, path: str) -> None:
    verdict = Verdict("2026-01-01T00:00:00+00:00", True, word, "Why?", word, (Place(path, 0, 1),), "g")
    shown = terminal.feedback([verdict, verdict])
    assert shown == visible(shown, keep="\n")
    assert shown.count("2026-01-01T00:00:00+00:00 good: ") == 2
    assert 6 <= len(shown.splitlines()) - 1 <= 8


def test_a_table_is_aligned() -> None:
    assert terminal.table([("measure", "all"), ("hit@1", "0.5"), ("MRR", "")]) == (
        "measure  all\nhit@1    0.5\nMRR"
    )
