"""Passages into the text of an answer. Whoever writes it, each sentence is cited and verified afterwards."""

from rag.generate.config import Llm
from rag.generate.extractive import EXTRACTIVE, Extractive
from rag.generate.load import OPENAI, load_generator
from rag.generate.protocol import Generator

__all__ = ["EXTRACTIVE", "OPENAI", "Extractive", "Generator", "Llm", "load_generator"]
