"""What goes wrong with discourse networks."""

from __future__ import annotations


class NetworkError(ValueError):
    """A network that cannot be made of these statements, or with these settings; the message says what to do."""
