"""`/api/ask` and `/api/rebuild`, and what watches over the server: `/healthz` and `/metrics`."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import asdict
from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, Depends, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from index.errors import FootnoteError
from rag.check import MOST_PASSAGES
from rag.types import Answer, Unsupported
from ui.access import Keys, only_admin
from ui.api.among import Among
from ui.api.desk import Desk, unless_gone
from ui.api.events import event, opened
from ui.api.metrics import CONTENT_TYPE, Metrics
from ui.api.problems import as_json, problem, status_of
from ui.api.text import Text
from ui.choices import Arguments
from ui.rebuild import Rebuild


class Turn(BaseModel):
    """A turn of the conversation so far, as a chat message."""

    model_config = ConfigDict(strict=True)

    role: Text = Field(examples=["user"])
    content: Text


class Asking(BaseModel):
    """A question, and the conversation it is asked in."""

    model_config = ConfigDict(strict=True, extra="forbid")

    question: Text = Field(examples=["Who signed the Joint Declaration?"])
    history: list[Text | Turn] = Field(
        default=[], description="Earlier turns, oldest first: question, answer, question … or chat messages."
    )
    k: int | None = Field(None, ge=1, le=MOST_PASSAGES, description="Passages to read.")
    generator: Text | None = Field(None, description="Who writes the answer, of those that are configured.")
    only: Among | None = Field(None, description="Answer from these articles only.")
    unsupported: Unsupported | None = Field(
        None, description="Sentences that no article supports: leave them out, or mark them."
    )
    stream: bool = Field(False, description="Send server-sent events while the answer grows.")


STREAM = {"text/event-stream": {"schema": {"type": "string"}}}


def question_routes(desk: Desk) -> APIRouter:
    """The route that answers questions."""
    router = APIRouter(prefix="/api", tags=["questions"])

    @router.post("/ask", summary="Ask a question", responses={200: {"model": Answer, "content": STREAM}})
    async def ask(asked: Asking, request: Request) -> Response:
        """Answer from the articles, each sentence cited to the characters it rests on.

        With `stream` come events: a `sentence` for each sentence, with the citations it brings; at the
        end `answer`, the whole answer, which is what counts; or `error`, problem details.
        """
        if asked.generator is not None and asked.generator not in desk.generators():
            known = ", ".join(desk.generators())
            raise HTTPException(422, f"There is no generator {asked.generator!r} here, but: {known}.")
        history = [turn if isinstance(turn, str) else turn.model_dump() for turn in asked.history]
        given: Arguments = {
            "k": asked.k,
            "generator": asked.generator,
            "only": asked.only.only() if asked.only else None,
            "unsupported": asked.unsupported,
        }
        if asked.stream:
            growing = desk.answers("api", asked.question, history, **given)
            return await opened(request, _events(growing))
        answer = desk.answer("api", asked.question, history, **given)
        return as_json((await unless_gone(request, answer)).to_dict())

    return router


async def _events(answers: AsyncGenerator[Answer]) -> AsyncGenerator[bytes]:
    """A `sentence` for each new sentence, then the `answer`; `error` where it breaks off in between."""
    sentences = cited = 0
    answer = None
    try:
        async with aclosing(answers):
            async for answer in answers:
                for sentence in answer.sentences[sentences:]:
                    new = [asdict(citation) for citation in answer.citations if citation.n > cited]
                    yield event({**asdict(sentence), "new_citations": new}, "sentence")
                    cited = len(answer.citations)
                sentences = len(answer.sentences)
    except FootnoteError as error:
        if not answer:
            raise
        yield event(problem(status_of(error), str(error)), "error")
        return
    if answer:
        yield event(answer.to_dict(), "answer")


def rebuild_routes(rebuild: Rebuild, keys: Keys) -> APIRouter:
    """The routes that bring the index up to date."""
    router = APIRouter(prefix="/api/rebuild", tags=["index"])

    @router.post("", summary="Rebuild the index", dependencies=[Depends(only_admin(keys))])
    async def run(
        wait: Annotated[bool, Query(description="False to come back at once, with status 202.")] = True,
    ) -> Response:
        """Bring the index up to date with its folder; the report says of each file what became of it.

        Comes when all is done, or at once without `wait`: then GET tells how far it is. Questions are
        answered meanwhile. 409 where a rebuild is already running.
        """
        if not wait:
            rebuild.start()
            return as_json(rebuild.state(), 202)
        report = await anyio.to_thread.run_sync(rebuild.run, abandon_on_cancel=True)  # as at Ctrl-C
        return as_json({**report.to_dict(), "stages": rebuild.state()["stages"]})

    @router.get("", summary="How far a rebuild is")
    def state() -> Annotated[dict[str, Any], "plain data"]:
        """Whether a rebuild runs, when the last began, its stages so far, and its report or its error.

        Stages come in order: read (files), embed (chunks), write; where nothing changed there is only the
        first. The report has each file as indexed, unchanged, skipped or failed, and why.
        """
        return rebuild.state()

    return router


def watch_routes(desk: Desk, metrics: Metrics) -> APIRouter:
    """The routes that tell how the server does."""
    router = APIRouter(tags=["server"])

    @router.get("/healthz", summary="Is it up?")
    def health() -> dict[str, str]:
        """The generation that is answered from."""
        return {"status": "ok", "generation": desk.engine.generation}

    @router.get("/metrics", summary="Counts for Prometheus")
    def counts() -> Response:
        """Questions, abstentions, seconds, refusals and the generation, by door."""
        return Response(metrics.text(desk.engine.generation), media_type=CONTENT_TYPE)

    return router
