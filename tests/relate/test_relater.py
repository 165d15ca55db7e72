"""The stage as a whole: ellipsis, anaphors, modality, order, evidence."""

from hypothesis import given
from hypothesis import strategies as st

from kg.config import RelateSettings
from kg.model import Modality, Statement, evidence_text
from kg.relate import Relater
from kg.relate.sample import sample
from kg.schema import allows

RELATER = Relater(RelateSettings())
AREAS = {"云川县": "青岚省/石门市/云川县", "柳溪镇": "青岚省/石门市/云川县/柳溪镇"}


def statements(annotated: str) -> tuple[Statement, ...]:
    return RELATER.relate(*sample(annotated, areas=AREAS))


def triples(annotated: str, predicate: str, modality: Modality = Modality.FACT) -> set[tuple[str, str]]:
    return {
        (s.subject.split("|")[1], s.object.split("|")[1])
        for s in statements(annotated)
        if s.predicate == predicate and s.modality is modality
    }


def test_the_subject_is_carried_over_clauses_and_sentences() -> None:
    text = (
        "[PLACE:town 柳溪镇]治水见成效\n近日，[PLACE:town 柳溪镇]召集村民，开展[PROG:campaign “清河净岸”行动]。"
        "此外，建立[PROG:mechanism 网格巡河机制]。\n今年以来，推行[PROG:mechanism 积分制]。"
    )
    assert triples(text, "organizes") == {
        ("柳溪镇", "“清河净岸”行动"),
        ("柳溪镇", "网格巡河机制"),
        ("柳溪镇", "积分制"),
    }


def test_a_subject_from_another_sentence_is_a_second_evidence() -> None:
    found = statements("[PLACE:town 柳溪镇]召集村民。随后，开展[PROG:campaign “清河净岸”行动]。")
    (statement,) = (s for s in found if s.predicate == "organizes")
    assert [evidence.quote for evidence in statement.evidence] == ["开展“清河净岸”行动", "柳溪镇"]


def test_the_home_area_stands_for_our_district() -> None:
    text = "[PLACE:district 云川县]新闻\n昨日，我县启动[PROG:campaign “春雷”行动]。"
    assert triples(text, "organizes") == {("云川县", "“春雷”行动")}


def test_the_company_stands_for_the_last_company() -> None:
    text = "[ORG:company 新禾粮油有限公司]改造了管道。公司负责人[PER 石磊]说，问题解决了。"
    assert triples(text, "leads") == {("石磊", "新禾粮油有限公司")}


def test_an_office_of_an_area_has_the_area_as_object() -> None:
    text = "[PLACE:district 云川县][ORG:party 县委]副书记、县长[PER 陶立群]讲话。"
    assert triples(text, "leads") == {("陶立群", "云川县")}
    assert triples(text, "memberOf") == {("陶立群", "县委")}


def test_a_part_of_a_body_is_not_led_as_the_whole() -> None:
    assert triples("[ORG:company 新禾粮油有限公司]工会主席[PER 高敏]说。", "leads") == set()
    assert triples("[ORG:company 新禾粮油有限公司]工会主席[PER 高敏]说。", "memberOf") == {("高敏", "新禾粮油有限公司")}


def test_plans_and_denials_are_no_facts() -> None:
    plan = "[PLACE:town 柳溪镇]拟开展[PROG:campaign “清河净岸”行动]。"
    assert triples(plan, "organizes") == set()
    assert triples(plan, "organizes", Modality.PLANNED) == {("柳溪镇", "“清河净岸”行动")}
    denial = "[ORG:company 新禾粮油有限公司]未参加[PROG:event 茶文化节]。"
    assert triples(denial, "participatesIn", Modality.NEGATED) == {("新禾粮油有限公司", "茶文化节")}


def test_will_before_a_thing_is_no_plan() -> None:
    given = "[ORG:company 新禾粮油有限公司]将20台水泵捐给[PLACE:village 石桥村]。"
    assert triples(given, "supports") == {("新禾粮油有限公司", "石桥村")}
    promised = "[ORG:company 新禾粮油有限公司]将向[PLACE:village 石桥村]捐赠水泵。"
    assert triples(promised, "supports") == set()
    assert triples(promised, "supports", Modality.PLANNED) == {("新禾粮油有限公司", "石桥村")}


