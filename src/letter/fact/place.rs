//! Where the meeting takes place.

use crate::finding::{Findings, Said};
use crate::letter::fact::subject::{Subject, geneva};
use crate::letter::read::document::Span;
use crate::letter::shape::found::{Found, floor};
use crate::letter::shape::regions::Regions;
use crate::letter::words::{Sense, Words};
use crate::model::{Language, Text, ZURICH};
use crate::source::Draft;
use crate::zone::place::zone;

/// Where: headquarters and city as the letter writes them.
pub(crate) fn place(
    found: &mut Found<'_>,
    subject: Option<&Subject>,
    regions: &Regions,
    language: Language,
    draft: &mut Draft,
    findings: &mut Findings,
) {
    let body = &regions.body;
    let early = floor(found, body.start..body.end.min(body.start + 3_000));
    let headquarters = found.first(&early, Sense::Headquarters);
    let title = subject.map(|subject| subject.span.clone()).unwrap_or(0..0);
    if headquarters.is_none() && found.has(&title, Sense::VirtualMeeting) {
        return;
    }
    // The place of the subject goes with its days: a meeting that was moved may be elsewhere.
    let start = draft.start.as_ref().map(|start| start.value);
    let is_moved = subject.and_then(|subject| subject.date.as_ref()).is_some_and(|date| {
        date.days().is_some_and(|days| start.is_some_and(|start| !days.contains(start)))
    });
    let said = subject.and_then(|subject| subject.place.clone()).filter(|_| !is_moved);
    let near = headquarters
        .clone()
        .map(|at| floor(found, at.start.saturating_sub(40)..(at.end + 40).min(early.end)));
    let city = said
        .or_else(|| near.and_then(|near| geneva(found, &near)))
        // The sentence of a meeting that was moved may name the old place first.
        .or_else(|| body_city(found, &early).filter(|_| !is_moved));
    let Some(city) = city else {
        if let Some(local) = found.first(&early, Sense::LocalTime) {
            let place = found.normal.place(&local);
            findings
                .doubt(
                    "zone-unknown",
                    Some(place),
                    "these hours are those of the place, which is not read",
                )
                .help(
                    "add it: `timezone: …`; without it the hours are taken to be those of Geneva",
                );
        }
        return;
    };
    let words = found.normal.words(&city);
    let at_headquarters = headquarters.filter(|_| geneva(found, &city).is_some());
    // In Russian both words are declined in a sentence; the place stands alone.
    let whole = match &at_headquarters {
        Some(_) => Words::of(language).headquarters.to_owned(),
        None => with_country(&words),
    };
    found.note("place", &whole, &city);
    let place = found.normal.place(&city);
    // ITU's headquarters need not be looked up.
    let known = if at_headquarters.is_some() { Some(ZURICH) } else { zone(&whole) };
    match known {
        Some(ZURICH) => {}
        Some(zone) => {
            found.note("timezone", zone.name(), &city);
            found.zone = zone;
            draft.zone = Some(Said { value: zone, place });
        }
        None if geneva(found, &city).is_some() => {}
        None => {
            findings
                .doubt(
                    "zone-unknown",
                    Some(place),
                    format!("the time zone of {whole} is not known here"),
                )
                .help(
                    "add it: `timezone: …`; without it the hours are taken to be those of Geneva",
                );
        }
    }
    draft.place = Text::new(language, whole);
}

/// A city behind "in" in a sentence that says where the meeting takes place.
fn body_city(found: &Found<'_>, early: &Span) -> Option<Span> {
    let anchor = found.first(early, Sense::TakesPlace)?;
    let sentence = found.sentence(anchor.start, early);
    geneva(found, &sentence)
}

/// "Wuxi, China" as "Wuxi (China)": a banner names what follows the last comma.
fn with_country(words: &str) -> String {
    match words.rsplit_once([',', '،', '，']) {
        Some((city, country)) if !words.contains('(') => {
            format!("{} ({})", city.trim(), country.trim())
        }
        _ => words.to_owned(),
    }
}
