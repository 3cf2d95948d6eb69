from pathlib import Path

import pytest

from training.support.claims import (
    WRITTEN,
    Claim,
    Passage,
    edited_claims,
    key_of,
    wiki_passages,
    written_claims,
)

BRIDGE = Passage("bridge.txt", "The Bridge", "Ada Holt designed it. Tom Reed built it in 1905.")
BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
KNOWN = {key_of(BRIDGE.text): BRIDGE}


def test_written_claims_find_their_passage(tmp_path):
    file = tmp_path / "a.tsv"
    file.write_text(f"{key_of(BRIDGE.text)}\tF\troles\tReed designed it.\n", encoding="utf-8")
    assert written_claims(file, KNOWN) == [Claim("roles", "Reed designed it.", BRIDGE, False)]
    with pytest.raises(KeyError):
        written_claims(file, {})


def test_edited_claims_have_their_passage_changed(tmp_path):
    file = tmp_path / "a.tsv"
    changes = '[[0, 8, "Tom Reed"], [22, 30, "Ada Holt"]]'
    file.write_text(f"{key_of(BRIDGE.text)}\tT\t{changes}\tReed designed it.\n", encoding="utf-8")
    [claim] = edited_claims(file, KNOWN)
    assert claim.passage.text == "Tom Reed designed it. Ada Holt built it in 1905."
    assert (claim.text, claim.supported) == ("Reed designed it.", True)


def test_the_paragraphs_of_a_folder(tmp_path):
    (tmp_path / "a.txt").write_text("Title\n\nOne  line.\nTwo.\n\nMore.\n", encoding="utf-8")
    assert list(wiki_passages(tmp_path)) == [
        Passage("a.txt", "Title", "One line. Two."),
        Passage("a.txt", "Title", "More."),
    ]


@pytest.mark.parametrize("name", ["train.tsv", "dev.tsv"])
def test_as_many_written_claims_are_true_as_false(name):
    labels = [line.split("\t")[1] for line in (WRITTEN / name).read_text(encoding="utf-8").splitlines()]
    assert labels.count("T") == labels.count("F") == len(labels) // 2


SETS = {
    WRITTEN / "train.tsv": WRITTEN / "edits.tsv",
    WRITTEN / "dev.tsv": WRITTEN / "dev-edits.tsv",
    BENCHMARKS / "paraphrases.tsv": BENCHMARKS / "paraphrases-edited.tsv",
}


def rows(file: Path) -> list[list[str]]:
    return [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("file", "edits"), SETS.items(), ids=lambda file: file.stem)
def test_each_edit_turns_a_written_verdict_round(file, edits):
    written = {(key, claim): label for key, label, _, claim in rows(file)}
    assert all(written[key, claim] != label for key, label, _, claim in rows(edits))


def test_no_passage_is_in_two_sets():
    train, dev, test = ({row[0] for row in rows(file)} for file in SETS)
    assert not train & dev
    assert not train & test
    assert not dev & test
