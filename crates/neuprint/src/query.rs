//! Ready-made queries: one file per question.

mod find;

pub use find::FindOptions;
