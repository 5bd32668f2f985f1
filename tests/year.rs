//! A year of a meeting file: the edits of `year/edits.txt`, one after another, and what each does to the
//! feeds, as the table `year/expected.md` says.

use crate::support::{Folder, Run, blessing, difference, root, timeplan};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use timeplan::finding::counted;

/// What an edit does.
enum Act<'a> {
    /// Lines of a file give way to others.
    Lines {
        file: &'a str,
        old: Vec<&'a str>,
        new: Vec<&'a str>,
    },
    Command(&'a str),
    Day(&'a str),
}

struct Edit<'a> {
    name: &'a str,
    acts: Vec<Act<'a>>,
}

/// The edits of the file. The lines of one place stand together: a `-` behind a `+` begins another.
fn edits(text: &str) -> Vec<Edit<'_>> {
    let (mut edits, mut file) = (Vec::<Edit<'_>>::new(), "meetings/sg12-2027-03.yaml");
    let mut before = '=';
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (sign, rest) = (line.chars().next().unwrap(), &line[1..]);
        if sign == '=' {
            edits.push(Edit { name: rest.trim_start_matches(['=', ' ']), acts: Vec::new() });
        } else {
            let acts = &mut edits.last_mut().unwrap().acts;
            match sign {
                '@' => file = rest.trim(),
                '$' => acts.push(Act::Command(rest.trim())),
                '!' => acts.push(Act::Day(rest.trim())),
                _ => {
                    let goes_on = ['-', '+', ' '].contains(&before) && (before, sign) != ('+', '-');
                    if !goes_on {
                        acts.push(Act::Lines { file, old: Vec::new(), new: Vec::new() });
                    }
                    let Some(Act::Lines { old, new, .. }) = acts.last_mut() else { unreachable!() };
                    old.extend((sign != '+').then_some(rest));
                    new.extend((sign != '-').then_some(rest));
                }
            }
        }
        before = sign;
    }
    edits
}

/// What a person did: lines, commands and blocks that were moved.
#[derive(Default)]
struct Effort {
    lines: usize,
    commands: usize,
    blocks: usize,
}

impl Effort {
    fn shown(&self) -> String {
        let parts = [
            (self.lines, "line", "lines"),
            (self.commands, "command", "commands"),
            (self.blocks, "block moved", "blocks moved"),
        ];
        let parts = parts.into_iter().filter(|(count, ..)| *count > 0);
        parts.map(|(count, one, many)| counted(count, one, many)).collect::<Vec<_>>().join(", ")
    }
}

/// The folder of the year, and its clock.
struct Year {
    folder: Folder,
    clock: i64,
    /// What was said by the commands of an edit.
    said: String,
}

impl Year {
    fn run(&mut self, words: &[&str]) -> Run {
        let clock = self.clock.to_string();
        let mut command = timeplan();
        command.args(words).env("SOURCE_DATE_EPOCH", clock).current_dir(self.folder.path());
        let run = Run::of(&mut command);
        self.said += &run.err;
        if run.code != 0 {
            self.said += &format!("exit {}\n", run.code);
        }
        run
    }

    fn replace(&self, file: &str, old: &[&str], new: &[&str]) -> usize {
        let block =
            |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        let (text, from, to) = (self.folder.read(file), block(old), block(new));
        assert_eq!(text.matches(&from).count(), 1, "in {file}:\n{from}\n{text}");
        self.folder.file(file, text.replacen(&from, &to, 1));
        // Lines that differ; a line that becomes another is one.
        let fresh = new.iter().filter(|line| !old.contains(line)).count();
        let stale = old.iter().filter(|line| !new.contains(line)).count();
        fresh.max(stale)
    }

