"""The live page: a session of two branches behind a web page on this machine (docs/live.md)."""
