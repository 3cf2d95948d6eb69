"""Whether passages support a sentence, whoever wrote it."""

from rag.verify.quote import locate, plain
from rag.verify.support import Judge, Support, verify

__all__ = ["Judge", "Support", "locate", "plain", "verify"]
