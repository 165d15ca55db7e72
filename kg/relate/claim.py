"""Claims: what a rule found in one article, before it becomes a statement."""

from dataclasses import dataclass

from kg.model import Modality


@dataclass(frozen=True, slots=True)
class Claim:
    """`subject` and `object` are entity keys; [start, end) is the evidence in the article's text, `also` a further
    stretch that it needs (where the subject was named, if that was another sentence).

    `anchor` is where the object stands there, by which a claim that guessed its subject gives way to one that read it
    (`guessed`). A `fallback` counts only where nothing else says who runs the programme.
    """

    article: int
    subject: str
    predicate: str
    object: str
    start: int
    end: int
    rule: str
    score: float
    title: str = ""
    modality: Modality = Modality.FACT
    anchor: int = -1
    guessed: bool = False
    fallback: bool = False
    also: tuple[int, int] | None = None
