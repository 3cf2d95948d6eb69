from hypothesis import given
from hypothesis import strategies as st

from index.sentences import paragraphs, parts, sentences


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_abbreviations_do_not_end_a_sentence():
    text = "Hosted by H.E. Hem Vanndy on Aug. 14. Mr. Andreas Zurbrugg spoke. It cost 3.5 million."
    assert found(text) == [
        "Hosted by H.E. Hem Vanndy on Aug. 14.",
        "Mr. Andreas Zurbrugg spoke.",
        "It cost 3.5 million.",
    ]


def test_a_title_and_its_name_stay_together():
    assert found("Later, Ms. Holt replied. Cllr. Reed and Eng. Rao left.") == [
        "Later, Ms. Holt replied.",
        "Cllr. Reed and Eng. Rao left.",
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


def test_rows_of_a_table_stand_alone_however_long():
    rows = [
        "Damage | Kronor | Borne by",
        "Mending of the quay wall | 2,300,000 | The town",
        "Lost fares | 70,000 | Ferry",
    ]
    assert found("\n".join(rows)) == rows
    text = "A line that is long enough to have been wrapped by\n" + "\n".join(rows)
    assert found(text) == text.split("\n")


def test_parts_are_items_rows_and_what_is_left_of_paragraphs():
    text = "Intro\nruns on.\n\nShort row | 1\nA row | 2\n- an item\n  of two lines\n- b"
    assert [text[a:b].strip() for a, b in parts(text)] == [
        "Intro\nruns on.",
        "Short row | 1",
        "A row | 2",
        "- an item\n  of two lines",
        "- b",
    ]


def test_a_day_and_its_month_stay_together():
    for text in (
        "Der Vertrag gilt bis zum 31. Dezember 2025.",
        "Am 3. Oktober wird nicht gearbeitet.",
        "Den 7. juni 1905 var det slutt.",
        "Smlouva platí do 31. prosince 2025.",
        "Se päättyi 6. joulukuuta 1917.",
        "Seit dem 1. Jan. 2024 fährt sie.",
        "Die Brücke über den breiten Sund schließt nach dem\n31. Dezember 2025.",
    ):
        assert found(text) == [text]
    assert found("Er kam am 3. Mai. Am 4. Mai ging er.") == ["Er kam am 3. Mai.", "Am 4. Mai ging er."]
    assert found("It opened in 1931. April was wet.") == ["It opened in 1931.", "April was wet."]
    assert found("Sie zählte 12. Dann kam keiner.") == ["Sie zählte 12.", "Dann kam keiner."]


def test_full_stops_of_other_scripts():
    assert found("日本語です。これは二番目。") == ["日本語です。", "これは二番目。"]
    assert found("នេះជាប្រយោគ។ នេះទីពីរ។") == ["នេះជាប្រយោគ។", "នេះទីពីរ។"]


def test_paragraphs_stand_between_blank_lines():
    text = "\n one\n two \n \n\nthree\n"
    assert [text[a:b] for a, b in paragraphs(text)] == ["one\n two", "three"]


@given(st.lists(st.sampled_from([*"aB .!?\n-é日1“”។", " | ", "3. Mai "]), max_size=300).map("".join))
def test_sentences_are_ordered_trimmed_and_cover_all_but_white_space(text):
    spans = sentences(text)
    covered = "".join(text[a:b] for a, b in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))
    assert not any("\n\n" in text[a:b] for a, b in spans)
