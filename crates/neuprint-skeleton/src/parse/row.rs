//! The seven numbers of a node as nearly all files have them: short decimal numbers with single blanks between them.
//!
//! ```text
//! 3907 0 16080.25 -29824 32556 33.5 3906
//! ```
//!
//! Eight bytes are looked at in one go: where their digits end, and what they amount to. What does not fit this form (an
//! exponent, many digits, a comment in the middle, a mistake) is left to the careful reading of [`super::reader`]; what fits
//! it means the same there.

/// One node as its line has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) parent: i64,
    pub(super) kind: i32,
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) z: f32,
    pub(super) radius: f32,
}

/// A row ends within so many bytes, or is none of the common form.
const LONGEST: usize = 128;
/// So many bytes must be there, that no place within a row needs a check of its own: see [`Window::byte`].
const WINDOW: usize = LONGEST + 8;

/// Powers of ten by the number of decimals.
const TENS: [i64; 8] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];
const TENS_F64: [f64; 8] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7];

/// The node whose line starts here, and where the last of its seven numbers ends, at a blank, a line's end or a comment.
// Within the loop over the lines the row stays in registers.
#[inline(always)]
pub(super) fn common(text: &[u8]) -> Option<(Row, usize)> {
    let mut window = Window { text: text.first_chunk()?, at: 0 };
    if is_blank(window.byte(0)) {
        window.blanks()?;
    }
    let id = window.number()?;
    window.blanks()?;
    let kind = i32::try_from(window.number()?).ok()?;
    window.blanks()?;
    let x = window.float()?;
    window.blanks()?;
    let y = window.float()?;
    window.blanks()?;
    let z = window.float()?;
    window.blanks()?;
    let radius = window.float()?;
    window.blanks()?;
    let negative = window.minus();
    let parent = window.number()?;
    let parent = if negative { -parent } else { parent };
    let ends = matches!(window.byte(0), b'\n' | b'\r' | b' ' | b'\t' | b'#');
    // Past the longest row everything above was read in the wrong place.
    (ends && window.at < LONGEST).then_some((Row { id, parent, kind, x, y, z, radius }, window.at))
}

/// The text from a row's start on, and a place in it, which only moves on.
struct Window<'t> {
    text: &'t [u8; WINDOW],
    at: usize,
}

impl Window<'_> {
    /// The byte `ahead` of this place. Beyond the longest row it is one from its beginning: wrong, but there, and found out
    /// at the end.
    #[inline(always)]
    fn byte(&self, ahead: usize) -> u8 {
        self.text[(self.at + ahead) % LONGEST]
    }

    /// The eight bytes from this place on.
    #[inline(always)]
    fn word(&self) -> u64 {
        let at = self.at % LONGEST;
        let bytes: &[u8; 8] = self.text[at..at + 8].try_into().unwrap_or(&[0; 8]);
        u64::from_le_bytes(*bytes)
    }

    /// Moves past the blanks, of which there must be one.
    #[inline(always)]
    fn blanks(&mut self) -> Option<()> {
        if !is_blank(self.byte(0)) {
            return None;
        }
        self.at += 1;
        while is_blank(self.byte(0)) {
            self.at += 1;
            if self.at >= LONGEST {
                return None;
            }
        }
        Some(())
    }

    #[inline(always)]
    fn minus(&mut self) -> bool {
        let minus = self.byte(0) == b'-';
        self.at += usize::from(minus);
        minus
    }

    /// A whole number of one to fifteen digits.
    #[inline(always)]
    fn number(&mut self) -> Option<i64> {
        let (high, digits) = leading_digits(self.word());
        self.at += digits;
        match digits {
            0 => None,
            8 => {
                let (low, digits) = leading_digits(self.word());
                self.at += digits;
                if digits == 8 { None } else { Some(high * TENS[digits % 8] + low) }
            }
            _ => Some(high),
        }
    }

    /// A number of one to seven digits, and at most seven behind a point.
    #[inline(always)]
    fn float(&mut self) -> Option<f32> {
        let negative = self.minus();
        let word = self.word();
        let (whole, digits) = leading_digits(word);
        if digits == 0 || digits == 8 {
            return None;
        }
        self.at += digits;
        let magnitude = if (word >> (8 * digits)) as u8 == b'.' {
            self.at += 1;
            let (fraction, decimals) = leading_digits(self.word());
            if decimals == 8 {
                return None;
            }
            self.at += decimals;
            // Below 10^14, so both are floats, and the quotient is the float64 nearest to the number (Clinger 1990). Rounded
            // once more it is the nearest float32, unless it lies half way between two: the number itself may not.
            let quotient = (whole * TENS[decimals % 8] + fraction) as f64 / TENS_F64[decimals % 8];
            const BELOW_F32: u64 = (1 << 29) - 1;
            if quotient.to_bits() & BELOW_F32 == 1 << 28 {
                return None;
            }
            quotient as f32
        } else {
            // Below 2^24.
            whole as f32
        };
        Some(if negative { -magnitude } else { magnitude })
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// The value of the decimal digits with which eight bytes begin, the first of them the lowest, and how many there are.
#[inline(always)]
fn leading_digits(word: u64) -> (i64, usize) {
    let digits = word ^ 0x3030_3030_3030_3030;
    // The highest bit of each byte over 9. A carry only reaches bytes behind one that is over.
    let others = (digits.wrapping_add(0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080;
    let count = others.trailing_zeros() as usize / 8;
    // The digits go to the end, with zeros before them; without digits nothing is left. In two steps, as 64 bits are too many for one.
    let digits = digits << (4 * (8 - count)) << (4 * (8 - count));
    // Neighbours are joined: digits to pairs, pairs to fours, fours to eight.
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    let eight = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff;
    (eight.cast_signed(), count)
}
