"""Agreement over a page: a name that is sure in one place is found in all others, and so are its short forms."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from kg.lexicon import words
from kg.model import EntityType
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan
from kg.ner.vocabulary import listed, surnames

_SURE = {EntityType.PER: 0.8, EntityType.ORG: 0.85, EntityType.PLACE: 0.8, EntityType.PROG: 0.75}
_COMPANY_END = ("股份有限公司", "有限责任公司", "有限公司", "集团公司", "集团", "公司")
_AREAS = frozenset({"city", "district", "town"})
Found = Sequence[Sequence[Candidate]]


def spread(scans: Sequence[Scan], kept: Found, every: Found) -> list[list[Candidate]]:
    """For each article, further candidates that sure ones of the whole page suggest.

    Args:
        scans: the page's articles.
        kept: for each the candidates that the merge kept.
        every: for each all candidates; areas teach also where a body's name swallowed them.
    """
    names: dict[str, tuple[EntityType, str]] = {}
    seen: set[str] = set()
    titled = _titled(scans)
    for scan, candidates, others in zip(scans, kept, every, strict=True):
        areas = [other for other in others if other.subtype in _AREAS and other.type is EntityType.PLACE]
        for name, value in _seeds(scan, [*candidates, *areas], seen, titled):
            if len(name) > 1:
                names.setdefault(name, value)
    if not names:
        return [[] for _ in scans]
    surfaces = sorted(names)
    finder = CharwiseDoubleArrayAhoCorasick(surfaces, MATCH_KIND_LEFTMOST_LONGEST)
    short = [{one.start for one in some if one.type is EntityType.PER and one.end - one.start == 2} for some in kept]
    return [list(_repeats(*two, finder, names, surfaces)) for two in zip(scans, short, strict=True)]


def _seeds(
    scan: Scan, candidates: Iterable[Candidate], seen: set[str], titled: dict[str, list[str]]
) -> Iterator[tuple[str, tuple[EntityType, str]]]:
    """Surfaces that sure candidates teach, each with type and subtype; `seen` keeps persons whose forms were given."""
    for candidate in candidates:
        name = scan.text[candidate.start : candidate.end]
        if candidate.score < _SURE[candidate.type] or len(name) < 2:
            continue
        kind = (candidate.type, candidate.subtype)
        if candidate.type is EntityType.PROG:
            yield from ((form, kind) for form in _programme_forms(candidate, name))
            continue
        yield name, kind
        if candidate.type is EntityType.PER:
            if name not in seen and not (len(name) < 4 and name[0] in seen):
                yield from ((form, kind) for form in _person_forms(name, titled))
            seen.update((name, name[0]))
        elif candidate.type is EntityType.PLACE:
            yield from ((form, kind) for form in _place_forms(candidate.subtype, name))
        elif candidate.subtype == "company":
            yield from ((form, kind) for form in _short_forms(scan, candidate, name))


def _programme_forms(candidate: Candidate, name: str) -> Iterator[str]:
    """The name itself if it is long enough, and its quoted part alone."""
    least = 3 if candidate.rule.startswith("programme:quote") else 4
    if len(name) < least or not name.replace("“", "").replace("”", "").isalpha():
        return
    inner = name[name.find("“") : name.find("”") + 1]
    if candidate.rule == "programme:quote-head" and 4 <= len(inner) <= 12 and inner.strip("“”").isalpha():
        yield inner
    yield name


def _titled(scans: Sequence[Scan]) -> dict[str, list[str]]:
    """For each letter before a short title on the page the two together: only those forms of a person can repeat."""
    found: dict[str, dict[str, None]] = {}
    for text in (scan.text for scan in scans):
        for start, end, _ in _title_finder().find_overlapping(text):
            if start:
                found.setdefault(text[start - 1], {})[text[start - 1 : end]] = None
    return {letter: list(forms) for letter, forms in found.items()}


@lru_cache
def _title_finder() -> CharwiseDoubleArrayAhoCorasick:
    return CharwiseDoubleArrayAhoCorasick(list(words("ner_titles_short")), MATCH_KIND_STANDARD)


def _person_forms(name: str, titled: dict[str, list[str]]) -> Iterator[str]:
    """Surname and title, or the last part of a dotted name."""
    if name[0] in surnames() and "·" not in name:
        yield from titled.get(name[0], ())
    if "·" in name:
        yield name.rpartition("·")[2]


def _place_forms(subtype: str, name: str) -> Iterator[str]:
    """A zone by its head word alone (开发区)."""
    if subtype == "park" and name.endswith(("开发区", "高新区", "工业园", "产业园")):
        yield name[-3:]


def _short_forms(scan: Scan, candidate: Candidate, name: str) -> Iterator[str]:
    """Short forms of a firm's full name: without its place, without its legal form (远澜纺织, 远澜公司)."""
    body = next((name[: -len(end)] for end in _COMPANY_END if name.endswith(end)), "")
    at = candidate.start
    while scan.place_starts.get(at, candidate.end) < candidate.end:
        at = scan.place_starts[at]
    own = body[at - candidate.start :]
    brand, bracket, _ = own.partition("（")
    if bracket and len(brand) > 2:
        yield brand
    if len(own) < 3 or own in listed("ner_org_not"):
        return
    yield from (own, name[at - candidate.start :])
    for tail in words("ner_brand_tails"):
        at = own.find(tail, 2)
        if at >= 2:
            yield own[: at + len(tail)]
            yield own[:at] + "公司"
            yield own[:at] + "集团"


def _repeats(
    scan: Scan,
    short: set[int],
    finder: CharwiseDoubleArrayAhoCorasick,
    names: dict[str, tuple[EntityType, str]],
    surfaces: list[str],
) -> Iterator[Candidate]:
    for start, end, value in finder.find(scan.text):
        name = surfaces[value]
        kind, subtype = names[name]
        if name[0] == "“" and name[-1] == "”":
            yield Candidate(start + 1, end - 1, kind, subtype, 0.7, "agreement:quote")
            continue
        if kind is EntityType.PER and len(name) == 3 and start in short:
            yield Candidate(start, end, kind, subtype, 0.8, "agreement:longer")
            continue
        if kind is EntityType.PLACE and not (scan.is_edge(start) and scan.is_edge(end)):
            continue
        if subtype == "park" and scan.text[end : end + 1] in ("区", "园"):
            continue
        if kind is not EntityType.PER and not (scan.is_edge(start) or scan.is_edge(end)):
            continue
        yield Candidate(start, end, kind, subtype, 0.8, f"agreement:{kind.value.lower()}")
