"""Faults of a server, one test each: whatever it does, there is an answer in time, and no key in it."""

import json
import logging
import socket
import sys
import threading
import time
import traceback

import pytest

from index import Article
from index.tokens import count
from rag.answer import growing
from rag.errors import GeneratorError
from rag.generate import Llm, load_generator
from rag.generate.llm import ChatModel
from rag.types import Answer, Evidence, Passage, Reading

TEXT = "Ada Holt built the bridge. It spans 300 metres."
ARTICLE = Article("b", "b.txt", "The Bridge", TEXT, "1999-01-02", None, "0" * 64)
PASSAGES = [Passage(TEXT, "b", "The Bridge", "b.txt", "1999-01-02", 0, len(TEXT))]
EMPTY = Answer("Who?", "", None, (), (), True, 0.8, "generation", "Who built the bridge?")
READING = Reading((Evidence(0, 0, 26, 0.9, short=(0, 8)),), 0.8)
QUOTED = "Ada Holt built the bridge. [1]"
KEY = "sk-verysecret-1234567890"


def settings(server, **others):
    return Llm(**{"base_url": server.base_url, "model": "tiny", **others})


@pytest.fixture(scope="module", autouse=True)
def _imported():
    """What is imported at the first use is no part of the times limited below."""
    from openai import OpenAI

    OpenAI(api_key="none").chat.completions.create  # noqa: B018
    count("once")


