//! Who and what a note speaks of.
