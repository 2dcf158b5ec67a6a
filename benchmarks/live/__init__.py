"""The live page measured against its budgets: ``python -m benchmarks.live``."""
