//! Checks of deadlines.

use crate::finding::Findings;
use crate::model::{Action, Deadline, Group, Zone, parse_date};
use crate::source::DraftDeadline;
use chrono::NaiveDate;

/// Returns a deadline for each action, by date.
pub(super) fn check(
    drafts: Vec<DraftDeadline>,
    first_day: Option<NaiveDate>,
    groups: &[Group],
    zone: Zone,
    findings: &mut Findings,
) -> Vec<Deadline> {
    let mut deadlines = Vec::new();
    for draft in drafts {
        let date = date(&draft, first_day, findings);
        for (index, action) in draft.actions.iter().enumerate() {
            if action.value == Action::Other && draft.text.is_none() {
                findings
                    .fault(action.place, "`other` needs a `text`")
                    .help("describe what is due: `text: Book a hotel`");
            }
            let again = draft
                .actions
                .get(..index)
                .unwrap_or(&[])
                .iter()
                .any(|other| other.value == action.value);
            if again {
                findings
                    .fault(
                        action.place,
                        format!("`{}` appears twice in this deadline", action.value),
                    )
                    .help("keep one of the two");
            }
            let Some(date) = date else { continue };
            deadlines.push(Deadline {
                date,
                before: draft.before.as_ref().map(|before| before.value),
                time: draft.time,
                zone: draft.zone.as_ref().map_or(zone, |said| said.value),
                action: action.value,
                text: draft.text.clone(),
                url: draft.url.clone(),
                groups: if draft.groups.is_empty() {
                    groups.to_vec()
                } else {
                    draft.groups.clone()
                },
                note: draft.note.clone(),
                place: action.place,
            });
        }
    }
    deadlines.sort_by_key(|deadline| (deadline.date, deadline.action));
    deadlines
}

/// The date as given, as counted back from the first day, or both if they agree.
fn date(
    draft: &DraftDeadline,
    first_day: Option<NaiveDate>,
    findings: &mut Findings,
) -> Option<NaiveDate> {
    let said = draft.date.as_ref();
    let Some(before) = &draft.before else { return said.map(|date| date.value) };
    // Without a first day, the missing or misread `start` is the fault to fix.
    let first_day = first_day?;
    let distance =
        format!("{} {} before {first_day}", before.value.amount, before.value.unit.key());
    let counted = before.value.date(first_day).filter(|date| parse_date(&date.to_string()).is_ok());
    let Some(counted) = counted else {
        findings
            .fault(before.place, format!("{distance} is outside the calendar"))
            .help("correct the number");
        return None;
    };
    match said {
        Some(date) if date.value != counted => {
            findings
                .fault(
                    date.place,
                    format!("the date is {}, but {distance} is {counted}", date.value),
                )
                .label("`date` and `before` disagree")
                .help("keep the one that matches the letter");
            None
        }
        _ => Some(counted),
    }
}
