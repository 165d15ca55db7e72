"""Every relative link and picture of the documents leads to a file of the repository, and to a heading of it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "ontology").glob("*.md"),
        *(ROOT / "bench").glob("*.md"),
    ]
)
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?[^)]*\)|<(?:img|a)\b[^>]*?\b(?:src|href)=\"([^\"]+)\"")
FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`[^`\n]*`")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def links(text: str) -> list[str]:
    """Targets of links and pictures in the prose of a document, those with a scheme left out."""
    prose = CODE.sub("", FENCE.sub("", text))
    found = [inline or tag for inline, tag in LINK.findall(prose)]
    return [target for target in found if not ELSEWHERE.match(target)]


def anchors(text: str) -> set[str]:
    """What headings are called in links: small letters, hyphens for spaces, no punctuation."""
    headings = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(FENCE.sub("", text))]
    return {heading.replace(" ", "-") for heading in headings}


def leads(document: Path, target: str) -> bool:
    """Whether a link of a document leads to a file of the repository and, if it names one, to a heading there."""
    path, _, anchor = target.partition("#")
    file = (document.parent / path).resolve() if path else document
    if not file.exists() or (path and not file.is_relative_to(ROOT)):
        return False
    return not anchor or anchor in anchors(file.read_text(encoding="utf-8"))


def broken(document: Path) -> list[str]:
    """The links of a document that lead nowhere."""
    return [target for target in links(document.read_text(encoding="utf-8")) if not leads(document, target)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    assert broken(document) == []


@pytest.mark.parametrize("document", [ROOT / "README.md", ROOT / "README.zh.md"], ids=lambda path: path.name)
def test_every_document_is_reached_from_the_readme(document: Path) -> None:
    named = {target.partition("#")[0] for target in links(document.read_text(encoding="utf-8"))}
    assert {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")} <= named


def test_what_counts_as_a_link(tmp_path: Path) -> None:
    text = '# A b, c!\n[a](x.md) ![p](img/p.png "t") [w](https://a.example/) `[no](n.md)`\n```\n[no](n.md)\n```\n'
    assert links(text + '<img width="9" src="q.png">') == ["x.md", "img/p.png", "q.png"]
    assert anchors(text) == {"a-b-c"}
    page = ROOT / "docs" / "decisions" / "README.md"
    assert page in DOCUMENTS
    elsewhere = tmp_path / "x.md"
    elsewhere.write_text("[a](none.md) [b](#none)", encoding="utf-8")
    assert broken(elsewhere) == ["none.md", "#none"]
