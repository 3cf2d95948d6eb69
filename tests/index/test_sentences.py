from hypothesis import given
from hypothesis import strategies as st

from index.sentences import paragraphs, sentences


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_abbreviations_do_not_end_a_sentence():
    text = "Hosted by H.E. Hem Vanndy on Aug. 14. Mr. Andreas Zurbrugg spoke. It cost 3.5 million."
    assert found(text) == [
        "Hosted by H.E. Hem Vanndy on Aug. 14.",
        "Mr. Andreas Zurbrugg spoke.",
        "It cost 3.5 million.",
    ]


def test_wrapped_lines_run_on_and_list_items_stand_alone():
    text = "A line that is long enough to have been wrapped by\nan editor ends here.\n- one\n- two"
    assert found(text) == [
        "A line that is long enough to have been wrapped by\nan editor ends here.",
        "- one",
        "- two",
    ]


def test_headings_stand_alone():
    assert found("The Plan\nIt was signed in May.") == ["The Plan", "It was signed in May."]


def test_full_stops_of_other_scripts():
    assert found("日本語です。これは二番目。") == ["日本語です。", "これは二番目。"]
    assert found("នេះជាប្រយោគ។ នេះទីពីរ។") == ["នេះជាប្រយោគ។", "នេះទីពីរ។"]


def test_paragraphs_stand_between_blank_lines():
    text = "\n one\n two \n \n\nthree\n"
    assert [text[a:b] for a, b in paragraphs(text)] == ["one\n two", "three"]


@given(st.text(st.sampled_from("aB .!?\n-é日1“”។"), max_size=300))
def test_sentences_are_ordered_trimmed_and_cover_all_but_white_space(text):
    spans = sentences(text)
    covered = "".join(text[a:b] for a, b in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))
    assert not any("\n\n" in text[a:b] for a, b in spans)