@pytest.fixture
def answers(monkeypatch, caplog):
    """answers(server): every answer that is shown in turn, the last one complete; no key anywhere."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    caplog.set_level(logging.DEBUG)

    def ask(server, **others):
        generator = load_generator("openai", READING, settings(server, **others))
        shown = list(growing(EMPTY, PASSAGES, READING, generator, lambda _: ARTICLE))
        for answer in shown:
            assert KEY not in str(answer.to_dict())
            assert "\n" not in (answer.note or "")
        assert KEY not in caplog.text
        return shown

    return ask


@pytest.fixture
def falls_back(serve, answers):
    """falls_back(reply, why): the server replies so, and the labelled extractive answer says why."""

    def check(reply, why, **others):
        server = serve(reply)
        answer = answers(server, **others)[-1]
        assert answer.text == QUOTED
        place = server.address
        assert answer.note == f"The generator failed: {why}; the answer quotes the articles instead.".replace(
            "PLACE", place
        )

    return check


def test_a_good_answer_streams_sentence_by_sentence(serve, answers):
    def reply(handler):
        handler.begin()
        handler.say("Ada Holt built ", "the bridge. [", "1] It spans", " 300 metres. [1]", finish="stop")

    server = serve(reply)
    first, last = answers(server)
    assert first.text == QUOTED
    assert last.text == "Ada Holt built the bridge. [1] It spans 300 metres. [2]"
    assert (last.note, last.short) == (None, "Ada Holt")
    (asked,) = server.asked
    assert {name: asked[name] for name in asked if name != "messages"} == {
        "model": "tiny",
        "stream": True,
        "temperature": 0.0,
        "max_tokens": 400,
    }
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


def test_a_server_without_a_key_gets_none(serve, answers, monkeypatch):
    def reply(handler):
        handler.begin()
        handler.say(QUOTED, finish="stop")

    server = serve(reply)
    monkeypatch.setenv("OTHER", " another-key\n")
    assert answers(server, key_env="NO_SUCH_VARIABLE")[-1].note is None
    assert answers(server, key_env="OTHER", temperature=None, max_tokens=None)[-1].note is None
    assert "authorization" not in server.headers[0]
    assert server.headers[1]["authorization"] == "Bearer another-key"
    assert set(server.asked[1]) == {"model", "stream", "messages"}


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (302, "refused the request (302)"),
        (400, "refused the request, see temperature, max_tokens and passage_tokens in [llm] (400)"),
        (401, "refused the key, set it in the environment variable OPENAI_API_KEY (401)"),
        (403, "forbids this key to use the model 'tiny' (403)"),
        (404, "knows no model 'tiny' or no such address, mend model or base_url in [llm] (404)"),
        (429, "takes no more questions for now, or a quota is used up (429)"),
        (500, "is in trouble, try again later (500)"),
        (503, "is in trouble, try again later (503)"),
    ],
)
def test_a_refusal_is_explained_without_what_the_server_says_of_the_key(status, why, falls_back):
    def reply(handler):
        handler.begin(status, "application/json", Retry_After="60", X_Request_Id=f"for {KEY}", Location="/")
        handler.write(json.dumps({"error": {"message": f"Bad key {KEY}", "code": KEY}}))

    falls_back(reply, f"PLACE {why}")


def test_a_server_that_wants_a_key(falls_back):
    def reply(handler):
        handler.begin(401, "application/json")

    why = "PLACE wants a key, set it in the environment variable MY_KEY (401)"
    falls_back(reply, why, key_env="MY_KEY")


def test_a_refused_connection(answers):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    class Nowhere:
        base_url = f"http://name:password@127.0.0.1:{port}/v1"

    answer = answers(Nowhere)[-1]
    assert answer.text == QUOTED
    assert f": 127.0.0.1:{port} cannot be reached or broke the connection; is the server" in answer.note


def test_no_byte(falls_back):
    falls_back(lambda handler: handler.wait(), "it wrote nothing for 0.2 s", first_seconds=0.2)


def test_no_word_after_the_headers(falls_back):
    def reply(handler):
        handler.begin()
        handler.wait()

    falls_back(reply, "it wrote nothing for 0.2 s", first_seconds=0.2)


def test_headers_that_never_end(falls_back):
    def reply(handler):
        handler.write("HTTP/1.1 200 OK\r\n")
        while not handler.over.wait(0.02):
            handler.write("X-More: yes\r\n")

    falls_back(reply, "it wrote nothing for 0.3 s", first_seconds=0.3)


def test_comments_without_end(falls_back):
    """The client shows none of them, yet the thread that reads them ends, too."""

    def reply(handler):
        handler.begin()
        while not handler.over.wait(0.02):
            handler.write(": still here\n\n")

    falls_back(reply, "it was not done within 0.4 s", seconds=0.4)
    patience = time.monotonic() + 30
    while any(thread.name == "generator" for thread in threading.enumerate()):
        assert time.monotonic() < patience
        time.sleep(0.01)


def test_a_stream_that_stalls_keeps_what_is_supported(serve, answers):
    def reply(handler):
        handler.begin()
        handler.say(QUOTED, " It spans 300")
        handler.wait()

    answer = answers(serve(reply), pause_seconds=0.2)[-1]
    assert answer.text == QUOTED
    assert answer.note == (
        "The answer may be incomplete, as the generator failed: it wrote nothing for 0.2 s."
    )


def test_a_stream_that_stalls_before_any_sentence_is_done(falls_back):
    def reply(handler):
        handler.begin()
        handler.say("Ada Holt", " built")
        handler.wait()

    falls_back(reply, "it wrote nothing for 0.2 s", pause_seconds=0.2)


def test_an_endless_trickle_ends_with_the_time(serve, answers):
    def reply(handler):
        handler.begin()
        handler.say(QUOTED)
        while not handler.over.wait(0.02):
            handler.say(" and")

    answer = answers(serve(reply), seconds=0.4)[-1]
    assert answer.text == QUOTED
    assert "failed: it was not done within 0.4 s" in answer.note


def test_an_endless_flood_ends_with_the_characters(serve, answers):
    def reply(handler):
        handler.begin()
        while True:
            handler.say(QUOTED + " ")

    answer = answers(serve(reply), max_chars=500)[-1]
    assert answer.text == QUOTED
    assert answer.note.endswith("failed: it wrote more than 500 characters.")


def test_megabytes_in_one_line(falls_back):
    def reply(handler):
        handler.begin()
        handler.write("data: ")
        while True:
            handler.write("x" * 100_000)

    falls_back(reply, "it sent more than 4 MB")


def test_megabytes_of_an_error(falls_back):
    def reply(handler):
        handler.begin(500, "application/json")
        while True:
            handler.write("x" * 100_000)

    falls_back(reply, "it sent more than 4 MB")


def test_a_compressed_answer_is_not_unpacked(falls_back):
    def reply(handler):
        handler.begin(Content_Encoding="gzip")

    falls_back(reply, "it sent a compressed answer, which was not asked for")


def test_a_redirect_is_not_followed(serve, falls_back):
    elsewhere = serve(lambda handler: handler.begin())

    def reply(handler):
        handler.begin(307, Location=elsewhere.base_url)

    falls_back(reply, "PLACE refused the request (307)")
    assert elsewhere.asked == []


@pytest.mark.parametrize("words", [(), ("",), (" ", "\n")])
def test_an_empty_stream(falls_back, words):
    def reply(handler):
        handler.begin()
        handler.say(*words, finish="stop")

    falls_back(reply, "PLACE sent an empty answer")


@pytest.mark.parametrize("body", ["", "<html>Welcome</html>", '{"choices": []}', "data: [DONE]\n\n"])
def test_a_page_instead_of_a_stream(falls_back, body):
    def reply(handler):
        handler.begin(content_type="text/html")
        handler.write(body)

    falls_back(reply, "PLACE sent an empty answer")


@pytest.mark.parametrize(
    "data", ["{broken", "[1, 2]", '"text"', '{"choices": 7}', '{"choices": [{"delta": 3}]}', "[" * 100_000]
)
def test_malformed_events(serve, answers, data):
    def reply(handler):
        handler.begin()
        handler.write(f"data: {data}\n\n")
        handler.wait()

    answer = answers(serve(reply))[-1]
    assert answer.text == QUOTED
    assert answer.note.startswith("The generator failed: 127.0.0.1:")


def test_an_error_within_the_stream(falls_back):
    def reply(handler):
        handler.begin()
        handler.write(f"data: {json.dumps({'error': {'message': KEY}})}\n\n")

    falls_back(reply, "PLACE reported an error in mid-answer")


def test_no_markers_at_all(falls_back):
    def reply(handler):
        handler.begin()
        handler.say("Ada Holt built ", "the bridge.", finish="stop")

    falls_back(reply, "it names no passage for what it says")


def test_a_broken_connection_keeps_what_is_supported(serve, answers):
    def reply(handler):
        handler.begin()
        handler.say(QUOTED, " It spans 300 met")

    server = serve(reply)
    answer = answers(server)[-1]
    assert answer.text == QUOTED
    assert answer.note.endswith(f"failed: {server.address} broke the answer off.")


def test_an_answer_cut_at_the_most_tokens(serve, answers):
    def reply(handler):
        handler.begin()
        handler.say(QUOTED, " It spans 300", finish="length")

    server = serve(reply)
    answer = answers(server, max_tokens=7)[-1]
    assert answer.text == QUOTED
    assert answer.note.endswith(f"failed: {server.address} cut the answer at max_tokens in [llm], 7.")


def test_nothing_supported(serve, answers):
    def reply(handler):
        handler.begin()
        handler.say("Tom built it in 1987. [1]", finish="stop")

    answer = answers(serve(reply))[-1]
    assert answer.text == QUOTED
    assert answer.note.startswith("Nothing the generator wrote is said by the articles")


def test_a_model_that_finds_no_answer_makes_an_abstention(serve, answers):
    def reply(handler):
        handler.begin()
        handler.say("NOT_", "ANSWERED", finish="stop")

    (answer,) = answers(serve(reply))
    assert (answer.abstained, answer.citations) == (True, ())
    assert answer.note == "The generator finds no answer in the passages."
    assert answer.closest == tuple(PASSAGES)


@pytest.mark.parametrize("key", ["sk-\x7fsecret", "sk-sécret", "sk\nsecret"])
def test_a_key_that_no_header_takes(serve, monkeypatch, caplog, key):
    monkeypatch.setenv("OPENAI_API_KEY", key)
    generator = load_generator("openai", READING, settings(serve(lambda handler: None)))
    with pytest.raises(GeneratorError) as raised:
        list(generator.generate("Who?", PASSAGES))
    assert str(raised.value) == "OPENAI_API_KEY holds what cannot be a key; set it anew"
    assert key not in caplog.text


def test_no_exception_carries_the_key(serve, monkeypatch):
    """Neither its text nor what led to it, unlike the client's own errors."""

    def reply(handler):
        handler.begin(401, "application/json")
        handler.write(json.dumps({"error": {"message": f"Bad key {KEY}"}}))

    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    model = ChatModel(settings(serve(reply)))
    with pytest.raises(GeneratorError) as raised:
        list(model.generate("Who?", PASSAGES))
    assert raised.value.__cause__ is raised.value.__context__ is None
    assert KEY not in "".join(traceback.format_exception(raised.value))


def test_without_a_model_or_the_client_it_is_refused_with_the_remedy(monkeypatch):
    with pytest.raises(GeneratorError, match=r"set model in \[llm\] of footnote.toml"):
        ChatModel(Llm())
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(GeneratorError, match=r"pip install -e '.\[llm\]'"):
        ChatModel(Llm(model="tiny"))
