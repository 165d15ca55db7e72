"""Programmes under several spellings."""

from collections.abc import Callable, Sequence

Named = Callable[..., Sequence[str]]
OWN = "全区动员，{云溪区|PLACE|district}部署。"


def test_marks_do_not_part_programmes(named: Named) -> None:
    page = "{“山河同行、产业同兴”行动|PROG|campaign}启动，{“山河同行产业同兴”行动|PROG|campaign}推进。"
    assert set(named(page)) == {"“山河同行、产业同兴”行动"}


def test_a_counted_slogan_is_its_clauses(named: Named) -> None:
    full = "“旗帜飘在田头、脚步走在田头、汗水洒在田头”行动"
    assert set(named(f"{{{full}|PROG|campaign}}启动，{{“三个田头”行动|PROG|campaign}}推进。")) == {full}
    four = "{" + full + "|PROG|campaign}启动，{“四个田头”行动|PROG|campaign}推进。"
    assert len(set(named(four))) == 2


def test_short_forms(named: Named) -> None:
    page = "{争创全国文明村镇|PROG}再加力，{争村|PROG}在行动。{2019年“飞燕”助学行动|PROG}与{飞燕助学行动|PROG}。"
    assert named(page)[0] == named(page)[1]
    assert named(page)[2] == named(page)[3]


def test_years_part_programmes(named: Named) -> None:
    page = "{2019年“飞燕”助学行动|PROG}结束，{2020年“飞燕”助学行动|PROG}开始。"
    assert len(set(named(page))) == 2


def test_level_words_give_way_to_areas(named: Named) -> None:
    page = OWN + "{区重点企业名单|PROG|document}公布。{全区教育大会|PROG|event}召开。他获区“{劳动奖章|PROG|award}”。"
    assert named(page)[1:] == ["云溪区重点企业名单", "云溪区教育大会", "云溪区劳动奖章"]


def test_level_adjectives_stay(named: Named) -> None:
    page = OWN + "入选{省级示范园区|PROG|award}，全区“{双减行动|PROG|campaign}”推进。"
    assert named(page)[1:] == ["省级示范园区", "双减行动"]


def test_meetings_of_one_body(named: Named) -> None:
    page = (
        OWN + "{区第九届人大常委会第三次会议|PROG|event}召开，"
        "{云溪区第九届人民代表大会常务委员会第三次会议|PROG|event}决定，{区纪委全会|PROG|event}召开。"
    )
    assert set(named(page)[1:3]) == {"云溪区第九届人民代表大会常务委员会第三次会议"}
    assert named(page)[3] == "中共云溪区纪律检查委员会全体会议"


def test_pause_inside_a_slogan_is_kept(named: Named) -> None:
    assert named("{“植绿护绿 人人参与”活动|PROG|campaign}举行。") == ["“植绿护绿 人人参与”活动"]


def test_editions_and_quoted_short_names(named: Named) -> None:
    page = "{第三届青岚杯歌咏大赛|PROG}落幕，{青岚杯歌咏大赛|PROG}获好评。{“双清”政策|PROG}与{双清|PROG}。"
    assert named(page) == ["第三届青岚杯歌咏大赛"] * 2 + ["“双清”政策"] * 2


def test_a_meeting_in_two_halves(named: Named) -> None:
    page = OWN + "{区九届人大常委会|ORG|people_congress}举行{第三次会议|PROG|event}。"
    assert named(page)[2] == "云溪区第九届人大常委会第三次会议"


def test_an_edition_and_an_area_tell_no_other_event_in_one_article(keys: Callable[..., Sequence[str]]) -> None:
    place = "江苏省/南通市/如东县"
    one = "我县举行{“柳塘杯”乒乓球赛|PROG|event}\n{第三届“柳塘杯”乒乓球赛|PROG|event}开赛。"
    two = "{第二届“柳塘杯”乒乓球赛|PROG|event}与{第三届“柳塘杯”乒乓球赛|PROG|event}。"
    assert len(set(keys(one, place=place))) == 1
    assert len(set(keys(two, place=place))) == 2
