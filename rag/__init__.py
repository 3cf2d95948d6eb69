"""Questions into answers cited to the character. It knows no screen."""

from rag.config import Config
from rag.engine import Engine, ask
from rag.errors import GeneratorError, QuestionError
from rag.generate import Generator
from rag.types import Answer, Citation, Evidence, Only, Passage, Reading, Scores, Sentence

__all__ = [
    "Answer",
    "Citation",
    "Config",
    "Engine",
    "Evidence",
    "Generator",
    "GeneratorError",
    "Only",
    "Passage",
    "QuestionError",
    "Reading",
    "Scores",
    "Sentence",
    "ask",
]
