"""Properties that hold for any page."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.config import IngestSettings
from kg.ingest import split
from kg.model import BlockKind, Document, Page, Problem
from tests.growth import growth

SETTINGS = IngestSettings()
LINES = st.sampled_from(
    [
        "",
        "",
        "青禾区召开会议",
        "——梧桐镇工作综述",
        "本报讯 近日,青禾区召开会议,部署工作。",
        "近日,梧桐镇开展义诊活动,服务群众百余人次。(张小雨 李大伟)",
        "该镇投入资金30万元,修缮道路5公里,惠及群众,",
        "张小雨",
        "本报记者 李大伟",
        "郑成功 摄",
        "2021年6月8日",
        "青禾区教育局",
        "关于招聘教师的公告",
        "序号\t姓名\t单位",
        "1   张小雨   青禾小学",
        "第3版 要闻",
        "责编:钱小芸",
        "(上接1版)会议指出,要抓好落实。",
        "一、抓产业",
        "　　会议强调,要加强领导。”王立新",
        "\u200b",
        "(下转2版)",
    ]
)
PAGES = st.lists(LINES, max_size=25).map("\n".join) | st.text(max_size=60)
MARKUP = [
    *("<p>", "</p>", "<h2>", "</h2>", "<td>", "<tr>", "<script>", "</script>", "<!--", "-->", "<br/>", "<", "&"),
    *("&amp;", "&nbsp;", "&#20013;", "青禾区召开会议。", "张小雨", "\n", "**", "# ", "| "),
]
FURNITURE = re.compile(r"\[(\d+), (\d+)\)")


def _split(text: str, media: str = "text") -> tuple[Document, tuple[Problem, ...]]:
    return split(Page("p", text, media=media), SETTINGS)


def _check(document: Document) -> None:
    """What each document keeps: numbered articles, blocks that make up the text, offsets inside the page."""
    raw = document.page.text
    assert [article.index for article in document.articles] == list(range(len(document.articles)))
    for article in document.articles:
        assert article.offsets.length == len(article.text)
        assert "\n".join(article.text[b.start : b.end] for b in article.blocks) == article.text
        for at in range(len(article.text)):
            assert article.span.start <= article.offsets.start(at) <= article.offsets.end(at + 1) <= article.span.end
        assert article.span.end <= len(raw)


@given(PAGES)
@example("0|\x1b")
@example("|甲|乙|丙|")
@settings(max_examples=300, deadline=None)
def test_no_character_is_lost_or_twice_in_articles(text: str) -> None:
    document, problems = _split(text)
    _check(document)
    ranges = [tuple(article.span) for article in document.articles]
    assert all(a[1] <= b[0] for a, b in pairwise(ranges))
    ranges += [(int(m[1]), int(m[2])) for p in problems if (m := FURNITURE.match(p.message))]
    covered = {at for start, end in ranges for at in range(start, end)}
    ignorable = re.compile(
        r"[\s\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
    )
    assert not [at for at, char in enumerate(text) if at not in covered and not ignorable.match(char)]


@given(PAGES)
@settings(max_examples=150, deadline=None)
def test_each_visible_character_of_an_article_stands_on_the_page(text: str) -> None:
    for article in _split(text)[0].articles:
        for at, char in enumerate(article.text):
            if char.isalnum():
                start, end = article.raw(at, at + 1)
                assert len(text[start:end]) == 1
                assert text[start:end] == char or not char.isascii() or not text[start:end].isascii()


@given(st.lists(st.sampled_from(MARKUP), max_size=20).map("".join))
@settings(max_examples=200, deadline=None)
def test_broken_markup_never_fails(markup: str) -> None:
    _check(_split(markup, "html")[0])
    _check(_split(markup, "markdown")[0])


def test_html() -> None:
    markup = (
        "<html><head><title>青禾日报</title><style>p{}</style></head><body><nav>首页 新闻</nav>"
        "<h1>青禾区召开<b>经济</b>会议</h1><p>本报讯&nbsp;近日,青禾区&#21484;开会议,部署&ldquo;十百千&rdquo;行动。<br>各镇参加。(李大伟)</p>"
        "<h1>梧桐镇举办茶会</h1><p>茶会\n吸引游客。</p><table><tr><td>姓名</td><td>单位</td></tr>"
        "<tr><td>张小雨</td><td>青禾小学</td></tr></table><script>var a='本报讯';</script></body></html>"
    )
    document, _ = _split(markup, "html")
    first, second = document.articles
    assert first.text == "青禾区召开经济会议\n本报讯\n近日，青禾区召开会议，部署“十百千”行动。\n各镇参加。\n（李大伟）"
    assert second.text == "梧桐镇举办茶会\n茶会吸引游客。\n姓名\t单位\n张小雨\t青禾小学"
    start, end = first.raw(first.text.index("召开会议"), first.text.index("召开会议") + 4)
    assert markup[start:end] == "&#21484;开会议"


def test_markdown() -> None:
    text = (
        "---\ndate: 2021-06-08\n---\n# 青禾日报\n\n## 青禾区召开**经济**会议\n\n近日,青禾区召开[会议](https://example.org/a)。\n\n"
        "### 抓好落实\n\n各镇参加。\n\n## 梧桐镇举办茶会\n\n| 姓名 | 单位 |\n| --- | --- |\n| 张小雨 | 青禾小学 |\n"
    )
    document, problems = _split(text, "markdown")
    first, second = document.articles
    assert first.text.endswith("青禾区召开经济会议\n近日，青禾区召开会议。\n抓好落实\n各镇参加。")
    assert [b.kind for b in first.blocks][-2:] == [BlockKind.SUBHEAD, BlockKind.BODY]
    assert second.text == "梧桐镇举办茶会\n姓名\t单位\n张小雨\t青禾小学"
    assert problems[0].message.startswith("[0, 24)")


def test_a_page_without_articles_says_so() -> None:
    assert [p.kind for p in _split("第3版 要闻\n责编:钱小芸")[1]] == ["furniture", "furniture", "no_article"]


@pytest.mark.parametrize(
    "piece",
    ["青禾区召开会议\n", "青禾区召开会议,部署\n\n", "一、抓产业\n", " ", "近日,好。(张小雨)\n", "中\t", "张小雨 摄\n"],
)
@pytest.mark.parametrize("media", ["text", "markdown", "html"])
def test_long_pages_are_split_in_linear_time(piece: str, media: str) -> None:
    assert growth(lambda size: _split(piece * (size // len(piece)), media), 5_000, 80_000) < 5
