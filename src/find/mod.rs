//! Candidates, queries, ranking.
