//! Where a JSON value ends, found piece by piece.

/// How far a value has been scanned.
#[derive(Debug, Default)]
pub(crate) struct ValueScan {
    scanned: usize,
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl ValueScan {
    /// The length of the value that `bytes` begin with, if its end is among them. Called again with more of the same
    /// bytes it goes on where it stopped. A bare word or number ends at the first byte that cannot belong to it.
    pub(crate) fn find_end(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, byte) in bytes.iter().enumerate().skip(self.scanned) {
            if self.in_text {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => {
                        self.in_text = false;
                        if self.depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_text = true,
                b'[' | b'{' => self.depth += 1,
                b']' | b'}' if self.depth == 0 => return Some(at),
                b']' | b'}' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                b',' | b' ' | b'\n' | b'\r' | b'\t' if self.depth == 0 => return Some(at),
                _ => {}
            }
        }
        self.scanned = bytes.len();
        None
    }
}
