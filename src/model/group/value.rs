//! Values that are a group or a list of groups.

use super::spelling::{Mention, mentions};
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
    if let [Mention { span, groups, meant }] = found.as_slice()
        && meant.is_empty()
        && *span == (0..text.len())
    {
        return Ok(groups.clone());
    }
    let near = found.into_iter().flat_map(
        |Mention { groups, meant, .. }| {
            if meant.is_empty() { groups } else { meant }
        },
    );
    let near: Vec<String> = near.map(|group| group.to_string()).collect();
    let write = if near.is_empty() {
        "write it as ITU-T does: `SG12`, `WP1/12`, `Q7/12`, `TSAG`, `SG12RG-AFR`, `JCA-MMeS` or `FG-AI4H`"
            .to_owned()
    } else {
        format!("did you mean {}?", list(near.iter().map(String::as_str), "and"))
    };
    Err(Misread::new("a group", write))
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
