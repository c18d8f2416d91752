"""The hand-written NumPy evaluation. Imports no SymPy, so that each can catch the other."""
