"""What a generator wrote: an answer with markers, a refusal, or neither."""

import re
from collections.abc import Iterable, Iterator

from rag.errors import GeneratorError

NOT_ANSWERED = "NOT_ANSWERED"  # what a language model is to write where the passages do not answer

_MARKER = re.compile(r"\[\d+\]")
_DECLINED = re.compile(r"\bNOT[_ ]ANSWERED\b")
_THOUGHT, _THOUGHT_END = "<think>", "</think>"


def reply(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces as they are, held back until the first marker; none where the passages do not answer.

    What a model thinks aloud before it answers is left out. Raises GeneratorError for text without any
    marker.
    """
    pieces = iter(pieces)
    written = ""
    for piece in pieces:
        written += piece
        if _MARKER.search(_spoken(written)):
            break
    spoken = _spoken(written)
    if _DECLINED.search(spoken) or not written.strip():
        return
    if not _MARKER.search(spoken):
        raise GeneratorError("it names no passage for what it says")
    yield spoken
    yield from pieces


def _spoken(text: str) -> str:
    """`text` without the thoughts it begins with; nothing while these last."""
    return text.partition(_THOUGHT_END)[2] if text.lstrip().startswith(_THOUGHT) else text
