"""Recognition: articles → mentions of organisations, persons, places and programmes."""

from kg.ner.chain import NAMES, Ner, build
from kg.ner.hanlp_model import model_files
from kg.ner.protocol import Recognizer

__all__ = ["NAMES", "Ner", "Recognizer", "build", "model_files"]
