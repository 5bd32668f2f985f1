//! The lines of a meeting file that say who meets when. The rest need not be read for that and may
//! even have faults.

/// The keys of an outline.
const KEYS: [&str; 5] = ["group", "start", "end", "status", "formerly"];

/// The lines of these keys as a separate file; nothing if the file does not have these keys on
/// lines of their own.
pub fn outlined(text: &str) -> Option<String> {
    let (mut outlined, mut found, mut is_wanted) = (String::new(), Vec::new(), false);
    for line in text.lines() {
        // What is indented, and a list below its key, goes on with the value.
        if !line.starts_with([' ', '\t', '#', '-']) && !line.trim().is_empty() {
            let key = line.split(':').next().unwrap_or_default().trim_matches(['"', '\'']);
            is_wanted = KEYS.contains(&key);
            found.extend(is_wanted.then_some(key));
        }
        if is_wanted {
            outlined.push_str(line);
            outlined.push('\n');
        }
    }
    let is_whole = ["group", "start"].iter().all(|key| found.contains(key));
    is_whole.then_some(outlined)
}

#[cfg(test)]
mod tests {
    use super::outlined;

    #[test]
    fn only_the_lines_of_an_outline_are_taken() {
        let text = "id: x\ngroup:\n- SG12\n\n# why\n  - SG13\ntitle: {en: a,\n start: b}\n'start': 2025-01-14\n\
                    note: |\n  group: no\nend: 2025-01-15\nbogus: [\n";
        assert_eq!(
            outlined(text).unwrap(),
            "group:\n- SG12\n\n# why\n  - SG13\n'start': 2025-01-14\nend: 2025-01-15\n"
        );
        assert_eq!(outlined("group: SG12\nrgm: []\n"), None);
    }
}
