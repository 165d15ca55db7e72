"""jieba's own tags as a recogniser: the baseline that others are compared with."""

import rjieba

from kg.model import Document, EntityType, Mention
from kg.ner.candidate import Candidate
from kg.ner.lexical import as_mention

_TYPES = {
    "nr": (EntityType.PER, "person"),
    "nrt": (EntityType.PER, "person"),
    "nrfg": (EntityType.PER, "person"),
    "ns": (EntityType.PLACE, "region"),
    "nt": (EntityType.ORG, "institution"),
}


class JiebaRecogniser:
    """Takes words tagged as person, place or body as mentions of that type."""

    name = "jieba"

    def recognise(self, document: Document) -> list[Mention]:
        """Mentions of all articles, sorted by raw start."""
        mentions = []
        for article in document.articles:
            at = 0
            for word, tag in rjieba.tag(article.text):
                end = at + len(word)
                if tag in _TYPES and len(word) > 1 and word.isalpha():
                    kind, subtype = _TYPES[tag]
                    candidate = Candidate(at, end, kind, subtype, 0.5, f"tagger:{tag}")
                    mentions.append(as_mention(article, candidate, self.name))
                at = end
        return sorted(mentions, key=lambda mention: (mention.start, mention.end))
