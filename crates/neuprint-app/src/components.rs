//! Parts that pages are made of. They know the state, not the pages.

pub(crate) mod clipboard;
pub(crate) mod connection;
pub(crate) mod counts;
pub(crate) mod dialog;
pub(crate) mod drop;
pub(crate) mod editor;
pub(crate) mod failure;
pub(crate) mod grid;
pub(crate) mod icons;
pub(crate) mod keys;
pub(crate) mod loaded;
pub(crate) mod palette;
pub(crate) mod toast;
pub(crate) mod views;
