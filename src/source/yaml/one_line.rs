//! What to write where keys belong and somebody wrote only a value: `opening: {time: 11:00}`.

use super::reading::shortened;
use super::{NodeContent, YamlNode, YamlReader};
use crate::model::{Contact, Days, Letter, TimeOfDay, TimeUnit, WebAddress};

/// A key, whether a value may be that of a key within it, and that key.
type InnerKey = (&'static str, fn(&str) -> bool, &'static str);

const INNER: [InnerKey; 8] = [
    ("opening", is_hour, "time"),
    ("registration", is_hour, "time"),
    ("contact", Contact::is_email, "email"),
    ("contact", is_address, "web"),
    ("contact", is_telephone, "tel"),
    ("letter", Letter::is_number, "number"),
    ("links", is_address, "url"),
    ("moved", is_day, "2025-03-11"),
];

impl YamlReader<'_> {
    /// The line with the keys that a value needs, if it is clear which they are.
    pub(super) fn in_one_line(&self, key: &str, node: &YamlNode) -> Option<String> {
        let NodeContent::Scalar(words) = &node.content else { return None };
        let words = words.trim();
        if key == "before" {
            return distance(words).map(|distance| format!("before: {{{distance}}}"));
        }
        if is_day(key) && !words.is_empty() {
            return Some(format!("{key}: {{am: {}}}", shortened(words)));
        }
        let fits = |(own, fits, _): &&InnerKey| *own == key && fits(words);
        let (_, _, inner) = INNER.iter().find(fits)?;
        let record = format!("{{{inner}: {words}}}");
        Some(if key == "links" { format!("links: [{record}]") } else { format!("{key}: {record}") })
    }
}

fn is_hour(words: &str) -> bool {
    words.parse::<TimeOfDay>().is_ok()
}

fn is_address(words: &str) -> bool {
    words.parse::<WebAddress>().is_ok()
}

fn is_telephone(words: &str) -> bool {
    let is_of_number = |c: char| c.is_ascii_digit() || " +-().".contains(c);
    words.chars().all(is_of_number) && words.contains(|c: char| c.is_ascii_digit())
}

fn is_day(words: &str) -> bool {
    words.parse::<Days>().is_ok()
}

/// "2 weeks" as a key and its value.
fn distance(words: &str) -> Option<String> {
    let (amount, unit) = words.split_once(' ')?;
    let amount: u32 = amount.parse().ok()?;
    let unit = unit.trim().trim_end_matches('s');
    let unit = TimeUnit::ALL.into_iter().find(|known| known.key().trim_end_matches('s') == unit)?;
    Some(format!("{}: {amount}", unit.key()))
}

#[cfg(test)]
mod tests {
    use crate::finding::{Findings, Screen, draw};
    use crate::source::yaml::read_meeting;

    #[test]
    fn a_value_without_its_key_shows_the_line_to_write() {
        for (line, written) in [
            ("opening: 11:00", "`opening: {time: 11:00}`"),
            ("registration: 0830", "`registration: {time: 0830}`"),
            ("contact: tsbsg12@itu.int", "`contact: {email: tsbsg12@itu.int}`"),
            ("contact: https://itu.int/go/tsg12", "`contact: {web: https://itu.int/go/tsg12}`"),
            ("contact: +41 22 730 6828", "`contact: {tel: +41 22 730 6828}`"),
            ("letter: 1/12", "`letter: {number: 1/12}`"),
            ("links: [https://itu.int/x]", "`links: [{url: https://itu.int/x}]`"),
            ("deadlines: [{before: 2 weeks, action: contributions}]", "`before: {weeks: 2}`"),
            ("deadlines: [{before: 1 month, action: contributions}]", "`before: {months: 1}`"),
            ("time_plan: {2027-01-12: Q7/12}", "`2027-01-12: {am: Q7/12}`"),
            ("opening: in the morning", "indented under `opening`"),
        ] {
            let mut findings = Findings::default();
            let text = format!("group: SG12\nstart: 2027-01-12\n{line}\n");
            read_meeting(&text, &mut findings);
            let drawn = draw(&findings, "m.yaml", &text, Screen::default());
            assert!(drawn.contains(written), "{line}: {drawn}");
        }
    }
}
