"""The read side of the explorer: a read index of a build and what is asked of it."""

from kg.serve.desk.desk import Desk

__all__ = ["Desk"]
