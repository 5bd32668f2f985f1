//! The little of CSS that carries meaning: what is hidden, and the fill of a cell.

use scraper::{ElementRef, Html};
use std::collections::BTreeMap;

/// What the style sheets in a page say of its classes; only selectors of one class, with or
/// without the name of an element before it, are read.
#[derive(Debug, Default)]
pub(super) struct StyleRules {
    of_class: BTreeMap<String, StyleRule>,
}

#[derive(Clone, Copy, Debug, Default)]
struct StyleRule {
    hides: bool,
    fill: Option<Fill>,
}

/// A fill that is written down; white and `transparent` are written down too.
type Fill = Option<[u8; 3]>;

impl StyleRules {
    /// The rules of a page.
    pub(super) fn of(page: &Html) -> Self {
        let mut rules = Self::default();
        for node in page.tree.nodes() {
            let sheet = ElementRef::wrap(node).filter(|element| element.value().name() == "style");
            if let Some(sheet) = sheet {
                rules.add(&sheet.text().collect::<String>());
            }
        }
        rules
    }

    fn add(&mut self, sheet: &str) {
        let mut sheet = without_comments(sheet);
        sheet = sheet.replace("<!--", "").replace("-->", "");
        let mut rest = sheet.as_str();
        while let Some((selectors, after)) = rest.split_once('{') {
            if selectors.contains('@') {
                // Rules for other media, fonts and the like.
                rest = behind_block(after);
                continue;
            }
            let (declarations, after) = after.split_once('}').unwrap_or((after, ""));
            rest = after;
            let rule = StyleRule { hides: hides(declarations), fill: fill(declarations) };
            for selector in selectors.split(',') {
                let Some((element, class)) = selector.trim().split_once('.') else { continue };
                let is_name =
                    |name: &str| name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
                if is_name(element) && is_name(class) {
                    let known = self.of_class.entry(class.to_owned()).or_default();
                    known.hides |= rule.hides;
                    known.fill = rule.fill.or(known.fill);
                }
            }
        }
    }

    /// Whether an element is not shown. `aria-hidden` hides from screen readers alone.
    pub(super) fn hides(&self, element: ElementRef<'_>) -> bool {
        let style = element.attr("style").unwrap_or("");
        element.attr("hidden").is_some()
            || hides(style)
            || element
                .value()
                .classes()
                .any(|class| self.of_class.get(class).is_some_and(|rule| rule.hides))
    }

    /// The fill that an element itself has; `Some(None)` is no colour, written down.
    pub(super) fn fill(&self, element: ElementRef<'_>) -> Option<Fill> {
        let of_class = || {
            let mut classes = element.value().classes();
            classes.find_map(|class| self.of_class.get(class).and_then(|rule| rule.fill))
        };
        let attribute = || element.attr("bgcolor").and_then(colour);
        fill(element.attr("style").unwrap_or("")).or_else(of_class).or_else(attribute)
    }
}

fn without_comments(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let first = parts.next().unwrap_or("").to_owned();
    let behind =
        |part: &str| part.split_once("*/").map_or(String::new(), |(_, after)| after.to_owned());
    parts.fold(first, |text, part| text + &behind(part))
}

/// What stands behind the block that is open.
fn behind_block(text: &str) -> &str {
    let mut depth = 1_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(at + 1..).unwrap_or("");
        }
    }
    ""
}

/// The value of a property in a list of declarations, in lower case; the last one counts.
pub(super) fn declaration(style: &str, property: &str) -> Option<String> {
    style.split(';').rev().find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let value = value.trim().to_ascii_lowercase();
        let value = value.strip_suffix("!important").unwrap_or(&value).trim().to_owned();
        name.trim().eq_ignore_ascii_case(property).then_some(value)
    })
}

/// Whether a style hides its words from readers, or strikes them out.
fn hides(style: &str) -> bool {
    let has = |property: &str, value: &str| {
        declaration(style, property).is_some_and(|said| said.split(' ').any(|word| word == value))
    };
    has("display", "none")
        || has("visibility", "hidden")
        || has("text-decoration", "line-through")
        || has("text-decoration-line", "line-through")
}

fn fill(style: &str) -> Option<Fill> {
    let of = |property| declaration(style, property).and_then(|value| in_shorthand(&value));
    of("background-color").or_else(|| of("background"))
}

/// The colour among the words of a `background`.
fn in_shorthand(value: &str) -> Option<Fill> {
    if let Some((_, arguments)) = value.split_once("rgb") {
        return rgb(arguments.trim_start_matches('a'));
    }
    value.split_ascii_whitespace().find_map(colour)
}

/// A colour as it is written; `None` if it is none that is known.
fn colour(word: &str) -> Option<Fill> {
    let word = word.trim().to_ascii_lowercase();
    if word == "transparent" || word == "none" {
        return Some(None);
    }
    if word.starts_with("rgb") {
        return in_shorthand(&word);
    }
    let hex = word.strip_prefix('#').unwrap_or(&word);
    let named = NAMES.iter().find(|(name, _)| *name == word).map(|(_, hex)| *hex);
    let value = u32::from_str_radix(hex, 16).ok().filter(|_| hex.is_ascii());
    let value = match (named, value, hex.len()) {
        (Some(value), _, _) | (None, Some(value), 6) => value,
        (None, Some(value), 3) => {
            let digit = |shift: u32| (value >> shift & 0xf) * 0x11;
            digit(8) << 16 | digit(4) << 8 | digit(0)
        }
        _ => return None,
    };
    let [_, red, green, blue] = value.to_be_bytes();
    Some(coloured([red, green, blue]))
}

