"""Files and folders of the cluster's file systems, by Hadoop's own API."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_PIECE = 1 << 20


class Files:
    """What the driver does to files: list, rename, remove, write."""

    def __init__(self, spark: "SparkSession") -> None:
        context: Any = spark.sparkContext
        self._jvm = context._jvm
        self._conf = context._jsc.hadoopConfiguration()

    def _path(self, name: str) -> Any:
        return self._jvm.org.apache.hadoop.fs.Path(name)

    def _system(self, name: str) -> Any:
        return self._path(name).getFileSystem(self._conf)

    def matches(self, name: str) -> list[tuple[str, bool]]:
        """Full paths that a path or pattern names, sorted, and whether each is a folder."""
        system, path = self._system(name), self._path(name)
        found = [system.getFileStatus(path)] if system.exists(path) else list(system.globStatus(path) or ())
        return sorted((one.getPath().toString(), bool(one.isDirectory())) for one in found)

    def names(self, folder: str) -> list[tuple[str, int]]:
        """Names and sizes of what lies in a folder, sorted."""
        found = self._system(folder).listStatus(self._path(folder))
        return sorted((one.getPath().getName(), int(one.getLen())) for one in found)

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all that it holds, if it is there."""
        self._system(name).delete(self._path(name), True)

    def make(self, folder: str) -> None:
        """Make a folder and its parents."""
        self._system(folder).mkdirs(self._path(folder))

    def exists(self, name: str) -> bool:
        """Whether there is a file or folder."""
        return bool(self._system(name).exists(self._path(name)))

    def rename(self, old: str, new: str) -> None:
        """Give a file or folder another name; one that stood there is replaced.

        Raises:
            OSError: the file system refuses.
        """
        self.remove(new)
        if not self._system(old).rename(self._path(old), self._path(new)):
            raise OSError(0, "the file system refused to rename it", old)

    def write(self, name: str, pieces: Iterator[str]) -> None:
        """Write a file of text, piece by piece."""
        self._system(name).setWriteChecksum(False)  # a local file would get a `.crc` beside it
        stream = self._system(name).create(self._path(name), True)
        try:
            held: list[str] = []
            size = 0
            for piece in pieces:
                held.append(piece)
                size += len(piece)
                if size > _PIECE:
                    stream.write(bytearray("".join(held).encode()))
                    held, size = [], 0
            stream.write(bytearray("".join(held).encode()))
        finally:
            stream.close()
