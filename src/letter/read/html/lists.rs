//! Numbers and bullets of lists.

use crate::letter::read::html::style;
use scraper::ElementRef;

/// What stands before an item that has no number.
pub(super) const BULLET: &str = "•";

/// A list whose items are being read.
#[derive(Clone, Debug)]
pub(super) struct HtmlList {
    kind: ListKind,
    next: i64,
    step: i64,
    /// The number of the item that this list stands in: `5` for the list of 5.1 and 5.2.
    prefix: String,
    /// The number of the item that was read last.
    last: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListKind {
    Bullets,
    Nothing,
    Decimal,
    Letters(bool),
    Roman(bool),
}

impl HtmlList {
    /// The list that an element begins. Browsers number the inner lists of an agenda from 1 again
    /// and show by the indent where they belong; here 1 in 5 is 5.1, as letters have it.
    pub(super) fn new(element: ElementRef<'_>, outer: Option<&HtmlList>) -> Self {
        let is_numbered = element.value().name() == "ol";
        let kind = kind(element).unwrap_or(if is_numbered {
            ListKind::Decimal
        } else {
            ListKind::Bullets
        });
        let is_reversed = is_numbered && element.attr("reversed").is_some();
        let count =
            || element.child_elements().filter(|child| child.value().name() == "li").count();
        let start = element.attr("start").and_then(number);
        let start = match start {
            Some(start) => start,
            None if is_reversed => i64::try_from(count()).unwrap_or(1),
            None => 1,
        };
        let is_inner =
            |outer: &&HtmlList| kind == ListKind::Decimal && outer.kind == ListKind::Decimal;
        let prefix = outer.filter(is_inner).map(|outer| outer.last.clone()).unwrap_or_default();
        let step = if is_reversed { -1 } else { 1 };
        Self { kind, next: start, step, prefix, last: String::new() }
    }

    /// The number or bullet of the next item.
    pub(super) fn number(&mut self, item: ElementRef<'_>) -> Option<String> {
        let value = item.attr("value").and_then(number).unwrap_or(self.next);
        self.next = value.saturating_add(self.step);
        let kind = kind(item).unwrap_or(self.kind);
        self.last = match kind {
            ListKind::Bullets => BULLET.to_owned(),
            ListKind::Nothing => return None,
            ListKind::Decimal if !self.prefix.is_empty() => format!("{}.{value}", self.prefix),
            ListKind::Decimal => value.to_string(),
            ListKind::Letters(is_upper) => cased(letters(value), is_upper),
            ListKind::Roman(is_upper) => cased(roman(value), is_upper),
        };
        Some(self.last.clone())
    }
}

fn kind(element: ElementRef<'_>) -> Option<ListKind> {
    let declared = |name| style::declaration(element.attr("style").unwrap_or(""), name);
    let style = declared("list-style-type").or_else(|| declared("list-style"));
    let named = style.as_deref().and_then(|style| {
        style.split_ascii_whitespace().find_map(|word| match word {
            "none" => Some(ListKind::Nothing),
            "disc" | "circle" | "square" => Some(ListKind::Bullets),
            "decimal" => Some(ListKind::Decimal),
            "lower-alpha" | "lower-latin" => Some(ListKind::Letters(false)),
            "upper-alpha" | "upper-latin" => Some(ListKind::Letters(true)),
            "lower-roman" => Some(ListKind::Roman(false)),
            "upper-roman" => Some(ListKind::Roman(true)),
            _ => None,
        })
    });
    named.or_else(|| match element.attr("type")?.trim() {
        "1" => Some(ListKind::Decimal),
        "a" => Some(ListKind::Letters(false)),
        "A" => Some(ListKind::Letters(true)),
        "i" => Some(ListKind::Roman(false)),
        "I" => Some(ListKind::Roman(true)),
        _ => None,
    })
}

fn number(text: &str) -> Option<i64> {
    text.trim().parse::<i32>().ok().map(i64::from)
}

fn cased(text: String, is_upper: bool) -> String {
    if is_upper { text.to_ascii_uppercase() } else { text }
}

/// `a` to `z`, then `aa`; numbers that have no letters stay numbers.
fn letters(value: i64) -> String {
    let mut rest = value;
    let mut text = String::new();
    while rest > 0 {
        let letter = u32::try_from((rest - 1) % 26).ok().and_then(|at| char::from_u32(97 + at));
        text.insert(0, letter.unwrap_or('?'));
        rest = (rest - 1) / 26;
    }
    if text.is_empty() { value.to_string() } else { text }
}

fn roman(value: i64) -> String {
    const DIGITS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&value) {
        return value.to_string();
    }
    let mut rest = value;
    let mut text = String::new();
    for (digit, name) in DIGITS {
        while rest >= digit {
            text.push_str(name);
            rest -= digit;
        }
    }
    text
}
