"""Measurements: speed and search quality. Each file is a command; `python -m benchmarks.NAME --help`."""
