"""Text below the level of names: cleaning with a map back, sentences and clauses, tokens, dates, numbers."""

from kg.text.clean import clean
from kg.text.dates import DateMention, find_dates, issue_date
from kg.text.numbers import chinese_number
from kg.text.sentences import clauses, sentences
from kg.text.tokens import Token, tokens

__all__ = [
    "DateMention",
    "Token",
    "chinese_number",
    "clauses",
    "clean",
    "find_dates",
    "issue_date",
    "sentences",
    "tokens",
]
