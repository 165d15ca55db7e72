"""All pages together, by shuffles on the entities' keys.

Each field of an entity is the greatest of its pages' by length and code points, as `kg.link.merge` has it. A greatest
value is found before the shuffle already, so each task sends one row for a key, however many pages name it: a city on
half of all pages is no heavier than any other key.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from kg.graph.places import in_gazetteer
from kg.lexicon import Gazetteer
from kg.model import Entity, EntityType
from kg.pipeline.corpus import Corpus, Ledger, gathered
from kg.pipeline.entities import Entities
from kg.pipeline.spark.call import frame_of, over
from kg.pipeline.spark.rows import ENTITY, Row, entity_of, entity_row

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

_BY_LENGTH: Final = ("subtype", "name", "area", "code", "reason")


def merged(entities: "DataFrame") -> "DataFrame":
    """One row a key of rows of entities: what `kg.link.merge` makes of them."""
    from pyspark.sql import functions as f

    def best(name: str) -> "Column":
        longest = f.max(f.struct(f.char_length(name).alias("length"), f.col(name).alias("value")))
        return longest.getField("value").alias(name)

    called = f.array_union("aliases", f.array("name"))
    alone = entities.groupBy("key").agg(f.max("type").alias("type"), *(best(name) for name in _BY_LENGTH))
    names = (
        entities.select("key", f.explode(called).alias("alias"))
        .distinct()  # first without its key's other names: each task sends a pair once
        .groupBy("key")
        .agg(f.array_sort(f.collect_set("alias")).alias("names"))
    )
    aliases = f.filter("names", lambda one: (one != f.col("name")) & (one != "")).alias("aliases")
    columns = ("key", "type", "subtype", "name", aliases, "area", "code", "reason")
    return alone.join(names, "key").select(*columns)


def judged(entities: "DataFrame", ledger: Ledger, *, strict: bool) -> tuple["DataFrame", Corpus]:
    """The corpus's entities by the ledger, and how keys lead to them; the corpus holds those that the ledger is about.

    The ledger finds an entity by its key, or by a type and one of its names: all others need not come to the driver.

    Raises:
        DataError: the ledger contradicts itself, and `strict` is set.
    """
    from pyspark.sql import functions as f

    if not ledger.lines:
        return entities, gathered(Entities(), ledger, strict=strict)
    meant = [{"kind": kind, "called": name} for kind, name in sorted(ledger.meant())]
    wanted = frame_of(entities, meant, "kind: string, called: string")
    all_names = f.array_distinct(f.concat("aliases", f.array("name", _part(1))))
    named = entities.select("*", f.explode(all_names).alias("called")).withColumn("kind", _part(0))
    near = named.join(f.broadcast(wanted), ["kind", "called"], "leftsemi")
    rows = near.drop("called", "kind").dropDuplicates(["key"]).collect()
    corpus = gathered(Entities(entity_of(row.asDict(recursive=True)) for row in rows), ledger, strict=strict)
    canonical = corpus.identity.clusters.canonical
    if not canonical:
        return entities, corpus
    joined = frame_of(entities, [{"key": key} for key in sorted(canonical)], "key: string")
    stood = {*canonical.values()}
    united = frame_of(entities, [entity_row(one) for one in corpus.entities if one.key in stood], ENTITY)
    return entities.join(f.broadcast(joined), "key", "leftanti").unionByName(united), corpus


def _part(number: int) -> "Column":
    """Part of an entity's key: type, name, area, mark."""
    from pyspark.sql import functions as f

    return f.split("key", r"\|").getItem(number)


def names(entities: "DataFrame") -> "DataFrame":
    """Keys and names of the entities whose name is not that in their key: few, so that naming the ends of all
    statements needs no shuffle of statements."""
    from pyspark.sql import functions as f

    return entities.where(f.col("name") != _part(1)).select("key", "name")


def name_in(key: str) -> str:
    """The name in an entity's key."""
    return key.split("|", 2)[1]


def known_places(entities: "DataFrame") -> list[Entity]:
    """The entities that decide which division succeeds which: no more than the country has had."""
    places = entities.where(entities["type"] == EntityType.PLACE.value).where(entities["area"].contains("/"))
    rows = over(places, _in_gazetteer, ENTITY).toLocalIterator()
    return sorted((entity_of(row.asDict(recursive=True)) for row in rows), key=lambda entity: entity.key)


def _in_gazetteer(rows: Iterator[Row]) -> Iterator[Row]:
    gazetteer = Gazetteer.load()
    return (row for row in rows if in_gazetteer(entity_of(row), gazetteer))


def called(entities: "DataFrame", keys: set[str]) -> dict[str, str]:
    """Names of some entities by key."""
    from pyspark.sql import functions as f

    wanted = frame_of(entities, [{"key": key} for key in sorted(keys)], "key: string")
    rows: Any = names(entities).join(f.broadcast(wanted), "key", "leftsemi").collect()
    found = {row["key"]: row["name"] for row in rows}
    return {key: found.get(key, name_in(key)) for key in keys}
