"""What authors and developers run: checks, a new note, benchmarks, faults on purpose, set-up."""
