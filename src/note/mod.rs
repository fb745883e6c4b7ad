//! From the bytes of a note to its entries: what each line is, in document order. Never fails on content.
//!
//! [`encoding`] decodes, [`source`] keeps the text and its lines, a [`notation`] says what each line is, and
//! [`header`] reads the note's title, date and tags. How entries nest is decided one layer above, by
//! `outline::build`, from their [`entry::Rank`].

pub mod encoding;
pub mod entry;
pub mod header;
pub mod link;
pub mod mention;
pub mod notation;
mod parallel;
pub mod source;
