"""The session with a cluster."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import MissingExtra, StoreError, UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

OLDEST_JAVA: Final = 17
_EXTRA: Final = "pip install 'fangzhi[spark]'"
_JAVA: Final = "install it (on Debian or Ubuntu: sudo apt install openjdk-17-jre-headless) or set JAVA_HOME"
_SETTINGS: Final = {
    # A batch is what a Python process holds at once: some dozens of pages of 5,000 characters.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
    # About a thousand pages a task: half a minute of work lost with a machine, and enough tasks to share out evenly.
    "spark.sql.files.maxPartitionBytes": "16m",
    "spark.sql.files.openCostInBytes": "64k",
    "spark.sql.adaptive.enabled": "true",
    # Columns of long text: a default batch of Parquet rows would hold 60 MB.
    "spark.sql.parquet.columnarReaderBatchSize": "256",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.compression.codec": "zstd",
}
"""What is set unless spark-submit or the user's defaults say otherwise."""


@contextmanager
def session(master: str) -> "Iterator[SparkSession]":
    """A session with the cluster, ended with the block; a session that runs already is used and left running.

    Raises:
        MissingExtra: PySpark, what it needs to hand over columns, or a Java that it runs on is not installed.
        UsageError: the cluster cannot be reached.
        StoreError: Spark gave up within the block.
    """
    _check_libraries()
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    spark = _started(master)
    from py4j.protocol import Py4JError  # type: ignore[import-not-found]
    from pyspark.errors import PySparkException

    try:
        yield spark
    except (PySparkException, Py4JError) as error:
        reason = str(error).strip().rsplit("\n", 1)[-1]
        raise StoreError(f"Spark gave up ({reason}): its log above says where") from error
    finally:
        with suppress(Py4JError):  # a driver that is gone has stopped
            spark.stop()


def _started(master: str) -> "SparkSession":
    from pyspark.sql import SparkSession

    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # spark-submit has started Java, and knows which Python to run
        _check_java()
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("fangzhi")
    if master:
        builder = builder.master(master)
    builder = builder.config("spark.log.level", "ERROR").config("spark.ui.showConsoleProgress", "true")
    try:
        spark = builder.getOrCreate()
    except Exception as error:  # py4j's, Spark's or Java's: whatever keeps a session from starting
        reason = str(error).strip().split("\n", 1)[0]
        raise UsageError(f"no Spark session at {master or 'the default master'} ({reason}): check --master") from error
    for name, value in _SETTINGS.items():
        if spark.conf.get(name, None) is None or not spark.sparkContext.getConf().contains(name):
            spark.conf.set(name, value)
    return spark


def _check_libraries() -> None:
    for name in ("pyspark", "pyarrow", "pandas"):
        try:
            __import__(name)
        except ImportError as error:
            raise MissingExtra(f"--engine spark needs {error.name or name}: {_EXTRA}") from error


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    if java is None:
        raise MissingExtra(f"--engine spark needs Java {OLDEST_JAVA} or newer, and none was found: {_JAVA}")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    if found is None or int(found[1]) < OLDEST_JAVA:
        version = found[1] if found else "of an unknown version"
        raise MissingExtra(f"--engine spark needs Java {OLDEST_JAVA} or newer, and {java} is {version}: {_JAVA}")
