//! A reader of XML without comments and processing instructions but the first: refuses what is not well formed.

/// An element.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    /// Its name.
    pub(crate) name: String,
    /// Its attributes, in order.
    pub(crate) attributes: Vec<(String, String)>,
    /// The elements in it.
    pub(crate) children: Vec<Element>,
    /// The text in it, spaces at the ends left out.
    pub(crate) text: String,
}

impl Element {
    /// An attribute's value.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The elements of a name in it.
    pub(crate) fn all(&self, name: &str) -> Vec<&Element> {
        self.children.iter().filter(|child| child.name == name).collect()
    }
}

/// Reads a document.
pub(crate) fn read(text: &str) -> Element {
    let allowed = |letter: char| matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    assert!(text.chars().all(allowed), "a letter that XML does not have");
    let text = text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").unwrap().trim();
    let (element, rest) = element(text);
    assert_eq!(rest, "", "something stands behind the root");
    element
}

fn element(text: &str) -> (Element, &str) {
    let text = text.strip_prefix('<').unwrap();
    let end = text.find(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/')).unwrap();
    let (name, mut rest) = text.split_at(end);
    assert!(!name.is_empty());
    let mut element =
        Element { name: name.to_owned(), attributes: Vec::new(), children: Vec::new(), text: String::new() };
    loop {
        rest = rest.trim_start();
        if let Some(rest) = rest.strip_prefix("/>") {
            return (element, rest);
        }
        if let Some(inner) = rest.strip_prefix('>') {
            rest = inner;
            break;
        }
        let (name, value) = rest.split_once("=\"").unwrap();
        let (value, more) = value.split_once('"').unwrap();
        assert!(!value.contains('<') && element.get(name).is_none());
        // Spaces of all kinds become plain ones; those that are escaped do not.
        element.attributes.push((name.to_owned(), unescape(&value.replace(['\t', '\n', '\r'], " "))));
        rest = more;
    }
    let mut text = String::new();
    loop {
        let (before, _) = rest.split_once('<').expect("an element is not closed");
        text.push_str(&unescape(before));
        rest = &rest[before.len()..];
        if let Some(end) = rest.strip_prefix("</") {
            element.text = text.trim().to_owned();
            let (name, rest) = end.split_once('>').unwrap();
            assert_eq!(name, element.name);
            return (element, rest);
        }
        let child;
        (child, rest) = self::element(rest);
        element.children.push(child);
    }
}

fn unescape(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(';').expect("an & that is no reference");
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            code => char::from_u32(code.strip_prefix('#').unwrap().parse().unwrap()).unwrap(),
        });
        out.push_str(rest);
    }
    out
}
