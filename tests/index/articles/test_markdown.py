import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.clean import canonical
from index.articles.markdown import front_matter, read_markdown

TEXT = """# Ferry *starts*

It was [delayed](http://example.com) for
three years. ![A ferry](ferry.png) It has `forty` cars.\\
New line.

- one
- two
  1. inner

> A saying.

| Year | Total |
|------|-------|
| 2019 | 12    |

```python
code = 1
    more
```

## Fares

Adults <b>four</b> euros &amp; more. ~~Gone~~ kept.
"""
PLAIN = """It was delayed for three years. It has forty cars.
New line.

- one
- two
  1. inner

A saying.

Year | Total
2019 | 12

code = 1
    more

Fares

Adults four euros & more. Gone kept."""


def test_what_a_reader_reads() -> None:
    draft = read_markdown(TEXT)
    assert (draft.title, draft.date, draft.source) == ("Ferry starts", None, None)
    assert canonical(draft.text) == PLAIN


def test_front_matter() -> None:
    fields = "title: 'The \"new\": ferry'\ndate: 2024-08-14 10:00:00 +0700\nsource: Island Times # a paper\n"
    draft = read_markdown(f"---\n{fields}tags:\n  - sea\n---\n\nText of it.")
    assert draft.title == 'The "new": ferry'
    assert draft.date == "2024-08-14"
    assert draft.source == "Island Times"
    assert draft.text.strip() == "Text of it."


def test_front_matter_of_other_kinds() -> None:
    draft = read_markdown('+++\ntitle = "A \\"b\\""\ndate = 2024-08-14T10:00:00Z\n+++\nText')
    assert (draft.title, draft.date, draft.text.strip()) == ('A "b"', "2024-08-14", "Text")
    assert read_markdown("---\nauthor: Jane Doe\ndate: soon\n---\nText").source == "Jane Doe"
    assert read_markdown("---\nauthor: Jane Doe\ndate: soon\n---\nText").date is None


@pytest.mark.parametrize(
    "text", ["---\n\nA rule, then text.\n\n---\n", "---\nname: value\nno end", "Text\n---\na: b"]
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert front_matter(text) == ({}, text)


def test_titles() -> None:
    assert read_markdown("---\ntitle: Ferry\n---\n# Ferry\n\nText").text.strip() == "Text"
    assert read_markdown("---\ntitle: Ferry\n---\n# Boats\n\nText").text.strip() == "Boats\n\nText"
    assert read_markdown("Before.\n\n# Ferry\n\nText") == ("Before.\n\nFerry\n\nText", "Ferry", None, None)
    assert read_markdown("## Ferry\n\nText").title == "Ferry"
    assert read_markdown("Ferry\n=====\n\nText").title == "Ferry"
    assert read_markdown("Just text.").title is None


def test_raw_html_is_read_as_in_a_page() -> None:
    text = "Seen\n\n<div style='display:none'>\n\nhidden *words*\n\n</div>\n\n<script>x</script><!-- y -->too"
    assert read_markdown(text).text.split() == ["Seen", "too"]


@given(st.text(st.sampled_from("ab *_`#>-[]()!|<&\n\\~:+=1."), max_size=120))
def test_any_text_is_read(text: str) -> None:
    read_markdown(text)
