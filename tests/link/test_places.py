"""Places: levels, lists, parks."""

from collections.abc import Callable, Sequence

from kg.model import Linked

Named = Callable[..., Sequence[str]]
OWN = "全区动员，{云溪区|PLACE|district}部署。"


def test_short_area_names(named: Named) -> None:
    assert named(OWN + "{云溪|PLACE|district}落实，{南通|PLACE|city}支持。") == ["云溪区", "云溪区", "南通市"]


def test_one_character_places(named: Named) -> None:
    page = "全区动员，{港闸区|PLACE|district}部署，员工返{通|PLACE|city}，{皖|PLACE|province}籍居多。"
    assert named(page) == ["港闸区", "南通市", "安徽省"]


def test_villages_in_a_list_have_the_level_behind_it(named: Named) -> None:
    page = OWN + "走访{光明|PLACE|village}、{蒋庄|PLACE|village}等9个村。{石桥|PLACE|village}等3个村民组受益。"
    assert named(page)[1:] == ["光明村", "蒋庄村", "石桥"]


def test_parks(named: Named) -> None:
    page = OWN + "{和平街道工业集中区|PLACE|park}与{和平工业集中区|PLACE|park}、{经开区|PLACE|park}。"
    assert named(page)[1:] == ["和平街道工业集中区", "和平街道工业集中区", "云溪经济开发区"]


def test_a_site_glued_to_its_village(named: Named) -> None:
    assert named(OWN + "{石桥村|PLACE|village}{蔬菜种植基地|PLACE|facility}丰收。")[2] == "石桥村蔬菜种植基地"


def test_code_and_path_of_the_day(link: Callable[..., Linked]) -> None:
    linked = link("全区动员，{港闸区|PLACE|district}、{南通市|PLACE|city}部署。")
    found = {entity.name: (entity.area, entity.code) for entity in linked.entities}
    assert found["南通市"] == ("江苏省/南通市", "320600")
    assert found["港闸区"][0] == "江苏省/南通市/港闸区"


def test_a_village_lies_in_the_town_named_before_it(link: Callable[..., Linked]) -> None:
    page = (
        "全区动员，{云溪区|PLACE|district}部署水利建设，各镇各村趁农闲组织劳力，清淤河道，加固堤防，整修水闸，疏通沟渠，"
        "力争汛期以前全部完工，让群众过上安稳日子，为粮食丰收打下基础，为乡村振兴增添活力，上下一心。\n"
        "{柳塘镇|PLACE|town}在{杨庄村|PLACE|village}修渠。\n{蒋庄村|PLACE|village}也修渠。"
    )
    paths = {entity.name: entity.area for entity in link(page).entities}
    assert paths["杨庄村"].endswith("柳塘镇/杨庄村")
    assert "柳塘镇" not in paths["蒋庄村"]
