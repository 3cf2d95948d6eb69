"""The house rules that a machine can check."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
ALLOWED = {"index": {"index"}, "rag": {"index", "rag"}, "ui": {"index", "rag", "ui"}}
DOORS = {
    "sentence_transformers": ("index/embed.py",),
    "faiss": ("index/vectors.py",),
    "tantivy": ("index/lexical.py",),
    "tiktoken": ("index/tokens.py",),
    "sentencex": ("index/sentences.py",),
    "sqlite3": ("index/store.py", "ui/feedback.py"),
    "openai": ("rag/generate/llm.py",),
    "httpx2": ("rag/generate/bounded.py",),
    "mcp": ("ui/api/mcp.py",),
    "prometheus_client": ("ui/api/metrics.py",),
    "gradio": ("ui/page.py", "ui/theme.py", "ui/web.py"),
    "trafilatura": ("index/articles/html.py",),
    "markdown_it": ("index/articles/markdown.py",),
}


def imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("room", ALLOWED)
def test_imports_run_one_way(room):
    for file in (PROJECT / room).rglob("*.py"):
        assert imports(file) & set(ALLOWED) <= ALLOWED[room], file


def test_each_heavy_library_has_one_door():
    for room in ALLOWED:
        for file in (PROJECT / room).rglob("*.py"):
            for library in imports(file) & set(DOORS):
                assert file.relative_to(PROJECT).as_posix() in DOORS[library]


def test_public_names():
    import index
    import rag

    assert {"build", "Settings", "Article", "BuildReport", "FootnoteError"} <= set(index.__all__)
    assert {"Engine", "ask", "Answer", "Passage", "Citation", "Config", "Generator"} <= set(rag.__all__)
    for package in (index, rag):
        for name in package.__all__:
            assert hasattr(package, name)


def test_importing_does_no_work():
    code = (
        "import sys, index, rag\n"
        "print(sorted({'torch', 'faiss', 'gradio', 'transformers', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
