//! Names of labels, types and properties: in the database each is a token, which has to have at least one character.

use std::sync::Arc;

use decypher::ast::names::PropertyKeyName;

use super::{Lowered, Source};
use crate::ast::Offset;
use crate::error::ErrorCode;

impl Source<'_> {
    /// What a property that is asked for is called.
    pub(super) fn key(&self, key: &PropertyKeyName) -> Lowered<Arc<str>> {
        self.token(&key.name.name, key.name.span.start)?;
        Ok(key.name.name.as_str().into())
    }

    /// # Errors
    /// No label, type or property can be called so.
    pub(super) fn token(&self, name: &str, at: Offset) -> Lowered<()> {
        if !name.is_empty() && !name.contains('\0') {
            return Ok(());
        }
        let message =
            format!("'{name}' is not a valid token name. Token names cannot be empty or contain any null-bytes.");
        Err(self.error(ErrorCode::Syntax, message, at))
    }
}
