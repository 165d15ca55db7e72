"""The records that stages hand to each other. Frozen, slotted, standard library only."""

from kg.model.document import Article, Block, BlockKind, Document, OffsetMap, Page, Problem, Span
from kg.model.entity import Entity, EntityType, entity_key
from kg.model.ids import entity_iri, evidence_text, short_hash
from kg.model.judgement import Judgement, Verdict, off_page, on_page
from kg.model.mention import Linked, Mention
from kg.model.network import Edge, Network, Node
from kg.model.result import PageResult
from kg.model.statement import Evidence, Modality, Statement

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Document",
    "Edge",
    "Entity",
    "EntityType",
    "Evidence",
    "Judgement",
    "Linked",
    "Mention",
    "Modality",
    "Network",
    "Node",
    "OffsetMap",
    "Page",
    "PageResult",
    "Problem",
    "Span",
    "Statement",
    "Verdict",
    "entity_iri",
    "entity_key",
    "evidence_text",
    "off_page",
    "on_page",
    "short_hash",
]
