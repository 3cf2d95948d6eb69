"""What somebody said: their statements, where a question is for these."""

from rag.reader.speech.answer import spoken

__all__ = ["spoken"]
