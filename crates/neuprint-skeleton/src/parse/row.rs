//! The seven numbers of a node as nearly all files have them: short decimal numbers with single blanks between them.
//!
//! ```text
//! 3907 0 16080.25 -29824 32556 33.5 3906
//! ```
//!
//! Eight bytes are looked at in one go: where their digits end, and what they amount to. What does not fit this form
//! (an exponent, many digits, a comment in the middle, a mistake) is left to the careful reading of [`super::reader`];
//! what fits it means the same there.

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

/// A row ends within so many bytes, one bit of a word each, or is none of the common form.
const LONGEST: usize = 64;
/// So many bytes must be there, that no place within a row needs a check of its own: see [`Window::byte`].
const WINDOW: usize = LONGEST + 16;

/// Powers of ten by the number of decimals.
const TENS: [i64; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
const TENS_F64: [f64; 8] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7];

/// The node whose line starts here, and where the last of its seven numbers ends, at a blank, a line's end or a
/// comment.
// Within the loop over the lines the row stays in registers.
#[inline(always)]
pub(super) fn common(text: &[u8]) -> Option<(Row, usize)> {
    let mut window = Window::new(text.first_chunk()?);
    if is_blank(window.byte()) {
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
    // A row that goes on beyond the window has been read in the wrong places.
    let ends = window.others != 0 && matches!(window.byte(), b'\n' | b'\r' | b' ' | b'\t' | b'#');
    ends.then_some((Row { id, parent, kind, x, y, z, radius }, window.at))
}

/// The text from a row's start on, and a place in it, which only moves on.
struct Window<'t> {
    text: &'t [u8; WINDOW],
    at: usize,
    /// A bit for each byte from this place on that is no digit, the bit of the first byte the lowest. Where numbers end
    /// is known from these alone: none of them has to wait until the one before it was read.
    others: u64,
}

impl<'t> Window<'t> {
    #[inline(always)]
    fn new(text: &'t [u8; WINDOW]) -> Self {
        let mut others = 0;
        for (place, bytes) in text.as_chunks().0.iter().take(LONGEST / 8).enumerate() {
            let digits = u64::from_le_bytes(*bytes) ^ ZEROS;
            // The highest bit of each byte over 9.
            let over = ((digits & !HIGH).wrapping_add(0x7676_7676_7676_7676) | digits) & HIGH;
            // The eight bits come together in the highest byte, and no two sums of theirs meet below it.
            others |= over.wrapping_mul(0x0002_0408_1020_4081) >> 56 << (8 * place);
        }
        Self { text, at: 0, others }
    }

    /// The byte at this place. Beyond the window it is one from its beginning: wrong, but there, and found out at the
    /// end.
    #[inline(always)]
    fn byte(&self) -> u8 {
        self.text[self.at % LONGEST]
    }

    /// Moves past the byte here, which is no digit.
    #[inline(always)]
    fn skip(&mut self) {
        self.at += 1;
        self.others &= self.others.wrapping_sub(1);
    }

    /// Moves past digits, and gives the number that they are and how many they were.
    #[inline(always)]
    fn digits(&mut self) -> (i64, usize) {
        let (at, end) = (self.at % LONGEST, self.others.trailing_zeros() as usize);
        let count = end.wrapping_sub(self.at);
        self.at = end;
        (eight_digits(word(self.text, at), count), count)
    }

    /// Moves past the blanks, of which there must be one.
    #[inline(always)]
    fn blanks(&mut self) -> Option<()> {
        if !is_blank(self.byte()) {
            return None;
        }
        self.skip();
        while is_blank(self.byte()) {
            self.skip();
            if self.others == 0 {
                return None;
            }
        }
        Some(())
    }

    #[inline(always)]
    fn minus(&mut self) -> bool {
        let minus = self.byte() == b'-';
        if minus {
            self.skip();
        }
        minus
    }

    /// A whole number of one to sixteen digits.
    #[inline(always)]
    fn number(&mut self) -> Option<i64> {
        let start = self.at % LONGEST;
        let (number, count) = self.digits();
        match count {
            1..=8 => Some(number),
            9..=16 => {
                let high = eight_digits(word(self.text, start), 8);
                Some(high * TENS[count - 8] + eight_digits(word(self.text, start + 8), count - 8))
            }
            _ => None,
        }
    }

    /// A number of one to seven digits, and at most seven behind a point.
    #[inline(always)]
    fn float(&mut self) -> Option<f32> {
        let negative = self.minus();
        let (whole, count) = self.digits();
        if !(1..=7).contains(&count) {
            return None;
        }
        let magnitude = if self.byte() == b'.' {
            self.skip();
            let (fraction, decimals) = self.digits();
            if decimals > 7 {
                return None;
            }
            // Below 10^14, so both are floats, and the quotient is the float64 nearest to the number (Clinger 1990).
            // Rounded once more it is the nearest float32, unless it lies half way between two: the number itself may
            // not.
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

/// Eight bytes, the first the lowest.
#[inline(always)]
fn word(text: &[u8; WINDOW], at: usize) -> u64 {
    text[at..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

const ZEROS: u64 = 0x3030_3030_3030_3030;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The number that the first `count` of eight bytes are, if those are digits; 0 if they are none or more than eight.
#[inline(always)]
fn eight_digits(word: u64, count: usize) -> i64 {
    // The digits go to the end, with zeros before them. In two steps, as 64 bits are too many for one.
    let shift = 4 * 8_usize.saturating_sub(count) as u32;
    let digits = (word ^ ZEROS) << shift << shift;
    // Neighbours are joined: digits to pairs, pairs to fours, fours to eight.
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    let eight = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff;
    eight.cast_signed()
}
