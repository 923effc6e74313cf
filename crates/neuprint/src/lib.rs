//! The neuPrint protocol and client, without I/O.
