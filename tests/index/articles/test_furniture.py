import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.clean import canonical
from index.articles.furniture import strip_furniture

TITLE = "Island ferry to start in spring"
PROSE = [
    "The harbour authority said on Monday that the new ferry would begin in spring, after years of delay.",
    "“We have waited long enough,” the director, Ana Lopes, told reporters. The ferry carries forty cars.",
    "Residents of the island had asked for a larger boat since the bridge was closed to lorries.",
]
BODY = "\n\n".join(PROSE)
FORM = """Leave a Reply Cancel reply

Your email address will not be published. Required fields are marked *

Comment *

Name *

Save my name, email, and website in this browser for the next time I comment.

Post Comment"""
TEASERS = """Storm closes three northern ports

Three ports in the north of the country were closed on…

Fishing quota cut by a fifth

The ministry announced that the quota for cod will be..."""
BELOW = {
    "button": "Post Comment",
    "form": FORM,
    "share": "Share this:\n\nTwitter\n\nFacebook\n\nLike this:\n\nLike Loading...\n\nRelated",
    "teasers": TEASERS,
    "teasers in blocks": TEASERS.replace("ports\n\n", "ports\n").replace("fifth\n\n", "fifth\n"),
    "teasers with dates": TEASERS.replace("ports\n\n", "ports\n\nMay 3, 2024\n\n"),
    "teasers, one whole": TEASERS + "\n\nCats win again\n\nThey do so every year.",
    "one teaser under a heading": "Related stories\n\n" + TEASERS.split("\n\nFishing")[0],
    "one teaser under a form": "Post Comment\n\n" + TEASERS.split("\n\nFishing")[0],
    "list of stories": "You may also like\n\n- Storm closes three ports\n- Fishing quota cut",
    "section": "More from Asia\n\nStorm closes three ports\n\nFishing quota cut by a fifth",
    "newsletter": "Subscribe to our newsletter\n\nGet the latest news straight to your inbox.\n\nSign up",
    "footer": "© 2024 Island Times. All rights reserved.\n\nPrivacy Policy | Terms of Service | Contact us",
    "menu": "Home\nNews\nBusiness\nSport\nContact us\n\nHome | About | Contact",
    "readers": "3 Comments\n\nJohn says:\n\nI took the old ferry every day, and I hope this one will do.",
    "tags": "Tags: ferry, island\n\nFollow us on Facebook and Twitter\n\nAdvertisement",
    "French": "Lire aussi\n\nLa tempête ferme trois ports du nord\n\nTous droits réservés",
}
ABOVE = {
    "menu": "Home\nNews\nBusiness\nSport\nOpinion\nContact us",
    "path": "Home > News > Island",
    "buttons": "Skip to content\n\nMenu\n\nSearch\n\nLog in",
    "cookies": "We use cookies to improve our site. By continuing, you accept their use.\n\nAccept all",
    "share": "Share\nTweet\nEmail\n\n3 min read",
}
BETWEEN = [
    "Advertisement",
    "Story continues below",
    "Read more: Storm closes three northern ports",
    "Also read: Fishing quota cut by a fifth",
    "Related stories\nStorm closes three northern ports\nFishing quota cut by a fifth",
]
KEPT = {
    "last paragraph ends in dots": "And so the old ferry goes on, night after night, until one day...",
    "heading and dots": "What comes next\n\nThe council meets in May, and until then the boat goes on...",
    "interview": "Q: What will it cost?\n\nA: We do not know yet, and so we wait...\n\n"
    "Q: When does it start?\n\nA: In spring, but with boats one never knows...",
    "dialogue": "“Will it ever come?”\n\n“I have heard that so often…”\n\n“So have I…”",
    "list": "The new fares\n\n- Adults: 4 euros\n- Children: 2 euros\n- Cars: 10 euros",
    "headings of button words": "Share prices\n\nThey rose.\n\nComments from residents\n\nMost were glad.",
    "sections": "The first boat\n\nIt sank in 1950.\n\nThe second boat\n\nIt burnt.",
    "quoted site": "“We use cookies to keep the site running,” said the company.",
    "table": "Politics | Economy | World\n1 | 2 | 3\n4 | 5 | 6",
    "copyright as a subject": "Copyright law changed in 1976, and again in 1998.",
    "by continuing": "By continuing the strike, the crews hope to win better pay.",
    "books": "Further reading\n\nA History of Ferries, by J. Smith\n\nBoats of the North, by A. Jones",
    "contact": "Readers can reach the authority by email or at its office on the quay.",
}
POEM = """The sea is calm tonight
The tide is full, the moon lies fair

Upon the straits; on the far coast
The light gleams and is gone...

Come to the window, sweet is the air
Only, from the long line of spray..."""
RECIPE = """Stir the flour and the sugar in a bowl until there are no lumps left in it. Let it rest.

Ingredients

- 200 g flour
- 2 eggs

Method

1. Mix the flour
2. Bake for 20 minutes

Serve hot"""


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
def test_below_the_article(below: str) -> None:
    assert strip_furniture(f"{TITLE}\n\n{BODY}\n\n{below}") == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE)
def test_above_the_article(above: str) -> None:
    assert strip_furniture(f"{above}\n\n{TITLE}\n\n{BODY}") == f"{TITLE}\n\n{BODY}"
    assert strip_furniture(f"{TITLE}\n\n{above}\n\n{BODY}") == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize("between", BETWEEN)
def test_between_paragraphs(between: str) -> None:
    assert strip_furniture("\n\n".join([PROSE[0], between, *PROSE[1:]])) == BODY


def test_in_the_last_paragraph_s_block() -> None:
    assert strip_furniture(f"{BODY}\nPost Comment") == BODY


@pytest.mark.parametrize("end", KEPT.values(), ids=KEPT)
def test_what_an_article_may_end_in_stays(end: str) -> None:
    assert strip_furniture(f"{TITLE}\n\n{BODY}\n\n{end}") == f"{TITLE}\n\n{BODY}\n\n{end}"


@pytest.mark.parametrize("text", [POEM, RECIPE, f"Twitter\n\n{BODY}", "Post Comment"])
def test_texts_of_other_shapes_stay(text: str) -> None:
    assert strip_furniture(text) == text


def test_the_same_word_is_furniture_once_the_title_is_known() -> None:
    assert strip_furniture(f"Twitter\n\n{BODY}", titled=True) == BODY


PARTS = [*BELOW.values(), *ABOVE.values(), *BETWEEN, *KEPT.values(), *PROSE, TITLE]


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=8), st.booleans())
def test_twice_is_once_and_only_whole_lines_go(parts: list[str], titled: bool) -> None:
    text = canonical("\n\n".join(parts))
    once = strip_furniture(text, titled=titled)
    assert strip_furniture(once, titled=titled) == once
    assert canonical(once) == once
    lines = iter(text.split("\n"))
    assert all(line in lines for line in once.split("\n") if line)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(PROSE),
            st.sampled_from(["The first boat", "Fares", "- Adults\n- Children", "It sank.", "Why so late?"]),
        ),
        max_size=12,
    )
)
def test_articles_without_furniture_stay_whole(parts: list[str]) -> None:
    text = "\n\n".join([*parts, PROSE[0]])
    assert strip_furniture(text) == text
