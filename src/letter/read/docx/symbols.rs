//! Signs of the fonts Symbol and Wingdings, whose codes are not Unicode's.

/// What a sign of a symbol font stands for, if it is one that letters use. The codes stand as they
/// are or in the private area from U+F000 (ISO 29500-1 section 17.3.3.30).
pub(super) fn symbol(font: &str, code: u32) -> Option<char> {
    let code = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let font = font.to_ascii_lowercase();
    let known = match font.as_str() {
        "symbol" => in_symbol(code),
        "wingdings" => in_wingdings(code),
        "wingdings 2" => in_wingdings_2(code),
        _ if font.starts_with("wingdings") || font.starts_with("webdings") => None,
        _ => return char::from_u32(code).filter(|c| !c.is_control() && !is_private(*c)),
    };
    known.and_then(char::from_u32)
}

/// A character of no font's: of those in the private area only what bullets are made of is known.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

fn in_symbol(code: u32) -> Option<u32> {
    Some(match code {
        0x20 | 0xA0 => 0x20,
        0x28..=0x29 | 0x2B..=0x2C | 0x2E..=0x3B | 0x3D => code,
        0x2A => 0x2217,
        0x2D => 0x2013,
        0xA2 => 0x2032,
        0xA3 => 0x2264,
        0xA5 => 0x221E,
        0xAB => 0x2194,
        0xAC => 0x2190,
        0xAE => 0x2192,
        0xB0 => 0xB0,
        0xB1 => 0xB1,
        0xB3 => 0x2265,
        0xB4 => 0xD7,
        0xB7 => 0x2022,
        0xB9 => 0x2260,
        0xBB => 0x2248,
        0xBC => 0x2026,
        0xD2 | 0xE2 => 0xAE,
        0xD3 | 0xE3 => 0xA9,
        0xD4 | 0xE4 => 0x2122,
        0xDE => 0x21D2,
        _ => return None,
    })
}

fn in_wingdings(code: u32) -> Option<u32> {
    Some(match code {
        0x28 | 0x29 => 0x260E,
        0x2A | 0x2B => 0x2709,
        0x6C | 0x9F => 0x2022,
        0x6E | 0xA7 => 0x25AA,
        0x6F | 0xA8 => 0x2610,
        0x76 => 0x2756,
        0xD8 => 0x27A2,
        0xDF => 0x2190,
        0xE0 => 0x2192,
        0xF0 => 0x21E8,
        0xFB => 0x2718,
        0xFC => 0x2713,
        0xFD => 0x2612,
        0xFE => 0x2611,
        _ => return None,
    })
}

fn in_wingdings_2(code: u32) -> Option<u32> {
    Some(match code {
        0x4F => 0x2718,
        0x50 => 0x2713,
        0x51 | 0x53 => 0x2612,
        0x52 => 0x2611,
        0xA3 => 0x2610,
        _ => return None,
    })
}

/// A bullet as it is given: a dash as a dash, other signs as `•`.
///
/// Fonts make bullets of letters, such as `o` in Courier New, that must not pass for a number.
pub(super) fn bullet(text: &str) -> Option<String> {
    let text = text.trim();
    let first = text.chars().next()?;
    let is_dash = matches!(first, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '\u{F02D}');
    Some(if is_dash { "–" } else { "•" }.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::symbols::*;

    #[test]
    fn signs_are_known_by_their_font() {
        assert_eq!(symbol("Symbol", 0xF0B7), Some('•'));
        assert_eq!(symbol("Symbol", 0x2D), Some('–'));
        assert_eq!(symbol("Wingdings", 0xF028), Some('☎'));
        assert_eq!(symbol("Wingdings 2", 0x52), Some('☑'));
        assert_eq!(symbol("Wingdings", 0xF041), None);
        assert_eq!(symbol("Wingdings 3", 0x41), None);
        assert_eq!(symbol("Arial", 0x41), Some('A'));
        assert_eq!(symbol("Arial", 0xE001), None);
        assert_eq!(symbol("Arial", 0xD800), None);
    }

    #[test]
    fn bullets_are_a_dash_or_a_dot() {
        let bullets = ["–", "-", "\u{F0B7}", "o", "§", "", " "].map(bullet);
        let bullets: Vec<_> = bullets.iter().map(Option::as_deref).collect();
        assert_eq!(bullets, [Some("–"), Some("–"), Some("•"), Some("•"), Some("•"), None, None]);
    }
}
