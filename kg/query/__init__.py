"""Asking the graph: free SPARQL, canned questions, an entity's card."""

from kg.query.canned import Question, question, questions
from kg.query.card import Card, cards
from kg.query.run import ask, query_text
from kg.query.table import Table, as_csv, as_json, as_text

__all__ = [
    "Card",
    "Question",
    "Table",
    "as_csv",
    "as_json",
    "as_text",
    "ask",
    "cards",
    "query_text",
    "question",
    "questions",
]
