"""Chinese in matplotlib's pictures."""

import re
import warnings
from pathlib import Path
from typing import Any

from kg.api.extras import wanted

FONTS = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Hiragino Sans GB"),
    *("Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans SC", "Sarasa Gothic SC"),
    *("Noto Sans CJK JP", "Noto Sans CJK TC", "Droid Sans Fallback", "Heiti SC", "Noto Serif CJK SC", "SimSun"),
    *("Songti SC", "STHeiti", "AR PL UMing CN", "Arial Unicode MS", "Unifont"),
)
"""Families with Chinese glyphs that systems have, the best first."""
FILES = re.compile(
    r"Noto(?:Sans|Serif)(?:CJK|SC)|SourceHanSans|PingFang|msyh|simhei|wqy-|DroidSansFallback|uming", re.IGNORECASE
)
"""Their files, for fonts that were installed after matplotlib last looked."""


def chinese_font() -> str:
    """Let matplotlib draw Chinese with a font that this machine has; say which, or warn and return an empty string.

    Call it once before drawing. No font is downloaded; on Debian or Ubuntu `apt install fonts-noto-cjk` brings one.

    Raises:
        MissingExtra: matplotlib is not installed.
    """
    matplotlib = wanted("matplotlib", why="chinese_font()")
    found = _found(wanted("matplotlib.font_manager", why="chinese_font()"))
    if not found:
        warnings.warn(
            "no font with Chinese characters was found, so pictures show boxes: install one (fonts-noto-cjk, 思源黑体)",
            stacklevel=2,
        )
        return ""
    usual = [name for name in matplotlib.rcParams["font.sans-serif"] if name != found]
    matplotlib.rcParams["font.family"] = "sans-serif"
    matplotlib.rcParams["font.sans-serif"] = [found, *usual]
    matplotlib.rcParams["axes.unicode_minus"] = False  # some of these fonts lack the minus sign
    return found


def _found(manager: Any) -> str:
    """The best family that matplotlib knows, once it has looked at files that it may not know yet."""
    known = {font.name for font in manager.fontManager.ttflist}
    if not known.intersection(FONTS):
        for file in sorted(manager.findSystemFonts()):
            if FILES.search(Path(file).name):
                manager.fontManager.addfont(file)
        known = {font.name for font in manager.fontManager.ttflist}
    return next((name for name in FONTS if name in known), "")
