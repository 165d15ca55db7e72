"""Stable identifiers. No clock, no randomness: the same content gives the same id on every machine."""

import re
from hashlib import blake2b
from html import unescape

BASE = "https://fangzhi.example/"
"""Namespace of what a build makes. `.example` is reserved (RFC 2606), so no name of ours claims another's domain."""

_MARKUP = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def short_hash(*parts: str, size: int = 10) -> str:
    """Hex digest of `size` bytes over the parts. Parts are length-prefixed, so ("ab", "c") differs from ("a", "bc")."""
    digest = blake2b(digest_size=size)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def entity_iri(key: str, base: str = BASE) -> str:
    """IRI of the entity with this key, the same in every build."""
    return f"{base}id/{key.split('|', 1)[0].lower()}/{short_hash(key)}"


def evidence_text(text: str, media: str = "text") -> str:
    """A surface or quote as it is stored and shown: without white space, as the guidelines write it.

    Of a raw slice of an HTML page (`media` of its `Page`) the tags are dropped and character references read.
    """
    if media == "html":
        text = unescape(_MARKUP.sub("", text))
    return "".join(text.split())
