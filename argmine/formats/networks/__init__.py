"""Discourse networks as files."""
