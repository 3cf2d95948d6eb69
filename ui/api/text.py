"""Strings that clients send."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

_SURROGATE = re.compile("[\ud800-\udfff]")


def _unicode(given: Any) -> Any:
    return _SURROGATE.sub("\ufffd", given) if isinstance(given, str) else given


Text = Annotated[str, BeforeValidator(_unicode)]
"""A string; lone surrogates, which JSON can carry and UTF-8 cannot, are replaced."""
