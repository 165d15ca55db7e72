"""Measurements against peers, in one run. `python -m bench.run` writes `bench/results.md`."""
