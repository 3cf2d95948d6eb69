"""Articles into an index on disk, and the index open for search. It knows no question."""

from index.embed import Embedder, embedder_sha256, load_embedder
from index.errors import FootnoteError
from index.indexer import build
from index.settings import Settings
from index.snapshot import Snapshot, current_generation, open_snapshot
from index.status import index_status
from index.types import Article, BuildReport, Chunk, FileReport

__all__ = [
    "Article",
    "BuildReport",
    "Chunk",
    "Embedder",
    "FileReport",
    "FootnoteError",
    "Settings",
    "Snapshot",
    "build",
    "current_generation",
    "embedder_sha256",
    "index_status",
    "load_embedder",
    "open_snapshot",
]
