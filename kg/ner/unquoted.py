"""Programmes without quotes: governed by a verb, held like an event, or given like an award."""

import re
from functools import lru_cache, partial

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.fore import counted, scoped
from kg.ner.reach import ORDINAL, governed, hinted, joined, own, plain, reached, verbal, walked, without_lead
from kg.ner.scan import Scan
from kg.ner.vocabulary import HAN, alternation, grades, listed, subtypes

_AWARD = re.compile(f"[{HAN}0-9A-Z]{{4,22}}")
_LEVEL = re.compile(f"全国|国家|省|市|县|区|自治|州|旗|第|中国|[0-9]{{4}}年|世界|[{HAN}]{{2,3}}[省市县区州旗]")
_FESTIVE = re.compile("(?<![环情细季关调章礼使气时枝春])节$|(?:大|联|标|请|公开|挑战)赛$")
_GOVERNED = frozenset({"campaign", "mechanism", "project", "policy"})
_HINTABLE = _GOVERNED | {"platform"}
_SELF_EVIDENT = re.compile(
    "(?:攻坚战|保卫战|歼灭战|专项行动|专项(?:整治|治理|排查|清理|执法)[^，。]{0,4}行动|[三五]年行动(?:计划)?)$"
)
_HONOUR = re.compile(
    "(?:国家级?|全国|省级|自治区级|中国)"
    "(?:[一-龥]{0,8}?(?:卫生|园林|森林|文明|环保模范|生态|历史文化|双拥模范|科技进步|食品安全|平安|信用|旅游|示范|先进|模范|美丽|优秀|百强))"
    "(?:宜居|建设)?(?:城市|县城|名城|名镇|名村|村镇|乡村|县|镇|村|社区|单位|校园|家庭|教师|教育工作者|集体|个人|学校|企业|基地|合作社|园区)"
)
_LIGHT = frozenset({"campaign", "project"})
_HEAVY = frozenset({"mechanism", "policy", "platform", "strategy", "award"})
_AWARD_LIMIT = 22
_SURE = 0.85
_NOT_BEHIND = re.compile("[日室站]|中心|场所|经费|资金|款")
"""What makes a head word part of another noun (活动|日, 项目|资金)."""
_GLUED = re.compile("自(?![然治来行愿主助强建贸])|以(?![案工学旧])")
"""Prepositions that the tagger glues to a name (自散|煤…)."""
_DAY = re.compile(
    f"(?:世界|国际|全国)(?![各性])[{HAN}]{{2,9}}?(?:日|宣传周|宣传月|活动周)(?![本常前子后报渐夜用元间均益趋出程语系军方照])"
)
_NO_DAY = re.compile("[的了在是各上下对将有今昨明当本近每]")
_AREA_ENDS = frozenset("省市县区州旗镇乡村道城国")
_WEEK = re.compile(f"[{HAN}“”0-9]{{2,}}(?:宣传|活动|教育|服务|体验|咨询)[周月](?:活动)?$")
_CELEBRATION = re.compile(
    f"(?:庆祝|纪念|喜迎|迎接)(?:[{HAN}0-9、·“”]|（[{HAN}]+）){{3,36}}?"
    "(?:(?:表彰|总结|推进|命名|庆祝|纪念|动员)?大会|座谈会|(?:文艺|联欢)?晚会|文艺(?:汇演|演出)|报告会|(?:书画|摄影|图片|美术|成果)+展|"
    "演讲比赛|歌咏比赛|知识竞赛|升旗仪式)"
)
_COUNTED = re.compile("[一两三四五六七八九十几多数0-9]+余?(?:[次场个项批期处名家条座所轮天]|小时)")
_ONE = re.compile("(?:[开签办抓做搞]好)?一(?:次|套|批|系列|场|份|支)(?![办通])")
"""What makes any thing of a head word: 开好一次动员会, 一套长效机制."""
_COST = re.compile("(?:总投资|投资|总造价)?(?:约|近|超)?[0-9.]+[万亿余]*元的?")
_FAR_LEAST = 6
_HINTED_LEAST = 7
_SCOPED_FAR = re.compile(f"(?<![我在])全[国省市县区州旗镇乡](?=[{HAN}0-9、]*$)(?!.*全[国省市县区州旗镇乡])")
_SCOPED_LIMIT, _SCOPED_LEAST = 22, 7
_HOLDING = frozenset(
    ["召开", "举行", "举办", "开展", "组织", "参加", "迎来", "部署", "贯彻", "落实", "启动", "先后", "各"]
)
_LOOSE = frozenset("的了在是对把被让向于从到等有将")
_SCOPED = re.compile("全[国省市县区州旗镇乡]|自治[区州县]")


