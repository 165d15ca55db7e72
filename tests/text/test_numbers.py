"""Chinese numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import chinese_number

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("一百二", 120), ("两千三", 2300), ("一万二", 12000),
        ("一万零二", 10002), ("三亿五千万", 350_000_000), ("二〇二〇", 2020), ("3万", 30000), ("12", 12),
        ("第三", None), ("", None), ("３", None),
    ],
)  # fmt: skip
def test_known_numerals(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


def _spell(number: int) -> str:
    """Numeral of a number below ten thousand."""
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += DIGITS[digit] + name
        elif text and not text.endswith("零") and number % unit:
            text += "零"
    return text or "零"


@given(st.integers(0, 9999))
def test_spelt_numbers_are_read_back(number: int) -> None:
    assert chinese_number(_spell(number)) == number


@given(st.integers(1, 9999), st.integers(1000, 9999))
def test_myriads(high: int, low: int) -> None:
    assert chinese_number(f"{_spell(high)}万{_spell(low)}") == high * 10_000 + low
