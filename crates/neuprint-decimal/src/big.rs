//! Integers of any size, as much as reading long numbers takes. Limbs are 32 bits, the lowest first.

/// 5^13 is the largest power of five in a limb.
const FIVES: u32 = 13;
/// No number half way between two floats has more digits than this; of what follows only matters whether it is zero.
const MOST_DIGITS: usize = 800;
/// More than a float has, and a few to round by.
const BITS: i64 = 70;

/// The integer of the digits of `mantissa` and then `rest`, in which there may be a point; whether something is left over;
/// and the power of ten by which it is to be multiplied, if that of the mantissa alone was `exponent`.
pub(crate) fn of_digits(mantissa: u64, rest: &[u8], mut exponent: i32) -> (Vec<u32>, bool, i32) {
    let mut whole = vec![mantissa as u32, (mantissa >> 32) as u32];
    let mut digits = rest.iter().filter(|byte| byte.is_ascii_digit());
    for digit in digits.by_ref().take(MOST_DIGITS) {
        multiply(&mut whole, 10, u32::from(digit - b'0'));
        exponent -= 1;
    }
    (whole, digits.any(|digit| *digit != b'0'), exponent)
}

/// `number` · 5^`power` as its highest bits, whether there is more below them, and the power of two that they stand at.
pub(crate) fn times_power_of_five(mut number: Vec<u32>, power: i32) -> (u128, bool, i32) {
    let (mut twos, mut below) = (0, false);
    let mut left = power.unsigned_abs();
    if power < 0 {
        // A fifth takes less than 7/3 of a bit; the quotient keeps enough.
        let wanted = BITS + i64::from(left) * 7 / 3 - (number.len() as i64 - 2) * 32;
        let limbs = usize::try_from(wanted / 32 + 1).unwrap_or(0);
        number.splice(0..0, std::iter::repeat_n(0, limbs));
        twos = -32 * limbs as i32;
    }
    while left > 0 {
        let step = left.min(FIVES);
        let factor = 5_u32.pow(step);
        left -= step;
        if power < 0 {
            below |= divide(&mut number, factor) != 0;
        } else {
            multiply(&mut number, factor, 0);
        }
    }
    while number.last() == Some(&0) {
        number.pop();
    }
    let cut = number.len().saturating_sub(4);
    below |= number[..cut].iter().any(|limb| *limb != 0);
    let top = number[cut..].iter().rev().fold(0, |top, limb| top << 32 | u128::from(*limb));
    (top, below, twos + 32 * cut as i32)
}

fn multiply(number: &mut Vec<u32>, factor: u32, add: u32) {
    let mut carry = u64::from(add);
    for limb in &mut *number {
        carry += u64::from(*limb) * u64::from(factor);
        *limb = carry as u32;
        carry >>= 32;
    }
    if carry > 0 {
        number.push(carry as u32);
    }
}

/// Divides and gives the remainder.
fn divide(number: &mut [u32], divisor: u32) -> u32 {
    let mut remainder = 0_u64;
    for limb in number.iter_mut().rev() {
        remainder = remainder << 32 | u64::from(*limb);
        *limb = (remainder / u64::from(divisor)) as u32;
        remainder %= u64::from(divisor);
    }
    remainder as u32
}