def find_unquoted(scan: Scan) -> list[Candidate]:
    """Candidates for programmes that no marks delimit."""
    found = [*_headed(scan), *_awards(scan), *_honours(scan), *_celebrations(scan), *_days(scan)]
    return [one for one in map(partial(_priced, scan), found) if not _ONE.match(scan.text, one.start)]


def _priced(scan: Scan, one: Candidate) -> Candidate:
    """Without what the project costs (总投资10亿元|光伏组件项目)."""
    cost = _COST.match(scan.text, one.start, one.end)
    return one if cost is None or one.end - cost.end() < 4 else one._replace(start=cost.end())


@lru_cache
def _head_finder() -> CharwiseDoubleArrayAhoCorasick:
    heads = sorted(subtypes("ner_prog_heads"))
    return CharwiseDoubleArrayAhoCorasick(heads, MATCH_KIND_LEFTMOST_LONGEST)


def _headed(scan: Scan) -> list[Candidate]:
    """Names without quotes: what governs or follows them, modifiers, a head word (实施精英企业家培育工程)."""
    kinds, heads = subtypes("ner_prog_heads"), grades("ner_prog_heads")
    found = []
    for start, end, _ in _head_finder().find(scan.text):
        head = scan.text[start:end]
        if heads[head] != "quote" and _ends(scan, end) and kinds[head] == "event":
            wide = _scoped(scan, start, end)
            if wide is not None:
                found.append(wide)
                continue
        if _NOT_BEHIND.match(scan.text, end):
            continue
        if heads[head] != "any" or not _ends(scan, end) or (len(head) < 2 and head not in ("节", "奖", "制")):
            continue
        near = _near(scan, start, end, kinds[head])
        if near is not None and (near.score >= _SURE or (governed(scan, near.start) and not joined(scan, near.start))):
            found.append(near)
            continue
        best = _far(scan, start, end, kinds[head]) or near
        if best is not None:
            found.append(best)
    return found


def _ends(scan: Scan, end: int) -> bool:
    """Whether a token ends there, or the head is glued to what is built or to 上 (…改造|工程建设, 推进|会上)."""
    if scan.is_edge(end):
        return True
    glued = 2 if scan.text.startswith("建设", end) else 1 if scan.text.startswith("上", end) else 0
    return glued > 0 and scan.is_edge(end + glued)


def _scoped(scan: Scan, start: int, end: int) -> Candidate | None:
    """An event called by the area whose it is, whatever the words between are (全县|决战决胜脱贫攻坚推进会)."""
    scope = _SCOPED_FAR.search(scan.text, max(0, start - _SCOPED_LIMIT), start)
    if scope is None or not scan.is_edge(scope.start()) or end - scope.start() < _SCOPED_LEAST:
        return None
    index = scan.token_at(scope.end() - 1) + 1
    while scan.starts[index] < start:
        word = scan.words[index]
        if word in _HOLDING or word in _LOOSE or scan.starts[index] in scan.breaks:
            return None
        index += 1
    return Candidate(counted(scan.text, scope.start()), end, EntityType.PROG, "event", 0.75, "programme:head")


def _near(scan: Scan, start: int, end: int, kind: str) -> Candidate | None:
    """The reading whose name holds no verb of its own."""
    first = walked(scan, start, kind)
    left = without_lead(scan, first, start, kind)
    if _GLUED.match(scan.text, left):
        left += 1
    if left >= start or _common(scan, left, start, end):
        return None
    score = _worth(scan, first, left, start, end, kind)
    return Candidate(left, end, EntityType.PROG, kind, score, "programme:head") if score > 0 else None


def _far(scan: Scan, start: int, end: int, kind: str) -> Candidate | None:
    """The reading that reaches over verbs inside the name to what governs it."""
    if kind not in _GOVERNED and kind != "event":
        return None
    first = walked(scan, start, kind)
    far = reached(scan, first, start, end, kind)
    left = without_lead(scan, far, start, kind)
    if far == first or left >= start or end - left < _FAR_LEAST or _COUNTED.match(scan.text, left):
        return None
    if _common(scan, left, start, end) or _generic(scan, left, start):
        return None
    return Candidate(left, end, EntityType.PROG, kind, 0.7, "programme:head")


def _common(scan: Scan, left: int, start: int, end: int) -> bool:
    """Whether the words are a common noun, whatever area stands before them."""
    own = left
    while scan.place_starts.get(own, end) < end:
        own = scan.place_starts[own]
    if own > left and scan.text[own - 1] not in _AREA_ENDS:  # a road's or bridge's works have a name
        own = left
    forms = {scan.text[left:start], scan.text[left:end], scan.text[own:end]}
    return start - left < 2 or not forms.isdisjoint(listed("ner_prog_not"))


