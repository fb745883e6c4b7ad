//! What is visible: folds, rows, motion, viewport.
