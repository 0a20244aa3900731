"""Tests of robustness: kills, concurrent writers, damage, malformed input, clocks that are wrong, random keys.

They run outside the suite of three minutes and print the seed that repeats a run: see `__main__`.
"""
