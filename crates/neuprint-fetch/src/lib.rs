//! A neuPrint transport over the browser's fetch.
