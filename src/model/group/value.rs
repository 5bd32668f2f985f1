//! Values that are a group or a list of groups.

use super::spelling::{NamedGroups, mentions};
use super::{Group, NAMES, leading_group};
use crate::finding::list;
use crate::model::Misread;
use std::str::FromStr;

/// Reads a value that is one group or, as `Q7,9/12`, several.
pub fn read_groups(text: &str) -> Result<Vec<Group>, Misread> {
    let text = text.trim();
    let capitals = text.to_ascii_uppercase();
    if NAMES.contains(&capitals.as_str()) {
        return Ok(vec![Group::Named(capitals)]);
    }
    if let Some((groups, "")) = leading_group(text) {
        return Ok(groups);
    }
    let found = mentions(text, &[]);
    if let [NamedGroups { span, groups, meant }] = found.as_slice()
        && meant.is_empty()
        && *span == (0..text.len())
    {
        return Ok(groups.clone());
    }
    // "SG1 2" does not mean SG1.
    let in_mentions = |at: usize| found.iter().any(|mention| mention.span.contains(&at));
    let is_partial = text.char_indices().any(|(at, c)| c.is_ascii_digit() && !in_mentions(at));
    let near: Vec<Group> = if is_partial || found.is_empty() {
        without_spaces(text)
    } else {
        let of_mention =
            |NamedGroups { groups, meant, .. }| if meant.is_empty() { groups } else { meant };
        found.into_iter().flat_map(of_mention).collect()
    };
    let near: Vec<String> = near.iter().map(Group::to_string).collect();
    let write = if near.is_empty() {
        "write it in ITU-T style: `SG12`, `WP1/12`, `Q7/12`, `TSAG`, `SG12RG-AFR`, `JCA-MMeS` or \
         `FG-AI4H`"
            .to_owned()
    } else {
        format!("did you mean {}?", list(near.iter().map(String::as_str), "and"))
    };
    Err(Misread::new("a group", write))
}

/// The groups of `JCA IoT` and `SG1 2`, whose spaces are hyphens or slips.
fn without_spaces(text: &str) -> Vec<Group> {
    let written = |between: &str| text.split_whitespace().collect::<Vec<_>>().join(between);
    let read = |text: String| match leading_group(&text)? {
        (groups, "") => Some(groups),
        _ => None,
    };
    ["-", ""].into_iter().map(written).find_map(read).unwrap_or_default()
}

impl FromStr for Group {
    type Err = Misread;

    fn from_str(text: &str) -> Result<Self, Misread> {
        let mut groups = read_groups(text)?;
        match (groups.pop(), groups.pop()) {
            (Some(group), None) => Ok(group),
            (last, before) => {
                let all: Vec<String> = groups
                    .into_iter()
                    .chain(before)
                    .chain(last)
                    .map(|group| group.to_string())
                    .collect();
                let all = list(all.iter().map(String::as_str), "or");
                Err(Misread::new("one group", format!("write one of {all}")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read_groups;

    #[test]
    fn near_names_are_of_all_that_is_written() {
        for (text, near) in [
            ("SG12 RG-AFR", "`SG12RG-AFR`"),
            ("SG12RG AFR", "`SG12RG-AFR`"),
            ("SG1 2", "`SG12`"),
            ("Q7/1 2", "`Q7/12`"),
            ("JCA IoT", "`JCA-IoT`"),
            ("FG AI4H", "`FG-AI4H`"),
            ("TSAG WP1", "`WP1/TSAG`"),
            ("WP1 TSAG", "`WP1/TSAG`"),
            ("SG12 and 13", "`SG12` and `SG13`"),
            ("Q7/12: ad hoc", "`Q7/12`"),
        ] {
            let help = format!("{:?}", read_groups(text).unwrap_err());
            assert!(help.contains(&format!("did you mean {near}?")), "{text}: {help}");
        }
        let help = format!("{:?}", read_groups("SG12 3").unwrap_err());
        assert!(!help.contains("did you mean `SG12`?"), "{help}");
    }
}
