"""Settings: read once at the edge, checked, frozen, passed down.

Each is set, in order of precedence, by an argument, an environment variable
`FOOTNOTE_<SECTION>_<NAME>` or a line in the table `[section]` of `footnote.toml` in the
current folder.
"""

import difflib
import os
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, Self, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from index.errors import SettingsError

PROJECT = Path(__file__).resolve().parent.parent
FILE = "footnote.toml"
LONGEST_CHUNK = 220  # tokens: about 240 wordpieces with its title; the embedder reads 256, the reader 293
SECTIONS = ("index", "answer", "llm", "serve")


class Section(BaseModel):
    """One table of settings. Subclasses name their table and declare their fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
    section: ClassVar[str]

    @classmethod
    def load(cls, **given: Any) -> Self:
        """Settings from `given`, then the environment, then the file; None in `given` means unset.

        Raises SettingsError, naming the setting and the remedy.
        """
        values = {**_from_file(cls.section), **cls._from_environment()}
        values.update({name: value for name, value in given.items() if value is not None})
        refuse_unknown(values, cls.model_fields, f"setting in [{cls.section}]")
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            raise SettingsError(_one_line(cls.section, error)) from None

    @classmethod
    def _from_environment(cls) -> dict[str, Any]:
        """What is set by variables; where a setting is a list, its parts stand between commas."""
        lists = {name for name, field in cls.model_fields.items() if get_origin(field.annotation) is tuple}
        values: dict[str, Any] = {}
        for variable, value in os.environ.items():
            if not variable.startswith("FOOTNOTE_"):
                continue
            table, _, name = variable.removeprefix("FOOTNOTE_").lower().partition("_")
            refuse_unknown([table], SECTIONS, "variable FOOTNOTE_…, section")
            if table == cls.section:
                values[name] = _parts(value) if name in lists else value
        return values


def refuse_unknown(given: Iterable[str], known: Iterable[str], what: str) -> None:
    """Raise SettingsError for the first name in `given` that is not `known`, with the nearest that is."""
    names = list(known)
    for name in given:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1, cutoff=0.0)
            raise SettingsError(f"unknown {what}: {name!r}; did you mean {near[0]!r}?")


def _from_file(section: str) -> dict[str, Any]:
    path = Path(FILE)
    if not path.is_file():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{FILE} cannot be read: {error}; mend or remove it") from None
    refuse_unknown(tables, SECTIONS, f"table in {FILE}")
    table = tables.get(section, {})
    if not isinstance(table, dict):
        raise SettingsError(f"{FILE}: {section!r} must be a table; write [{section}] on a line of its own")
    return table


def _parts(value: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, value.split(","))))


def _one_line(section: str, error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(map(str, first["loc"])) or section
    reason = first["msg"].removeprefix("Value error, ")
    return f"setting {name!r} in [{section}] is refused: {reason[0].lower()}{reason[1:]}"


class Settings(Section):
    """How an index is made. Whatever changes its content is kept in the index's manifest."""

    section: ClassVar[str] = "index"

    corpus: Path = PROJECT / "seeds"  # the folder of articles
    path: Path = PROJECT / ".footnote" / "index"  # where the index lies
    embedder: str = "all-MiniLM-L6-v2"  # the default's weights come from a package; or any name or path
    chunk_tokens: int = Field(160, ge=16)  # tiktoken tokens, at most, in a chunk; up to LONGEST_CHUNK
    overlap_tokens: int = Field(0, ge=0)  # whole sentences repeated between neighbours, at most
    max_file_bytes: int = Field(20_000_000, ge=1)
    parse_seconds: float = Field(20.0, gt=0)  # for one HTML file, in its own process

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.chunk_tokens > LONGEST_CHUNK:
            raise ValueError(
                f"chunk_tokens ({self.chunk_tokens}) must be at most {LONGEST_CHUNK}; "
                "the models would not read the end of longer chunks"
            )
        if self.overlap_tokens >= self.chunk_tokens:
            raise ValueError(
                f"overlap_tokens ({self.overlap_tokens}) must be smaller "
                f"than chunk_tokens ({self.chunk_tokens})"
            )
        return self