def test_a_gift_of_a_list_cites_the_receiver_too() -> None:
    text = (
        "[ORG:association 云川县红十字会]收到各界捐款36万元。"
        "其中：[ORG:company 新禾粮油有限公司]捐款10万元；[PER 何志远]捐款5000元。"
    )
    assert triples(text, "supports") == {("新禾粮油有限公司", "云川县红十字会"), ("何志远", "云川县红十字会")}
    for one in statements(text):
        assert [e.quote.startswith("云川县红十字会收到") for e in one.evidence] == [False, True]


def test_a_far_row_of_a_list_cites_the_award_by_itself() -> None:
    rows = "".join(
        f"{number}.[PER {name}]　女　职业技能鉴定中心推荐\n"
        for number, name in enumerate(["高敏", "陆平", "石磊", "陶立群"])
    )
    text = f"[PROG:award 巾帼标兵]名单公示\n经个人申报、单位推荐、专家评审，现将名单公示如下：\n{rows}"
    found = [s for s in statements(text) if s.predicate == "participatesIn"]
    assert len(found) == 4
    assert max(len(e.quote) for s in found for e in s.evidence) < 90
    assert [e.quote for e in found[-1].evidence][1] == "巾帼标兵"


def test_a_former_post_has_ended() -> None:
    text = "原[ORG:government 云川县水利局]局长[PER 何志远]到场。"
    assert triples(text, "leads", Modality.ENDED) == {("何志远", "云川县水利局")}


def test_each_of_a_list_joins() -> None:
    text = "[ORG:company 甲公司]、[ORG:company 乙公司]等12家企业入选[PROG:document 龙头企业名单]。"
    assert triples(text, "participatesIn") == {("甲公司", "龙头企业名单"), ("乙公司", "龙头企业名单")}


def test_who_joins_a_national_campaign_did_not_start_it() -> None:
    text = "[PLACE:town 柳溪镇]全面推行[PROG:mechanism 河长制]。"
    assert triples(text, "organizes") == set()
    assert triples(text, "participatesIn") == {("柳溪镇", "河长制")}


def test_the_nearest_container_wins() -> None:
    text = (
        "[PLACE:district 云川县][PLACE:town 柳溪镇][PLACE:village 石桥村]"
        "。[PLACE:district 云川县][PLACE:village 石桥村]。"
    )
    assert triples(text, "within") == {("柳溪镇", "云川县"), ("石桥村", "柳溪镇")}


def test_what_is_said_twice_is_one_statement() -> None:
    text = "[ORG:government 水利局]局长[PER 何志远]说。[ORG:government 水利局]局长[PER 何志远]又说。"
    (statement,) = statements(text)
    assert statement.evidence[0].start == 0
    assert statement.title == "局长"
    assert statement.date == "2020-05-11"


def test_a_minimal_score_is_kept() -> None:
    document, linked = sample("[ORG:government 水利局]局长[PER 何志远]说。")
    assert Relater(RelateSettings(min_score=0.999)).relate(document, linked) == ()


def test_an_article_without_mentions_says_nothing() -> None:
    assert statements("今天天气晴好。") == ()


MENTIONS = [
    "[PER 石磊]",
    "[PER 陆平]",
    "[ORG:company 甲公司]",
    "[ORG:party 县委]",
    "[PLACE:town 柳溪镇]",
    "[PLACE:district 云川县]",
    "[PROG:event 茶文化节]",
    "[PROG:campaign “春雷”行动]",
]
WORDS = [
    "局长",
    "党委书记",
    "参加",
    "开展",
    "主办",
    "捐赠",
    "考察",
    "签约",
    "位于",
    "成立",
    "联合",
    "授予",
    "我县",
    "该公司",
]
PARTS = st.sampled_from([*MENTIONS, *WORDS, *"、和，。与的由在向将未原被\n"])


@given(st.lists(PARTS, max_size=24))
def test_any_text_gives_sound_statements(parts: list[str]) -> None:
    document, linked = sample("".join(parts), areas=AREAS)
    found = RELATER.relate(document, linked)
    types = {entity.key: entity.type for entity in linked.entities}
    text = document.page.text
    for statement in found:
        assert allows(statement.predicate, types[statement.subject], types[statement.object])
        assert statement.subject != statement.object
        assert 0 < statement.score <= 1
        for evidence in statement.evidence:
            assert evidence.quote == evidence_text(text[evidence.start : evidence.end]) != ""
    keys = [(s.subject, s.predicate, s.object) for s in found]
    assert len(set(keys)) == len(keys)
    order = [(s.evidence[0].start, s.predicate, s.subject, s.object) for s in found]
    assert order == sorted(order)
    assert found == RELATER.relate(document, linked)
