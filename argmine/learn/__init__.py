"""Training of the shipped models, and evaluation against gold."""