/// The arguments of `rgb()` or `rgba()`, in numbers or percent.
fn rgb(arguments: &str) -> Option<Fill> {
    let inner = arguments.trim_start().strip_prefix('(')?.split(')').next()?;
    let words: Vec<&str> = inner
        .split(|c: char| c == ',' || c == '/' || c.is_ascii_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &str, whole: f32| match word.strip_suffix('%') {
        Some(percent) => percent.parse::<f32>().ok().map(|percent| percent / 100.0 * whole),
        None => word.parse::<f32>().ok(),
    };
    let channel = |at: usize| {
        let value = number(words.get(at)?, 255.0)?.clamp(0.0, 255.0).round();
        (0..=255_u8).find(|byte| f32::from(*byte) >= value)
    };
    let is_clear =
        words.get(3).and_then(|alpha| number(alpha, 1.0)).is_some_and(|alpha| alpha <= 0.0);
    let colours = [channel(0)?, channel(1)?, channel(2)?];
    Some(if is_clear { None } else { coloured(colours) })
}

fn coloured(colours: [u8; 3]) -> Fill {
    (colours != [255; 3]).then_some(colours)
}

/// Colours with names: those of HTML 4 and others that tables are filled with.
const NAMES: [(&str, u32); 42] = [
    ("aqua", 0x00_ffff),
    ("beige", 0xf5_f5dc),
    ("black", 0x00_0000),
    ("blue", 0x00_00ff),
    ("brown", 0xa5_2a2a),
    ("cyan", 0x00_ffff),
    ("darkgray", 0xa9_a9a9),
    ("fuchsia", 0xff_00ff),
    ("gainsboro", 0xdc_dcdc),
    ("gold", 0xff_d700),
    ("gray", 0x80_8080),
    ("green", 0x00_8000),
    ("grey", 0x80_8080),
    ("khaki", 0xf0_e68c),
    ("lavender", 0xe6_e6fa),
    ("lightblue", 0xad_d8e6),
    ("lightcyan", 0xe0_ffff),
    ("lightgray", 0xd3_d3d3),
    ("lightgreen", 0x90_ee90),
    ("lightgrey", 0xd3_d3d3),
    ("lightpink", 0xff_b6c1),
    ("lightskyblue", 0x87_cefa),
    ("lightyellow", 0xff_ffe0),
    ("lime", 0x00_ff00),
    ("magenta", 0xff_00ff),
    ("maroon", 0x80_0000),
    ("navy", 0x00_0080),
    ("olive", 0x80_8000),
    ("orange", 0xff_a500),
    ("palegreen", 0x98_fb98),
    ("pink", 0xff_c0cb),
    ("plum", 0xdd_a0dd),
    ("purple", 0x80_0080),
    ("red", 0xff_0000),
    ("silver", 0xc0_c0c0),
    ("skyblue", 0x87_ceeb),
    ("tan", 0xd2_b48c),
    ("teal", 0x00_8080),
    ("violet", 0xee_82ee),
    ("wheat", 0xf5_deb3),
    ("white", 0xff_ffff),
    ("yellow", 0xff_ff00),
];

#[cfg(test)]
mod tests {
    use crate::letter::read::html::style::*;

    #[test]
    fn fills_in_all_their_spellings() {
        let orange = Some(Some([0xff, 0xc0, 0x00]));
        for style in [
            "background:#FFC000",
            "background-color: #fc0",
            "BACKGROUND : url(x.png) #ffc000 no-repeat",
            "background:rgb(255, 192, 0)",
            "background-color: rgba(100% 75.29% 0% / 50%) !important",
            "background: red; background-color:#ffc000",
            "color:#000;background:#ffc000;border:1px",
        ] {
            let found = fill(style);
            if style.contains("#fc0") {
                assert_eq!(found, Some(Some([0xff, 0xcc, 0x00])));
            } else {
                assert_eq!(found, orange, "{style}");
            }
        }
        for style in [
            "background:white",
            "background:#fff",
            "background:transparent",
            "background:rgba(1,2,3,0)",
        ] {
            assert_eq!(fill(style), Some(None), "{style}");
        }
        for style in
            ["", "background:url(x)", "background:#12345", "background:rgb(1,2)", "color:red"]
        {
            assert_eq!(fill(style), None, "{style}");
        }
        assert_eq!(colour("FFC000"), orange);
        assert_eq!(colour("Silver"), Some(Some([0xc0; 3])));
    }

    #[test]
    fn style_sheets_give_the_rules_of_single_classes() {
        let mut rules = StyleRules::default();
        rules.add(
            "<!-- td{border:1px} .nav, div.menu {display:none} /* .q {display:none} */ .q{background:#9DC3E6}
             @media print { .page {display:none} .q{background:red} } ul li.x .y{display:none} .z{visibility:hidden}",
        );
        let hidden: Vec<_> = rules
            .of_class
            .iter()
            .filter(|(_, rule)| rule.hides)
            .map(|(class, _)| class.as_str())
            .collect();
        assert_eq!(hidden, ["menu", "nav", "z"]);
        assert_eq!(rules.of_class["q"].fill, Some(Some([0x9d, 0xc3, 0xe6])));
    }
}
