//! What is said as bytes of its own in an answer, so that only the page that wants it has the code to read it.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Something that an answer holds as bytes.
pub trait InBytes: Serialize + DeserializeOwned {
    /// From its bytes in an answer; `None` if they are those of something else.
    fn read(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// As bytes for an answer.
    #[cfg(feature = "desk")]
    fn write(&self) -> Vec<u8> {
        // Writing into memory cannot fail; an empty answer is refused by the page with a message.
        postcard::to_allocvec(self).unwrap_or_default()
    }
}