    fn command(&mut self, line: &str, effort: &mut Effort) {
        let words: Vec<&str> = line.split(' ').collect();
        let place = |path: &str| self.folder.path().join(path);
        match words[..] {
            ["mv", from, to] => fs::rename(place(from), place(to)).unwrap(),
            ["cp", from, to] => drop(fs::copy(place(from), place(to)).unwrap()),
            ["rm", file] => fs::remove_file(place(file)).unwrap(),
            ["restore"] => {
                fs::remove_dir_all(place("out")).unwrap();
                copy(&place("copy"), &place("out"));
            }
            ["cut", from, to, key] => {
                let text = self.folder.read(from);
                let start = text.find(&format!("\n{key}")).unwrap() + 1;
                let lines = text[start..].lines().skip(1);
                let rest: usize =
                    lines.take_while(|line| line.starts_with(' ')).map(|line| line.len() + 1).sum();
                let end = start + key.len() + 1 + rest;
                let block = text[start..end].to_owned();
                let target = fs::read_to_string(place(to)).unwrap_or_default();
                self.folder.file(from, format!("{}{}", &text[..start], &text[end..]));
                self.folder.file(to, target + &block);
                effort.blocks += 1;
                return;
            }
            ["timeplan", ..] => {
                let (words, quoted) = line.split_once('"').unwrap_or((line, ""));
                let mut words: Vec<&str> = words.split_whitespace().skip(1).collect();
                words.extend(quoted.strip_suffix('"'));
                assert_eq!(self.run(&words).code, 0, "{line}: {}", self.said);
            }
            _ => panic!("{line}"),
        }
        effort.commands += 1;
    }

    fn act(&mut self, act: &Act<'_>, effort: &mut Effort) {
        match act {
            Act::Lines { file, old, new } => effort.lines += self.replace(file, old, new),
            Act::Command(line) => self.command(line, effort),
            Act::Day(day) => {
                let day = day.parse::<chrono::NaiveDate>().unwrap();
                self.clock = day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp();
            }
        }
    }

    /// The languages of the feeds; the first stands at the top of the output.
    fn languages(&self) -> Vec<String> {
        let settings = self.folder.read("meetings/timeplan.yaml");
        let (_, rest) = settings.split_once("languages: [").unwrap();
        rest.split(']').next().unwrap().split(", ").map(str::to_owned).collect()
    }

    /// The events of the meetings' own feeds, by language and UID.
    fn published(&self) -> BTreeMap<String, Events> {
        let languages = self.languages();
        let folders = languages.iter().zip(0..).map(|(language, at)| {
            let folder = if at == 0 { String::new() } else { format!("{language}/") };
            (language, format!("{folder}meetings/"))
        });
        let tree = self.folder.tree("out");
        let feeds = |folder: String| {
            let feeds = tree
                .iter()
                .filter(move |(path, _)| path.starts_with(&folder) && path.ends_with(".ics"));
            feeds.map(|(_, bytes)| std::str::from_utf8(bytes).unwrap())
        };
        folders.map(|(language, folder)| (language.clone(), events(feeds(folder)))).collect()
    }
}

type Events = BTreeMap<String, String>;

/// The events of feeds by their UIDs, none of which is there twice.
fn events<'a>(feeds: impl Iterator<Item = &'a str>) -> Events {
    let mut events = Events::new();
    for feed in feeds {
        for event in feed.split("BEGIN:VEVENT").skip(1) {
            // Whose event it is stands in a line that no subscriber sees.
            let event = event.split("END:VEVENT").next().unwrap();
            let event = event.split("X-TIMEPLAN-MEETING:").next().unwrap().to_owned();
            let uid = value(&event, "UID").to_owned();
            assert!(!events.contains_key(&uid), "{uid} is there twice");
            events.insert(uid, event);
        }
    }
    events
}

/// The value of a property in its first line.
fn value<'a>(event: &'a str, name: &str) -> &'a str {
    let mut lines = event.lines();
    let own =
        lines.find_map(|line| line.strip_prefix(name).filter(|rest| rest.starts_with([':', ';'])));
    own.map_or("", |own| own.trim_end())
}

