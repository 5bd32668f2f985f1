//! Hours that footnotes give to sessions.

use crate::finding::Findings;
use crate::letter::lex::times::times;
use crate::letter::plan::line::StatedHours;
use crate::letter::plan::notes::Note;
use crate::letter::plan::title::TitleReader;
use crate::letter::read::document::Span;
use crate::model::Cell;
use crate::source::DraftPlanEntry;

impl TitleReader<'_> {
    /// The hours of a footnote that says nothing else: "From 10:00."
    pub(super) fn hours_of_note(&self, note: &Note<'_>) -> Option<StatedHours> {
        let mut words = self.trim(&note.words);
        words.end -= usize::from(self.normal.slice(&words).ends_with('.'));
        self.clock(&words).filter(|(at, _)| *at == words).map(|(_, clock)| clock)
    }

    /// Reports footnotes with an hour that no session took.
    pub(super) fn tell_notes(
        &self,
        plan: &Span,
        entries: &[DraftPlanEntry],
        findings: &mut Findings,
    ) {
        let cells = || entries.iter().flat_map(|entry| &entry.day.cells).flat_map(|(_, of)| of);
        for note in self.notes.iter().filter(|note| note.means.is_none()) {
            let is_in_plan = self.normal.slice(plan).contains(note.sign);
            let words = self.trim(&note.words);
            let has_hour = times(self.normal.tokens_in(&words)).iter().any(|time| time.is_sure);
            let said = self.text(&note.words);
            let is_taken = self.hours_of_note(note).is_some_and(|StatedHours { start, end }| {
                let is_at = |cell: &Cell| match start {
                    Some(_) => cell.start == start,
                    None => cell.end == end,
                };
                cells().any(is_at) && cells().all(|cell| cell.note != said)
            });
            if is_in_plan && has_hour && !is_taken {
                let message =
                    format!("this footnote gives an hour: `{}`", self.normal.words(&words));
                findings
                    .doubt("session-unclear", Some(self.normal.place(&words)), message)
                    .help("check the hours of the sessions that have it as their note; they were not changed");
            }
        }
    }
}
