"""Who acts where a clause names nobody."""

from kg.config import RelateSettings
from kg.relate import Relater
from kg.relate.sample import sample

RELATER = Relater(RelateSettings(weak_rules=True))


def who(annotated: str, predicate: str) -> set[tuple[str, str]]:
    found = RELATER.relate(*sample(annotated))
    return {(s.subject.split("|")[1], s.object.split("|")[1]) for s in found if s.predicate == predicate}


def test_everyone_acts_only_if_nobody_else_does() -> None:
    text = (
        "[PLACE:district 云川县]见闻\n[ORG:party 县委]周密部署，[PLACE:district 全县=云川县]上下联动，"
        "推行[PROG:mechanism 网格机制]。"
    )
    assert who(text, "organizes") == {("县委", "网格机制")}


def test_staff_act_for_their_body() -> None:
    text = "近日，[ORG:health 县中医院]医护人员在广场开展[PROG:campaign “送健康”活动]。"
    assert who(text, "organizes") == {("县中医院", "“送健康”活动")}


def test_an_officer_runs_things_for_his_body_and_others_for_themselves() -> None:
    officer = "[ORG:union 县总工会]主席[PER 石磊]牵头，开展[PROG:campaign “送健康”活动]。"
    farmer = "近年来，[PER 石磊]潜心钻研，总结出[PROG:mechanism “四步”种植法]。"
    assert who(officer, "organizes") == {("县总工会", "“送健康”活动")}
    assert who(farmer, "organizes") == {("石磊", "“四步”种植法")}


def test_the_topic_takes_over_again_behind_a_bureau() -> None:
    text = (
        "[PLACE:district 云川县]优化环境\n今年以来，[PLACE:district 云川县]动真格。[ORG:government 县税务局]减少环节。"
        "持续开展[PROG:campaign “千人助企”活动]。"
    )
    assert who(text, "organizes") == {("云川县", "“千人助企”活动")}


def test_a_leading_group_is_not_who_acts_but_a_company_is() -> None:
    group = "[PLACE:town 柳溪镇]成立[ORG:government 指挥部]，建立[PROG:mechanism 日调度制度]。"
    company = "[PER 石磊]成立[ORG:company 新禾公司]，注册[PROG:platform “溪谷香”商标]。"
    assert who(group, "organizes") == {("柳溪镇", "日调度制度")}
    assert who(company, "organizes") == {("新禾公司", "“溪谷香”商标")}


def test_who_is_present_is_at_the_meeting_named_last() -> None:
    text = (
        "[ORG:people_congress 人大常委会]举行[PROG:event 第三次会议]，通过[PROG:campaign “思廉日”活动]。"
        "[PER 石磊]主持会议。会议传达了[PROG:event 县委全会]精神，[PER 陆平]列席会议。"
    )
    assert who(text, "participatesIn") == {("石磊", "第三次会议"), ("陆平", "第三次会议")}


def test_reporters_are_no_party() -> None:
    text = (
        "本报讯（记者 [PER 高敏]）昨日，[ORG:people_congress 县人大常委会]组织视察。[PER 石磊]参加视察。\n"
        "代表们视察了[PLACE:park 云川工业园区]、[ORG:education 石桥小学]。"
    )
    assert who(text, "visited") == {
        (one, seen) for one in ("县人大常委会", "石磊") for seen in ("云川工业园区", "石桥小学")
    }
