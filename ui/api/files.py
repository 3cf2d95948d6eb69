"""`/api/files`: the folder of articles, its files put in and taken out."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, Depends, HTTPException, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from index.articles.corpus import KINDS
from ui.access import Keys, only_admin
from ui.folder import (
    FileMissingError,
    FileNameError,
    FileTooLargeError,
    FileWriteError,
    LastFileError,
    LibraryError,
)
from ui.library import CorpusFile, Library, State

PAGE = 1000  # files on a page, unless asked otherwise
LONGEST_PAGE = 10_000
UNLIMITED = 2**62  # of a body: what is written to a file is counted there

_STATUS: dict[type[LibraryError], int] = {
    FileNameError: 422,
    FileMissingError: 404,
    LastFileError: 409,
    FileTooLargeError: 413,
    FileWriteError: 507,
}

Name = Annotated[str, Path(description="Within the corpus, such as folder/article.txt.")]


@dataclass(frozen=True, slots=True)
class FilePage:
    """Some files by path. `counts` has all of them by state; `next` is the offset of the following page."""

    counts: dict[State, int]
    total: int  # that fit
    offset: int
    next: int | None
    files: list[CorpusFile]
    may_change: bool  # whether who asks may put files in and take them out
    kinds: list[str]  # how the names of files that are read end
    max_bytes: int  # of one file
    corpus: str | None  # where they lie on the server, for whoever may change them


def file_routes(library: Library, keys: Keys) -> APIRouter:
    """The routes that list, add and remove files."""
    router = APIRouter(prefix="/api/files", tags=["files"])
    admin = [Depends(only_admin(keys))]

    @router.get("", summary="List the files")
    def listed(
        request: Request,
        state: Annotated[State | None, Query(description="Only these.")] = None,
        offset: Annotated[int, Query(ge=0, le=2**31, description="Files to skip.")] = 0,
        limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE, description="Files to give, at most.")] = PAGE,
    ) -> FilePage:
        """What lies in the corpus, and whether it is indexed, changed since, new, skipped or failed, and why.

        Also what was removed but is still indexed. POST /api/rebuild brings the index up to date.
        """
        files = library.files()
        may_change = keys.may_change(request.headers.get("authorization", ""))
        fit = [file for file in files if state in (None, file.state)]
        return FilePage(
            counts=dict(Counter(file.state for file in files)),
            total=len(fit),
            offset=offset,
            next=offset + limit if offset + limit < len(fit) else None,
            files=fit[offset : offset + limit],
            may_change=may_change,
            kinds=list(KINDS),
            max_bytes=library.max_bytes,
            corpus=str(library.corpus) if may_change else None,
        )

    @router.put(
        "/{path:path}",
        summary="Add a file",
        status_code=201,
        dependencies=admin,
        max_body_size=UNLIMITED,
        openapi_extra=BYTES,
    )
    async def add(path: Name, request: Request) -> Response:
        """Put the body, as it is, into the corpus as a file: 201 where it is new, 204 where it replaces one.

        It is indexed by the next rebuild. 413 where it is larger than what is read.
        """
        with _told(), library.incoming(path) as file:
            async for piece in request.stream():
                file.write(piece)
            new = await anyio.to_thread.run_sync(file.keep)
        return Response(status_code=201 if new else 204)

    @router.delete("/{path:path}", summary="Remove a file", status_code=204, dependencies=admin)
    def remove(path: Name) -> None:
        """Take a file out of the corpus, and so out of the next index.

        404 where there is none, 409 where it is the last one: an index needs an article.
        """
        with _told():
            library.remove(path)

    return router


BYTES: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string"}}}}
}


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except LibraryError as error:
        raise HTTPException(_STATUS[type(error)], str(error)) from None
