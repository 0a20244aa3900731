"""Tests of the Russian grammar."""
