"""Make `kg/lexicon/data/tagger_classes.tsv`: characters that words use alike, in broad, middle and fine classes.

Counts, for each character, its places in the words of jieba's dictionary (by part of speech and length) and its
neighbours there; positive pointwise mutual information, its first singular vectors, k-means on the sphere. Surnames,
letters of transliteration, ends of place names and so on come to lie together.
`python -m tools.tagger_classes > kg/lexicon/data/tagger_classes.tsv`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import jieba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
SIZES = (32, 100, 300)
DIMENSIONS = 40
_LEAST = 20
_ROUNDS = 25
_KINDS = {"nr": "R", "nrt": "T", "nrfg": "R", "ns": "S", "nt": "O", "nz": "Z"}
_FIRST, _LAST = "\u4e00", "\u9fff"


def main() -> None:
    """Print the table."""
    letters, vectors, weights = embed()
    columns = [cluster(vectors, weights, size) for size in SIZES]
    groups: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for letter, *numbers in zip(letters, *columns, strict=True):
        groups[tuple(int(number) for number in numbers)].append(letter)
    print("# Classes of characters for the tagger: broad, middle and fine class, and the characters that share them.")
    print("# Made by tools/tagger_classes.py from how the words of jieba's dictionary (MIT License) use characters.")
    for classes, members in sorted(groups.items()):
        print(*classes, "".join(sorted(members)), sep="\t")


def uses() -> Iterator[tuple[str, str]]:
    """Each character of each word with each thing that is told of its use there."""
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, _, tag = line.split(" ")
        if not all(_FIRST <= letter <= _LAST for letter in word):
            continue
        kind = "T" if tag == "nr" and len(word) > 3 else _KINDS.get(tag, tag[0])
        for at, letter in enumerate(word):
            place = "S" if len(word) == 1 else "B" if at == 0 else "E" if at == len(word) - 1 else "M"
            for use in (f"{kind}{place}{min(len(word), 5)}", f"{kind}{place}"):
                yield from [(letter, use)] * 3
            if at:
                yield letter, f"l{word[at - 1]}"
            if at < len(word) - 1:
                yield letter, f"r{word[at + 1]}"


def embed() -> tuple[list[str], Floats, Floats]:
    """Characters, their unit vectors, and how often each is used."""
    counts = Counter(uses())
    letters = list(dict.fromkeys(letter for letter, _ in counts))
    columns = {use: at for at, use in enumerate(dict.fromkeys(use for _, use in counts))}
    rows = {letter: at for at, letter in enumerate(letters)}
    table = np.zeros((len(rows), len(columns)), np.float32)
    for (letter, use), count in counts.items():
        table[rows[letter], columns[use]] = count
    table = table[:, table.sum(axis=0) >= _LEAST]
    often = table.sum(axis=1, keepdims=True)
    shared = np.maximum(table * table.sum() / (often * table.sum(axis=0)), 1)
    surprise = np.log(shared, out=np.zeros_like(table), where=table > 0)
    _, axes = np.linalg.eigh(surprise.T @ surprise)
    vectors = surprise @ axes[:, -DIMENSIONS:][:, ::-1]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return letters, vectors.astype(np.float32), often.ravel()


def cluster(vectors: Floats, often: Floats, size: int) -> NDArray[np.int64]:
    """Class of each vector; frequent characters weigh more, by the square root."""
    weights = np.sqrt(often)
    chosen = np.random.default_rng(1).choice(len(vectors), size, replace=False, p=weights / weights.sum())
    centres = vectors[chosen].copy()
    classes = np.zeros(len(vectors), np.int64)
    for _ in range(_ROUNDS):
        classes = (vectors @ centres.T).argmax(axis=1)
        for number in range(size):
            members = classes == number
            if members.any():
                centre = (vectors[members] * weights[members, None]).sum(axis=0)
                centres[number] = centre / (np.linalg.norm(centre) + 1e-9)
    return classes


if __name__ == "__main__":
    main()
