//! A mark in the stream of commands that tells when the GPU has come to it.

use glow::HasContext as _;

use super::Gl;

/// The mark.
pub(crate) struct Fence(glow::Fence);

impl Gl {
    /// Marks what has been asked for so far; `None` from a lost context.
    pub(crate) fn fence(&self) -> Option<Fence> {
        // SAFETY: see the introduction of `gl`.
        unsafe {
            let fence = self.context.fence_sync(glow::SYNC_GPU_COMMANDS_COMPLETE, 0).ok()?;
            // Without this the commands might wait for others to come.
            self.context.flush();
            Some(Fence(fence))
        }
    }

    /// Whether everything before the mark is done. Never waits; browsers tell the news only from one task to the next.
    pub(crate) fn is_past(&self, fence: &Fence) -> bool {
        // SAFETY: see the introduction of `gl`.
        let status = unsafe { self.context.client_wait_sync(fence.0, 0, 0) };
        // A lost context answers WAIT_FAILED: there is nothing to wait for.
        status != glow::TIMEOUT_EXPIRED
    }

    /// Forgets the mark.
    pub(crate) fn delete_fence(&self, fence: Fence) {
        // SAFETY: see the introduction of `gl`.
        unsafe { self.context.delete_sync(fence.0) }
    }
}
