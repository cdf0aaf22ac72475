"""Mutations of real files against everything that reads them: ``python -m tests.fuzzing``.

A case is one mutated file. It is read as a planner's file would be, what was read goes through repair, outline, clauses,
tables and targets, and the contracts of all these are checked (:mod:`tests.fuzzing.contracts`). A case that breaks one,
raises anything but ``ReadError`` or ``InputError``, or takes too much time or memory is a finding: it is made small and
written to ``out/fuzzing``. The same seed makes the same cases.
"""
