"""What is kept between runs comes back equal."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import PageResult
from kg.pipeline.codec import decode, encode


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.from_type(PageResult))
def test_round_trip(result: PageResult) -> None:
    line = encode(result)
    assert "\n" not in line
    assert decode(line) == result
