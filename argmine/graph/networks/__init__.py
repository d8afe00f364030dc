"""Discourse networks: who agrees with whom over what, counted from statements (Leifeld 2017)."""

from __future__ import annotations

from argmine.graph.networks.model import Axis, Network
from argmine.graph.networks.settings import NetworkSettings

__all__ = ["Axis", "Network", "NetworkSettings"]
