"""Bytes of a page to text."""

import codecs
import re
import unicodedata

from kg.errors import PageError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd\ue000-\uf8ff]")
_SAMPLE = 65536
_TOO_BAD = 0.1


def decode(data: bytes, *, encoding: str = "") -> tuple[str, str]:
    """Text of a page and the encoding that it was read with. A byte order mark is not part of the text.

    Tried in order: the forced encoding; a byte order mark; UTF-16 without one (judged by its zero bytes); UTF-8; what
    the markup declares; GB18030; and, as last help, what charset-normalizer thinks. All decoders are strict.

    Raises:
        PageError: the bytes are no text, or not in the forced encoding.
    """
    if encoding:
        return _forced(data, encoding), encoding
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], name)
            if text is not None:
                return text, name
    for name in _candidates(data):
        text = _strict(data, name)
        if text is not None and _is_text(text):
            return text, name
    from charset_normalizer import from_bytes  # the last help, seldom needed and slow to import

    best = None if b"\0" in data else from_bytes(data[:_SAMPLE]).best()
    text = _strict(data, best.encoding) if best else None
    if best is None or text is None or not _is_text(text):
        raise PageError("the bytes are no text in any known encoding: convert the file to UTF-8 text")
    return text, best.encoding


def _candidates(data: bytes) -> list[str]:
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        # ASCII characters of UTF-16 (digits, line ends) have their zero byte second in little-endian order
        odd, even = sample[1::2].count(0), sample[::2].count(0)
        return ["utf-16-le", "utf-16-be"] if odd >= even else ["utf-16-be", "utf-16-le"]
    declared = _DECLARED.search(sample[:4096])
    # GB2312 and GBK are parts of GB18030; pages that declare the former use the latter's characters
    names = ["utf-8", *([declared[1].decode().lower()] if declared else []), "gb18030"]
    names = ["gb18030" if name in ("gb2312", "gbk", "gb_2312-80") else name for name in names]
    if len(data) % 2 == 0:
        names += ["utf-16-le", "utf-16-be"]
    return list(dict.fromkeys(names))


def _forced(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except LookupError as error:
        raise PageError(f"there is no encoding {encoding!r}: name one that Python knows, such as gb18030") from error
    except UnicodeDecodeError as error:
        raise PageError(f"the bytes are not {encoding}: leave the encoding out to have it detected") from error
    return text.removeprefix("\ufeff")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_text(text: str) -> bool:
    """Whether few characters are controls, private or unassigned: wrong encodings and binary files have many."""
    sample = text[:4096]
    bad = len(_UNPRINTABLE.findall(sample)) + sum(unicodedata.category(char) == "Cn" for char in set(sample))
    return bad <= _TOO_BAD * len(sample)
