"""The reader: passages into the words that answer, and how surely they do."""

from rag.reader.protocol import Reader

__all__ = ["Reader", "load_reader"]


def load_reader() -> Reader:
    """The reader that ships with the project. Raises ModelError where its weights are missing or altered."""
    from rag.reader.read import TrainedReader
    from rag.reader.weights import load_model

    return TrainedReader(*load_model())
