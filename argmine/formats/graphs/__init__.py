"""Argument graphs as files."""
