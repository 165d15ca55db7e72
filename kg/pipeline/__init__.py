"""The order of the stages: page extraction, local build, incremental state."""

from kg.pipeline.build import build
from kg.pipeline.extract import Extractor
from kg.pipeline.report import Report
from kg.pipeline.state import kept_pages

__all__ = ["Extractor", "Report", "build", "kept_pages"]
