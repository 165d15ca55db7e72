"""Settings: one frozen record for each stage. Defaults live here and nowhere else."""

from kg.config.settings import (
    BuildSettings,
    IngestSettings,
    LinkSettings,
    NerSettings,
    RelateSettings,
    ServeSettings,
    Settings,
)

__all__ = [
    "BuildSettings",
    "IngestSettings",
    "LinkSettings",
    "NerSettings",
    "RelateSettings",
    "ServeSettings",
    "Settings",
]
