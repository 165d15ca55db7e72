"""The order of the stages: page extraction, local build, incremental state."""

from kg.pipeline.build import build
from kg.pipeline.extract import Extractor
from kg.pipeline.report import Report

__all__ = ["Extractor", "Report", "build"]
