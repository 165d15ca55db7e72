"""The user's own words as a recogniser: it goes before all others, so that its mentions stay."""

from dataclasses import replace

from kg.model import Document, Mention
from kg.ner.candidate import Candidate
from kg.ner.lexical import as_mention
from kg.ner.user import UserLexicon
from kg.ner.user_lexicon import RULE


class UserRecogniser:
    """Takes the names of a user's lexicon as mentions that know whom they mean."""

    name = RULE

    def __init__(self, lexicon: UserLexicon) -> None:
        self._lexicon = lexicon

    def recognise(self, document: Document) -> list[Mention]:
        """Mentions of all articles by the rows that hold at the page's date, sorted by raw start."""
        mentions = []
        for article in document.articles:
            for start, end, entry in self._lexicon.matches(article.text, date=document.page.date):
                candidate = Candidate(start, end, entry.type, entry.subtype, 1.0, entry.rule)
                mentions.append(replace(as_mention(article, candidate, self.name), names=entry.names))
        return sorted(mentions, key=lambda mention: (mention.start, mention.end))
