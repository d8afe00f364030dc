"""The cast of a document: whom it names, how it introduces them, and whom a source means."""
