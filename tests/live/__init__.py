"""Tests of the live page's engine and server."""
