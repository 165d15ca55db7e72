"""Trains tiny components of HanLP, for real, on a few dozen invented sentences: a few seconds each, no download."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

SEED = 1
_PART = re.compile(r"\{(?P<label>[A-Z]+) (?P<words>[^}]+)\}|(?P<word>[^ ]+)")


class Sentence(NamedTuple):
    """Tokens with their tags (B-LABEL, I-LABEL, O)."""

    tokens: tuple[str, ...]
    tags: tuple[str, ...]

    def characters(self) -> "Sentence":
        """The sentence with characters for tokens."""
        tags: list[str] = []
        for token, tag in zip(self.tokens, self.tags, strict=True):
            tags += [tag, *[tag.replace("B-", "I-")] * (len(token) - 1)]
        return Sentence(tuple("".join(self.tokens)), tuple(tags))

    def areas(self) -> "Sentence":
        """The sentence by another guideline, with PKU's labels: of a body's name only the area before it is a name."""
        tags = []
        for token, tag in zip(self.tokens, self.tags, strict=True):
            area = tag == "B-LOCATION" or (tag == "B-ORGANIZATION" and token[-1] in "市区镇")
            tags.append("B-ns" if area else "B-nr" if tag == "B-PERSON" else "O")
        return Sentence(self.tokens, tuple(tags))

    def closed(self) -> "Sentence":
        """The sentence with tags that also tell where a name ends: S-LABEL alone, E-LABEL last."""
        tags = []
        for tag, after in zip(self.tags, (*self.tags[1:], "O"), strict=True):
            last = not after.startswith("I-")
            tags.append(tag.replace("B-", "S-").replace("I-", "E-") if last else tag)
        return Sentence(self.tokens, tuple(tags))


def corpus() -> list[Sentence]:
    """The sentences of `sentences.txt`."""
    lines = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
    return [_parse(line) for line in lines if line and not line.startswith("#")]


def _parse(line: str) -> Sentence:
    tokens: list[str] = []
    tags: list[str] = []
    for match in _PART.finditer(line):
        if match["word"]:
            tokens.append(match["word"])
            tags.append("O")
            continue
        inside = match["words"].split()
        tokens += inside
        tags += [f"B-{match['label']}", *[f"I-{match['label']}"] * (len(inside) - 1)]
    return Sentence(tuple(tokens), tuple(tags))


def _write(path: Path, sentences: Sequence[Sentence]) -> str:
    """One token and its tag a line, a blank line between sentences."""
    rows = ["".join(f"{token}\t{tag}\n" for token, tag in zip(*sentence, strict=True)) for sentence in sentences]
    path.write_text("\n".join(rows), encoding="utf-8")
    return str(path)


def recurrent(folder: Path) -> Path:
    """A recurrent recogniser over characters, the lightest that HanLP has; the directory that it is saved in."""
    from hanlp.components.ner.rnn_ner import RNNNamedEntityRecognizer

    data = _write(folder / "characters.tsv", [sentence.characters() for sentence in corpus()])
    saved = folder / "recurrent"
    RNNNamedEntityRecognizer().fit(
        data,
        data,
        str(saved),
        crf=False,
        tagging_scheme="BIO",
        token_delimiter="",
        devices=-1,
        seed=SEED,
        embed=32,
        rnn_hidden=32,
        drop=0.1,
        lr=0.01,
        epochs=60,
        batch_size=8,
        verbose=False,
    )
    return saved


def encoder(folder: Path) -> str:
    """An encoder of BERT's kind with random weights and the corpus's characters for a vocabulary."""
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("torch").manual_seed(SEED)
    characters = sorted({char for sentence in corpus() for token in sentence.tokens for char in token})
    entries = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]
    place = folder / "encoder"
    place.mkdir()
    (place / "vocab.txt").write_text("\n".join(entries) + "\n", encoding="utf-8")
    config = transformers.BertConfig(
        vocab_size=len(entries),
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=128,
        max_position_embeddings=320,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    transformers.BertModel(config).save_pretrained(place)
    transformers.BertTokenizerFast.from_pretrained(place).save_pretrained(place)
    return str(place)


def transformer(folder: Path) -> Path:
    """A single-task recogniser over characters on our own encoder."""
    from hanlp.components.ner.transformer_ner import TransformerNamedEntityRecognizer

    data = _write(folder / "closed.tsv", [sentence.characters().closed() for sentence in corpus()])
    saved = folder / "transformer"
    fit: Callable[..., Any] = TransformerNamedEntityRecognizer().fit
    fit(
        data,
        data,
        str(saved),
        encoder(folder),
        delimiter_in_entity="",
        word_dropout=None,
        lr=5e-3,
        transformer_lr=2e-3,
        batch_size=8,
        epochs=50,
        seed=SEED,
        devices=-1,
    )
    return saved


def multitask(folder: Path) -> Path:
    """A multi-task component on our own encoder: it parts text into words and finds names by two guidelines."""
    from hanlp.common.dataset import SortingSamplerBuilder
    from hanlp.components.mtl.multi_task_learning import MultiTaskLearning
    from hanlp.components.mtl.tasks.ner.tag_ner import TaggingNamedEntityRecognition
    from hanlp.components.mtl.tasks.tok.tag_tok import TaggingTokenization
    from hanlp.layers.embeddings.contextual_word_embedding import ContextualWordEmbedding

    words = folder / "words.txt"
    words.write_text("".join(" ".join(sentence.tokens) + "\n" for sentence in corpus()), encoding="utf-8")
    names = {
        "ner/msra": _write(folder / "msra.tsv", [sentence.closed() for sentence in corpus()]),
        "ner/pku": _write(folder / "pku.tsv", [sentence.areas().closed() for sentence in corpus()]),
    }
    sampler = SortingSamplerBuilder(batch_size=8)
    tasks: dict[str, Any] = {
        "tok/fine": TaggingTokenization(
            str(words), str(words), sampler_builder=sampler, cls_is_bos=True, sep_is_eos=True, lr=5e-3
        ),
    }
    for task, data in names.items():
        tasks[task] = TaggingNamedEntityRecognition(
            data,
            data,
            sampler_builder=sampler,
            dependencies="tok",
            delimiter_in_entity="",
            tagging_scheme="BIOES",
            lr=5e-3,
        )
    saved = folder / "multitask"
    MultiTaskLearning().fit(
        ContextualWordEmbedding("token", encoder(folder), average_subwords=True, max_sequence_length=320),
        tasks,
        str(saved),
        epochs=30,
        patience=1000,
        lr=5e-3,
        encoder_lr=2e-3,
        eval_trn=False,
        seed=SEED,
        devices=-1,
    )
    return saved
