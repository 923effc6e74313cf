/** The words that are no names, in small letters. */
export const KEYWORDS = new Set(
  (
    "and as asc ascending by call case contains create delete desc descending detach distinct else end ends exists " +
    "explain false foreach in is limit load match merge not null on optional or order profile remove return set skip " +
    "starts then true union unwind using when where with xor yield"
  ).split(" "),
);
