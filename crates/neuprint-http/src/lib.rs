//! A neuPrint transport for native programs.
