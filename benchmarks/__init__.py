"""How fast the program is, beside the least that does the same: ``python -m benchmarks`` measures it all."""
