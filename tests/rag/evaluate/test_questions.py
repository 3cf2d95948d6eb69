"""Files of questions, good and malformed."""

from pathlib import Path

import pytest

from rag.evaluate import Question, QuestionsFileError, load_questions


def test_loading_both_forms(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '\ufeff{"question": "a?", "answers": ["x", "y"], "articles": ["s.txt"], '
        '"kind": "fact", "history": ["h?"]}\n'
        "\n"
        '{"id": "1", "question": "b?", "answers": ["z\u2028z"], "article": "w.txt", "paragraph": "p"}\r\n'
        '{"question": "c?", "answers": [], "articles": [], "kind": "unanswerable", "history": []}',
        encoding="utf-8",
    )
    assert load_questions(path) == [
        Question("a?", ("x", "y"), ("s.txt",), None, "fact", ("h?",)),
        Question("b?", ("z\u2028z",), ("w.txt",), "p"),
        Question("c?", (), (), None, "unanswerable"),
    ]
    assert [question.answerable for question in load_questions(path)] == [True, True, False]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "line 2: not JSON"),
        ("[" * 100_000, "line 2: not JSON"),
        ('["question"]', "line 2: not a JSON object"),
        ('{"answers": []}', "line 2: 'question' is missing"),
        ('{"question": null, "answers": []}', "line 2: 'question' is missing"),
        ('{"question": " ", "answers": []}', "line 2: 'question' must be a text"),
        ('{"question": "a?"}', "line 2: 'answers' is missing; write \\[\\]"),
        ('{"question": "a?", "answers": "x"}', "line 2: 'answers' must be a list of"),
        ('{"question": "a?", "answers": [1]}', "line 2: 'answers' must be a list of"),
        (
            '{"question": "a?", "answers": [], "history": [{"role": "user"}]}',
            "line 2: 'history' must be",
        ),
        ('{"question": "a?", "answers": [], "article": 3}', "line 2: 'article' must be a text"),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "fine?", "answers": []}\n' + line, encoding="utf-8")
    with pytest.raises(QuestionsFileError, match=fault) as caught:
        load_questions(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_file_that_is_missing_binary_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionsFileError, match="cannot be read"):
        load_questions(tmp_path / "none.jsonl")
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(QuestionsFileError, match="cannot be read"):
        load_questions(tmp_path / "binary.jsonl")
    (tmp_path / "empty.jsonl").write_text("\n\n", encoding="utf-8")
    with pytest.raises(QuestionsFileError, match="holds no questions"):
        load_questions(tmp_path / "empty.jsonl")
