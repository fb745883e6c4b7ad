//! The state drawn into cells.
