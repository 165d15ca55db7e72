"""Short forms of official bodies."""

import pytest

from kg.link.bodies import expand, national, split_level, with_ordinal, without_session


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("区发改委", "区", "发改委"),
        ("市政府", "市", "政府"),
        ("市民政局", "市", "民政局"),
        ("街道环保办", "街道", "环保办"),
        ("自治州旅游局", "自治州", "旅游局"),
        ("开发区党工委", "开发区", "党工委"),
        ("市场监督管理局", "", "市场监督管理局"),
        ("村民委员会", "", "村民委员会"),
        ("乡村振兴局", "", "乡村振兴局"),
        ("区块链协会", "", "区块链协会"),
        ("省级文明单位", "", "省级文明单位"),
        ("县", "", "县"),
    ],
)
def test_level_word_in_front(text: str, word: str, rest: str) -> None:
    assert split_level(text) == (word, rest)


@pytest.mark.parametrize(
    ("rest", "official"),
    [
        ("发改委", "发展和改革委员会"),
        ("委组织部", "委组织部"),
        ("委“两新”工委", "委新经济组织和新社会组织工作委员会"),
        ("第十届人大常委会", "人民代表大会常务委员会"),
        ("教育局党组", "教育局党组"),
        ("实小", "实验小学"),
        ("工会大厦", None),
    ],
)
def test_official_form(rest: str, official: str | None) -> None:
    body = expand(rest)
    assert (body.official if body else None) == official


def test_bodies_of_the_state() -> None:
    assert national("国家水利部") == national("水利部") == ("中华人民共和国水利部", "government")
    assert national("中组部") == ("中共中央组织部", "party")
    assert national("发改委") is None, "a bare 发改委 is that of the article's own area"


def test_a_term_is_no_other_assembly() -> None:
    assert without_session("云溪区第九届人民代表大会") == "云溪区人民代表大会"
    assert without_session("云溪区九届人大常委会") == "云溪区人大常委会"


def test_a_term_is_an_ordinal() -> None:
    assert with_ordinal("区十七届人大常委会") == "区第十七届人大常委会"
    assert with_ordinal("区第十七届人大常委会") == "区第十七届人大常委会"
    assert with_ordinal("三届采摘节") == "三届采摘节"
