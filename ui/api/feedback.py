"""`/api/feedback`: what people say of the answers."""

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field

from ui.api.text import Text
from ui.feedback import LONGEST_TEXT, LONGEST_WORD, MOST_CITATIONS, Feedback, FeedbackError, Place


class Cited(BaseModel):
    """What the answer cited."""

    model_config = ConfigDict(strict=True, extra="forbid")

    path: Text = Field(max_length=LONGEST_WORD)
    start: int = Field(ge=0, lt=2**31)
    end: int = Field(ge=0, lt=2**31)


class Saying(BaseModel):
    """Whether an answer was good, and the answer."""

    model_config = ConfigDict(strict=True, extra="forbid")

    good: bool = Field(examples=[True])
    word: Text = Field("", max_length=LONGEST_WORD, description="What was good or missing.")
    question: Text = Field(max_length=LONGEST_TEXT, examples=["Who signed the Joint Declaration?"])
    answer: Text = Field(max_length=LONGEST_TEXT)
    citations: list[Cited] = Field(default=[], max_length=MOST_CITATIONS)
    generation: Text = Field("", max_length=LONGEST_WORD, description="As in the answer.")


def feedback_routes(feedback: Feedback) -> APIRouter:
    """The route that takes feedback."""
    router = APIRouter(prefix="/api/feedback", tags=["questions"])

    @router.post("", summary="Say whether an answer was good", status_code=204)
    def add(said: Saying) -> None:
        """Keep it for who looks after the articles: `footnote feedback` lists it. 507 if that fails."""
        places = [Place(cited.path, cited.start, cited.end) for cited in said.citations]
        try:
            feedback.add(said.good, said.word, said.question, said.answer, places, said.generation)
        except FeedbackError as error:
            raise HTTPException(507, str(error)) from None

    return router
