"""Files: atomic writes and where the program's own data lies."""

from kg.io.files import atomic_write, atomic_writer, data_dir, ontology_dir, sweep

__all__ = ["atomic_write", "atomic_writer", "data_dir", "ontology_dir", "sweep"]
