"""A page as printed, with its mentions and statements placed in what is shown."""

import json
import sqlite3
from collections import defaultdict

from kg.serve.desk.briefs import briefs
from kg.serve.desk.records import Article, Marked, Paper, Said, Sheet

LONGEST = 24_000
"""Characters shown at once; a longer page is shown by its articles."""
MOST = 600
"""Statements shown beside a text."""


def papers(db: sqlite3.Connection, start: int, limit: int) -> tuple[Paper, ...]:
    """Pages, the latest first."""
    text = """
      SELECT name, title, date, place, (SELECT count(*) FROM article a WHERE a.page = p.id),
        (SELECT count(*) FROM statement s WHERE s.page = p.id)
      FROM page p ORDER BY date DESC, name LIMIT ? OFFSET ?
    """
    return tuple(Paper(*row) for row in db.execute(text, (limit, start)))


def sheet(db: sqlite3.Connection, name: str, article: int = 0, statement: str = "") -> Sheet | None:
    """The page of that name; None if there is none.

    One too long to be shown whole is shown from that article on, or from the one that the statement is from.
    """
    row = db.execute("SELECT id, name, title, date, place, source, text FROM page WHERE name = ?", (name,)).fetchone()
    if row is None:
        return None
    number, _, title, date, place, source, text = row
    found = db.execute("SELECT number, headline, start, stop FROM article WHERE page = ? ORDER BY number", (number,))
    articles = tuple(Article(*one) for one in found)
    if statement:
        of = "SELECT article FROM evidence JOIN statement ON id = statement WHERE hash = ? AND page = ? AND number = 0"
        article = next((row[0] for row in db.execute(of, (statement, number))), article)
    start, stop, shown = _window(articles, article, len(text or ""))
    statements = _statements(db, number, shown, whole=len(shown) == len(articles))
    return Sheet(
        name=name,
        title=title,
        date=date,
        place=place,
        source=source,
        text=None if text is None else text[start:stop],
        start=start,
        stop=stop,
        articles=articles,
        shown=shown,
        mentions=_mentions(db, number, start, stop),
        statements=statements[:MOST],
        first=next((i for i, one in enumerate(articles) if one.number in shown), 0),
        cut=len(statements) > MOST,
    )


def _window(articles: tuple[Article, ...], first: int, length: int) -> tuple[int, int, tuple[int, ...]]:
    """What is shown at once: start and end in the text, and the numbers of the articles."""
    if length <= LONGEST or any(one.start is None for one in articles):
        return 0, length, tuple(one.number for one in articles)
    places = [one.start or 0 for one in articles]
    begin = next((i for i, one in enumerate(articles) if one.number == first), 0)
    end = begin + 1
    while end < len(articles) and (articles[end].stop or 0) - places[begin] <= LONGEST:
        end += 1
    start = places[begin] if begin else 0
    stop = places[end] if end < len(articles) else length
    return start, stop, tuple(one.number for one in articles[begin:end])


def _mentions(db: sqlite3.Connection, page: int, start: int, stop: int) -> tuple[Marked, ...]:
    text = "SELECT start, stop, entity, rule, score FROM mention WHERE page = ? AND start >= ? AND stop <= ?"
    rows = db.execute(text + " ORDER BY start", (page, start, stop)).fetchall()
    known = briefs(db, [row[2] for row in rows])
    return tuple(Marked(begin, end, known[entity], rule, score) for begin, end, entity, rule, score in rows)


def _statements(db: sqlite3.Connection, page: int, shown: tuple[int, ...], *, whole: bool) -> tuple[Said, ...]:
    """Statements of the articles shown, in the order of their words."""
    within = "" if whole else "AND e.article IN (SELECT value FROM json_each(?3))"
    rows = db.execute(
        f"""
        SELECT s.id, s.hash, s.subject, s.predicate, s.object, s.title, s.modality, s.rule, s.score, e.article
        FROM statement s JOIN evidence e ON e.statement = s.id AND e.number = 0
        WHERE s.page = ?1 {within} ORDER BY e.start, e.stop, s.id LIMIT ?2
        """,
        (page, MOST + 1) if whole else (page, MOST + 1, json.dumps(shown)),
    ).fetchall()
    quotes: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    text = "SELECT statement, start, stop, quote FROM evidence WHERE statement IN (SELECT value FROM json_each(?))"
    for number, *quote in db.execute(text + " ORDER BY statement, number", (json.dumps([row[0] for row in rows]),)):
        quotes[number].append((quote[0], quote[1], quote[2]))
    known = briefs(db, [end for row in rows for end in (row[2], row[4])])
    return tuple(
        Said(mark, known[one], predicate, known[other], title, modality, rule, score, tuple(quotes[number]), article)
        for number, mark, one, predicate, other, title, modality, rule, score, article in rows
    )
