"""The build on a cluster of machines. PySpark is imported when a build begins, and nowhere else."""

from kg.pipeline.spark.build import build

__all__ = ["build"]
