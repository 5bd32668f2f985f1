//! What stands in a feed before its first event.

use super::PRODID;
use crate::ical::{self, duration, kept, text, uri, utc};
use crate::model::{Group, Settings};
use crate::revise::Lineage;
use chrono::{DateTime, Utc};

/// The properties of a feed as a whole.
#[derive(Clone, Copy, Debug)]
pub struct FeedHead<'a> {
    /// Its name in calendar programs.
    pub name: &'a str,
    /// When an event of it was last changed.
    pub stamp: DateTime<Utc>,
    /// Who meets, if it is a meeting's own feed.
    pub groups: &'a [Group],
    /// What it has to do with other meetings.
    pub lineage: &'a Lineage,
    /// Its address below that of the tree.
    pub path: &'a str,
    /// The address of the page that shows what it holds.
    pub page: &'a str,
}

impl FeedHead<'_> {
    /// The bytes of the calendar before its first event. Its own address is included only if that of
    /// the tree has one.
    pub fn written(&self, settings: &Settings, vtimezone: &[u8]) -> Vec<u8> {
        let mut properties = vec![
            kept("VERSION", "2.0"),
            text("PRODID", PRODID),
            kept("CALSCALE", "GREGORIAN"),
            text("NAME", self.name),
            text("X-WR-CALNAME", self.name),
            text("X-WR-TIMEZONE", crate::model::ZURICH.name()),
            utc("LAST-MODIFIED", self.stamp),
            duration("REFRESH-INTERVAL", settings.refresh),
            kept("X-PUBLISHED-TTL", settings.refresh),
            kept("COLOR", "steelblue"),
        ];
        if let Some(base) = &settings.base_url {
            properties.push(uri("SOURCE", &format!("{base}/{}", self.path), true));
            properties.push(uri("URL", &format!("{base}/{}", self.page), false));
        }
        for (property, list) in [
            (ical::GROUPS, listed(self.groups)),
            (ical::FORMERLY, listed(&self.lineage.formerly)),
            (ical::NUMBERS, listed(&self.lineage.numbers)),
        ] {
            if !list.is_empty() {
                properties.push(kept(property, list));
            }
        }
        let mut head = Vec::new();
        ical::begin_calendar(&properties, &mut head);
        head.extend_from_slice(vtimezone);
        head
    }
}

fn listed(values: &[impl ToString]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
