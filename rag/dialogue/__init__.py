"""Conversations: a question that leans on the turns before it into one that stands alone, by rules."""

from rag.dialogue.history import recent
from rag.dialogue.rewrite import standalone

__all__ = ["recent", "standalone"]
