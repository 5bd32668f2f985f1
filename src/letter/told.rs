//! What is reported of a letter as a whole: why no meeting is made of it, and which doubts matter to
//! those who attend.

use crate::finding::counted;
use crate::letter::{DocumentKind, LetterContents};

/// Doubts about texts alone; every other one may cost somebody a session or a deadline.
const OF_TEXTS: &[&str] =
    &["agenda-gap", "agenda-without-words", "several-agendas", "recommendation-twice"];

/// Whether a doubt of a letter may cost somebody a session or a deadline.
pub fn is_grave(check: &str) -> bool {
    !OF_TEXTS.contains(&check)
}

impl LetterContents {
    /// Why no meeting is made of it: what it reads as, what was found, what is lacking, what was left
    /// `untouched`, and what to do. It goes on behind its name.
    pub fn refusal(&self, untouched: &str) -> String {
        let draft = &self.draft;
        if !draft.deadlines.is_empty()
            && draft.start.is_none()
            && self.kind == DocumentKind::Timetable
        {
            let deadlines = counted(draft.deadlines.len(), "deadline", "deadlines");
            return format!(
                "this table has {deadlines}, and does not say of which meeting; {untouched}; write the meeting \
                 into the row above the table, as `SG12 meeting 14-23 January 2025`, and import it again"
            );
        }
        let kind = self.kind.key();
        let said = |field| self.evidence.iter().find(|said| said.field == field);
        let (group, start) = (said("group"), said("start"));
        let days = start.map(|start| start.place).or(self.names_days);
        let found = [("group", group.map(|group| group.place)), ("days", days)];
        let found = found.into_iter().filter_map(|(what, place)| {
            let words = self.text.get(place?.start..place?.end)?;
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(format!("{what} “{words}” ({})", self.position(place?)))
        });
        let found: Vec<String> = found.collect();
        let found =
            if found.is_empty() { "no group, no days".to_owned() } else { found.join(", ") };
        let lacking = [
            (group.is_none(), "a group"),
            (days.is_none(), "the days of a meeting"),
            (!self.invites, "a sentence that invites"),
        ];
        let lacking: Vec<&str> =
            lacking.iter().filter(|(is_lacking, _)| *is_lacking).map(|(_, what)| *what).collect();
        let lacking = match lacking.as_slice() {
            [] => "a subject that announces a meeting".to_owned(),
            some => some.join(", "),
        };
        let group = group.map_or("GROUP", |group| &group.value);
        let start = start.map_or("DATE", |start| &start.value);
        format!(
            "this announces no meeting (it reads as: {kind}); found: {found}; lacking: {lacking}; {untouched}; if there \
             is a meeting, write a meeting file that begins with `group: {group}` and `start: {start}`"
        )
    }
}
