"""What only a process with a Spark session can tell, written as JSON: `python -m tests.spark.probe OUT`."""

import json
import os
import random
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.config import Settings
from kg.model import Entity, EntityType, entity_key
from kg.pipeline.spark.rows import ENTITY, Row, entity_row

PARTITIONS = 4
NAMES = ("青岚市水利局", "水利局", "市水利局", "ab", "ba", "𠮷野镇", "龘龘")


@lru_cache(maxsize=1)
def many() -> list[Entity]:
    """Entities of many pages: one key on half of them, fields that differ, characters outside the basic plane."""
    pick = random.Random(3)
    found = []
    for number in range(3000):
        kind = EntityType.PLACE if number % 2 else pick.choice(tuple(EntityType))
        name = "南京市" if number % 2 else pick.choice(NAMES)
        aliases = tuple(sorted({*pick.choices(NAMES, k=pick.randrange(4))} - {name}))
        key = entity_key(kind, name, pick.choice(("", "江苏省")) if not number % 2 else "江苏省/南京市")
        subtype, code = pick.choice(("", "city", "town")), pick.choice(("", "320100"))
        reason = pick.choice(("full name", "gazetteer", "short name"))
        found.append(Entity(key, kind, subtype, pick.choice((name, *aliases)), aliases, code, code, reason))
    return found


def loads(rows: Iterator[Row]) -> Iterator[Row]:
    """How often this process has loaded its words after its partition is done."""
    from kg.pipeline import extract
    from kg.pipeline.spark import stages

    for _ in stages.extract(rows, settings=Settings()):
        pass
    yield {"process": os.getpid(), "loads": extract._loaded.cache_info().misses}


def main(out: Path) -> None:
    """Ask Spark."""
    from kg.pipeline.spark.call import frame_of, over
    from kg.pipeline.spark.corpus import merged
    from kg.pipeline.spark.rows import PAGE
    from kg.pipeline.spark.session import session

    answers: dict[str, Any] = {}
    with session(f"local[{PARTITIONS // 2}]") as spark:
        entities = frame_of(spark.range(1), [entity_row(entity) for entity in many()], ENTITY).repartition(PARTITIONS)
        entities = entities.localCheckpoint()
        spark.conf.set("spark.sql.adaptive.enabled", "false")
        alone = merged(entities).select("key", "name")
        rows = merged(entities).orderBy("key").collect()
        answers["merged"] = [row.asDict(recursive=True) for row in rows]
        answers["shuffled"] = shuffled(alone)
        spark.conf.set("spark.sql.adaptive.enabled", "true")
        pages = [
            {"id": f"p{n}", "text": "青岚市水利局局长何志远到会。", "number": 0, "below": "", "problems": [], **BLANK}
            for n in range(24)
        ]
        told = over(frame_of(entities, pages, PAGE).repartition(12), loads, "process: bigint, loads: bigint").collect()
        most: dict[int, int] = {}
        for row in told:
            most[row["process"]] = max(most.get(row["process"], 0), row["loads"])
        answers["loads"] = most
    out.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")


BLANK = {"date": "", "place": "", "title": "", "source": "", "media": "text"}


def shuffled(frame: Any) -> int:
    """Rows that the shuffle of the entities' fields takes in, by Spark's own count."""
    frame.collect()
    plan = frame._jdf.queryExecution().executedPlan()
    waiting, most = [plan], 0
    while waiting:
        node = waiting.pop()
        waiting += [node.children().apply(place) for place in range(node.children().size())]
        if node.nodeName() == "Exchange" and "key" in node.toString() and "max" in node.output().mkString(","):
            most = max(most, node.metrics().apply("shuffleRecordsWritten").value())
    assert most, plan.toString()
    return most


if __name__ == "__main__":
    main(Path(sys.argv[1]))
