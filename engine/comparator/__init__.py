"""Proposes contradictions by comparing typed values, without an LLM; it never pronounces."""

from engine.comparator.compare import MOST_PROPOSALS, propose
from engine.comparator.proposal import Proposal, ProposalKind, ProposalSide
from engine.comparator.reading import read

__all__ = ["MOST_PROPOSALS", "Proposal", "ProposalKind", "ProposalSide", "propose", "read"]
