"""Python over the rows of a frame, batch by batch.

`mapInArrow` and not `mapInPandas`: a page's result is nested (statements with evidence), which Arrow hands over as it
is and pandas would take apart into objects; and not the older RDDs: what comes out are columns, which Spark shuffles,
aggregates and writes without Python.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from kg.pipeline.spark.rows import Row

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

HANDED: Final = 64
"""Rows handed back at once."""

Work = Callable[[Iterator[Row]], Iterator[Row]]
"""Done once a partition, in order of its rows. It must come from a module, or close over what can be pickled."""


def over(frame: "DataFrame", work: Work, columns: str) -> "DataFrame":
    """The rows that `work` makes of the rows of each partition.

    Args:
        frame: what it is given.
        work: run in Python processes beside the executors, which stay alive between partitions.
        columns: of the result, as Spark writes them in DDL.
    """
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import StructType

    schema = StructType.fromDDL(columns)
    arrow = to_arrow_schema(schema)

    def batches(given: Iterator[Any]) -> Iterator[Any]:
        import pyarrow  # type: ignore[import-not-found]

        rows = work(row for batch in given for row in batch.to_pylist())
        while handed := list(islice(rows, HANDED)):
            yield pyarrow.RecordBatch.from_pylist(handed, schema=arrow)

    return frame.mapInArrow(batches, schema)


def frame_of(frame: "DataFrame", rows: list[Row], columns: str) -> "DataFrame":
    """A small frame of rows that the driver has; `frame` only says of which session."""
    from pyspark.sql.types import StructType

    schema = StructType.fromDDL(columns)
    values = [tuple(row.get(name) for name in schema.fieldNames()) for row in rows]
    return frame.sparkSession.createDataFrame(values, schema)
