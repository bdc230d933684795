"""Archives of any size, written to each engine and searched: time, memory and size (docs/scale.md)."""
