"""Layouts of newspaper pages: which articles they hold. All pages, people and places are invented."""

from collections.abc import Callable

import pytest

from kg.config import IngestSettings
from kg.ingest import split
from kg.model import BlockKind, Document, Page

Make = Callable[..., Document]

P1 = "近日,青禾区召开全区工业经济推进会,部署下半年重点工作。会议要求,各街道要主动服务企业,切实解决实际困难。"
P2 = "据了解,该区今年已新开工项目12个,总投资35.6亿元,其中亿元以上项目5个。"

LAYOUTS: dict[str, tuple[str, list[str]]] = {
    "masthead, bylines below the headlines": (
        f"""青禾日报
2021年6月8日 星期二 农历四月廿八
第2版 要闻
责编:钱小芸 版式:孙大力 电话:0512-66778899

青禾区打好稳增长组合拳
本报记者 王立新 通讯员 周小红
\u3000\u3000{P1}
\u3000\u3000{P2}

梧桐镇开展夏季防溺水宣传
本报记者 李思源
\u3000\u3000{P1}
\u3000\u3000{P2}
""",
        ["青禾区打好稳增长组合拳", "梧桐镇开展夏季防溺水宣传"],
    ),
    "datelines with reporters": (
        f"""我市首条氢能公交线开通

本报讯(记者 王立新 通讯员 周小红){P1}

{P2}

柳河村“共享菜园”成了网红

本报讯 (记者 郑成功){P1}
""",
        ["我市首条氢能公交线开通", "柳河村“共享菜园”成了网红"],
    ),
    "no bylines, leads with dates": (
        f"""青禾高新区引进三个重点项目

{P1}

{P2}

第三小学举行书香校园启动仪式

6月3日上午,青禾区第三小学举行书香校园启动仪式。副区长何建国出席并致辞。
""",
        ["青禾高新区引进三个重点项目", "第三小学举行书香校园启动仪式"],
    ),
    "subtitle and numbered subheads": (
        f"""奋力书写乡村振兴新答卷

——青禾区农业农村工作综述

{P1}

一、抓产业,筑牢发展根基

{P2}

二、抓治理,提升文明程度

{P2}

(本报记者 王立新)

梧桐镇举办首届采茶节

{P1}(周小红)
""",
        ["奋力书写乡村振兴新答卷", "梧桐镇举办首届采茶节"],
    ),
    "hand-wrapped columns": (
        """青禾区召开安全生产工作会议
\u3000\u3000近日,青禾区召开安全生产工作会议,
传达学习省、市有关会议精神,分析当前全
区安全生产形势,安排部署下一阶段工作。
区长何建国出席会议并讲话。
\u3000\u3000会议指出,各级各部门要提高政治站位,
压实工作责任,全面排查隐患,坚决防范重
特大事故发生。(王立新)
""",
        ["青禾区召开安全生产工作会议"],
    ),
    "public notices with a table": (
        """青禾区人民政府
关于禁止燃放烟花爆竹的通告

为加强烟花爆竹安全管理,根据有关法律规定,现将有关事项通告如下:

一、本区行政区域内全年禁止燃放烟花爆竹。

二、违反本通告的,由公安机关依法处理。

特此通告。

青禾区人民政府
2021年1月20日

青禾区2021年公开招聘教师拟聘用人员公示

根据招聘公告,经考试、体检、考察,现将拟聘用人员名单公示如下:

序号\t姓名\t单位\t岗位
1\t张小雨\t青禾区实验小学\t语文
2\t李大伟\t青禾区第一中学\t数学

公示时间:2021年6月1日至6月7日
监督电话:0512-66778899

青禾区教育局
2021年6月1日

本区再添两家省级研发机构
本报讯 日前,省科技厅公布名单,我区两家企业入选。(郑成功)
""",
        [
            "青禾区人民政府关于禁止燃放烟花爆竹的通告",
            "青禾区2021年公开招聘教师拟聘用人员公示",
            "本区再添两家省级研发机构",
        ],
    ),
    "photo news": (
        """图片新闻

初夏田园管护忙

6月5日,青禾区梧桐镇村民在田间管护瓜苗。近年来,该镇大力发展特色种植,带动村民增收。

郑成功 摄

荷花绽放迎客来

6月6日,游客在青禾湿地公园赏荷。通讯员 周小红 摄影报道
""",
        ["初夏田园管护忙", "荷花绽放迎客来"],
    ),
    "caption inside an article": (
        f"""匠心守护老手艺

本报记者 王立新

{P1}

图为老匠人在制作竹编。郑成功 摄

{P2}

传承不止步

{P2}

青禾区税务局送政策上门

本报讯 {P1}(李思源)
""",
        ["匠心守护老手艺", "青禾区税务局送政策上门"],
    ),
    "letter-spaced byline": (
        f"""青禾区加快推进 老旧小区改造

本 报 记 者\u3000王 立 新\u3000\u3000周 小 红

{P1}

{P2}
""",
        ["青禾区加快推进 老旧小区改造"],
    ),
    "column break at a page number, glued byline": (
        """青禾区优化营商环境再出实招

本报讯 今年以来,青禾区聚焦企业需求,推出“一件事一次办”改革,设立企业服务专

3版

员,为企业提供全程代办服务,办事时限压缩六成。目前,已有230家企业受益。青禾宏远机械有限公

司负责人赵铁军说,以前要跑好几个部门,现在一个窗口就办完了。钱小芸
""",
        ["青禾区优化营商环境再出实招"],
    ),
    "editor's note": (
        f"""编者按:为展示全区上下抓发展的生动实践,本报今起开设专栏,敬请关注。

一线见闻

凌晨三点的菜市场

{P1}

{P2}

王立新
""",
        ["凌晨三点的菜市场"],
    ),
    "briefs without headlines": (
        """●本报讯 近日,梧桐镇开展义诊活动,服务群众百余人次。(张小雨)
●本报讯 日前,柳河村举办广场舞比赛,十支队伍参赛。(李大伟)
●本报讯 6月4日,区图书馆举行读书分享会。(周小红)
""",
        ["", "", ""],
    ),
    "continued from and on other pages": (
        f"""青禾区第九届人民代表大会第五次会议开幕

本报讯 {P1}(下转2版)

(上接1版){P2}
""",
        ["青禾区第九届人民代表大会第五次会议开幕", ""],
    ),
    "bylines alone at the end": (
        f"""“小板凳”议出大民生

在梧桐镇柳河村,村民们搬着小板凳围坐在一起,商量村里道路修缮的事。

{P2}

本报记者 李思源

文明实践进万家

“老师教得真好!”在青禾区新时代文明实践中心,居民刘桂芳高兴地说。

{P2}

本报记者 王立新
""",
        ["“小板凳”议出大民生", "文明实践进万家"],
    ),
}


