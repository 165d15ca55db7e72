"""fangzhi: Chinese local newspapers into a knowledge graph that can be cited."""

__version__ = "0.1.0"
