"""What is in an index, for a person to read."""

from typing import Any

from index.snapshot import Snapshot


def index_status(snapshot: Snapshot) -> dict[str, Any]:
    """What is indexed, with which model, when, and how large it is on disk in bytes."""
    manifest = snapshot.manifest
    return {
        "index": str(snapshot.folder.parent.parent),
        "generation": snapshot.generation,
        "created": manifest.created,
        "corpus": manifest.corpus,
        "articles": manifest.articles,
        "chunks": manifest.chunks,
        "embedder": manifest.embedder,
        "embedder_sha256": manifest.embedder_sha256,
        "dimension": manifest.dimension,
        "settings": manifest.settings,
        "bytes": sum(file.stat().st_size for file in snapshot.folder.rglob("*") if file.is_file()),
    }
