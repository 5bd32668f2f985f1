//! Uploads a feed to a calendar: differences are sent, then missing events are removed.
//!
//! Events without our mark are never written or removed, whatever their name. Every write replaces
//! a version that was read before, or the server refuses it (`If-Match`, `If-None-Match`).

use super::calendar::{Calendar, CalendarResource, ChangeReply};
use super::fault::CalendarFault;
use super::mark::{PublishedMark, name};
use crate::ical::{PublishedEvent, ServerEvent, read, resource};
use crate::remote::parcel::{FilesByPath, index};
use crate::render::{PRODID, folder_of};
use crate::revise::VisibleEvent;
use futures_util::StreamExt;
use futures_util::stream::iter;
use hyper::body::Bytes;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// The number of parallel requests; most of these servers are small.
const AT_ONCE: usize = 4;

/// An event as it should be in the calendar.
#[derive(Debug)]
pub struct WantedEvent {
    uid: String,
    mark: PublishedMark,
    seen: VisibleEvent,
    bytes: Bytes,
}

/// The title and the events of a feed of a tree, by their UIDs.
pub fn wanted(
    files: &FilesByPath,
    path: &str,
) -> Result<(String, BTreeMap<String, WantedEvent>), String> {
    let index = index(files)?;
    let feed = index.get(path).and_then(|_| files.get(path)).ok_or_else(|| {
        let other = index.keys().next().map_or("none", String::as_str);
        format!("there is no feed {path}; feeds.json lists all feeds, for example {other}")
    })?;
    let published = read(feed, PRODID).ok().filter(|published| published.damage.is_none());
    let published =
        published.ok_or_else(|| format!("{path} cannot be read; run `timeplan build` again"))?;
    let meetings = meetings(files, folder_of(path));
    let wanted = |event: &PublishedEvent<'_>| {
        let meeting = meetings.get(&event.uid).copied().unwrap_or_default();
        let mark = PublishedMark::of(&event.uid, event.bytes, event.sequence, meeting);
        let bytes = resource(PRODID, event.bytes, &mark.to_string()).into();
        let (uid, seen) = (event.uid.clone(), VisibleEvent::of_published(event));
        (uid.clone(), WantedEvent { uid, mark, seen, bytes })
    };
    Ok((published.name, published.events.iter().map(wanted).collect()))
}

/// The meetings of events, by UID.
fn meetings<'f>(files: &'f FilesByPath, folder: &str) -> BTreeMap<String, &'f str> {
    let mut meetings = BTreeMap::new();
    for (path, feed) in files {
        let own = path.strip_prefix(folder).and_then(|path| path.strip_prefix("meetings/"));
        let Some(id) = own.and_then(|path| path.strip_suffix(".ics")) else { continue };
        for event in read(feed, PRODID).map(|feed| feed.events).unwrap_or_default() {
            meetings.insert(event.uid, id);
        }
    }
    meetings
}

/// Why an event was not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// An event with its UID or at its address does not have our mark.
    Foreign,
    /// The calendar has a later edition of it.
    Newer,
    /// Somebody keeps changing it.
    Contested,
}

