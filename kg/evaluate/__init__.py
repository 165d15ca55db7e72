"""Precision, recall and F1 of extracted pages against gold pages."""

from kg.evaluate.annotation import Annotation, load_gold
from kg.evaluate.interval import Interval, intervals
from kg.evaluate.score import Score, Tally, score_page, total

__all__ = ["Annotation", "Interval", "Score", "Tally", "intervals", "load_gold", "score_page", "total"]
