"""Discourse networks: who agrees with whom over what, counted from statements (Leifeld 2017)."""

from __future__ import annotations

from argmine.graph.networks.model import Axis, Network

__all__ = ["Axis", "Network"]
