"""Word lists and the gazetteer, with one loader."""

from kg.lexicon.abroad import countries, world_cities
from kg.lexicon.divisions import Division, Level
from kg.lexicon.finder import Hit
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.words import table, words

__all__ = ["Division", "Gazetteer", "Hit", "Level", "countries", "table", "words", "world_cities"]
