"""An archive as it may come: folders of text, lines of JSON, pages of one id, files that are no pages, a ledger."""

import json
from collections.abc import Iterator
from pathlib import Path

from bench.generate import Archive

MADE = 40
"""Pages of the generator; one city stands on half of them."""
FIRM, GROUP = "ORG|青岚市远澜纺织有限公司|青岚市|", "ORG|青岚市远澜集团|青岚市|"
BUREAU = "ORG|青岚市水利局|青岚市|"
TEXTS = {
    "qinglan-2021-05-13.txt": """青岚市远澜纺织有限公司开工投产

本报讯 5月12日，青岚市远澜纺织有限公司举行投产仪式。青岚市水利局局长何志远出席仪式并讲话。
""",
    "2021/qinglan-2021-06-02.txt": """远澜集团捐资助学

本报讯 6月1日，青岚市远澜集团联合青岚市总工会开展“金秋圆梦”助学行动。
""",
    "2021/Notes.MD": """---
date: 2021-07-03
place: 青岚市
---

# 青岚市召开防汛会议

本报讯 7月2日，青岚市水利局召开防汛会议，青岚市远澜集团参加会议。青岚市水利局局长顾平主持会议。
""",
    "a/01.txt": "青岚市教育局局长罗成出席青禾杯书画赛。\n",
    "b/01.txt": "港闸区与崇川区签约。青岚市水利局原局长何志远到会。\n",
    ".hidden/x.txt": "不读\n",
    "picture.pdf": "not read",
}
LEXICON = """surface,type,subtype,canonical
青禾杯书画赛,PROG,event,青岚市青禾杯书画赛
没有这样的词,PROG,event,没有这样的词
"""


def write_archive(folder: Path) -> Path:
    """Write the archive."""
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_text("")
    (folder / "empty.jsonl").write_text("\n \n")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "old.txt").write_bytes("青岚市财政局局长孟佳走访云溪区。\n".encode("gb18030"))
    (folder / "made.jsonl").write_text("".join(f"{json.dumps(page)}\n" for page in Archive(5).pages(MADE)))
    (folder / "本 报.jsonl").write_bytes("\n\n".join(_lines()).encode() + b"\r\n{bad\r\n")
    rows = [("same", FIRM, GROUP), ("different", BUREAU, f"{BUREAU}|qinglan-2021-05-13"), ("same", "ORG|无|无|", FIRM)]
    (folder / "judgements.tsv").write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def _lines() -> Iterator[str]:
    """Lines with ids that stand twice, one of which somebody else bears already, and lines without a page."""
    text = "本报讯 青岚市水利局局长周敏走访青岚市远澜集团。\n"
    for name in ("x", "x", "x#2", "y", "x", "qinglan-2021-05-13"):
        yield json.dumps({"id": name, "text": text * 2, "date": "2021-06-0" + str(len(name))}, ensure_ascii=False)
    yield json.dumps({"id": "half", "text": "青岚市\ud800教育局召开会议。"})
    yield json.dumps(["no page"])
