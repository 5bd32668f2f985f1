//! Terms of the views in `timeplan.yaml` that fit nothing: probably they are misspelt.

use super::inputs::Inputs;
use super::load::Loaded;
use super::report::{FileFindings, RunMessage};
use crate::expand::Timetable;
use crate::finding::{Findings, PageStarts, nearest};
use crate::model::{Action, Group, Kind, Term, View};
use crate::render::Ledger;
use std::collections::BTreeSet;

/// The names of the groups and meetings that terms may name.
#[derive(Debug, Default)]
pub struct KnownNames(BTreeSet<String>);

impl KnownNames {
    /// The names of all that is published.
    pub(super) fn of_ledger(ledger: &Ledger) -> Self {
        let paths = ledger.entries.keys();
        let names = paths.filter_map(|path| {
            let own = path.strip_prefix("groups/").or(path.strip_prefix("meetings/"))?;
            own.strip_suffix(".ics").map(str::to_owned)
        });
        Self(names.collect())
    }

    /// Adds the names of a meeting and its groups.
    pub fn add(&mut self, timetable: &Timetable) {
        self.0.insert(timetable.id.to_string());
        for group in timetable.entries.iter().flat_map(|entry| &entry.groups) {
            self.0.insert(group.slug());
            self.0.extend(group.parent().map(|study| study.slug()));
        }
    }

    /// Whether a term names nothing of them. A group whose body does not meet at all may meet later.
    fn lacks(&self, name: &str) -> bool {
        let written = name.to_ascii_uppercase();
        // `q7-12` as in file names is Q7/12.
        let group = written.replacen('-', "/", 1).parse::<Group>().or_else(|_| written.parse());
        let is_of_body = group.is_ok_and(|group| !self.0.contains(&group.body().slug()));
        !self.0.is_empty() && !self.0.contains(name) && !is_of_body
    }

    /// Doubts the terms that fit nothing. There is no timetable in what it gives.
    pub fn doubts(&self, inputs: &Inputs) -> Loaded {
        let Some((name, text)) = &inputs.settings_file else { return Loaded::default() };
        let mut findings = Findings::default();
        inputs.settings.views.iter().for_each(|view| self.look(view, &mut findings));
        let silenced = findings.silence(text);
        let doubts = findings.doubts();
        let found = (doubts > 0).then(|| {
            let (name, text) = (name.clone(), text.clone());
            RunMessage::Found(FileFindings { name, text, pages: PageStarts::default(), findings })
        });
        Loaded { doubts, silenced, reports: Vec::from_iter(found), ..Loaded::default() }
    }

    fn look(&self, view: &View, findings: &mut Findings) {
        for term in view.show.iter().chain(&view.hide) {
            let Term::Name(name) = term else { continue };
            if !self.lacks(name) {
                continue;
            }
            let known = self.0.iter().map(String::as_str);
            let words = Kind::ALL.map(Kind::key).into_iter().chain(Action::ALL.map(Action::key));
            let help = match nearest(name, words.chain(known)) {
                Some(near) => format!("did you mean `{near}`? This term fits no event"),
                None => "this term fits no event: correct it, or delete it".to_owned(),
            };
            let own = &view.name;
            let message =
                format!("view `{own}` names `{name}`, which is not a group or a meeting here");
            findings.doubt("unknown-term", Some(view.place), message).help(help);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::KnownNames;
    use crate::finding::Findings;
    use crate::publish::Inputs;
    use crate::source::yaml::read_settings;

    #[test]
    fn a_term_that_fits_nothing_is_told_with_the_near_one() {
        let names = ["sg12", "q7-12", "q9-12", "sg12-2027-01"].map(str::to_owned);
        let names = KnownNames(names.into());
        for (terms, wanted) in [
            ("show: [Q7/12, plenary, captioning, sg12-2027-01]", None),
            ("show: [Q7/13, FG-AI4H]", None),
            ("hide: [lunches]", Some("`lunches`, which is not a group or a meeting here")),
            ("show: [plenery]", Some("did you mean `plenary`? This term fits no event")),
            ("show: [deadlines]", Some("did you mean `deadline`? This term fits no event")),
            ("show: [sg12-2027-10]", Some("did you mean `sg12-2027-01`?")),
            ("show: [Q77/12]", Some("did you mean `q7-12`?")),
            ("hide: [dinner]", Some("this term fits no event: correct it, or delete it")),
        ] {
            let text = format!("views: {{my: {{{terms}}}}}\n");
            let settings = read_settings(&text, &mut Findings::default()).unwrap();
            let settings_file = Some(("timeplan.yaml".to_owned(), text));
            let inputs = Inputs { settings, settings_file, ..Inputs::default() };
            let loaded = names.doubts(&inputs);
            let said: String = loaded.reports.iter().map(ToString::to_string).collect();
            assert_eq!(loaded.doubts, usize::from(wanted.is_some()), "{terms}: {said}");
            assert!(said.contains(wanted.unwrap_or_default()), "{terms}: {said}");
            assert_eq!(KnownNames::default().doubts(&inputs).doubts, 0, "{terms}");
        }
    }
}
