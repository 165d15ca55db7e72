"""Figures as text tables."""

from collections.abc import Mapping, Sequence

from kg.evaluate.interval import Interval
from kg.evaluate.score import Score

ORDER = ("mentions", "mentions strict", "link", "names", "relations")


def ordered(names: Sequence[str]) -> list[str]:
    """Names of figures as a reader wants them: the whole first, then types, then predicates."""
    rest = sorted((name for name in names if name not in ORDER), key=lambda name: (_group(name), name))
    return [name for name in ORDER if name in names] + rest


def _group(name: str) -> int:
    return ("type", "strict", "relation").index(name.split(" ", 1)[0])


def figures(scores: Mapping[str, Score], bounds: Mapping[str, Interval]) -> str:
    """One line a figure: precision, recall, F1 with its 95% interval, counts."""
    lines = [f"{'':24} {'P':>6} {'R':>6} {'F1':>6}  {'95% of F1':15} {'gold':>6} {'found':>6}"]
    for name in ordered(list(scores)):
        score, bound = scores[name], bounds[name]
        span = f"[{bound.low:.3f}, {bound.high:.3f}]"
        lines.append(
            f"{name:24} {score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f}  {span:15} "
            f"{score.gold:6} {score.found:6}"
        )
    return "\n".join(lines)


def side_by_side(columns: Mapping[str, Mapping[str, Score]]) -> str:
    """F1 of several extractors, one column each."""
    names = ordered(sorted({name for scores in columns.values() for name in scores}))
    width = max(10, *(len(column) for column in columns))
    lines = [" ".join([f"{'F1':24}", *(f"{column:>{width}}" for column in columns)])]
    for name in names:
        cells = [f"{scores[name].f1:>{width}.3f}" if name in scores else " " * width for scores in columns.values()]
        lines.append(" ".join([f"{name:24}", *cells]))
    return "\n".join(lines)
