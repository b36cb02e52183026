"""Provenance: what each sentence of the plan rests on, and how far the plan is one document."""

from engine.phases.plan.provenance.sources import provenance_of
from engine.phases.plan.provenance.weave import LongestCopy, longest_copy, weave_of, workers_in

__all__ = ["LongestCopy", "longest_copy", "provenance_of", "weave_of", "workers_in"]
