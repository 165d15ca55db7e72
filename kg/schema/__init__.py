"""The ontology's terms: types, subtypes and relations with their domain and range.

`terms.json` is generated from `ontology/fangzhi.ttl` by `tools/generate_schema.py`.
"""

from kg.schema.namespaces import NS, PREFIX_HEADER, PREFIXES
from kg.schema.terms import (
    PREDICATES,
    Predicate,
    allows,
    class_name,
    class_types,
    predicates,
    subtypes,
    type_label,
    version,
)

__all__ = [
    "NS",
    "PREDICATES",
    "PREFIXES",
    "PREFIX_HEADER",
    "Predicate",
    "allows",
    "class_name",
    "class_types",
    "predicates",
    "subtypes",
    "type_label",
    "version",
]
