"""What can stand in the way of a run."""

from __future__ import annotations


class RunError(Exception):
    """A run folder that cannot be used as asked; the message says what to do instead."""


class RunStoppedError(RunError):
    """A run that was asked to stop: its finished shards are kept, and the same call goes on from there."""
