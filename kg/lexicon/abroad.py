"""Countries and foreign cities."""

from functools import lru_cache

from kg.lexicon.words import table


@lru_cache
def countries() -> frozenset[str]:
    """Names of countries, short and full (法国, 法兰西共和国)."""
    return frozenset(name for short, full, _ in table("countries", 3) for name in (short, full) if name)


@lru_cache
def world_cities() -> dict[str, str]:
    """Foreign city → the short name of its country."""
    return {city: country for city, country in table("world_cities", 2)}  # noqa: C416  rows are tuples of any length
