"""Cleaning and its map back to the raw page."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.text import clean
from tests.growth import growth

NOISE = st.text(st.sampled_from("中国张李“”\"'‘’.,:;?!()（），。《》aB3 \t\n\r\u3000\xa0\u200b\ufeff—·…"), max_size=40)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("青禾区,柳河村;梧桐镇:好?好!", "青禾区，柳河村；梧桐镇：好？好！"),
        ("(2021年6月通过)", "（2021年6月通过）"),
        ("梧桐镇(含柳河村)已办结", "梧桐镇（含柳河村）已办结"),
        ('他说:"大家好,请坐."', "他说：“大家好，请坐。”"),
        ("在10:30到,共3.5万元", "在10:30到，共3.5万元"),
        ("见https://example.org/a,b?c=(1)", "见https://example.org/a,b?c=(1)"),
        ("Hello, world! (again)", "Hello, world! (again)"),
        ("本 报 记 者", "本报记者"),
        ("工业集 中区内的企业,开展 LED 灯检查", "工业集中区内的企业，开展LED灯检查"),
        ("走进工业集\n\n中区采访。", "走进工业集中区采访。"),
        ("２０２１年\u3000全\xa0区\u200b会议\ufeff", "2021年全区会议"),
        ("(张小雨 李大伟)", "（张小雨 李大伟）"),
        ("获奖名单:张小雨 李大伟 王立新", "获奖名单：张小雨 李大伟 王立新"),
        ("开展“同心同行 筑梦未来”行动", "开展“同心同行 筑梦未来”行动"),
        ("⼀⼆", "一二"),
        ("", ""),
    ],
)
def test_clean(raw: str, text: str) -> None:
    assert clean(raw)[0] == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("爱心涌动 温暖人心", "爱心涌动 温暖人心"),
        ("本 报 记 者　王 立 新　　周 小 红", "本报记者 王立新 周小红"),
        ("李 明  王 芳", "李明 王芳"),
        ("公　告", "公告"),
    ],
)
def test_gaps_are_kept_in_headlines_and_bylines(raw: str, text: str) -> None:
    assert clean(raw, gaps=True)[0] == text


def test_offsets_point_into_the_whole_page() -> None:
    raw = "标题\n\n青禾\u200b区有工业集\n\n中区,好。"
    text, offsets = clean(raw, 4, len(raw))
    at = text.index("工业集中区")
    start, end = offsets.span(at, at + 5)
    assert raw[start:end] == "工业集\n\n中区"


@given(NOISE | st.text(max_size=40), st.booleans())
@settings(max_examples=400)
def test_cleaning_twice_is_cleaning_once(raw: str, gaps: bool) -> None:
    text, _ = clean(raw, gaps=gaps)
    assert clean(text, gaps=gaps)[0] == text


@given(NOISE | st.text(max_size=40), st.booleans())
@settings(max_examples=400)
def test_each_character_stands_for_the_same_or_its_twin(raw: str, gaps: bool) -> None:
    text, offsets = clean(raw, gaps=gaps)
    twins = {"，": ",", "：": ":", "；": ";", "？": "?", "！": "!", "（": "(", "）": ")", "。": ".", "“": '"', "”": '"'}
    for at, char in enumerate(text):
        start, end = offsets.span(at, at + 1)
        source = raw[start:end]
        assert len(source) == 1
        same = source == char or twins.get(char) == source or unicodedata.normalize("NFKC", source) == char
        assert same or (char == " " and source.isspace())


@given(NOISE | st.text(max_size=40))
def test_nothing_but_white_space_and_ignorable_characters_is_lost(raw: str) -> None:
    _, offsets = clean(raw)
    kept = {offsets.start(at) for at in range(offsets.length)}
    lost = [char for at, char in enumerate(raw) if at not in kept]
    assert all(char.isspace() or unicodedata.category(char) in ("Cc", "Cf", "Mn") for char in lost)


@pytest.mark.parametrize(
    "piece", ["青禾区召开会议,部署工作。", "中 ", "(中,", "“", '"中', " ", "“中中 中中 ", "(a", "中.", "\u200b中"]
)
def test_a_page_of_one_long_line_is_cleaned_in_linear_time(piece: str) -> None:
    assert growth(lambda size: clean(piece * (size // len(piece))), 10_000, 160_000) < 5
