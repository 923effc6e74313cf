//! The order of distinct cells.

use crate::column::{Column, ColumnData};
use crate::order::sort_places;
use crate::radix::sort_places_by;

/// So many texts are sorted by comparing them; more are set apart by their letters first.
const FEW: usize = 2048;
/// Texts that are equal up to here are compared.
const DEEP: usize = 64;

/// For each of these rows, whose cells differ, how many of the others come before it; nulls come last.
pub(crate) fn ranks(column: &Column, rows: &[u32]) -> Vec<u32> {
    let mut places: Vec<u32> = (0..rows.len() as u32).collect();
    match column.data() {
        ColumnData::Text(cells) | ColumnData::List(cells) | ColumnData::Map(cells) => {
            let texts: Vec<&str> = rows.iter().map(|row| cells.get(*row as usize)).collect();
            let null = |place: &u32| column.is_null(rows[*place as usize] as usize);
            let nulls: Vec<u32> = places.iter().copied().filter(null).collect();
            places.retain(|place| !null(place));
            sort_texts(&texts, &mut places, 0);
            places.extend(nulls);
        }
        _ => sort_places(&mut places, &mut |a, b| {
            let (a, b) = (column.cell(rows[a as usize] as usize), column.cell(rows[b as usize] as usize));
            a.is_null().cmp(&b.is_null()).then_with(|| a.order(&b))
        }),
    }
    let mut ranks = vec![0; rows.len()];
    places.iter().enumerate().for_each(|(rank, place)| ranks[*place as usize] = rank as u32);
    ranks
}

/// Puts texts that are equal up to this byte into order.
fn sort_texts(texts: &[&str], places: &mut [u32], from: usize) {
    if places.len() <= FEW || from >= DEEP {
        // From the beginning: a text that ended and one that goes on with zeros are not told apart until here.
        sort_places(places, &mut |a, b| texts[a as usize].cmp(texts[b as usize]));
        return;
    }
    let letters = |place: &u32| {
        let rest = texts[*place as usize].as_bytes().get(from..).unwrap_or_default();
        let mut word = [0; 8];
        let length = rest.len().min(8);
        word[..length].copy_from_slice(&rest[..length]);
        u64::from_be_bytes(word)
    };
    let keys: Vec<u64> = places.iter().map(letters).collect();
    sort_places_by(&keys, places, false);
    let mut left = places;
    while let Some(first) = left.first() {
        let word = letters(first);
        let end = left.iter().position(|place| letters(place) != word).unwrap_or(left.len());
        let (run, rest) = left.split_at_mut(end);
        if run.len() > 1 {
            sort_texts(texts, run, from + 8);
        }
        left = rest;
    }
}
