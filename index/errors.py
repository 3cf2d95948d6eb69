"""Everything that can go wrong, as one tree. Every message names the thing and the remedy, on one line."""


class FootnoteError(Exception):
    """Base of all errors a user can meet; `str(error)` is one line fit to show."""


class SettingsError(FootnoteError):
    """A setting is unknown, out of range, or contradicts another."""


class CorpusError(FootnoteError):
    """The corpus folder cannot be read at all."""


class ArticleError(FootnoteError):
    """One file cannot become an article; the build goes on and reports the reason."""


class ModelError(FootnoteError):
    """An embedding model or a vocabulary is missing, altered or unusable."""


class IndexMissingError(FootnoteError):
    """There is no index where one was expected."""


class IndexCorruptError(FootnoteError):
    """A file of a generation is missing, truncated or altered."""


class IndexMismatchError(FootnoteError):
    """The index was made by another model or a newer program than the one that opens it."""


class IndexBusyError(FootnoteError):
    """Another process is building this index."""


class IndexWriteError(FootnoteError):
    """The new generation could not be written; the old one still serves."""
