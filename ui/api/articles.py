"""`/api/articles`: what is indexed, and the text of each."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query

from index import Article
from index.store import Listed
from rag import Engine
from ui.api.text import Text

PAGE = 100  # articles on a page, unless asked otherwise
LONGEST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """An article without its text."""

    id: str
    path: str
    title: str
    date: str | None
    source: str | None
    length: int  # in characters


@dataclass(frozen=True, slots=True)
class ArticleText(ArticleInfo):
    """An article, or a part of it: `text` is its characters `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Some articles by path. `total` fit; `next` is the offset of the following page, null on the last."""

    generation: str
    total: int
    offset: int
    next: int | None
    articles: list[ArticleInfo]


def article_routes(engine: Engine) -> APIRouter:
    """The routes that list and read articles."""
    router = APIRouter(prefix="/api/articles", tags=["articles"])

    @router.get("", summary="List the articles")
    def listed(
        offset: Annotated[int, Query(ge=0, le=2**31, description="Articles to skip.")] = 0,
        limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE, description="Articles to give, at most.")] = PAGE,
        contains: Annotated[Text, Query(max_length=1000, description="Part of the title or path.")] = "",
    ) -> ArticlePage:
        """Title, date, path and length of the articles of the live generation, by path, a page at a time.

        With `contains` only those whose title or path has it, as plain text, in whatever case.
        """
        generation = engine.generation
        total, rows = engine.listing(offset, limit, contains)
        after = offset + limit
        return ArticlePage(
            generation, total, offset, after if after < total else None, [_info(row) for row in rows]
        )

    @router.get("/{article_id}", summary="Read an article")
    def read(
        article_id: Annotated[str, Path(description="As in a citation or in the list.")],
        start: Annotated[int, Query(ge=0, description="First character.")] = 0,
        end: Annotated[int | None, Query(ge=0, description="Character after the last; null for all.")] = None,
    ) -> ArticleText:
        """The text of an article, whole or from `start` to `end`, as citations count their characters."""
        try:
            article = engine.article(article_id)
        except KeyError:
            raise HTTPException(
                404, f"There is no article {article_id!r}; GET /api/articles lists them."
            ) from None
        try:
            return cut(article, start, end)
        except ValueError as error:
            raise HTTPException(422, str(error)) from None

    return router


def cut(article: Article, start: int = 0, end: int | None = None) -> ArticleText:
    """The characters `start` to `end` of an article; what lies beyond its end is left off.

    Raises ValueError where `start` or `end` is negative or `end` comes before `start`.
    """
    if start < 0 or (end is not None and end < start):
        raise ValueError(f"a cut goes from 0 or more to an end not before that, not {start} to {end}")
    length = len(article.text)
    start, end = min(start, length), length if end is None else min(end, length)
    return ArticleText(
        id=article.id,
        path=article.path,
        title=article.title,
        date=article.date,
        source=article.source,
        length=length,
        start=start,
        end=end,
        text=article.text[start:end],
    )


def _info(row: Listed) -> ArticleInfo:
    return ArticleInfo(row.id, row.path, row.title, row.date, row.source, row.length)
