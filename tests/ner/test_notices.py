"""Names in set phrases: notices, lists, letters set apart."""

from collections.abc import Callable

import pytest

Ruled = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("朱广利：本院受理原告葛成军诉你民间借贷纠纷一案。", ["朱广利", "葛成军"]),
        ("凡小毛、阳继红：本院受理一案，现公告送达。", ["凡小毛", "阳继红"]),
        ("△唐绪平遗失二代身份证，声明作废。", ["唐绪平"]),
        ("△陈俊遗失残疾证，声明作废。", ["陈俊"]),
        ("朱大明、季红梅遗失女儿朱雨萱出生医学证明。", ["朱大明", "季红梅", "朱雨萱"]),
        ("申请执行人马国良与被执行人何生荣借款合同纠纷一案。", ["马国良", "何生荣"]),
        ("会议由副主任何明军主持。", ["何明军"]),
        ("二等功臣凡斌的父亲凡爱民接过喜报。", ["凡斌", "凡爱民"]),
        ("优秀教师：薛 锋（城关中学） 邝 燕（金鸡小学） 骆 平（实验小学）", ["薛锋", "邝燕", "骆平"]),
        ("副县长沈思远到柳塘镇调研。", ["沈思远"]),
        ("在车间里，薛敏正带着几名徒弟检修设备。", ["薛敏"]),
        ("市地税局翟健、市农行冒小霞夺得冠军。", ["翟健", "冒小霞"]),
        ("第二名 何圣恩（滨江小学），第三名 庄子墨（龙田中心小学）", ["何圣恩", "庄子墨"]),
        ("副局长边 疆说，今年雨水多。", ["边疆"]),
        ("图为工人在栽树。（文 婷 龚 亮摄）", ["文婷", "龚亮"]),
        ("□ 何 显 飞 本报记者 杜 翔", ["何显飞", "杜翔"]),
    ],
)
def test_names_in_set_phrases(ruled: Ruled, text: str, names: list[str]) -> None:
    assert [name.replace(" ", "") for name, kind in ruled(text) if kind == "PER"] == names


@pytest.mark.parametrize(
    "text",
    [
        "公章遗失，声明作废。",
        "被执行人谭某生：本院立案执行一案，已向你送达通知书。",
        "市民遗失物品可到服务台认领。",
        "公　告",
        "要 闻",
        "他参与了全县长江禁捕工作。",
    ],
)
def test_what_names_nobody(ruled: Ruled, text: str) -> None:
    assert [name for name, kind in ruled(text) if kind == "PER"] == []


def test_shops_that_lost_something(ruled: Ruled) -> None:
    assert ("佳佳乐童装店", "ORG") in ruled("△佳佳乐童装店遗失税务登记证正本，声明作废。")
