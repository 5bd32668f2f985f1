//! A build, wherever it writes: its meetings one by one, each laid out anew or as it is published,
//! then all that several of them share.

use super::console::{Console, counted};
use super::input::{Inputs, Known};
use super::kin::{Handover, Held, Kin};
use super::lasting::Lasting;
use super::load::{Doubts, load};
use super::published::{Output, Published, Remembered, folders, keep, remember};
use super::{Exit, Stop};
use crate::expand::Timetable;
use crate::model::{Language, MeetingId, Settings};
use crate::render::{
    Feeds, Ledger, Listing, Pages, Section, atom, changes_json, folder_of, listed, read_changes,
};
use crate::revise::{Change, Edition, Loss, Lost, Memory, Run, retired, revise};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What a person said is right although it looks wrong.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Allowed {
    /// More than half of a meeting may be cancelled.
    pub(super) shrink: bool,
    /// The clock may be behind the last change.
    pub(super) clock: bool,
}

/// A clock that is further ahead of the last build than this is asked about: of a feed nobody changes
/// anything for a year, of a clock a wrong year is the usual slip.
const LONGEST_PAUSE: TimeDelta = TimeDelta::days(366);

/// A build going on.
pub(super) struct Build<'a> {
    pub(super) allowed: Allowed,
    console: &'a Console,
    settings: &'a Settings,
    inputs: &'a Inputs,
    kin: &'a Kin<'a>,
    published: &'a Published,
    fresh: &'a BTreeSet<MeetingId>,
    now: DateTime<Utc>,
    /// The clock of the last build.
    pub(super) clock: Option<DateTime<Utc>>,
    /// By what UIDs are dealt in such a tree, of the meetings that take over events of others.
    dealt: BTreeMap<MeetingId, Memory>,
    /// What outlasts a tree that is forgotten when the program ends.
    pub(super) lasting: Option<&'a Lasting>,
    feeds: Vec<Feeds<'a>>,
    pages: Vec<Pages<'a>>,
    changes: Vec<Change>,
    expiries: BTreeMap<MeetingId, i64>,
    /// What meetings that share events with others go on from.
    handover: Handover,
    emptied: BTreeSet<MeetingId>,
    exit: Exit,
}

/// What a build made.
pub(super) struct Built {
    /// What was written; no feed at all if there is nothing to say.
    pub(super) ledger: Ledger,
    pub(super) changes: Vec<Change>,
    /// When the next cancelled event of each meeting leaves its feeds, in seconds since 1970.
    pub(super) expiries: BTreeMap<MeetingId, i64>,
    /// The meetings all of whose events go on in others.
    pub(super) emptied: BTreeSet<MeetingId>,
    pub(super) exit: Exit,
}

/// The meetings to build, where those of `known` files are as they were: the ones that changed or
/// left, the ones of all other files, and their kin.
pub(super) fn to_build(
    inputs: &Inputs,
    known: &Known,
    kin: &Kin<'_>,
    mut changed: BTreeSet<MeetingId>,
) -> BTreeSet<MeetingId> {
    let is_known = |path: &PathBuf| known.contains_key(path);
    let new = inputs.files.iter().filter(|(_, files)| !files.iter().all(is_known));
    changed.extend(new.map(|(id, _)| id.clone()));
    kin.complete(&mut changed);
    changed
}

