"""Settings of answering: the table [answer] of footnote.toml, or FOOTNOTE_ANSWER_…"""

from typing import Any, ClassVar, Self

from pydantic import Field

from index.settings import Section
from rag.generate.config import Llm
from rag.types import Unsupported


class Config(Section):
    """How questions are answered."""

    section: ClassVar[str] = "answer"

    k: int = Field(8, ge=1, le=100)  # passages read for one answer
    candidates: int = Field(100, ge=1, le=1000)  # chunks that each retriever brings to the fusion
    dense_weight: float = Field(0.6, ge=0, le=1)  # share of the cosine in the fused score
    # Abstain where the reader's confidence is lower; None is the threshold that was fitted with the reader.
    threshold: float | None = Field(None, ge=0, le=1)
    generator: str = "extractive"  # or "openai", see the table [llm]; or module:name of your own
    llm: Llm = Llm()  # from its own table
    unsupported: Unsupported = "drop"  # sentences that no passage supports: left out, or shown with a mark
    max_question_chars: int = Field(4000, ge=1)
    max_history_turns: int = Field(20, ge=0)  # older turns are forgotten

    @classmethod
    def load(cls, **given: Any) -> Self:
        """Settings from `given`, the environment and the file, those of the table [llm] among them."""
        return super().load(**{"llm": Llm.load(), **given})
