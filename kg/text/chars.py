"""Character classes of Chinese newsprint, as the insides of regular-expression classes."""

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇々"
"""Ideographs, with the zero and the iteration mark that stand among them."""

WIDE_MARKS = r"\u3001-\u3003\u3008-\u3020\u303d\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
"""Punctuation that only East Asian text has: never part of Latin text, never needs a space beside it."""

SHARED_MARKS = r"“”‘’…—·"
"""Punctuation that Chinese shares with Latin text; its neighbours decide which it is."""
