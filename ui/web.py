"""The chat: the page and its wiring to an engine."""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import FootnoteError
from index.settings import Settings
from rag import Engine
from ui import render
from ui.config import Serve
from ui.conversation import Turn, converse, ended, messages

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

ASSETS = Path(__file__).parent / "assets"
IDLE_SECONDS = 3600  # after which a conversation nobody continues is forgotten
SEED_EXAMPLES = (
    "How many officials took part in the UNIDO training?",
    "What did Hem Vanndy say about the manufacturing sector?",
    "Who signed the Joint Declaration?",
)


def build_chat(engine: Engine, settings: Serve) -> "FastAPI":
    """The chat as a web application, to be mounted behind the server's guards."""
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles

    def answer(question: str) -> str:
        """The answer to a question, as Markdown with footnotes."""
        try:
            *_, found = engine.stream(question)
        except FootnoteError as error:
            raise gr.Error(str(error)) from None
        return found.to_markdown()

    chat = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    chat.mount("/chat-assets", StaticFiles(directory=ASSETS))
    page = build_app(engine, settings)
    with page:
        gr.api(answer, api_name="answer")  # type: ignore[attr-defined]  # for gradio_client
    gr.mount_gradio_app(
        chat,
        page,
        path="/",
        theme=_theme(),
        css_paths=ASSETS / "chat.css",
        head='<script src="/chat-assets/chat.js"></script>',
        allowed_paths=[],
        blocked_paths=[str(engine.index), engine.status()["corpus"]],
        max_file_size="1kb",
        show_error=False,
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
    )
    return chat


def build_app(engine: Engine, settings: Serve | None = None) -> "gr.Blocks":
    """The page: a title, the conversation, a box to ask in, and what happens when they are used."""
    import gradio as gr

    settings = settings or Serve.load()
    page = gr.Blocks(title="Footnote", analytics_enabled=False, fill_height=True, delete_cache=(600, 600))
    with page:
        turns = gr.State([], time_to_live=IDLE_SECONDS)
        with gr.Row(elem_id="header"):
            header = gr.Markdown(_header(engine))
            fresh = gr.Button("New chat", elem_id="fresh", scale=0, min_width=96)
        chat = _conversation(examples(engine, settings))
        box = _box()

        def ask(question: str, turns: list[Turn]) -> Iterator[tuple[Any, ...]]:
            yield gr.Textbox(value="", **_BUSY), gr.skip(), gr.skip()
            for grown in converse(engine, question, turns):
                yield gr.skip(), messages(grown), grown

        def ask_example(turns: list[Turn], example: gr.SelectData) -> Iterator[tuple[Any, ...]]:
            yield from ask(example.value["text"], turns)

        def rest(turns: list[Turn]) -> tuple[Any, ...]:
            return gr.Textbox(**_IDLE), messages(ended(turns)), ended(turns)

        def forget() -> tuple[Any, ...]:
            return gr.Textbox(value="", **_IDLE), [], []

        shown = [box, chat, turns]
        page.load(partial(_header, engine), None, header, queue=False, **_QUIET)
        typed = box.submit(ask, [box, turns], shown, **_QUIET)
        picked = chat.example_select(ask_example, [turns], shown, **_QUIET)
        for asked in (typed, picked):
            asked.then(rest, [turns], shown, queue=False, **_QUIET)
        box.stop(rest, [turns], shown, cancels=[typed, picked], queue=False, **_QUIET)
        fresh.click(forget, None, shown, cancels=[typed, picked], queue=False, **_QUIET)
    page.queue(max_size=settings.waiting, default_concurrency_limit=settings.concurrency, api_open=False)
    return page


_BUSY: dict[str, Any] = {"submit_btn": False, "stop_btn": "Stop"}
_IDLE: dict[str, Any] = {"submit_btn": "Ask", "stop_btn": False}
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def examples(engine: Engine, settings: Serve) -> list[str]:
    """Questions to suggest: the configured ones, ones that suit the default corpus, or made from titles."""
    if settings.examples:
        return list(settings.examples)
    if Path(engine.status()["corpus"]) == Settings.model_fields["corpus"].default:
        return list(SEED_EXAMPLES)
    titles = [article.title for article in islice(engine.articles(), 3)]
    return [f"What do the articles say about “{render.head(title, 60)}”?" for title in titles]


def _header(engine: Engine) -> str:
    articles = engine.status()["articles"]
    return (
        "<h1>Footnote</h1>"
        "<p>Answers from your articles, with a footnote on every sentence. "
        f'<span class="indexed">{articles:,} article{"" if articles == 1 else "s"} indexed.</span></p>'
    )


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
        examples=[{"text": render.visible(question)} for question in suggested],
        autoscroll=False,  # chat.js scrolls
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


def _theme() -> Any:
    """Fonts of the reader's own system, so none is fetched; colours that can be read in light and dark."""
    import gradio as gr

    return gr.themes.Base(
        primary_hue="teal",
        neutral_hue="stone",
        radius_size="lg",
        font=["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"],
        font_mono=["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace"],
    ).set(
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_400",
        input_placeholder_color="*neutral_500",
        input_background_fill="white",
        input_background_fill_dark="*neutral_900",
        input_border_color="*neutral_300",
        input_border_color_focus="*primary_500",
        button_secondary_background_fill="transparent",
        button_secondary_background_fill_dark="transparent",
        button_secondary_border_color="*neutral_300",
        button_secondary_border_color_dark="*neutral_700",
        button_border_width="1px",
    )
