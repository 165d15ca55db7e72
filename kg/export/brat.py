"""brat: a text and its standoff annotations a page, with the configuration that brat needs to show them."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import UsageError
from kg.export.shown import Shown, hang
from kg.export.style import colour
from kg.export.xmltext import clean
from kg.io import atomic_write
from kg.model import EntityType, Mention, Modality, PageResult
from kg.schema import predicates, subtypes

_LINE = re.compile(r"[^\r\n]+")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f/\\:*?"<>|]+')


def write_brat(results: Iterable[PageResult], folder: Path) -> int:
    """Write PAGE.txt and PAGE.ann for each page, and brat's configuration, into a folder; how many pages there were.

    A relation is drawn between the two mentions nearest to its quote; one that has no mention to be drawn from (an area
    named only inside another name) is a note on its other end.

    Raises:
        UsageError: two pages' ids give the same file name.
    """
    names: set[str] = set()
    for result in results:
        name = _NOT_IN_NAMES.sub("_", result.document.page.id).strip(". ") or "_"
        if name.lower() in names:
            raise UsageError(f"two pages would be written to {name}.ann: annotate them into folders of their own")
        names.add(name.lower())
        atomic_write(folder / f"{name}.txt", Shown(result).text)
        atomic_write(folder / f"{name}.ann", "".join(standoff(result)))
    atomic_write(folder / "annotation.conf", "".join(_configuration()))
    atomic_write(folder / "visual.conf", "".join(_looks()))
    return len(names)


def standoff(result: PageResult) -> Iterator[str]:
    """Lines of the .ann file: T for mentions, A for subtypes and modalities, R for relations, # for notes."""
    shown = Shown(result)
    ids: dict[int, str] = {}
    notes: list[tuple[str, str]] = []
    attributes: list[tuple[str, str, str]] = []
    for number, (span, mention) in enumerate(shown.mentions(), 1):
        ids[id(mention)] = name = f"T{number}"
        pieces = [match.span() for match in _LINE.finditer(shown.text, *span)]
        places = ";".join(f"{start} {end}" for start, end in pieces)
        text = " ".join(shown.text[start:end] for start, end in pieces)
        yield f"{name}\t{mention.type.value} {places}\t{clean(text)}\n"
        attributes.append(("Subtype", name, mention.subtype))
        notes.append((name, f"{shown.name(mention.entity)} · {mention.rule} · {mention.score:g}"))
    number = 0
    for hung in hang(result):
        said = hung.statement
        about = f"{said.predicate} · {said.rule} · {said.score:g}" + (f" · {said.title}" if said.title else "")
        if hung.subject is None or hung.object is None:
            whole = f"{shown.name(said.subject)} {about} {shown.name(said.object)}"
            notes += [(ids[id(end)], whole) for end in (hung.subject, hung.object) if end is not None]
            continue
        number += 1
        yield f"R{number}\t{said.predicate} Arg1:{_id(ids, hung.subject)} Arg2:{_id(ids, hung.object)}\n"
        notes.append((f"R{number}", about))
        if said.modality is not Modality.FACT:
            attributes.append(("Modality", f"R{number}", said.modality.value))
    yield from (f"A{i}\t{kind} {of} {value}\n" for i, (kind, of, value) in enumerate(attributes, 1))
    yield from (f"#{i}\tAnnotatorNotes {of}\t{clean(text)}\n" for i, (of, text) in enumerate(notes, 1))


def _id(ids: dict[int, str], mention: Mention) -> str:
    return ids[id(mention)]


def _configuration() -> Iterator[str]:
    yield "[entities]\n"
    yield from (f"{kind.value}\n" for kind in EntityType)
    yield "\n[relations]\n"
    for term in predicates().values():
        ends = ("|".join(sorted(kinds)) for kinds in (term.domain, term.range))
        yield "{}\tArg1:{}, Arg2:{}\n".format(term.name, *ends)
    yield "\n[events]\n\n[attributes]\n"
    kinds = dict.fromkeys(subtype for kind in EntityType for subtype in subtypes(kind))
    yield f"Subtype\tArg:<ENTITY>, Value:{'|'.join(kinds)}\n"
    yield f"Modality\tArg:<RELATION>, Value:{'|'.join(m.value for m in Modality if m is not Modality.FACT)}\n"


def _looks() -> Iterator[str]:
    yield "[labels]\n"
    yield from (f"{term.name} | {term.label_zh} | {term.label_en}\n" for term in predicates().values())
    yield "\n[drawing]\n"
    yield from (f"{kind.value}\tbgColor:{colour(kind.value).hex}, fgColor:white\n" for kind in EntityType)