impl<'a> Build<'a> {
    /// A build of `fresh` meetings over what is published, by the ledger of the last one.
    pub(super) fn new(
        (inputs, kin): (&'a Inputs, &'a Kin<'a>),
        (last, published): (&'a Ledger, &'a Published),
        fresh: &'a BTreeSet<MeetingId>,
        now: DateTime<Utc>,
        console: &'a Console,
    ) -> Self {
        let settings = &inputs.settings;
        let of_language = |language: &Language| Feeds::new(settings, *language, last, fresh);
        let languages = settings.languages.iter().map(of_language);
        Self {
            allowed: Allowed::default(),
            console,
            settings,
            inputs,
            kin,
            published,
            fresh,
            now,
            clock: None,
            lasting: None,
            dealt: BTreeMap::new(),
            feeds: languages.map(|feeds| feeds.over(&published.changed, now)).collect(),
            pages: (0..settings.languages.len())
                .map(|at| Pages::new(settings, at, last, fresh))
                .collect(),
            changes: Vec::new(),
            expiries: BTreeMap::new(),
            handover: Handover::default(),
            emptied: BTreeSet::new(),
            exit: if inputs.unusable > 0 { Exit::Faulty } else { Exit::Done },
        }
    }

    /// Goes on with the expiries of the meetings that are not built.
    pub(super) fn carry(&mut self, mut expiries: BTreeMap<MeetingId, i64>) {
        expiries.retain(|id, _| !self.fresh.contains(id));
        self.expiries = expiries;
    }

    /// Builds everything into a tree. If no meeting gives a feed, nothing is finished.
    pub(super) fn all(mut self, tree: &mut impl Output) -> Result<Built, Stop> {
        let policy = (self.now, self.allowed.shrink);
        let recall = self.published.recall(self.settings, tree);
        self.handover = Handover::settle(self.kin, self.fresh, policy, self.console, recall)?;
        if let Some(lasting) = self.lasting {
            let recall = |id: &MeetingId| Ok(lasting.remember(id, self.settings)?.memory);
            let (policy, silent) = ((self.now, true), self.console.keeping());
            let handover = Handover::settle(self.kin, self.fresh, policy, &silent, recall)?;
            self.dealt = handover.memories;
        }
        for id in self.fresh {
            self.meeting(id, tree)?;
        }
        let Self { settings, now, feeds, pages, changes, expiries, emptied, exit, .. } = self;
        let mut ledger = Ledger::default();
        for feeds in feeds {
            ledger.extend(feeds.finish_all(tree).map_err(|error| tree.failed(&error))?);
        }
        if ledger.entries.is_empty() {
            return Ok(Built { ledger, changes, expiries, emptied, exit });
        }
        answer_old_addresses(settings, &ledger, tree).map_err(|error| tree.failed(&error))?;
        let lists = write_changes(&changes, settings, &ledger, now, tree)?;
        for (pages, list) in pages.into_iter().zip(&lists) {
            let done = pages.finish_all(&mut ledger, list, tree);
            done.map_err(|error| tree.failed(&error))?;
        }
        let first = settings.languages.first().map_or("", |language| language.code());
        ledger.write_index(tree, first).map_err(|error| tree.failed(&error))?;
        Ok(Built { ledger, changes, expiries, emptied, exit })
    }

    /// Builds one meeting, or keeps what is published of it.
    fn meeting(&mut self, id: &MeetingId, tree: &mut impl Output) -> Result<(), Stop> {
        let console = self.console;
        let mut remembered =
            remember(id, self.settings, self.published, |path| tree.published(path))?;
        if let Some(held) = self.handover.held.remove(id) {
            let is_published = self.keep(&remembered, tree)?;
            console.problem(&self.held(id, held, is_published, tree));
            return Ok(());
        }
        if let Some(memory) = self.handover.memories.remove(id) {
            // If another meeting takes over some events, or this one did, the feed is written again.
            if memory.has_given() || memory.has_taken() {
                remembered.is_whole.fill(false);
            }
            remembered.memory = memory;
        }
        let memory = &remembered.memory;
        if memory.has_given() && memory.is_empty() {
            self.emptied.insert(id.clone());
        }
        let timetable = match self.inputs.files.get(id) {
            Some(_) => {
                let (fault, doubts) = (self.kin.fault(id), Doubts::of(console));
                let languages = &self.settings.languages;
                load(self.inputs, id, languages, console, fault.as_ref(), doubts).timetable
            }
            // A meeting that left a folder is retired; but what is not ours is none of ours to retire.
            None if self.inputs.is_complete && !memory.is_empty() => {
                Some(retired(id.clone(), memory, &self.settings.languages))
            }
            None => {
                self.keep(&remembered, tree)?;
                return Ok(());
            }
        };
        let Some(timetable) = timetable else {
            self.exit = self.exit.max(Exit::Faulty);
            if self.keep(&remembered, tree)? {
                let shown = self.shown(id, tree);
                console.problem(&format!(
                    "`{id}` was not built; its published events stay as in {shown}"
                ));
            } else {
                console.problem(&format!(
                    "`{id}` was not built, and nothing was published of it before"
                ));
            }
            return Ok(());
        };
        let edition = self.edition(timetable, memory)?;
        if let Some(loss) = edition.loss.filter(|_| !self.allowed.shrink) {
            self.exit = self.exit.max(Exit::Refused);
            self.keep(&remembered, tree)?;
            console.problem(&self.refusal(id, loss, tree));
            return Ok(());
        }
        for (path, why) in remembered.unfit {
            tree.set_aside(&path, why);
        }
        let both = self.feeds.iter_mut().zip(&mut self.pages);
        for (language, (feeds, pages)) in both.enumerate() {
            let section = Section::of_edition(&edition, language, self.settings.alarm);
            let name = edition.names.get(language).map_or("", String::as_str);
            let done = feeds
                .add(&section, tree)
                .and_then(|()| feeds.meeting(&section, name, tree))
                .and_then(|()| pages.add(&edition, &section, tree));
            done.map_err(|error| tree.failed(&error))?;
        }
        let expiry = edition.next_expiry.map(|expiry| (id.clone(), expiry.timestamp()));
        self.expiries.extend(expiry);
        self.changes.extend(edition.changes);
        Ok(())
    }

    /// Keeps what is published of a meeting. Gives whether there is anything.
    fn keep(&mut self, remembered: &Remembered, tree: &mut impl Output) -> Result<bool, Stop> {
        let is_there = keep(remembered, self.settings, &mut self.feeds, &mut self.pages, tree)?;
        for (path, why) in remembered.unfit.iter().filter(|_| !is_there) {
            let shown = tree.shown(path);
            self.console.problem(&format!(
                "{shown} {why}; it was not changed, and its events are in no other feed"
            ));
        }
        Ok(is_there)
    }

    /// Revises a timetable, unless the clock has jumped back: then changed events would get stamps
    /// older than those that subscribers know.
    fn edition(&mut self, timetable: Timetable, memory: &Memory) -> Result<Edition, Stop> {
        let id = timetable.id.clone();
        let lasting = match (self.lasting, self.dealt.remove(&id)) {
            (None, _) => None,
            // What was taken over while the server ran is known to its tree alone.
            (Some(_), Some(dealt)) => {
                Some(dealt).filter(|dealt| dealt.has_taken() || !memory.has_taken())
            }
            (Some(lasting), None) => Some(lasting.remember(&id, self.settings)?.memory),
        };
        let run =
            Run { now: self.now, is_first: self.published.is_first, lasting: lasting.as_ref() };
        let edition = revise(timetable, memory, self.settings, run);
        let last_build = self.clock.filter(|_| edition.is_news && !self.allowed.clock);
        let written = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let refuse = |what: String| {
            let message = format!(
                "the clock says {}, but {what}. Set the clock, or build with --allow-clock if it is right; nothing \
                 was written",
                written(self.now)
            );
            Err(Stop(Exit::Refused, message))
        };
        if let Some(last) = last_build.filter(|last| *last + LONGEST_PAUSE < self.now) {
            return refuse(format!(
                "the last build was at {}, more than a year before: if the clock is ahead, what changed in `{id}` would \
                 look newer than everything that follows, and cancelled events would leave too early",
                written(last)
            ));
        }
        let is_behind = |later: &DateTime<Utc>| *later > self.now && !self.allowed.clock;
        match edition.later_stamp.max(last_build).filter(is_behind) {
            None => Ok(edition),
            Some(later) => refuse(format!(
                "{} is the time of the last change or build: what changed in `{id}` would look older than what \
                 subscribers have",
                written(later)
            )),
        }
    }

    /// Why what is published of a meeting stays as it is.
    fn held(
        &mut self,
        id: &MeetingId,
        held: Held,
        is_published: bool,
        tree: &impl Output,
    ) -> String {
        let shown = self.shown(id, tree);
        match held {
            Held::Refused(loss) => {
                self.exit = self.exit.max(Exit::Refused);
                self.refusal(id, loss, tree)
            }
            Held::Doubled(by) => format!(
                "`{id}` was not cancelled, since `{by}` is the same meeting; its published events stay as in {shown}"
            ),
            Held::Beside(bad) => {
                let stays = if is_published { "stays as it is published" } else { "was not built" };
                format!(
                    "`{id}` {stays}: it shares events with `{bad}` (`formerly`), which cannot be built"
                )
            }
        }
    }

    fn refusal(&self, id: &MeetingId, loss: Loss, tree: &impl Output) -> String {
        let shown = self.shown(id, tree);
        let Loss { what, coming, lost } = loss;
        if what == Lost::Plan {
            return format!(
                "`{id}` was not built: {lost} of its {} to come would be replaced by ones without a title, as if a part \
                 of its `time_plan` were missing. Its published events stay as in {shown}. If the plan is right, build with \
                 --allow-shrink",
                counted(coming, "planned session", "planned sessions"),
            );
        }
        let gone = if self.inputs.files.contains_key(id) { "" } else { "its file is gone, and " };
        format!(
            "`{id}` was not built: {gone}{lost} of its {} to come would be cancelled. Its published events stay as in {shown}. \
             If they are not to take place, write `status: cancelled` or `postponed`, or build with --allow-shrink",
            counted(coming, "event", "events"),
        )
    }

    fn shown(&self, id: &MeetingId, tree: &impl Output) -> String {
        tree.shown(&crate::render::meeting_path("", id))
    }
}

/// Feeds in the folder of a language that the settings do not name any more become copies of those at
/// the top: whoever subscribed to one goes on to see every session at its hour.
fn answer_old_addresses(
    settings: &Settings,
    ledger: &Ledger,
    tree: &mut impl Output,
) -> std::io::Result<()> {
    let folders = folders(settings);
    for path in tree.paths().iter().filter(|path| path.ends_with(".ics")) {
        let old = folder_of(path);
        if folders.iter().any(|folder| folder == old) {
            continue;
        }
        if let Some(top) = path.strip_prefix(old).filter(|top| ledger.entries.contains_key(*top)) {
            tree.copy(top, path)?;
        }
    }
    Ok(())
}

/// Writes the lists of what changed, one a language, and gives them.
fn write_changes(
    changes: &[Change],
    settings: &Settings,
    ledger: &Ledger,
    now: DateTime<Utc>,
    tree: &mut impl Output,
) -> Result<Vec<Vec<Listing>>, Stop> {
    let mut lists = Vec::new();
    for language in &settings.languages {
        let folder = crate::render::folder(settings, *language);
        let path = format!("{folder}changes.json");
        let old = tree.published(&path)?.map(|bytes| {
            read_changes(&bytes).unwrap_or_else(|| {
                tree.set_aside(&path, "cannot be read as a list of changes".to_owned());
                Vec::new()
            })
        });
        let own: Vec<&Change> =
            changes.iter().filter(|change| change.language == *language).collect();
        let list = listed(old, &own, now);
        let feeds = ledger.entries.values().map(|entry| &entry.feed);
        let own = feeds.filter(|feed| feed.language == language.code());
        let updated = own.map(|feed| feed.last_modified.as_str()).max().unwrap_or_default();
        let atom_path = format!("{folder}changes.atom");
        let written = changes_json(&list).map_err(std::io::Error::from).and_then(|json| {
            tree.finish(&path, &json, &[])?;
            let atom = atom(&list, settings, *language, &atom_path, updated)?;
            tree.finish(&atom_path, &atom, &[])
        });
        written.map_err(|error| tree.failed(&error))?;
        lists.push(list);
    }
    Ok(lists)
}
