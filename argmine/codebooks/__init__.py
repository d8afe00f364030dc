"""The codebooks that ship with argmine, as YAML."""