def _worth(scan: Scan, first: int, left: int, start: int, end: int, kind: str) -> float:
    """Score of an unquoted name from what governs or follows it and what it is made of; 0 if it is no name."""
    name, size = scan.text[left:end], end - left
    taken = governed(scan, first) or (left > first and governed(scan, left))
    numbered = ORDINAL.match(name) is not None or "第" in name[:12]
    if kind in ("event", "award") and numbered and size >= 5:
        return 0.85
    if kind == "event":
        return _event_worth(scan, left, start, end, taken=taken)
    if size >= 9 and _SELF_EVIDENT.search(name):
        return 0.7
    if _WEEK.match(name):
        return 0.75
    if taken and kind in _LIGHT:
        return 0.7 if size >= 4 and not _generic(scan, left, start) else 0.0
    if taken and kind in _HEAVY:
        if name.endswith("制") and not name.endswith("机制"):
            return 0.7 if size >= 5 and start - left > 1 and not _generic(scan, left, start) else 0.0
        return 0.7 if size >= (6 if name.endswith("机制") or own(scan, left, start) else 8) else 0.0
    if kind not in _HINTABLE or size < _HINTED_LEAST or not own(scan, left, start):
        return 0.0
    if verbal(scan.words[scan.token_at(left)]):
        return 0.0
    return 0.65 if hinted(scan, (first, left), end, kind) else 0.0


def _generic(scan: Scan, left: int, start: int) -> bool:
    """Whether all words there only say what kind of thing it is (安全生产|责任制)."""
    words = scan.words[scan.token_at(left) : scan.token_at(start - 1) + 1]
    return all(plain(word) for word in words)


def _event_worth(scan: Scan, left: int, start: int, end: int, *, taken: bool) -> float:
    name, size = scan.text[left:end], end - left
    if _FESTIVE.search(name) and size >= 5 and _specific(scan, left, end):
        return 0.75
    if _SCOPED.match(name) and size >= 7:
        return 0.75
    after = scan.text[end : end + 2]
    if size >= 6 and (taken or after in listed("ner_held") or after[:1] == "在"):
        return 0.75
    return 0.7 if size >= 8 and own(scan, left, start) and hinted(scan, (left,), end, "event") else 0.0


def _specific(scan: Scan, left: int, end: int) -> bool:
    """Whether a festival or contest is called by a name of its own: not generic, and no "a" or "each" or 的 before."""
    before = scan.text[left - 1 : left]
    if before in "的各每某该本其些" and before:
        return False
    return left in scan.place_starts or scan.text[left : end - 3] not in listed("ner_nominal")


def _honours(scan: Scan) -> list[Candidate]:
    """Grades that the country or a province gives, wherever they stand (国家园林县城, 全国双拥模范县)."""
    found = []
    for match in _HONOUR.finditer(scan.text):
        if scan.is_edge(match.start()) and scan.is_edge(match.end()):
            found.append(Candidate(*match.span(), EntityType.PROG, "award", 0.75, "programme:award"))
    return found


def _days(scan: Scan) -> list[Candidate]:
    """Days, weeks and months of the world or the country (世界防治麻风病日)."""
    return [
        Candidate(*match.span(), EntityType.PROG, "event", 0.75, "programme:head")
        for match in _DAY.finditer(scan.text)
        if _NO_DAY.search(match[0]) is None and scan.is_edge(match.start())
    ]


def _celebrations(scan: Scan) -> list[Candidate]:
    """Rallies and shows for an anniversary (庆祝第38个教师节暨教育质量提升推进大会)."""
    found = []
    for match in _CELEBRATION.finditer(scan.text):
        if scan.is_edge(match.start()) and _ends(scan, match.end()):
            start = scoped(scan, match.start())
            found.append(Candidate(start, match.end(), EntityType.PROG, "event", 0.85, "programme:head"))
    return found


@lru_cache
def _award_finder() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(listed('ner_award_verbs'))})(?:了)?")


@lru_cache
def _award_ends() -> re.Pattern[str]:
    return re.compile(alternation(listed("ner_award_ends")))


def _awards(scan: Scan) -> list[Candidate]:
    """Awards, grades and lists without quotes (被认定为省级…示范村)."""
    found = []
    for match in _award_finder().finditer(scan.text):
        start = match.end()
        name = _AWARD.match(scan.text, start, start + _AWARD_LIMIT)
        if name is None:
            continue
        ends = [end.end() for end in _award_ends().finditer(name[0])]
        if ends and _LEVEL.match(scan.text, start) and "以上" not in name[0][: ends[-1]]:
            found.append(Candidate(start, start + ends[-1], EntityType.PROG, "award", 0.75, "programme:award"))
    return found
