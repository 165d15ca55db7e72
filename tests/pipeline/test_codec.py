"""What is kept between runs comes back equal."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import PageResult
from kg.pipeline.codec import decode, encode

st.register_type_strategy(float, st.floats(0, 1))  # scores; a NaN would not equal itself


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(st.from_type(PageResult))
def test_round_trip(result: PageResult) -> None:
    line = encode(result)
    assert "\n" not in line
    assert decode(line) == result
