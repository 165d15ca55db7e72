"""Organisations by short name, in their area."""

from collections.abc import Callable, Sequence

from kg.model import Linked

Named = Callable[..., Sequence[str]]
OWN = "全区动员，{云溪区|PLACE|district}部署。"


def test_party_and_government_bear_city_and_district(named: Named) -> None:
    page = (
        "{港闸区|PLACE|district}全区动员。{区委|ORG|party}、{区政府|ORG|government}、{区政协|ORG}、{团区委|ORG}参加。"
    )
    assert named(page)[1:] == [
        "中共南通市港闸区委员会",
        "南通市港闸区人民政府",
        "中国人民政治协商会议港闸区委员会",
        "共青团港闸区委员会",
    ]


def test_departments_bear_the_nearest_area(named: Named) -> None:
    page = OWN + "{区人社局|ORG}、{区妇联|ORG}、{区第三人民医院|ORG|health}、{安委会办公室|ORG|government}出席。"
    assert named(page)[1:] == [
        "云溪区人力资源和社会保障局",
        "云溪区妇女联合会",
        "云溪区第三人民医院",
        "云溪区安全生产委员会办公室",
    ]


def test_short_and_written_out_are_one(keys: Callable[..., Sequence[str]]) -> None:
    page = OWN + "{云溪区卫生健康局|ORG}通报，{区卫健局|ORG}派员，{云溪区卫健局|ORG}检查。"
    assert len(set(keys(page)[1:])) == 1


def test_the_form_that_the_page_writes_out_wins(named: Named) -> None:
    page = OWN + "{区住建局|ORG}牵头，{云溪区住房和城乡规划建设局|ORG}配合。"
    assert named(page)[1] == "云溪区住房和城乡规划建设局"


def test_unit_of_the_body_named_before(named: Named) -> None:
    page = OWN + "{区水利局|ORG}召开会议，{局机关第一支部|ORG}发言。{云溪区人民法院|ORG}宣判，到{民二庭|ORG}领取。"
    assert named(page)[2] == "云溪区水利局机关第一支部"
    assert named(page)[4] == "岳阳市云溪区人民法院民事审判第二庭"


def test_village_committee_is_no_party_committee(named: Named) -> None:
    page = OWN + "{石桥村村委会|ORG|institution}与{石桥村党支部|ORG|party}开会。"
    assert named(page)[1:] == ["石桥村村民委员会", "中共石桥村支部委员会"]


def test_bodies_of_a_zone(named: Named) -> None:
    page = OWN + "{云溪经济开发区|PLACE|park}招商，{开发区党工委|ORG|party}、{开发区管委会|ORG}部署，{管委会|ORG}落实。"
    assert named(page)[2:] == ["中共云溪经济开发区工作委员会", "云溪经济开发区管理委员会", "云溪经济开发区管理委员会"]


def test_body_of_the_state_has_one_key_everywhere(keys: Callable[..., Sequence[str]]) -> None:
    here = keys(OWN + "{国家水利部|ORG}通报。")[1]
    there = keys("全县动员，{海安县|PLACE|district}部署。{水利部|ORG}通报。", id="other", date="2009-01-02")[1]
    assert here == there


def test_company_is_the_longest_form(named: Named) -> None:
    page = (
        OWN + "{青岚市润禾农业机械有限公司|ORG|company}投产。{润禾农机|ORG|company}增资。\n\n"
        "{青岚市远澜纺织科技有限公司|ORG|company}招工，{远澜纺织|ORG|company}与{远澜|ORG|company}、{润禾|ORG|company}签约。"
    )
    full = ["青岚市润禾农业机械有限公司", "青岚市远澜纺织科技有限公司"]
    assert named(page)[1:] == [full[0], full[0], full[1], full[1], full[1], full[0]]


def test_a_short_form_of_two_companies_stays(named: Named) -> None:
    page = "{青岚市远澜纺织有限公司|ORG|company}、{青岚市远澜置业有限公司|ORG|company}签约，{远澜|ORG|company}满意。"
    assert named(page)[2] == "远澜"


def test_one_differing_character_is_another_company(keys: Callable[..., Sequence[str]]) -> None:
    page = "{青岚市远澜纺织有限公司|ORG|company}与{青岚市远岚纺织有限公司|ORG|company}签约。"
    assert len(set(keys(page))) == 2


def test_a_defined_short_form(named: Named) -> None:
    page = "{江州农村商业银行云溪支行|ORG|bank}（下称“{云溪农行|ORG|bank}”）开业。{云溪农行|ORG|bank}放贷。"
    assert len(set(named(page))) == 1


def test_company_has_the_city_of_its_name(link: Callable[..., Linked]) -> None:
    linked = link("{福州远澜贸易有限公司|ORG|company}捐赠。")
    company = next(entity for entity in linked.entities if entity.type == "ORG")
    assert company.area == "福建省/福州市"
    assert any(entity.name == "福州市" and entity.code == "350100" for entity in linked.entities)


def test_each_decision_has_a_reason(link: Callable[..., Linked]) -> None:
    linked = link(OWN + "{区委|ORG|party}、{远澜公司|ORG|company}、{李石泉|PER}参加“{飞燕行动|PROG|campaign}”。")
    assert all(entity.reason for entity in linked.entities)


def test_former_and_popular_names(named: Named) -> None:
    page = (
        OWN + "{远澜纺织集团有限公司|ORG|company}的前身是始建于1958年的{青岚市第一棉纺厂|ORG|company}。"
        "{柳塘镇土地流转服务中心|ORG|institution}，村民称之为“{土地超市|ORG|institution}”。{土地超市|ORG|institution}开业。"
    )
    assert named(page)[1] == named(page)[2] == "远澜纺织集团有限公司"
    assert set(named(page)[3:]) == {"柳塘镇土地流转服务中心"}


def test_two_companies_side_by_side_are_two(named: Named) -> None:
    page = "{远澜纺织集团有限公司|ORG|company}更名前与{青岚市第一棉纺厂|ORG|company}签约。"
    assert len(set(named(page))) == 2


def test_collective_signature(named: Named) -> None:
    assert named(OWN + "大会召开。\n{云组宣|ORG|party}")[1] == "中共岳阳市云溪区委组织部"
