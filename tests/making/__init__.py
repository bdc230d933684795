"""Issue 307 in the formats that offices have, made by the programs that offices use."""
