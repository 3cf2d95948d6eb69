"""A folder of files into articles: what a reader would read, and nothing else."""

from index.articles.clean import EmptyArticle
from index.articles.corpus import READER_VERSION, Found, Parser, article_id, read_bytes, scan

__all__ = ["READER_VERSION", "EmptyArticle", "Found", "Parser", "article_id", "read_bytes", "scan"]
