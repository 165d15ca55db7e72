"""`kg review`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Folder
from kg.errors import DataError, SourceMissing, UsageError

if TYPE_CHECKING:
    from kg.link.candidates import Profile
    from kg.link.ledger import Line
    from kg.pipeline.review import Question, Quote, Review

ANSWERS = {"s": "same", "d": "different", "u": "unsure"}
COLUMNS = "# verdict\tentity\tother\twho\tnote\tscore\twhy\tname\tother name\tquotes\tother quotes"
NAMED = 3
"""Blocks not compared in full that are named on the terminal."""


def review(
    folder: Folder,
    ledger: Annotated[
        Path | None,
        typer.Option("--ledger", help="The judgements; those of the build if not given."),
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Take the judgements of a filled-in list or a ledger.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Print the pairs as a table to fill in.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=0, help="Pairs to show, the likeliest first.")] = None,
    who: Annotated[str, typer.Option("--who", help="Your name, kept with each judgement.")] = "",
) -> None:
    """Judge pairs of entities that may be one: same, different or unsure. The next kg build applies it.

    Without --list or --from each pair is shown and asked on the terminal.
    """
    from kg.link.ledger import read_ledger
    from kg.pipeline.review import ledger_home
    from kg.pipeline.review import review as grey_pairs

    if listed and source is not None:
        raise UsageError("--list prints pairs and --from takes answers: give one of them")
    home = ledger or (_home_if_told(folder) if listed else ledger_home(folder))
    lines = read_ledger(home) if home is not None and home.is_file() else ()
    if source is not None:
        if home is not None:
            _take(source, home, lines, who)
        return
    if not listed and not sys.stdin.isatty():
        raise UsageError("there is no terminal to ask on: use --list, fill in the verdicts, and read it with --from")
    found = grey_pairs(folder, lines)
    _say_skipped(found)
    questions = found.questions[:limit]
    if listed:
        print("\n".join([COLUMNS, *map(_row, questions)]))
    elif home is not None:
        _ask_all(questions, home, who)


def _home_if_told(folder: Path) -> Path | None:
    """The ledger of the build; for a list it may be unknown, as nothing is written."""
    from kg.pipeline.review import ledger_home

    try:
        return ledger_home(folder)
    except UsageError:
        return None


def _take(source: Path, home: Path, lines: "tuple[Line, ...]", who: str) -> None:
    """Add the judgements of a file to the ledger; a new verdict on a pair replaces the old one."""
    from kg.link.ledger import read_ledger, updated, write_ledger
    from kg.model import Judgement

    if not source.is_file():
        raise SourceMissing(f"{source} does not exist: name a list that kg review --list printed, or a ledger")
    new: dict[tuple[str, str], Judgement] = {}
    for line in read_ledger(source):
        given = line.judgement
        known = new.setdefault(given.pair, Judgement(*given.pair, given.verdict, given.who or who, given.note))
        if known.verdict is not given.verdict:
            raise DataError(f"{source.name} line {line.number}: the pair has another verdict above: keep one of them")
    old = {line.judgement.pair: line.judgement for line in lines}
    replaced = sum(pair in old and old[pair].verdict is not judgement.verdict for pair, judgement in new.items())
    added = sum(pair not in old for pair in new)
    write_ledger(home, updated(lines, new.values()).values())
    print(f"{added} judgements added, {replaced} changed, {len(new) - added - replaced} as they were: {home}")


def _say_skipped(found: "Review") -> None:
    if found.skipped:
        named = "; ".join(f"{block} ({size})" for block, size in found.skipped[:NAMED])
        message = (
            f"{len(found.skipped)} stretches of names are too common to compare all that share them, such as {named}"
        )
        print(f"kg: {message}", file=sys.stderr)
    if found.unknown:
        print(f"kg: {found.unknown} judgements of the ledger name no entity of this graph", file=sys.stderr)


def _row(question: "Question") -> str:
    from kg.link.ledger import escape

    candidate = question.candidate
    cells = ["", candidate.one, candidate.other, "", "", f"{candidate.score:.2f}", "; ".join(candidate.reasons)]
    cells += [question.one.entity.name, question.other.entity.name]
    cells += [" / ".join(map(_quote, quotes)) for quotes in question.quotes]
    return "\t".join(map(escape, cells))


def _quote(quote: "Quote") -> str:
    date = f", {quote.date}" if quote.date else ""
    return f"{quote.text} ({quote.page}{date})"


def _ask_all(questions: "tuple[Question, ...]", home: Path, who: str) -> None:
    """Ask pair by pair; each answer is in the ledger before the next question."""
    from kg.link.ledger import read_ledger, updated, write_ledger
    from kg.model import Judgement, Verdict
    from kg.pipeline.review import Answers

    answers = Answers()
    given = implied = 0
    for number, question in enumerate(questions, 1):
        pair = question.candidate.one, question.candidate.other
        if answers.answer(*pair):
            implied += 1
            continue
        print(_shown(question, f"{number} of {len(questions)}"), file=sys.stderr)
        answer = _ask()
        if answer == "q":
            break
        judgement = Judgement(*pair, Verdict(ANSWERS[answer]), who)
        given += 1
        answers.add(judgement)
        lines = read_ledger(home) if home.is_file() else ()  # anew: it may have been edited while we asked
        write_ledger(home, updated(lines, [judgement]).values())
    follow = f"; {implied} pairs follow from these" if implied else ""
    print(f"{given} judgements written to {home}{follow}" if given else "no judgement was made")


def _ask() -> str:
    """One of s, d, u, q; the end of input means q."""
    while True:
        print("[s]ame  [d]ifferent  [u]nsure  [q]uit > ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        answer = line.strip().lower()[:1]
        if not line or answer == "q":
            return "q"
        if answer in ANSWERS:
            return answer


def _shown(question: "Question", place: str) -> str:
    candidate = question.candidate
    likely = ", likely" if candidate.likely else ""
    lines = [f"\n── {place}  score {candidate.score:.2f}{likely}: {'; '.join(candidate.reasons)}"]
    for mark, profile, quotes in zip("AB", (question.one, question.other), question.quotes, strict=True):
        lines += [f" {mark}  {_title(profile)}", f"    {profile.entity.key}"]
        others = [alias for alias in profile.entity.aliases if alias != profile.entity.name]
        lines += [f"    又名 {'、'.join(others)}"] if others else []
        lines += [f"    {_quote(quote)}" for quote in quotes]
    return "\n".join(lines)


def _title(profile: "Profile") -> str:
    entity = profile.entity
    dates = "–".join(dict.fromkeys(filter(None, (profile.first, profile.last))))
    return "  ".join(filter(None, (entity.name, entity.subtype or entity.type.value, entity.area, dates)))
