"""The `openai` client, unchanged, against the running server."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import openai
import pytest

from index import tokens
from rag import Engine
from tests.ui.api.conftest import Held, Serving
from ui.api.completions import addition

SIGNED = "When was the Joint Declaration signed?"


@pytest.fixture
def client(doors: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{doors}/v1", api_key="none", max_retries=0) as client:
        yield client


def test_models_are_listed(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["footnote"]
    assert client.models.retrieve("footnote").owned_by == "footnote"


def test_a_completion_carries_its_citations(client: openai.OpenAI) -> None:
    done = client.chat.completions.create(
        model="footnote",
        messages=[{"role": "system", "content": "Be brief."}, {"role": "user", "content": SIGNED}],
        temperature=0,
    )
    (choice,) = done.choices
    assert choice.finish_reason == "stop"
    assert choice.message.content is not None
    assert choice.message.content.endswith("was signed in November 2017. [1]")
    (citation,) = choice.message.citations  # type: ignore[attr-defined]
    assert (citation["n"], citation["path"]) == (1, "004_75cd3ffba4c82632.txt")
    assert done.usage is not None
    assert done.usage.prompt_tokens == tokens.count("Be brief.") + tokens.count(SIGNED)
    assert done.usage.completion_tokens == tokens.count(choice.message.content)
    assert done.usage.total_tokens == done.usage.prompt_tokens + done.usage.completion_tokens


def test_a_streamed_completion_is_the_same(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="footnote", messages=[{"role": "user", "content": SIGNED}])
    stream = client.chat.completions.create(
        model="footnote",
        messages=[{"role": "user", "content": [{"type": "text", "text": SIGNED}]}],
        stream=True,
        stream_options={"include_usage": True},
    )
    *chunks, last, usage = stream
    assert chunks[0].choices[0].delta.role == "assistant"
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert text == whole.choices[0].message.content
    assert last.choices[0].finish_reason == "stop"
    assert last.choices[0].delta.citations == whole.choices[0].message.citations  # type: ignore[attr-defined]
    assert (usage.choices, usage.usage) == ([], whole.usage)
    assert len({chunk.id for chunk in [*chunks, last, usage]}) == 1


def test_a_stream_ends_with_done(http: httpx.Client) -> None:
    body = {"messages": [{"role": "user", "content": SIGNED}], "stream": True}
    stream = http.post("/v1/chat/completions", json=body).text
    assert stream.endswith("\n\ndata: [DONE]\n\n")
    assert '"usage"' not in stream


def test_the_conversation_counts(client: openai.OpenAI) -> None:
    done = client.chat.completions.create(
        model="footnote",
        messages=[
            {
                "role": "user",
                "content": "What does the Joint Declaration between UNIDO and Cambodia concern?",
            },
            {"role": "assistant", "content": "Quality."},
            {"role": "user", "content": "When was it signed?"},
        ],
    )
    assert "November 2017" in str(done.choices[0].message.content)


@pytest.mark.parametrize("stream", [False, True])
def test_only_articles_that_fit_are_asked(client: openai.OpenAI, engine: Engine, stream: bool) -> None:
    one, two = engine.articles()

    def asked(only: dict[str, object]) -> Any:
        """The answer's message, or the last piece of it."""
        done: Any = client.chat.completions.create(
            model="footnote",
            messages=[{"role": "user", "content": SIGNED}],
            stream=stream,
            extra_body={"only": only},
        )
        return list(done)[-1].choices[0].delta if stream else done.choices[0].message

    assert {citation["path"] for citation in asked({"articles": [two.path]}).citations} == {two.path}
    for only in ({"articles": [one.id], "until": "1901"}, {"since": "2999"}, {"sources": ["The Paper"]}):
        none = asked(only)
        assert (none.abstained, none.citations) == (True, [])
    for wrong, said in (
        ({"since": "soon"}, "write it as 2024, 2024-05 or 2024-05-31"),
        ({"article": "a.txt"}, "only"),
    ):
        with pytest.raises(openai.BadRequestError, match=said):
            asked(wrong)


def test_errors_are_openai_s(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as unknown:
        client.chat.completions.create(model="gpt", messages=[{"role": "user", "content": SIGNED}])
    assert unknown.value.code == "model_not_found"
    for messages in ([], [{"role": "assistant", "content": "x"}], [{"role": "user", "content": "?"}]):
        with pytest.raises(openai.BadRequestError):
            client.chat.completions.create(model="footnote", messages=messages)  # type: ignore[arg-type]
    with pytest.raises(openai.BadRequestError):
        client.chat.completions.create(model="footnote", messages=[{"role": "user", "content": SIGNED}], n=2)


def test_the_client_comes_again_after_busy(serve: Serving, held: Held) -> None:
    door = serve(held, concurrency=1, waiting=0)
    base = str(door.base_url).rstrip("/") + "/v1"
    with openai.OpenAI(base_url=base, api_key="none") as client, ThreadPoolExecutor(2) as pool:
        pool.submit(door.post, "/api/ask", json={"question": SIGNED})
        assert held.asked.acquire(timeout=30)
        asking = pool.submit(
            client.chat.completions.create, model="footnote", messages=[{"role": "user", "content": SIGNED}]
        )
        while 'busy_total{door="openai"}' not in door.get("/metrics").text:
            time.sleep(0.01)
        held.go.set()
        assert "November 2017" in str(asking.result().choices[0].message.content)


def test_what_is_sent_grows_into_the_text() -> None:
    assert addition("", "One. [1]") == "One. [1]"
    assert addition("One. [1]", "One. [1] Two. [2]") == " Two. [2]"
    assert addition("One. [1]", "One. [1]") == ""
    assert addition("One. [1]", "Other. [1]") == "\n\nOther. [1]"
