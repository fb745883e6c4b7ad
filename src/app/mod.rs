//! State and update of the browser, pure.