/// What was done to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadStep<'a> {
    /// It was sent: its number, and how many there are.
    Sent(&'a str, usize, usize),
    /// It was removed.
    Removed(&'a str),
}

/// How an event compares with the one under its UID.
enum EventComparison {
    Same,
    /// To be written; whether a person changed the published event.
    Differs(bool),
    Refused(Refusal),
}

/// An upload of a feed to a calendar.
#[derive(Debug, Default)]
pub struct Upload {
    send: Vec<(WantedEvent, Option<(String, String)>)>,
    remove: Vec<(String, CalendarResource)>,
    /// The number of unchanged events.
    pub unchanged: usize,
    /// The events that somebody changed in the calendar and that are replaced.
    pub replaced: Vec<String>,
    /// The events that were not published.
    pub refused: BTreeSet<(String, Refusal)>,
    /// How many events were sent and removed so far.
    pub sent: usize,
    /// How many were removed.
    pub removed: usize,
}

impl Upload {
    /// Compares events with a calendar.
    pub fn new(wanted: BTreeMap<String, WantedEvent>, there: Vec<CalendarResource>) -> Self {
        let mut upload = Self::default();
        let names: BTreeSet<String> = there.iter().map(|there| there.name.clone()).collect();
        let mut by_uid: BTreeMap<String, Vec<CalendarResource>> = BTreeMap::new();
        for there in there {
            if let Some(held) = &there.held {
                by_uid.entry(held.uid.clone()).or_default().push(there);
            }
        }
        for (uid, wanted) in wanted {
            // If several have one UID, ours counts.
            let mut found = by_uid.remove(&uid).unwrap_or_default();
            found.sort_by_key(|there| there.mark().is_none());
            let mut found = found.into_iter();
            let Some(there) = found.next() else {
                match names.contains(&name(&uid)) {
                    true => drop(upload.refused.insert((uid, Refusal::Foreign))),
                    false => upload.send.push((wanted, None)),
                }
                continue;
            };
            upload.remove.extend(
                found.filter(|there| there.mark().is_some()).map(|there| (uid.clone(), there)),
            );
            match wanted.against(&there) {
                EventComparison::Same => upload.unchanged += 1,
                EventComparison::Refused(why) => drop(upload.refused.insert((uid, why))),
                EventComparison::Differs(is_replaced) => {
                    upload.replaced.extend(is_replaced.then_some(uid));
                    upload.send.push((wanted, Some((there.name, there.e_tag))));
                }
            }
        }
        let rest = by_uid
            .into_iter()
            .flat_map(|(uid, all)| all.into_iter().map(move |there| (uid.clone(), there)));
        upload.remove.extend(rest.filter(|(_, there)| there.mark().is_some()));
        upload
    }

    /// The UIDs to send.
    pub fn to_send(&self) -> impl ExactSizeIterator<Item = &str> {
        self.send.iter().map(|(wanted, _)| wanted.uid.as_str())
    }

    /// The UIDs to remove.
    pub fn to_remove(&self) -> impl ExactSizeIterator<Item = &str> {
        self.remove.iter().map(|(uid, _)| uid.as_str())
    }

    /// Sends differences, then removes events that are gone.
    pub async fn send(
        &mut self,
        calendar: &Calendar,
        done: &dyn Fn(UploadStep<'_>),
    ) -> Result<(), CalendarFault> {
        let all = self.send.len();
        let (is_failing, mut failed) = (&Cell::new(false), None);
        let mut sent = iter(self.send.iter().map(|(wanted, over)| async move {
            if is_failing.get() {
                return None;
            }
            let delivered = deliver(calendar, wanted, over.clone()).await;
            Some((wanted, delivered))
        }))
        .buffer_unordered(AT_ONCE);
        while let Some(one) = sent.next().await {
            match one {
                None => {}
                Some((wanted, Ok(None))) => {
                    self.sent += 1;
                    done(UploadStep::Sent(&wanted.uid, self.sent, all));
                }
                Some((wanted, Ok(Some(why)))) => {
                    self.refused.insert((wanted.uid.clone(), why));
                }
                // Open requests may still finish; no new ones are started.
                Some((wanted, Err(fault))) => {
                    is_failing.set(true);
                    failed.get_or_insert(fault.about(&wanted.uid));
                }
            }
        }
        drop(sent);
        if let Some(fault) = failed {
            return Err(fault);
        }
        for (uid, there) in &self.remove {
            match withdraw(calendar, there).await? {
                None => {
                    self.removed += 1;
                    done(UploadStep::Removed(uid));
                }
                Some(why) => drop(self.refused.insert((uid.clone(), why))),
            }
        }
        Ok(())
    }
}

impl WantedEvent {
    fn against(&self, there: &CalendarResource) -> EventComparison {
        let Some(mark) = there.mark() else { return EventComparison::Refused(Refusal::Foreign) };
        let seen = there
            .held
            .as_ref()
            .and_then(|held: &ServerEvent| held.event.as_ref())
            .map(VisibleEvent::of_any);
        let shows_the_same = seen.is_some_and(|seen| same(&self.seen, seen));
        match mark.edition == self.mark.edition {
            true if shows_the_same => EventComparison::Same,
            _ if mark.sequence > self.mark.sequence => EventComparison::Refused(Refusal::Newer),
            is_replaced => EventComparison::Differs(is_replaced),
        }
    }
}

/// Whether a server's event matches the published one, as far as servers keep it: they trim texts,
/// and some drop addresses and categories.
pub(super) fn same(ours: &VisibleEvent, theirs: VisibleEvent) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let sorted = |list: &[String]| list.iter().cloned().collect::<BTreeSet<_>>();
    let theirs = VisibleEvent {
        url: theirs.url.or_else(|| ours.url.clone()),
        categories: match theirs.categories.is_empty()
            || sorted(&theirs.categories) == sorted(&ours.categories)
        {
            true => ours.categories.clone(),
            false => theirs.categories,
        },
        ..theirs
    };
    let plain = |seen: &VisibleEvent| VisibleEvent {
        summary: plain(&seen.summary),
        description: plain(&seen.description),
        location: plain(&seen.location),
        ..seen.clone()
    };
    plain(ours) == plain(&theirs)
}

/// Sends an event. If it was changed on the server since it was read, it is read once more.
async fn deliver(
    calendar: &Calendar,
    wanted: &WantedEvent,
    over: Option<(String, String)>,
) -> Result<Option<Refusal>, CalendarFault> {
    let (name, mut tag) =
        over.map_or_else(|| (name(&wanted.uid), None), |(name, tag)| (name, Some(tag)));
    for is_last in [false, true] {
        match calendar.put(&name, tag.as_deref(), wanted.bytes.clone()).await? {
            ChangeReply::Done => return Ok(None),
            ChangeReply::Elsewhere => return Ok(Some(Refusal::Foreign)),
            ChangeReply::Otherwise if is_last => break,
            ChangeReply::Otherwise => {}
        }
        let Some(there) = calendar.look(&name).await? else {
            tag = None;
            continue;
        };
        if there.held.as_ref().is_none_or(|held| held.uid != wanted.uid) {
            return Ok(Some(Refusal::Foreign));
        }
        match wanted.against(&there) {
            // A first try may have arrived although its answer did not, or another run was faster.
            EventComparison::Same => return Ok(None),
            EventComparison::Refused(why) => return Ok(Some(why)),
            EventComparison::Differs(_) => tag = Some(there.e_tag),
        }
    }
    Ok(Some(Refusal::Contested))
}

/// Removes an event that is gone. If it was changed since it was read, it is read once more.
async fn withdraw(
    calendar: &Calendar,
    there: &CalendarResource,
) -> Result<Option<Refusal>, CalendarFault> {
    if calendar.remove(&there.name, &there.e_tag).await? == ChangeReply::Done {
        return Ok(None);
    }
    match calendar.look(&there.name).await? {
        None => Ok(None),
        Some(now) if now.mark() != there.mark() => Ok(Some(Refusal::Contested)),
        Some(now) => match calendar.remove(&now.name, &now.e_tag).await? {
            ChangeReply::Done => Ok(None),
            _ => Ok(Some(Refusal::Contested)),
        },
    }
}
