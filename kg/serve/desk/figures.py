"""Figures of the whole graph, counted once when the index is made."""

import sqlite3
from typing import Any

_LISTS = {
    "types": "SELECT type, count(*) FROM entity GROUP BY type ORDER BY 2 DESC, 1",
    "subtypes": "SELECT type, subtype, count(*) FROM entity GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
    "predicates": "SELECT predicate, count(*) FROM statement GROUP BY 1 ORDER BY 2 DESC, 1",
    "modalities": "SELECT modality, count(*) FROM statement GROUP BY 1 ORDER BY 2 DESC, 1",
    "rules": "SELECT rule, count(*), round(avg(score), 3) FROM statement GROUP BY 1 ORDER BY 2 DESC, 1",
    "years": "SELECT substr(date, 1, 4), count(*) FROM page GROUP BY 1 ORDER BY 1",
    "papers": "SELECT coalesce(nullif(title, ''), nullif(place, ''), '') , count(*), min(date), max(date) FROM page "
    "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50",
    "degrees": "SELECT CASE WHEN degree = 0 THEN '0' WHEN degree = 1 THEN '1' WHEN degree < 4 THEN '2–3' "
    "WHEN degree < 8 THEN '4–7' WHEN degree < 16 THEN '8–15' WHEN degree < 64 THEN '16–63' ELSE '64+' END, "
    "count(*) FROM entity GROUP BY 1 ORDER BY min(degree)",
}
_TOTALS = ("entity", "statement", "edge", "page", "article", "mention", "role")
_FOREMOST = "SELECT path, name, articles, degree FROM entity WHERE type = ? ORDER BY articles DESC, id LIMIT 10"


def count(db: sqlite3.Connection, report: dict[str, Any]) -> dict[str, Any]:
    """All figures by name, as plain values."""
    found: dict[str, Any] = {name: db.execute(text).fetchall() for name, text in _LISTS.items()}
    found["totals"] = {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _TOTALS}
    kinds = [kind for kind, _ in found["types"]]
    found["foremost"] = {kind: db.execute(_FOREMOST, (kind,)).fetchall() for kind in kinds}
    found["characters"] = report.get("characters", 0)
    found["problems"] = report.get("problem_counts", {})
    found["conflicts"] = len(report.get("conflicts", ()))
    return found
