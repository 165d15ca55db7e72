"""How many villages and communities of the country bear a name: a national list of stems, kept as hashes.

`villages.bin` (written by tools/generate_gazetteer.py) holds one little-endian 32-bit number for each stem of a
village's or community's name (元松 of 元松村), sorted: 30 bits of its CRC-32, and two bits for how many bear it. A stem
that is not in the list is taken for one with a probability below 0.03%.
"""

import sys
import zlib
from array import array
from bisect import bisect_left
from functools import lru_cache

from kg.io import data_dir

FORM = "I"
ONE, SOME, MANY = 1, 2, 3
"""Ranks of a stem: one village bears it, 2 to 9 do, 10 or more do."""


def hashed(stem: str) -> int:
    """The 30 bits that stand for a stem."""
    return zlib.crc32(stem.encode()) >> 2


@lru_cache(maxsize=1)
def _stems() -> "array[int]":
    stems = array(FORM, (data_dir() / "villages.bin").read_bytes())
    if sys.byteorder == "big":
        stems.byteswap()
    return stems


@lru_cache(maxsize=1 << 14)
def village_rank(stem: str) -> int:
    """0 if no village or community of the country is called so (without 村, 社区), else `ONE`, `SOME` or `MANY`."""
    stems, wanted = _stems(), hashed(stem)
    at = bisect_left(stems, wanted << 2)
    return stems[at] & 3 if at < len(stems) and stems[at] >> 2 == wanted else 0
