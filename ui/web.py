"""The chat as a web application."""

from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import FootnoteError
from rag import Engine
from ui.config import Serve
from ui.page import ASKING, build_page
from ui.theme import theme

if TYPE_CHECKING:
    from fastapi import FastAPI

ASSETS = Path(__file__).parent / "assets"


def build_chat(engine: Engine, settings: Serve) -> "FastAPI":
    """The chat, to be mounted behind the server's guards.

    Its files on disk are closed to it: the page reads articles and changes the library through the
    same routes as programs do.
    """
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
    page = build_page(engine, settings)
    with page:
        # For gradio_client.
        gr.api(answer, api_name="answer", concurrency_id=ASKING)  # type: ignore[attr-defined]
    gr.mount_gradio_app(
        chat,
        page,
        path="/",
        theme=theme(),
        css_paths=sorted(ASSETS.glob("*.css")),
        head=_scripts(),
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


def _scripts() -> str:
    """The page's own script; all its files are fetched at once, so that it listens as soon as it is seen."""
    names = sorted(file.name for file in ASSETS.glob("*.js"))
    early = "".join(f'<link rel="modulepreload" href="/chat-assets/{name}">' for name in names)
    return f'{early}<script type="module" src="/chat-assets/main.js"></script>'
