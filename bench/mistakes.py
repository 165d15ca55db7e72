"""`make mistakes`: the most frequent kinds of mistakes of the recogniser, into `docs/extraction.md`.

A kind is what went wrong (missed, spurious, read as another type, too long or short on which side, two names in one),
the type and subtype, and the form that the words stand in (in quotes, alone, short …). What was done about a kind, or
why nothing was, is written by hand in `docs/mistakes.tsv`; a kind without a note is one that nobody has looked at yet.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.annotated import ROOT, AnnotatedPage, annotated_pages, fill
from kg.evaluate.annotation import Marked
from kg.ner.lexical import LexicalRecogniser

NOTES = ROOT / "docs" / "mistakes.tsv"
KINDS = 50
EXAMPLES = 2
_AROUND = 8
_QUOTES = {"“": "in quotes", "《": "in title marks", "（": "in brackets", "、": "in a row"}


def mistakes(page: AnnotatedPage, recogniser: LexicalRecogniser) -> Iterator[tuple[str, str]]:
    """What is wrong on a page: its kind, and the place with its words."""
    found = page.recognised(recogniser)
    gold = page.gold.mentions
    exact = {(m.start, m.end, m.type) for m in found} & {(m.start, m.end, m.type) for m in gold}
    used: set[Marked] = set()
    for one in gold:
        if (one.start, one.end, one.type) in exact:
            continue
        near = [m for m in found if m.start < one.end and one.start < m.end]
        used.update(near)
        yield _kind(page, one, near), _example(page, one, near)
    for one in found:
        if (one.start, one.end, one.type) not in exact and one not in used:
            yield f"spurious {one.type} {_form(page, one)}".rstrip(), _example(page, one, ())


def _kind(page: AnnotatedPage, gold: Marked, near: list[Marked]) -> str:
    what = f"{gold.type} {page.subtypes.get(gold.entity, '')}".rstrip()
    if not near:
        return f"missed {what} {_form(page, gold)}".rstrip()
    if len(near) > 1:
        return f"{what} cut in pieces"
    (other,) = near
    if other.type != gold.type:
        return f"{what} read as {other.type}"
    inside = [m for m in page.gold.mentions if m.start >= other.start and m.end <= other.end]
    if len(inside) > 1:
        return f"{gold.type}: two names in one"
    sides = [
        f"{'too long' if longer else 'too short'} on the {side}"
        for side, differs, longer in (
            ("left", other.start != gold.start, other.start < gold.start),
            ("right", other.end != gold.end, other.end > gold.end),
        )
        if differs
    ]
    return f"{what} {' and '.join(sides)}"


def _form(page: AnnotatedPage, one: Marked) -> str:
    """The form a name stands in: by the mark before it, else by its length."""
    mark = _QUOTES.get(page.gold.text[max(0, one.start - 1) : one.start]) or _QUOTES.get(page.gold.text[one.start])
    return mark or ("of one or two letters" if one.end - one.start < 3 else "in running text")


def _example(page: AnnotatedPage, one: Marked, near: list[Marked] | tuple[()]) -> str:
    text = page.gold.text
    start = min((m.start for m in near), default=one.start)
    before, after = text[max(0, min(start, one.start) - _AROUND) : one.start], text[one.end : one.end + _AROUND]
    read = "".join(f" → {text[m.start : m.end]}" for m in near if m[:3] != one[:3])
    return "".join(f"{before}[{text[one.start : one.end]}]{after}{read}".split()).replace("|", "¦")


def notes() -> dict[str, str]:
    """What was done about each kind, as written by hand."""
    lines = (line for line in NOTES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return dict(line.split("\t", 1) for line in lines)


def table(pages: list[AnnotatedPage]) -> str:
    """The table as Markdown."""
    recogniser, counts = LexicalRecogniser(), Counter[str]()
    examples: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        for kind, example in mistakes(page, recogniser):
            counts[kind] += 1
            if example not in examples[kind]:
                examples[kind].append(example)
    done, whole = notes(), sum(counts.values())
    rows = [
        f"| {kind} | {count} | {count / whole:.1%} | {'<br>'.join(examples[kind][:EXAMPLES])} | {done.get(kind, '')} |"
        for kind, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:KINDS]
    ]
    head = (
        f"{whole} mistakes (exact spans) in {len(counts)} kinds on {len(pages)} annotated pages; the first {KINDS}.\n\n"
        "| kind | count | share | such as | what was done |\n|---|---|---|---|---|"
    )
    return head + "\n" + "\n".join(rows)


def main() -> int:
    """Write the table. Arguments: folders of gold pages, else the training and development pages; `--print` only."""
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    text = table(annotated_pages(folders))
    if "--print" in sys.argv:
        print(text)
    else:
        fill("mistakes", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