/// What became of the events of a language. Holds the rules of revisions for each of them.
fn outcome(before: &Events, after: &Events, now: &str) -> String {
    let mut counts = BTreeMap::<&str, usize>::new();
    let sequence =
        |event: &str| value(event, "SEQUENCE").trim_start_matches(':').parse::<u32>().unwrap();
    for (uid, event) in after {
        let old = before.get(uid);
        let what = match old {
            None => {
                assert_eq!(sequence(event), 0, "{event}");
                "new"
            }
            Some(old) if old == event => "as it was",
            Some(old) => {
                assert_eq!(sequence(event), sequence(old) + 1, "{old}{event}");
                let differs = |name| value(old, name) != value(event, name);
                match value(event, "STATUS") {
                    ":CANCELLED" if differs("STATUS") => "cancelled",
                    _ if value(old, "STATUS") == ":CANCELLED" && differs("STATUS") => "revived",
                    _ if differs("DTSTART") || differs("DTEND") => "moved",
                    _ => "changed",
                }
            }
        };
        if what != "as it was" {
            assert_eq!(value(event, "DTSTAMP"), format!(":{now}"), "{event}");
        }
        *counts.entry(what).or_default() += 1;
    }
    let gone = before.keys().filter(|uid| !after.contains_key(*uid)).count();
    counts.extend((gone > 0).then_some(("gone", gone)));
    let order = ["new", "moved", "changed", "cancelled", "revived", "gone", "as it was"];
    let parts = order.iter().filter_map(|what| Some(format!("{} {what}", counts.get(what)?)));
    parts.collect::<Vec<_>>().join(", ")
}

/// The names of the doubts, the faults and the sentences that were said.
fn reported(said: &str) -> String {
    let lines = said.lines().filter(|line| !line.is_empty() && !line.starts_with([' ', '-']));
    let lines = lines.filter(|line| !line.starts_with(char::is_numeric));
    let name = |line: &str| match line.split_once(": ") {
        Some((name, _)) if name.starts_with("doubt[") => format!("`{name}`"),
        _ => line.to_owned(),
    };
    let mut names: Vec<String> = lines.map(name).collect();
    names.dedup();
    names.join("; ")
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in crate::support::tree(from) {
        let place = to.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
}

#[test]
fn a_year_of_a_meeting() {
    let case = root().join("tests/year");
    let text = fs::read_to_string(case.join("edits.txt")).unwrap();
    let first = "2026-10-01T00:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    let mut year = Year { folder: Folder::new(), clock: first.timestamp(), said: String::new() };
    copy(&case.join("meetings"), &year.folder.path().join("meetings"));
    assert_eq!(year.run(&["build", "--quiet"]).code, 0, "{}", year.said);
    let mut table =
        "What the edits of `edits.txt` do to the feeds, one after another. Every event that is not new keeps its UID; SEQUENCE of \
         what is not as it was rises by one.\n\n\
         | edit | a person changes | events | reported |\n|---|---|---|---|\n".to_owned();
    for edit in edits(&text) {
        let before = year.published();
        let _ = fs::remove_dir_all(year.folder.path().join("copy"));
        copy(&year.folder.path().join("out"), &year.folder.path().join("copy"));
        year.clock += 24 * 60 * 60;
        year.said.clear();
        let mut effort = Effort::default();
        edit.acts.iter().for_each(|act| year.act(act, &mut effort));
        year.run(&["build"]);
        let now = chrono::DateTime::from_timestamp(year.clock, 0)
            .unwrap()
            .format("%Y%m%dT%H%M%SZ")
            .to_string();
        let mut by_outcome = BTreeMap::<String, Vec<String>>::new();
        for (language, after) in year.published() {
            let outcome = match before.get(&language) {
                Some(before) => outcome(before, &after, &now),
                None => format!("{} in a new language", after.len()),
            };
            by_outcome.entry(outcome).or_default().push(language);
        }
        let outcomes = by_outcome.iter().map(|(outcome, languages)| match by_outcome.len() {
            1 => outcome.clone(),
            _ => format!("{}: {outcome}", languages.join(", ")),
        });
        let outcomes = outcomes.collect::<Vec<_>>().join("; ");
        table += &format!(
            "| {} | {} | {outcomes} | {} |\n",
            edit.name,
            effort.shown(),
            reported(&year.said)
        );
    }
    let expected = case.join("expected.md");
    if blessing() {
        fs::write(&expected, &table).unwrap();
    }
    let wanted = fs::read_to_string(expected).unwrap_or_default();
    assert_eq!(difference(&wanted, &table), None, "(BLESS=1 writes what is expected)");
}
