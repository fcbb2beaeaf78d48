"""Facilitator: the moderators' program for a dialogue day."""

__version__ = "0.1.0"
