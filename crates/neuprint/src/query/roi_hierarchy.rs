//! How ROIs contain each other.

use neuprint_table::sort_by;
use serde_json::Value;

use crate::client::Client;
use crate::error::Error;
use crate::meta::Meta;
use crate::transport::Transport;

/// A ROI and those in it, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoiTree {
    /// Its name; the root is the whole volume.
    pub name: String,
    /// Whether it is one of those that do not overlap and cover the dataset.
    pub is_primary: bool,
    /// The ROIs in it.
    pub children: Vec<RoiTree>,
}

impl RoiTree {
    /// The tree that a dataset describes; without the parts of primary ROIs unless they are wanted.
    fn of(meta: &Meta, include_subprimary: bool) -> Option<Self> {
        Self::read(meta.get("roiHierarchy")?, &meta.primary_rois(), include_subprimary)
    }

    fn read(value: &Value, primary: &[String], include_subprimary: bool) -> Option<Self> {
        let name = value.get("name")?.as_str()?.to_owned();
        let is_primary = primary.binary_search(&name).is_ok();
        let children = value.get("children").and_then(Value::as_array).into_iter().flatten();
        let mut children: Vec<Self> = if is_primary && !include_subprimary {
            Vec::new()
        } else {
            children.filter_map(|child| Self::read(child, primary, include_subprimary)).collect()
        };
        sort_by(&mut children, &|a, b| a.name.cmp(&b.name));
        Some(Self { name, is_primary, children })
    }

    /// The tree as text, one ROI per line, primary ones marked with `*`.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        self.write("", "", &mut text);
        text
    }

    fn write(&self, lead: &str, below: &str, text: &mut String) {
        for part in [lead, &self.name, if self.is_primary { "*" } else { "" }, "\n"] {
            text.push_str(part);
        }
        for (at, child) in self.children.iter().enumerate() {
            let is_last = at + 1 == self.children.len();
            let further = format!("{below}{}", if is_last { "    " } else { " |  " });
            child.write(&format!("{below} +-- "), &further, text);
        }
    }
}

impl<T: Transport> Client<T> {
    /// How the dataset's ROIs contain each other.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the dataset does not say; whatever the server refuses.
    pub async fn roi_hierarchy(&self, include_subprimary: bool) -> Result<RoiTree, Error> {
        let meta = self.meta().await?;
        RoiTree::of(&meta, include_subprimary).ok_or_else(|| Error::NotFound {
            what: "the hierarchy of ROIs".into(),
            dataset: self.dataset().into(),
            message: "Meta has no roiHierarchy".into(),
        })
    }
}
