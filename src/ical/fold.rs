//! Content lines (RFC 5545 section 3.1).

/// The most octets of a line, without its CRLF.
const LONGEST_LINE: usize = 75;

/// Adds a content line: folded at 75 octets between characters, with CRLF at its end. Takes linear
/// time.
pub(super) fn push_line(line: &str, out: &mut Vec<u8>) {
    let mut rest = line;
    let mut room = LONGEST_LINE;
    while rest.len() > room {
        let cut = (1..=room).rev().find(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
        let (now, later) = rest.split_at(cut);
        out.extend_from_slice(now.as_bytes());
        out.extend_from_slice(b"\r\n ");
        rest = later;
        // The space at the beginning of a continuation counts.
        room = LONGEST_LINE - 1;
    }
    out.extend_from_slice(rest.as_bytes());
    out.extend_from_slice(b"\r\n");
}

/// Takes the folds out of a text: CRLF (or LF) and one space or tab.
pub(super) fn unfold(text: &str) -> String {
    let mut unfolded = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let continued = line.strip_prefix([' ', '\t']);
        if let Some(rest) = continued
            && !unfolded.is_empty()
        {
            let end = unfolded.trim_end_matches(['\r', '\n']).len();
            unfolded.truncate(end);
            unfolded.push_str(rest);
        } else {
            unfolded.push_str(line);
        }
    }
    unfolded
}

#[cfg(test)]
mod tests {
    use super::{push_line, unfold};
    use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};

    fn folded(line: &str) -> String {
        let mut out = Vec::new();
        push_line(line, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_line_of_75_octets_is_not_folded_and_one_of_76_is() {
        assert_eq!(folded(&"x".repeat(75)), format!("{}\r\n", "x".repeat(75)));
        assert_eq!(folded(&"x".repeat(76)), format!("{}\r\n x\r\n", "x".repeat(75)));
        let lines: Vec<usize> = folded(&"x".repeat(149 + 74)).lines().map(str::len).collect();
        assert_eq!(lines, [75, 75, 75]);
        assert_eq!(folded(&"é".repeat(38)), format!("{}\r\n é\r\n", "é".repeat(37)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn folding_is_exact_for_any_text(line in "[^\r\n]{0,400}", wide in any::<bool>()) {
            let line = if wide { line.chars().map(|c| if c == 'a' { '会' } else { c }).collect() } else { line };
            let line = line.trim_start_matches([' ', '\t']);
            let folded = folded(line);
            prop_assert!(folded.split("\r\n").all(|line| line.len() <= 75));
            prop_assert_eq!(unfold(&folded), format!("{line}\r\n"));
        }
    }
}
