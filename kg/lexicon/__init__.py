"""Word lists and the gazetteer, with one loader."""

from kg.lexicon.words import table, words

__all__ = ["table", "words"]
