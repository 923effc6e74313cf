//! A reader of what Python writes: numbers, texts, None, True, False, lists, tuples, dicts with texts as keys, float('nan').

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Python {
    /// None, True, False or a number, as it stands there.
    Plain(String),
    /// A text, its escapes resolved.
    Text(String),
    /// A list or a tuple.
    Items(Vec<Python>),
    /// A dict.
    Dict(Vec<(String, Python)>),
}

/// Reads a text that is one value.
pub(crate) fn read(text: &str) -> Python {
    let mut letters = text.chars().peekable();
    let value = value(&mut letters);
    assert_eq!(letters.next(), None, "something stands behind the value");
    value
}

type Letters<'t> = std::iter::Peekable<std::str::Chars<'t>>;

fn value(letters: &mut Letters<'_>) -> Python {
    match *letters.peek().unwrap() {
        '\'' | '"' => Python::Text(text(letters)),
        '[' => items(letters, ']'),
        '(' => items(letters, ')'),
        '{' => {
            letters.next();
            let mut dict = Vec::new();
            while letters.peek() != Some(&'}') {
                let key = text(letters);
                assert!(letters.next() == Some(':') && letters.next() == Some(' '));
                dict.push((key, value(letters)));
                comma(letters);
            }
            letters.next();
            Python::Dict(dict)
        }
        _ => {
            let mut word = String::new();
            let mut within = false;
            while let Some(letter) = letters.next_if(|letter| within || !matches!(letter, ',' | ']' | ')' | '}')) {
                within = (within || letter == '(') && letter != ')';
                word.push(letter);
            }
            Python::Plain(word)
        }
    }
}

fn items(letters: &mut Letters<'_>, end: char) -> Python {
    letters.next();
    let mut items = Vec::new();
    while letters.peek() != Some(&end) {
        items.push(value(letters));
        comma(letters);
    }
    letters.next();
    Python::Items(items)
}

fn comma(letters: &mut Letters<'_>) {
    if letters.next_if_eq(&',').is_some() {
        assert_eq!(letters.next(), Some(' '));
    }
}

fn text(letters: &mut Letters<'_>) -> String {
    let quote = letters.next().unwrap();
    let mut text = String::new();
    loop {
        match letters.next().unwrap() {
            letter if letter == quote => return text,
            '\\' => text.push(match letters.next().unwrap() {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'x' => code(letters, 2),
                'u' => code(letters, 4),
                same @ ('\\' | '\'' | '"') => same,
                other => panic!("no escape: {other}"),
            }),
            letter => {
                assert!(!matches!(letter, '\n' | '\r'), "a line ends within a text");
                text.push(letter);
            }
        }
    }
}

fn code(letters: &mut Letters<'_>, digits: usize) -> char {
    let digits: String = letters.take(digits).collect();
    char::from_u32(u32::from_str_radix(&digits, 16).unwrap()).unwrap()
}
