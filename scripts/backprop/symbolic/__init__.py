"""The derivation in SymPy. Imports no NumPy evaluation, so that each can catch the other."""
