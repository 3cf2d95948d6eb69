"""A language model behind an OpenAI-compatible server: the one door to the `openai` client."""

import logging
import os
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from rag.errors import GeneratorError
from rag.generate.config import Llm
from rag.generate.prompt import messages
from rag.types import Passage

if TYPE_CHECKING:
    from openai import OpenAI


class ChatModel:
    """Any OpenAI-compatible server: Ollama, llama.cpp, vLLM, LM Studio, a hosted service.

    It is asked once, never again after a failure: the articles can be quoted meanwhile. What the server
    says of its errors is never passed on, as it may repeat the key.
    """

    def __init__(self, llm: Llm) -> None:
        """Raises GeneratorError where no model is set or the extra `llm` is not installed."""
        if not llm.model:
            raise GeneratorError("no language model is set; set model in [llm] of footnote.toml")
        _library()
        self._llm = llm

    def generate(self, question: str, passages: Sequence[Passage]) -> Iterator[str]:
        """The model's words as they come. Raises GeneratorError for every fault of the server."""
        chat = messages(question, passages, self._llm.passage_tokens)
        fault = None
        try:
            yield from self._words(chat)
        except GeneratorError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a reply makes the client raise
            fault = self._fault(error)
        if fault:  # outside of the handler, so that nothing of the client's error hangs on
            raise GeneratorError(fault)

    def _words(self, chat: list[dict[str, str]]) -> Iterator[str]:
        llm, key = self._llm, self._key()
        options = {"temperature": llm.temperature, "max_tokens": llm.max_tokens}
        request: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
        request |= {"model": llm.model, "messages": chat, "stream": True}
        if not key:
            request["extra_headers"] = {"Authorization": _library().Omit()}
        wrote, finish = False, None
        with self._client(key) as client, client.chat.completions.create(**request) as chunks:
            for chunk in chunks:
                for choice in chunk.choices or ():
                    finish = choice.finish_reason or finish
                    words = choice.delta and choice.delta.content
                    if isinstance(words, str) and words:
                        wrote = wrote or not words.isspace()
                        yield words
        if not wrote:
            raise GeneratorError(f"{self._place} sent an empty answer")
        if finish == "length":
            raise GeneratorError(f"{self._place} cut the answer at max_tokens in [llm], {llm.max_tokens}")
        if finish in (None, "content_filter"):
            raise GeneratorError(f"{self._place} broke the answer off")

    def _key(self) -> str:
        """The key, or nothing for a server that needs none. It is never kept."""
        key = os.environ.get(self._llm.key_env, "").strip()
        if not (key.isascii() and key.isprintable()):
            raise GeneratorError(f"{self._llm.key_env} holds what cannot be a key; set it anew")
        return key

    def _client(self, key: str) -> "OpenAI":
        from rag.generate.bounded import bounding

        openai = _library()
        client: OpenAI = openai.OpenAI(
            base_url=self._llm.base_url,
            api_key=key or "none",
            default_headers={"Accept-Encoding": "identity"},
            max_retries=0,
            http_client=openai.DefaultHttpxClient(
                timeout=self._llm.first_seconds,
                follow_redirects=False,  # no passage and no key to where nobody sent them
                event_hooks={"response": [bounding(self._llm.seconds)]},
            ),
        )
        return client

    @property
    def _place(self) -> str:
        return urlsplit(self._llm.base_url).netloc.rpartition("@")[2]

    def _fault(self, error: Exception) -> str:
        """What went wrong, and the remedy, in our own words."""
        openai, place, llm = _library(), self._place, self._llm
        if isinstance(error, openai.APIStatusError):
            return f"{place} {self._refusal(error.status_code)} ({error.status_code})"
        if isinstance(error, openai.APITimeoutError):
            return f"it wrote nothing for {llm.first_seconds:g} s"
        if isinstance(error, openai.APIConnectionError):
            return f"{place} cannot be reached or broke the connection; is the server running?"
        if type(error) is openai.APIError:
            return f"{place} reported an error in mid-answer"
        return f"{place} sent what is no answer ({type(error).__name__}); is base_url in [llm] right?"

    def _refusal(self, status: int) -> str:
        llm = self._llm
        if status == 401:
            wrong = "refused the key" if os.environ.get(llm.key_env) else "wants a key"
            return f"{wrong}, set it in the environment variable {llm.key_env}"
        return {
            400: "refused the request, see temperature, max_tokens and passage_tokens in [llm]",
            403: f"forbids this key to use the model {llm.model!r}",
            404: f"knows no model {llm.model!r} or no such address, mend model or base_url in [llm]",
            429: "takes no more questions for now, or a quota is used up",
        }.get(status, "is in trouble, try again later" if status >= 500 else "refused the request")


def _library() -> ModuleType:
    try:
        import openai
    except ImportError:
        raise GeneratorError(
            "the openai client is missing; install it in the project's folder with: pip install -e '.[llm]'"
        ) from None
    for name in ("openai", "httpx2", "httpcore2"):  # what they log has addresses and headers in it
        logging.getLogger(name).setLevel(logging.WARNING)
    return openai
