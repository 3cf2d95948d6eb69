"""Evaluation: questions with known answers are asked, and what came back is measured."""

from rag.evaluate.gold import Gold, IndexedArticles
from rag.evaluate.questions import Question, QuestionsFileError, load_questions
from rag.evaluate.report import DEPTH, Report, Result, summary
from rag.evaluate.run import evaluate

__all__ = [
    "DEPTH",
    "Gold",
    "IndexedArticles",
    "Question",
    "QuestionsFileError",
    "Report",
    "Result",
    "evaluate",
    "load_questions",
    "summary",
]
