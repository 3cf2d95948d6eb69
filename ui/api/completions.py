"""`/v1`: as an OpenAI-compatible server, for clients and chat front ends that speak to one.

The last message is the question and those before it are its conversation. Instructions ("system") and
settings of a language model are not for this one and are passed over. Citations stand beside the text;
`only`, beside the messages, keeps the answer to some articles.
"""

import time
import uuid
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import asdict
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from index import tokens
from index.errors import FootnoteError
from rag.types import Answer
from ui.api.among import Among
from ui.api.desk import Desk, unless_gone
from ui.api.events import event, opened
from ui.api.problems import as_json, openai_error, status_of
from ui.api.text import Text

MODEL = "footnote"
DONE = b"data: [DONE]\n\n"


class Part(BaseModel):
    """A part of a message; only text can be asked."""

    type: Literal["text"]
    text: Text


class Message(BaseModel):
    """A message of the conversation."""

    role: Text = Field(examples=["user"])
    content: Text | list[Part] | None = None

    def text(self) -> str:
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content)
        return self.content or ""


class StreamOptions(BaseModel):
    include_usage: bool = False


class Completion(BaseModel):
    """What is read of a request; anything else in it is passed over."""

    model: Text = MODEL
    messages: list[Message] = Field(min_length=1)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = 1
    only: Among | None = Field(None, description="Answer from these articles only; not a field of OpenAI's.")


def completion_routes(desk: Desk) -> APIRouter:
    """The routes of the OpenAI-compatible server."""
    router = APIRouter(prefix="/v1", tags=["OpenAI-compatible"])
    since = int(time.time())
    model = {"id": MODEL, "object": "model", "created": since, "owned_by": "footnote"}

    @router.get("/models", summary="List the models")
    def models() -> dict[str, Any]:
        """The one there is."""
        return {"object": "list", "data": [model]}

    @router.get("/models/{name}", summary="Tell about a model")
    def one(name: str) -> Response:
        """The model of this name."""
        return as_json(model) if name == MODEL else _no_model(name)

    @router.post("/chat/completions", summary="Ask a question as a chat completion")
    async def complete(asked: Completion, request: Request) -> Response:
        """The answer as a completion, with `citations` beside its text."""
        if asked.model != MODEL:
            return _no_model(asked.model)
        *before, last = asked.messages
        if last.role != "user":
            return as_json(openai_error(400, "The last message must be the user's: it is the question."), 400)
        history = [{"role": one.role, "content": one.text()} for one in before if one.role in TURNS]
        only = asked.only.only() if asked.only else None
        if asked.stream:
            growing = desk.answers("openai", last.text(), history, only=only)
            return await opened(request, _chunks(asked, growing))
        answer = await unless_gone(request, desk.answer("openai", last.text(), history, only=only))
        message = {"role": "assistant", "content": said(answer), **beside(answer)}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        usage = await run_in_threadpool(_usage, asked.messages, answer)
        return as_json({**_head("chat.completion"), "choices": [choice], "usage": usage})

    return router


TURNS = ("user", "assistant")


def said(answer: Answer) -> str:
    """The text of an answer, and what its reader should know about how it was made."""
    return f"{answer.text}\n\n{answer.note}" if answer.note else answer.text


def beside(answer: Answer) -> dict[str, Any]:
    """What Footnote knows about an answer and OpenAI's form has no place for."""
    return {
        "citations": [asdict(citation) for citation in answer.citations],
        "short": answer.short,
        "abstained": answer.abstained,
        "confidence": answer.confidence,
        "generation": answer.generation,
    }


async def _chunks(asked: Completion, answers: AsyncGenerator[Answer]) -> AsyncGenerator[bytes]:
    """The answer as chunks: its text as it grows, at the end its citations and, where asked, the usage."""
    head = _head("chat.completion.chunk")
    sent, begun, answer = "", False, None
    try:
        async with aclosing(answers):
            async for answer in answers:
                if not begun:
                    yield _chunk(head, {"role": "assistant", "content": ""})
                    begun = True
                if more := addition(sent, answer.text):
                    yield _chunk(head, {"content": more})
                    sent = answer.text
    except FootnoteError as error:
        if not begun:
            raise
        yield event(openai_error(status_of(error), str(error)))
        yield DONE
        return
    assert answer
    if answer.note:
        yield _chunk(head, {"content": f"\n\n{answer.note}"})
    yield _chunk(head, beside(answer), "stop")
    if asked.stream_options and asked.stream_options.include_usage:
        usage = await run_in_threadpool(_usage, asked.messages, answer)
        yield event({**head, "choices": [], "usage": usage})
    yield DONE


def addition(sent: str, text: str) -> str:
    """What to send after `sent`, so that `text` is there: its continuation, or all of it where it is none."""
    if text.startswith(sent):
        return text[len(sent) :]
    return f"\n\n{text}"


def _chunk(head: dict[str, Any], delta: dict[str, Any], finish_reason: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
    return event({**head, "choices": [choice]})


def _head(kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": MODEL}


def _usage(messages: Iterable[Message], answer: Answer) -> dict[str, int]:
    """Tokens of cl100k_base in the messages and in the answer's text."""
    asked, told = sum(tokens.count(one.text()) for one in messages), tokens.count(said(answer))
    return {"prompt_tokens": asked, "completion_tokens": told, "total_tokens": asked + told}


def _no_model(name: str) -> Response:
    message = f"There is no model {name!r} here, but {MODEL!r}."
    return as_json(openai_error(404, message, "model_not_found"), 404)
