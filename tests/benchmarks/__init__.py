"""Figures of whole programs: ``python -m tests.benchmarks``. Reports, not tests.

Each benchmark is a module with ``NAME``, ``GOAL`` and ``run()``, which returns figures and whether
the goal is met.
"""
