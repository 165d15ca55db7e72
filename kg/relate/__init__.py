"""Mentions and entities of a page → statements, by declarative rules."""

from kg.relate.relater import Relater

__all__ = ["Relater"]
