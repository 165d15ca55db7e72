"""Chinese in matplotlib's pictures."""

import warnings

from kg.api.extras import wanted

FONTS = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Hiragino Sans GB"),
    *("Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans SC", "Sarasa Gothic SC"),
    *("Noto Sans CJK JP", "Noto Sans CJK TC", "Droid Sans Fallback", "Heiti SC", "Noto Serif CJK SC", "SimSun"),
    *("Songti SC", "STHeiti", "AR PL UMing CN", "Arial Unicode MS", "Unifont"),
)
"""Families with Chinese glyphs that systems have, the best first."""


def chinese_font() -> str:
    """Let matplotlib draw Chinese with a font that this machine has; say which, or warn and return an empty string.

    Call it once before drawing. No font is downloaded; on Debian or Ubuntu `apt install fonts-noto-cjk` brings one.

    Raises:
        MissingExtra: matplotlib is not installed.
    """
    matplotlib = wanted("matplotlib", why="chinese_font()")
    manager = wanted("matplotlib.font_manager", why="chinese_font()").fontManager
    here = {font.name for font in manager.ttflist}
    found = next((name for name in FONTS if name in here), "")
    if not found:
        warnings.warn(
            "no font with Chinese characters was found, so pictures show boxes: install one "
            "(fonts-noto-cjk, 思源黑体) and delete matplotlib's font cache",
            stacklevel=2,
        )
        return ""
    usual = [name for name in matplotlib.rcParams["font.sans-serif"] if name != found]
    matplotlib.rcParams["font.family"] = "sans-serif"
    matplotlib.rcParams["font.sans-serif"] = [found, *usual]
    matplotlib.rcParams["axes.unicode_minus"] = False  # some of these fonts lack the minus sign
    return found
