"""Settings of a language model: the table [llm] of footnote.toml, or FOOTNOTE_LLM_…"""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from index.settings import Section

UNSET = "none"  # TOML and the environment know no None

_Unset = BeforeValidator(lambda value: None if value == UNSET else value)


class Llm(Section):
    """Which language model writes, how much it is given, and how long any generator may take.

    The key is no setting: it stands in an environment variable, and this names the variable. The limits
    hold for a generator of your own, too. Times are in seconds.
    """

    section: ClassVar[str] = "llm"

    base_url: str = Field(default="http://127.0.0.1:11434/v1", pattern=r"^https?://[^/\s]+\S*$")  # Ollama's
    model: str = ""
    key_env: str = Field(default="OPENAI_API_KEY", pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")
    temperature: Annotated[float | None, Field(ge=0, le=2), _Unset] = 0.0  # "none" leaves it to the server
    max_tokens: Annotated[int | None, Field(ge=1), _Unset] = 400  # of the answer; "none" likewise
    passage_tokens: int = Field(default=1500, ge=50)  # of all passages, title and date included (tiktoken)
    first_seconds: float = Field(default=20, gt=0, le=600)  # until the first words
    pause_seconds: float = Field(default=10, gt=0, le=600)  # between words
    seconds: float = Field(default=25, gt=0, le=600)  # for the whole answer
    max_chars: int = Field(default=8000, ge=100)  # a longer answer is broken off
