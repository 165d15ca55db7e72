"""Explanations: who saw a mention, what it beat, and that asking changes nothing."""

from collections.abc import Callable
from pathlib import Path

from kg.config import NerSettings
from kg.model import Document
from kg.ner import Ner, build
from kg.ner.explain import Explanation, explain

TEXT = "本报讯 5月12日，青岚市水利局局长何志远主持会议。（林晓东）\n"


def explained(ner: Ner, document: Document) -> dict[str, Explanation]:
    (mentions,) = ner.pipe([document])
    explanations = explain(ner, document, mentions)
    assert [one.mention for one in explanations] == list(mentions)
    return {one.mention.text: one for one in explanations}


def test_losers_are_kept_with_their_rules(make_document: Callable[..., Document]) -> None:
    body = explained(build(NerSettings()), make_document(TEXT))["青岚市水利局"]
    assert "青岚市" in {loser.text for loser in body.beaten}
    assert all(loser.rule and loser.recognisers == ("lexical",) for loser in body.beaten)
    assert all(loser.start < body.mention.end and body.mention.start < loser.end for loser in body.beaten)


def test_all_who_saw_a_mention_are_named(make_document: Callable[..., Document]) -> None:
    place = explained(build(NerSettings(recognisers="lexical+jieba")), make_document("他昨天到北京市开会。"))["北京市"]
    assert place.mention.recognisers == ("lexical", "jieba")
    assert ("jieba", "tagger:ns") in {(seen.recognisers[0], seen.rule) for seen in place.seen}


def test_the_users_word_beats_the_rules(tmp_path: Path, make_document: Callable[..., Document]) -> None:
    path = tmp_path / "words.csv"
    path.write_text("surface,type\n岚市水利,PROG\n", encoding="utf-8")
    word = explained(build(NerSettings(lexicon=path)), make_document(TEXT))["岚市水利"]
    assert word.mention.rule == "user:2"
    assert "青岚市水利局" in {loser.text for loser in word.beaten}
