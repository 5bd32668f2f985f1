//! The colour behind a cell (ISO 29500-1 section 17.4.32).

use crate::letter::read::docx::xml::XmlNode;

const WHITE: [u8; 3] = [0xFF; 3];
const BLACK: [u8; 3] = [0; 3];

/// The colour that a cell with these properties has.
pub(super) fn fill(properties: Option<XmlNode<'_>>) -> Option<[u8; 3]> {
    let shade = properties?.child("shd")?;
    let behind = shade.attribute("fill").and_then(|fill| colour(&fill)).unwrap_or(WHITE);
    let above = shade.attribute("color").and_then(|fill| colour(&fill)).unwrap_or(BLACK);
    let pattern = shade.value().unwrap_or_default();
    let seen = match (pattern.as_ref(), pattern.strip_prefix("pct")) {
        ("nil", _) => WHITE,
        ("solid", _) => above,
        // Dots of one colour before another; from afar they are a mixture.
        (_, Some(share)) => mixed(above, behind, share.parse().unwrap_or(0)),
        _ => behind,
    };
    (seen != WHITE).then_some(seen)
}

/// A colour in hexadecimal figures; `auto` is none.
fn colour(written: &str) -> Option<[u8; 3]> {
    let written = written.trim().trim_start_matches('#');
    if written.len() != 6 {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(written, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}

fn mixed(above: [u8; 3], behind: [u8; 3], percent: u32) -> [u8; 3] {
    let percent = percent.min(100);
    let mix = |above: u8, behind: u8| {
        let sum = u32::from(above) * percent + u32::from(behind) * (100 - percent);
        u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
    };
    let [red, green, blue] = above;
    let [behind_red, behind_green, behind_blue] = behind;
    [mix(red, behind_red), mix(green, behind_green), mix(blue, behind_blue)]
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::shade::*;
    use crate::letter::read::docx::xml::XmlTree;

    fn of(shade: &str) -> Option<[u8; 3]> {
        let source = format!("<w:tcPr><w:shd {shade}/></w:tcPr>");
        fill(XmlTree::parse(&source).unwrap().root())
    }

    #[test]
    fn colours_are_seen_and_white_is_none() {
        assert_eq!(of("w:val='clear' w:color='auto' w:fill='9DC3E6'"), Some([0x9D, 0xC3, 0xE6]));
        assert_eq!(of("w:val='clear' w:fill='auto'"), None);
        assert_eq!(of("w:val='clear' w:fill='FFFFFF'"), None);
        assert_eq!(of("w:val='nil' w:fill='FF0000'"), None);
        assert_eq!(of("w:val='solid' w:color='FFC000' w:fill='FFFFFF'"), Some([0xFF, 0xC0, 0]));
        assert_eq!(of("w:val='pct20' w:color='auto' w:fill='auto'"), Some([204; 3]));
        assert_eq!(of("w:fill='é1234'"), None);
        assert_eq!(fill(None), None);
    }
}
