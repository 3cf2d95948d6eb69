"""The page of the chat: what stands on it, and what happens when it is used."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from index.settings import Settings
from rag import Engine
from rag.invisible import visible
from ui import render
from ui.choices import Choices, generators, most_passages, restored
from ui.config import Serve
from ui.conversation import Turn, converse, ended
from ui.floor import Floor
from ui.kept import again, unpacked
from ui.messages import growing, messages

if TYPE_CHECKING:
    import gradio as gr

MOST_SESSIONS = 1000  # of which the server holds the conversation; the browser keeps it, too
ASKING = "asking"  # what answers questions, and so counts for how many are answered at the same time
SEED_EXAMPLES = (
    "How many officials took part in the UNIDO training?",
    "What did Hem Vanndy say about the manufacturing sector?",
    "Who signed the Joint Declaration?",
)


def build_page(engine: Engine, settings: Serve | None = None) -> "gr.Blocks":
    """The page: header, settings at the side, the conversation, its sources, and the wiring of them all."""
    import gradio as gr

    settings = settings or Serve.load()
    page = gr.Blocks(title="Footnote", analytics_enabled=False, fill_height=True, delete_cache=(600, 600))
    with page:
        turns, floor = gr.State([]), gr.State(Floor())
        header, fresh = _header(engine)
        side = _side(engine)
        with gr.Row(elem_id="room"):
            with gr.Column(elem_id="talk"):
                chat = _conversation(examples(engine, settings))
                only = _only(engine)
                box = _box()
            with gr.Column(elem_id="sources"):
                gr.Markdown(_SOURCES)
        # What the page's own script says: a conversation it has kept, and a question asked once more.
        reopened = gr.Textbox(elem_id="reopened", elem_classes="unseen")
        repeated = gr.Textbox(elem_id="repeated", elem_classes="unseen")
        chosen = [side.generator, side.k, side.unsupported, *only.fields]

        def ask(question: str, turns: list[Turn], floor: Floor, *chosen: Any) -> Iterator[tuple[Any, ...]]:
            yield gr.Textbox(**_BUSY), gr.skip(), gr.skip()
            answering = growing(converse(engine, question, turns, Choices(*chosen)))
            for said, grown in floor.alone(answering):
                yield gr.skip(), said, grown

        def ask_example(
            turns: list[Turn], floor: Floor, example: gr.SelectData, *chosen: Any
        ) -> Iterator[tuple[Any, ...]]:
            yield from ask(example.value["text"], turns, floor, *chosen)

        def ask_again(said: str, turns: list[Turn], floor: Floor, *chosen: Any) -> Iterator[tuple[Any, ...]]:
            question, before = again(said, turns)
            yield from ask(question, before, floor, *chosen)

        def rest(turns: list[Turn], floor: Floor) -> tuple[Any, ...]:
            if not floor.is_free:
                return gr.skip(), gr.skip(), gr.skip()
            return gr.Textbox(**_IDLE), messages(ended(turns)), ended(turns)

        def stop(turns: list[Turn], floor: Floor) -> tuple[Any, ...]:
            floor.clear()
            return rest(turns, floor)

        def reopen(kept: str, floor: Floor) -> tuple[Any, ...]:
            floor.clear()
            turns = unpacked(kept)
            return gr.Textbox(**_IDLE), messages(turns), turns

        def forget(floor: Floor) -> tuple[Any, ...]:
            floor.clear()
            return gr.Textbox(value="", **_IDLE), [], []

        shown, given = [box, chat, turns], [turns, floor, *chosen]
        page.load(partial(_headline, engine), None, header, queue=False, **_QUIET)
        page.load(lambda: gr.Dropdown(**_stated(engine)), None, only.sources, queue=False, **_QUIET)
        asking: list[Any] = [
            box.submit(ask, [box, *given], shown, concurrency_id=ASKING, **_QUIET),
            chat.example_select(ask_example, given, shown, concurrency_id=ASKING, **_QUIET),
        ]
        # What is being answered ends first, also where that was asked once more itself.
        halted = repeated.submit(Floor.clear, [floor], None, cancels=asking, queue=False, **_QUIET)
        asking.append(
            halted.then(
                ask_again,
                [repeated, *given],
                shown,
                concurrency_id=ASKING,
                trigger_mode="multiple",
                **_QUIET,
            )
        )
        for asked in asking:
            asked.then(rest, [turns, floor], shown, queue=False, **_QUIET)
            asked.then(partial(_headline, engine), None, header, queue=False, **_QUIET)
        box.stop(stop, [turns, floor], shown, cancels=asking, queue=False, **_QUIET)
        reopened.submit(reopen, [reopened, floor], shown, cancels=asking, queue=False, **_QUIET)
        fresh.click(forget, [floor], shown, cancels=asking, queue=False, **_QUIET)
        page.load(partial(restored, engine.config), [side.kept], side.settings, queue=False, **_QUIET)
        gr.on(
            [setting.input for setting in side.settings],
            lambda *settings: settings,
            side.settings,
            [side.kept],
            queue=False,
            **_QUIET,
        )
    page.state_session_capacity = MOST_SESSIONS
    page.queue(max_size=settings.waiting, default_concurrency_limit=settings.concurrency, api_open=False)
    return page


_BUSY: dict[str, Any] = {"submit_btn": False, "stop_btn": "Stop"}
_IDLE: dict[str, Any] = {"submit_btn": "Ask", "stop_btn": False}
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
MOST_SOURCES = 100  # to choose from; any other can be typed
_ALL = "Ask only some articles"
_SOURCES = (
    '<div class="empty"><p class="title">Sources</p>'
    "<p>Follow a number in an answer: the article opens here, at the words it rests on.</p></div>"
)


def examples(engine: Engine, settings: Serve) -> list[str]:
    """Questions to suggest: the configured ones, ones that suit the default corpus, or made from titles."""
    if settings.examples:
        return list(settings.examples)
    if Path(engine.status()["corpus"]) == Settings.model_fields["corpus"].default:
        return list(SEED_EXAMPLES)
    titles = [article.title for article in engine.listing(0, 3)[1]]
    return [f"What do the articles say about “{render.head(title, 60)}”?" for title in titles]


def _headline(engine: Engine) -> str:
    articles = engine.status()["articles"]
    return (
        "<h1>Footnote</h1>"
        '<p><span class="about">Answers from your articles, with a footnote on every sentence. </span>'
        f'<span class="indexed">{articles:,} article{"" if articles == 1 else "s"} indexed.</span></p>'
    )


def _header(engine: Engine) -> tuple["gr.Markdown", "gr.Button"]:
    import gradio as gr

    with gr.Row(elem_id="header"):
        headline = gr.Markdown(_headline(engine))
        gr.Button("Library", elem_id="open-library", scale=0, min_width=84)
        fresh = gr.Button("New chat", elem_id="fresh", scale=0, min_width=96)
    return headline, fresh


def _side(engine: Engine) -> SimpleNamespace:
    """Conversations (listed by the page's script) and what a person may set, which the browser keeps."""
    import gradio as gr

    config = engine.config
    writers = generators(config)
    with gr.Sidebar(open=False, width=300, elem_id="side"):
        gr.Markdown("## Conversations", elem_id="conversations")
        gr.Markdown("## Settings", elem_id="settings")
        generator = gr.Radio(
            writers,
            value=config.generator,
            label="Who writes the answer",
            visible=len(writers) > 1,
            container=False,
        )
        k = gr.Slider(1, most_passages(config), value=config.k, step=1, label="Passages read for an answer")
        unsupported = gr.Radio(
            [("Leave it out", "drop"), ("Show it marked", "mark")],
            value=config.unsupported,
            label="A sentence that no article supports",
        )
        gr.Radio(
            ["System", "Light", "Dark"], value="System", label="Theme", elem_id="theme", interactive=True
        )
    settings = [generator, k, unsupported]
    kept = gr.BrowserState(
        [config.generator, config.k, config.unsupported], storage_key="footnote-settings", secret="footnote"
    )
    return SimpleNamespace(generator=generator, k=k, unsupported=unsupported, settings=settings, kept=kept)


def _only(engine: Engine) -> SimpleNamespace:
    """The fields that restrict a question to some articles."""
    import gradio as gr

    with gr.Accordion(_ALL, open=False, elem_id="only") as accordion, gr.Row():
        since = gr.Textbox(label="Since", placeholder="2024 or 2024-05-31", max_length=10, min_width=120)
        until = gr.Textbox(label="Until", placeholder="2024 or 2024-05-31", max_length=10, min_width=120)
        articles = gr.Textbox(
            label="Articles",
            placeholder="paths, one a line",
            elem_id="only-articles",
            max_lines=3,
            min_width=180,
        )
        sources = gr.Dropdown(
            label="Sources",
            multiselect=True,
            allow_custom_value=True,
            elem_id="only-sources",
            min_width=180,
            **_stated(engine),
        )
    fields: list[Any] = [since, until, articles, sources]
    gr.on([field.change for field in fields], _restricted, fields, accordion, queue=False, **_QUIET)
    return SimpleNamespace(fields=fields, sources=sources)


def _stated(engine: Engine) -> dict[str, Any]:
    """The sources to choose from; without any the field for them is not shown."""
    stated = sorted(engine.sources(MOST_SOURCES))
    return {"choices": [(visible(source), source) for source in stated], "visible": bool(stated)}


def _restricted(since: str, until: str, articles: str, sources: list[str] | None) -> "gr.Accordion":
    """The head of the fields says what they restrict a question to, also when they are folded away."""
    import gradio as gr

    chosen = Choices(since=since, until=until, articles=articles, sources=sources)
    said = visible(render.head(chosen.restriction, 80))
    return gr.Accordion(label=f"Asking only {said}" if said else _ALL)


def _conversation(suggested: list[str]) -> "gr.Chatbot":
    import gradio as gr

    return gr.Chatbot(
        label="Conversation",
        show_label=False,
        container=False,
        scale=1,
        height=300,  # at least; it grows with the window
        elem_id="conversation",
        placeholder=(
            '<p class="welcome">What would you like to know?</p>'
            "<p>Each sentence of an answer carries a number. Follow it to the exact words it rests on.</p>"
        ),
        examples=[{"text": visible(question)} for question in suggested],
        autoscroll=False,  # the page's script scrolls
        group_consecutive_messages=False,
        buttons=[],
        feedback_options=None,
        sanitize_html=True,
        allow_tags=False,
        latex_delimiters=[],
        line_breaks=False,
        allow_file_downloads=False,
    )


def _box() -> "gr.Textbox":
    import gradio as gr

    return gr.Textbox(
        label="Your question",
        show_label=False,
        container=False,
        placeholder="Ask a question",
        max_lines=6,
        autofocus=True,
        elem_id="question",
        **_IDLE,
    )
