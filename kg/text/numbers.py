"""Chinese numerals."""

import re

_DIGITS = {digit: i for i, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
NUMERAL = "[〇○零一二两三四五六七八九十百千万亿]"
"""Regular expression of one character of a numeral."""
_SPELT = re.compile("[〇○零一二三四五六七八九]+")
_COUNTED = re.compile(f"{NUMERAL}+")


def chinese_number(text: str) -> int | None:
    """The value of a numeral: 二十三 → 23, 两千三百 → 2300, 二〇二〇 → 2020, 3万 → 30000; None if it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    if _SPELT.fullmatch(text):
        return int("".join(str(_DIGITS[char]) for char in text))
    if text[-1:] in _MYRIADS and text[:-1].isascii() and text[:-1].isdigit():
        return int(text[:-1]) * _MYRIADS[text[-1]]
    return _counted(text) if _COUNTED.fullmatch(text) else None


def _counted(text: str) -> int:
    total = section = digit = 0
    unit = 1
    for char in text:
        if char in _DIGITS:
            digit, unit = _DIGITS[char], (unit if _DIGITS[char] else 1)
        elif char in _UNITS:
            unit = _UNITS[char]
            section += (digit or 1) * unit
            digit = 0
        else:
            unit = _MYRIADS[char]
            total = (total + section + digit) * unit if unit > 10**4 or not total else total + (section + digit) * unit
            section = digit = 0
    # 两千三: a last digit right after a unit above ten counts in the next lower unit
    return total + section + (digit * unit // 10 if unit > 10 else digit)
