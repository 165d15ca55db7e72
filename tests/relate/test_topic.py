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


def test_an_officer_of_two_bodies_acts_for_the_last() -> None:
    text = "[ORG:party 县委]常委、[PLACE:park 县经开区]党工委书记[PER 石磊]说，将开展[PROG:campaign “迎老乡”活动]。"
    assert ("县委", "“迎老乡”活动") not in who(text, "organizes")
    visit = "[ORG:party 市委]常委、[ORG:party 宣传部]部长[PER 石磊]到[PLACE:town 柳溪镇]调研。"
    assert who(visit, "visited") == {("石磊", "柳溪镇")}


def test_items_in_brief_have_doers_of_their_own() -> None:
    text = (
        "[ORG:institution 省农科院]来讲学\n●[ORG:government 县国土局]开展[PROG:campaign “阳光国土”行动]。\n"
        "●[ORG:association 县妇联]举办[PROG:event 家政培训班]。\n●[PER 高敏]应邀列席。"
    )
    assert who(text, "organizes") == {("县国土局", "“阳光国土”行动"), ("县妇联", "家政培训班")}
    assert who(text, "participatesIn") == set()


def test_doers_without_names_are_not_the_articles_topic() -> None:
    turns = "[PLACE:city 青岚市]签约\n协议明确，由三地文旅部门轮流牵头，每年举办[PROG:event “川味”美食节]。"
    appeal = "[PLACE:district 云川县]部署\n[PER 石磊]强调，各乡镇、各部门要开展[PROG:campaign “大排查”行动]。"
    assert who(turns, "organizes") == set()
    assert who(appeal, "organizes") == set()


def test_that_body_at_a_clauses_start_is_who_was_spoken_of() -> None:
    text = (
        "[ORG:union 县总工会]联合[ORG:association 县慈善会]走访。[ORG:association 县工商联]会长[PER 石磊]发言。"
        "据悉，该会去年举办了[PROG:event 职工篮球赛]。"
    )
    assert who(text, "organizes") == {("县总工会", "职工篮球赛")}


def test_that_body_behind_a_preposition_is_not_the_visitors() -> None:
    text = "[ORG:government 县检察院]挂牌。[ORG:government 省检察院]检察长[PER 石磊]到该院调研。"
    assert who(text, "visited") == {("石磊", "县检察院")}


def test_that_bureau_is_a_bureau() -> None:
    text = (
        "[ORG:government 县公安局]组织民警会同[ORG:association 北城居委会]巡逻。该局被[ORG:government 公安部]授予"
        "[PROG:award 优秀公安局]称号，局长[PER 石磊]作了报告。"
    )
    assert who(text, "participatesIn") == {("县公安局", "优秀公安局")}
    assert who(text, "leads") == {("石磊", "县公安局")}


def test_each_signs_with_its_own() -> None:
    text = (
        "[PLACE:community 海棠社区]、[PLACE:community 里仁社区]分别与[ORG:company 甲公司]、[ORG:company 乙公司]结对。"
    )
    assert who(text, "cooperatesWith") == {("海棠社区", "甲公司"), ("里仁社区", "乙公司")}
