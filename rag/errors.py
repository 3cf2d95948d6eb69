"""What can go wrong in answering; the tree continues that of the index."""

from index.errors import FootnoteError


class QuestionError(FootnoteError, ValueError):
    """The question, its history or `k` cannot be used as given."""


class GeneratorError(FootnoteError):
    """The generator is unknown or failed."""
