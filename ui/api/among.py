"""The articles to answer from, as the doors for programs read them in a request."""

from pydantic import BaseModel, ConfigDict, Field

from rag.types import Only
from ui.api.text import Text


class Among(BaseModel):
    """The articles to answer from; what is left out is not asked about."""

    model_config = ConfigDict(strict=True, extra="forbid")

    since: Text | None = Field(
        None, description="Dated on this day or later: 2024-05-31, 2024-05 or 2024.", examples=["2024"]
    )
    until: Text | None = Field(
        None, description="Dated on this day or earlier; a month or a year stands for its last day."
    )
    articles: list[Text] = Field(default=[], description="Any of these, by id or path.")
    sources: list[Text] = Field(default=[], description="From any of these sources, as /api/articles has it.")

    def only(self) -> Only:
        """As the engine takes it. Raises QuestionError for what is no date."""
        return Only(self.since, self.until, tuple(self.articles), tuple(self.sources))
