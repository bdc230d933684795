"""Seogo beside what people use instead, on the same articles and queries (docs/performance.md)."""
