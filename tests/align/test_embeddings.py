"""Word vectors: products that are the same on every processor."""

from __future__ import annotations

import numpy as np

from compare.align.embeddings import meanings, on_grid


def test_products_of_unit_vectors_are_exact_in_whatever_order_they_are_added() -> None:
    unit = meanings().unit[::40]
    exact = unit.astype(np.float64) @ unit.astype(np.float64).T
    assert np.array_equal((unit @ unit.T).astype(np.float64), exact)
    turned = np.ascontiguousarray(unit[:, ::-1])
    assert np.array_equal(turned @ turned.T, unit @ unit.T)


def test_the_grid_changes_a_cosine_by_little() -> None:
    raw = np.random.default_rng(3).normal(size=(50, 128)).astype(np.float32)
    raw /= np.linalg.norm(raw, axis=1, keepdims=True)
    assert np.abs(on_grid(raw) @ on_grid(raw).T - raw @ raw.T).max() < 0.0015
