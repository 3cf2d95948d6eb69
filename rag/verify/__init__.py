"""Whether passages support a sentence, whoever wrote it."""

from rag.verify.judge import Held, Judge, by_reader
from rag.verify.quote import locate, plain
from rag.verify.support import Support, verify

__all__ = ["Held", "Judge", "Support", "by_reader", "locate", "plain", "verify"]