def _texts(document: Document, kind: BlockKind) -> list[str]:
    return [a.text[b.start : b.end] for a in document.articles for b in a.blocks if b.kind is kind]


def _headline(document: Document, index: int) -> str:
    article = document.articles[index]
    return next((article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.HEADLINE), "")


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_headline_begins_an_article(name: str, make_document: Make) -> None:
    text, headlines = LAYOUTS[name]
    document = make_document(text)
    assert [_headline(document, i) for i in range(len(document.articles))] == headlines


def _of(name: str, make_document: Make) -> Document:
    return make_document(LAYOUTS[name][0])


@pytest.mark.parametrize(
    ("name", "bylines"),
    [
        ("masthead, bylines below the headlines", ["本报记者 王立新 通讯员 周小红", "本报记者 李思源"]),
        ("datelines with reporters", ["（记者 王立新 通讯员 周小红）", "（记者 郑成功）"]),
        ("photo news", ["郑成功 摄", "通讯员 周小红 摄影报道"]),
        ("letter-spaced byline", ["本报记者 王立新 周小红"]),
        ("column break at a page number, glued byline", ["钱小芸"]),
        ("briefs without headlines", ["（张小雨）", "（李大伟）", "（周小红）"]),
        ("hand-wrapped columns", ["（王立新）"]),
    ],
)
def test_bylines(name: str, bylines: list[str], make_document: Make) -> None:
    assert _texts(_of(name, make_document), BlockKind.BYLINE) == bylines


def test_column_breaks_are_mended(make_document: Make) -> None:
    name = "column break at a page number, glued byline"
    (article,) = _of(name, make_document).articles
    assert "设立企业服务专员，为企业提供全程代办服务" in article.text
    assert "青禾宏远机械有限公司负责人赵铁军说" in article.text
    at = article.text.index("有限公司负责人")
    start, end = article.raw(at, at + 4)
    assert LAYOUTS[name][0][start:end] == "有限公\n\n司"


