"""Measurements against a floor in the same run, printed as ratios; `python -m benchmarks`."""