def test_wrapped_lines_are_joined_up_to_the_next_indented_one(make_document: Make) -> None:
    bodies = _texts(_of("hand-wrapped columns", make_document), BlockKind.BODY)
    assert [body[:6] for body in bodies] == ["近日，青禾区", "会议指出，各"]
    assert "分析当前全区安全生产形势" in bodies[0]


def test_tables_keep_their_cells(make_document: Make) -> None:
    rows = _texts(_of("public notices with a table", make_document), BlockKind.TABLE)
    assert rows[1] == "1\t张小雨\t青禾区实验小学\t语文"
    assert len(rows) == 3


def test_the_signature_belongs_to_the_notice(make_document: Make) -> None:
    notices = _texts(_of("public notices with a table", make_document), BlockKind.NOTICE)
    assert notices[4:6] == ["青禾区人民政府", "2021年1月20日"]
    assert notices[-2:] == ["青禾区教育局", "2021年6月1日"]


def test_captions_subheads_and_columns(make_document: Make) -> None:
    inset = _of("caption inside an article", make_document)
    assert _texts(inset, BlockKind.CAPTION) == ["图为老匠人在制作竹编。"]
    assert _texts(inset, BlockKind.SUBHEAD) == ["传承不止步"]
    assert _texts(_of("photo news", make_document), BlockKind.COLUMN) == ["图片新闻"]
    feature = _of("subtitle and numbered subheads", make_document)
    assert _texts(feature, BlockKind.SUBHEAD)[0] == "一、抓产业，筑牢发展根基"
    assert _texts(feature, BlockKind.KICKER) == ["——青禾区农业农村工作综述"]


def test_continuations_are_blocks_of_their_own(make_document: Make) -> None:
    found = _texts(_of("continued from and on other pages", make_document), BlockKind.CONTINUED)
    assert found == ["（下转2版）", "（上接1版）"]


def test_two_lines_of_one_headline_are_joined(make_document: Make) -> None:
    document = make_document(f"青禾区第九届人大常委会\n第十二次会议举行\n\n{P1}\n\n李大伟\n")
    assert _texts(document, BlockKind.HEADLINE) == ["青禾区第九届人大常委会第十二次会议举行"]


def test_initials_of_a_department_end_an_article(make_document: Make) -> None:
    document = make_document(f"青禾区织密防护网\n\n{P2}\n\n青宣\n\n致敬平凡岗位上的坚守\n一批劳动者受到表彰\n\n{P2}\n")
    assert len(document.articles) == 2
    assert _texts(document, BlockKind.BYLINE) == ["青宣"]


def test_windows_line_ends_make_no_difference(make_document: Make) -> None:
    for text, _ in LAYOUTS.values():
        plain = [article.text for article in make_document(text).articles]
        assert [article.text for article in make_document(text.replace("\n", "\r\n")).articles] == plain


def test_a_poem_is_no_row_of_headlines(make_document: Make) -> None:
    lines = ["春风吹过小河湾", "杨柳轻轻弯下腰", "燕子衔来新泥土", "村庄醒在晨光里", "孩子们奔跑笑闹", "老人眯眼看云朵"]
    text = "文苑\n\n春到梧桐\n李思源\n\n" + "\n".join(lines) + "\n\n老街记忆\n李大伟\n\n我的老家在青禾城南,有一条老街。"
    document = make_document(text)
    assert [_headline(document, i) for i in range(len(document.articles))] == ["春到梧桐", "老街记忆"]
    assert _texts(document, BlockKind.BODY)[:-1] == lines


def test_captions_behind_the_byline_stay_with_the_article(make_document: Make) -> None:
    document = make_document(f"青禾药材飘香\n\n{P1}\n\n■李思源\n\n图为村民在采摘金银花。\n\n本报记者 郑成功 摄\n")
    assert len(document.articles) == 1


def test_a_word_cut_by_a_column_break_joins_a_short_first_line() -> None:
    text = "市总工会维权记\n\n去年11月，26人在青岚市鼎和木\n\n业有限公司打工，被拖欠工资近三十万元。多次索要未果。\n"
    document, _ = split(Page("qinglan-2013-06", text), IngestSettings())
    assert any("青岚市鼎和木业有限公司打工" in article.text for article in document.articles)


def test_a_headline_stays_apart_from_the_prose_behind_it() -> None:
    text = "我市加快重点项目建设\n\n施工现场一派忙碌，工人们正在浇筑桥墩。项目负责人说，年内可以完工。\n"
    document, _ = split(Page("qinglan-2013-06", text), IngestSettings())
    assert document.articles[0].text.startswith("我市加快重点项目建设\n")
