//! Whose hours they are, as it is stated directly beside them: `0930 GMT`, `13 h 00 (heure de Genève)`,
//! `(UTC+2)`, `北京时间15:30`.

pub(crate) use crate::letter::lex::tokens::ZoneSaid;
use crate::letter::lex::tokens::{TokenKind, Tokens};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::zone::place::zone;
use crate::zone::{ZURICH, Zone};

/// The longest name of a city, in tokens.
const LONGEST_CITY: usize = 4;

/// How many words may stand between "all times" and the zone, and how long they are: "are in the".
const STATED: usize = 4;
const SMALL: usize = 4;

/// The most zones that are stated in one letter; each is looked up for each hour.
const MOST_STATED: usize = 40;

/// Where zones are stated for all hours around: "All times are UTC". Nothing else may stand in such a sentence:
/// "The times shown by the portal are UTC" is about other hours.
pub(super) fn stated(tokens: Tokens<'_>) -> Vec<(usize, ZoneSaid)> {
    let whole = 0..tokens.folded.len();
    let is_edge = |at: Option<usize>| {
        let kind = at.and_then(|at| tokens.kind(at));
        let sign = at.map_or("", |at| tokens.text(at));
        matches!(kind, None | Some(TokenKind::LineEnd))
            || matches!(sign, "." | "(" | ")" | "[" | "]" | "*" | "。" | "،")
    };
    let is_small = |at: &usize| match tokens.kind(*at) {
        Some(TokenKind::Word) => tokens.text(*at).chars().count() <= SMALL,
        kind => kind == Some(TokenKind::Ideograph) || tokens.text(*at) == "(",
    };
    let zone = |all_times: Span| {
        let begin = tokens.at_byte(all_times.start);
        if !is_edge(begin.checked_sub(1)) {
            return None;
        }
        let behind = tokens.at_byte(all_times.end);
        let mut begins = (behind..=behind + STATED)
            .take_while(|at| (behind..*at).all(|before| is_small(&before)));
        let alone = |at| code(tokens, at).or_else(|| city_alone(tokens, at, false));
        let read = |at| known_zone_at(tokens, at).or_else(|| alone(at));
        let (zone, next) = begins.find_map(read)?;
        is_edge(Some(next)).then_some((all_times.start, zone))
    };
    tokens.marks.all(Sense::AllTimes, &whole).filter_map(zone).take(MOST_STATED).collect()
}

/// The zone that the head of a column or a note states: "Time (UTC)", "Hora (Seúl)", but not "Start time". A
/// name says more than "local time".
pub(crate) fn inside(tokens: Tokens<'_>) -> Option<ZoneSaid> {
    let read = |at: usize| {
        let is_open = at > 0 && matches!(tokens.text(at - 1), "(" | "[");
        let bracket = || code(tokens, at).or_else(|| offset(tokens, at)).filter(|_| is_open);
        let whole = if is_open { zone_at(tokens, at, false) } else { known_zone_at(tokens, at) };
        let (zone, _) = whole.or_else(bracket).or_else(|| city_alone(tokens, at, false))?;
        Some(zone)
    };
    let mut all = (0..tokens.all.len()).filter_map(read);
    let first = all.next()?;
    let named = (first == ZoneSaid::Local).then(|| all.find(|zone| *zone != ZoneSaid::Local));
    Some(named.flatten().unwrap_or(first))
}

/// The zone that is stated behind an hour, and the token after it.
pub(super) fn behind(tokens: Tokens<'_>, at: usize) -> Option<(ZoneSaid, usize)> {
    let is_below = tokens.kind(at) == Some(TokenKind::LineEnd)
        && (tokens.text(at + 1) == "(" || named(tokens, at + 1).is_some());
    let mut begin = at + usize::from(is_below);
    let is_open = matches!(tokens.text(begin), "(" | "[");
    begin += usize::from(is_open || tokens.text(begin) == ",");
    // "по московскому времени", "в 9 часов, по UTC"
    let linked = [Sense::ToDay, Sense::AtHour, Sense::OfMonth, Sense::InZone];
    let last = begin + usize::from(tokens.is_any(begin, linked));
    // "1300Z", "13:00 Z"
    let is_zulu = || tokens.written.get(tokens.span(at, at + 1)) == Some("Z");
    let is_beside = || at.checked_sub(1).is_some_and(|before| tokens.touches(before));
    if tokens.text(at) == "z" && (is_zulu() || is_beside()) {
        return Some((ZoneSaid::Offset(0), at + 1));
    }
    let read = (begin..=last).find_map(|begin| zone_at(tokens, begin, is_open));
    let (zone, next) = read.or_else(|| code(tokens, begin).filter(|_| is_open))?;
    Some((zone, next + usize::from(is_open && matches!(tokens.text(next), ")" | "]"))))
}

/// The zone that is stated before an hour: `北京时间15:30`, `UTC 12:00`.
pub(super) fn before(tokens: Tokens<'_>, at: usize) -> Option<ZoneSaid> {
    let last = at.checked_sub(1)?;
    if !matches!(tokens.kind(last)?, TokenKind::Ideograph | TokenKind::Word) {
        return None;
    }
    (at.saturating_sub(LONGEST_CITY + 3)..at).find_map(|begin| {
        let read = zone_at(tokens, begin, false);
        read.filter(|(_, next)| *next == at).map(|(zone, _)| zone)
    })
}

/// A zone by its own name or that of a city.
fn zone_at(tokens: Tokens<'_>, at: usize, is_open: bool) -> Option<(ZoneSaid, usize)> {
    named(tokens, at).or_else(|| of_city(tokens, at, is_open))
}

/// The same of cities that are known.
fn known_zone_at(tokens: Tokens<'_>, at: usize) -> Option<(ZoneSaid, usize)> {
    let is_known = |(zone, _): &(ZoneSaid, usize)| *zone != ZoneSaid::Unknown;
    named(tokens, at).or_else(|| of_city(tokens, at, false).filter(is_known))
}

/// A zone by its own name: `UTC+2`, "local time", "Eastern Time".
fn named(tokens: Tokens<'_>, at: usize) -> Option<(ZoneSaid, usize)> {
    let own = [(Sense::GenevaTime, ZoneSaid::Geneva), (Sense::LocalTime, ZoneSaid::Local)];
    for (sense, zone) in own {
        if let Some((_, next)) = tokens.mark(at, sense) {
            return Some(
                local_of(tokens, next).filter(|_| zone == ZoneSaid::Local).unwrap_or((zone, next)),
            );
        }
    }
    if let Some(next) = tokens.behind(at, Sense::Utc) {
        return Some(offset(tokens, next).unwrap_or((ZoneSaid::Offset(0), next)));
    }
    let (Sense::ZoneName(name), next) = tokens.mark(at, Sense::ZoneName(""))? else { return None };
    // "les heures de cet horaire", "9 h 30 est l'heure"
    let written = tokens.written.get(tokens.span(at, next))?;
    let is_small = next == at + 1 && written.chars().all(|c| c.is_ascii_lowercase());
    if is_small && tokens.kind(next) == Some(TokenKind::Word) {
        return None;
    }
    Some((name.parse().map_or(ZoneSaid::Unknown, of_zone), next))
}

/// The place whose local time it is: "local time in Tokyo".
fn local_of(tokens: Tokens<'_>, at: usize) -> Option<(ZoneSaid, usize)> {
    let links = [Sense::InPlace, Sense::InName, Sense::OfMonth];
    let is_link = links.into_iter().any(|of| tokens.is_one_of(at, of));
    if is_link { city_alone(tokens, at + 1, false) } else { None }
}

/// A zone by a code that is a word or a letter of other texts too, where nothing else can stand: "(ET)".
fn code(tokens: Tokens<'_>, at: usize) -> Option<(ZoneSaid, usize)> {
    let (Sense::ZoneCode(name), next) = tokens.mark(at, Sense::ZoneCode(""))? else { return None };
    let written = tokens.written.get(tokens.span(at, next))?;
    let ends = matches!(tokens.kind(next), None | Some(TokenKind::LineEnd | TokenKind::Sign));
    let is_code = ends && written.chars().all(char::is_uppercase);
    is_code.then(|| (name.parse().map_or(ZoneSaid::Unknown, of_zone), next))
}

/// The offset behind "UTC": `+2`, `-05:30`, `+0200`.
fn offset(tokens: Tokens<'_>, at: usize) -> Option<(ZoneSaid, usize)> {
    let sign = match tokens.text(at) {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    // "09:00 UTC - 10:30" is a range.
    if !tokens.touches(at) {
        return None;
    }
    let digits = tokens.digits(at + 1);
    let has_minutes = tokens.text(at + 2) == ":" && tokens.digits(at + 3).len() == 2;
    let (hours, minutes, next) = match digits.len() {
        1 | 2 if has_minutes => (digits, tokens.digits(at + 3), at + 4),
        1 | 2 => (digits, "0", at + 2),
        4 => (digits.get(..2)?, digits.get(2..)?, at + 2),
        _ => return None,
    };
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then(|| (ZoneSaid::Offset(sign * (hours * 60 + minutes)), next))
}

/// The zone of a city: "Bangkok time", "heure de Tunis", `曼谷时间`. A name that is not known is a city
/// all the same, and in parentheses anything is.
fn of_city(tokens: Tokens<'_>, at: usize, is_open: bool) -> Option<(ZoneSaid, usize)> {
    let text = |from: usize, to: usize| tokens.folded.get(tokens.span(from, to)).unwrap_or("");
    let is_word = |at: &usize| {
        matches!(tokens.kind(*at), Some(TokenKind::Word | TokenKind::Ideograph))
            || matches!(tokens.text(*at), "-" | "'" | "’")
    };
    if let Some(city) = tokens.behind(at, Sense::TimeOf) {
        let end = (city..).take(LONGEST_CITY).take_while(is_word).last()? + 1;
        let known = (city + 1..=end).rev().find_map(|end| Some((zone(text(city, end))?, end)));
        let known = known.map(|(zone, end)| (of_zone(zone), end));
        let is_city = is_open || is_name(tokens, city, city + 1);
        return known.or(Some((ZoneSaid::Unknown, end)).filter(|_| is_city));
    }
    let mut words = (at + 1..=at + LONGEST_CITY).take_while(|word| is_word(&(word - 1)));
    let (word, next) =
        words.find_map(|word| Some((word, tokens.behind(word, Sense::CityTime)?)))?;
    let known = zone(text(at, word)).map(of_zone);
    // "10:00 Springfield time", but not "10:45 Tea Time".
    let is_small = tokens
        .written
        .get(tokens.span(word, next))
        .is_some_and(|time| time.starts_with(char::is_lowercase));
    // "13:00-14:30 (lunch time)"
    let is_break = tokens.is_any(at, [Sense::Lunch, Sense::Pause]);
    let begin = tokens.written.get(tokens.span(at, word)).unwrap_or_default();
    let is_city = match is_open {
        true => !is_break && !begin.starts_with(char::is_lowercase),
        false => is_small && is_name(tokens, at, word),
    };
    let said = known.or(Some(ZoneSaid::Unknown).filter(|_| is_city))?;
    Some((said, next))
}

/// The zone of a city that stands alone behind an hour: "07:00-09:00 New York / 13:00-15:00 Geneva", "13:00
/// (Geneva)".
pub(super) fn city(tokens: Tokens<'_>, at: usize) -> Option<(ZoneSaid, usize)> {
    let is_open = tokens.text(at) == "(";
    let begin = at + usize::from(is_open);
    let before = tokens.all.get(at.checked_sub(1)?)?.end..tokens.all.get(begin)?.start;
    if tokens.written.get(before)?.contains(['\t', '\n']) {
        return None;
    }
    let (zone, end) = city_alone(tokens, begin, is_open)?;
    Some((zone, end + usize::from(is_open)))
}

/// A city, or a country with one zone, with nothing but a sign behind it.
fn city_alone(tokens: Tokens<'_>, begin: usize, is_open: bool) -> Option<(ZoneSaid, usize)> {
    let is_word = matches!(tokens.kind(begin), Some(TokenKind::Word | TokenKind::Ideograph));
    // The tables of cities are asked for few words.
    if !is_word {
        return None;
    }
    let ends = |at: usize| match tokens.kind(at) {
        None | Some(TokenKind::LineEnd) => true,
        Some(TokenKind::Sign) if is_open => tokens.text(at) == ")",
        Some(TokenKind::Sign) => {
            matches!(
                tokens.text(at),
                ":" | "/" | "," | ";" | ")" | "]" | "(" | "." | "|" | "、" | "،" | "。"
            )
        }
        _ => false,
    };
    let known = |end: usize| zone(tokens.folded.get(tokens.span(begin, end))?);
    let mut ends = (begin + 1..=begin + LONGEST_CITY).filter(|end| ends(*end));
    let (zone, end) = ends.find_map(|end| Some((known(end)?, end)))?;
    Some((of_zone(zone), end))
}

/// Whether the name of a city is that of a zone, beside a word for time: "Geneva time", "(hora de Ginebra)",
/// `日内瓦时间`, "Genève (heure)", "Time (Geneva)".
pub(crate) fn names_zone(tokens: Tokens<'_>, city: &Span) -> bool {
    let (at, next) = (tokens.at_byte(city.start), tokens.at_byte(city.end));
    let is_time = |at: usize, end: Option<usize>| {
        [Sense::CityTime, Sense::HoursColumn].into_iter().any(|of| {
            tokens.mark(at, of).is_some_and(|(_, behind)| end.is_none_or(|end| behind == end))
        })
    };
    let is_open = |at: usize| matches!(tokens.text(at), "(" | "[");
    let behind =
        is_open(next) && is_time(next + 1, None) || tokens.mark(next, Sense::LocalTime).is_some();
    let open = at.checked_sub(1).filter(|open| is_open(*open));
    let before =
        open.is_some_and(|open| (open.saturating_sub(2)..open).any(|at| is_time(at, Some(open))));
    // "Venue: Geneva Time: 09:30"
    let covers = |begin: usize| {
        let read = named(tokens, begin).or_else(|| of_city(tokens, begin, false));
        read.is_some_and(|(_, end)| at < end && tokens.text(end) != ":")
    };
    behind || before || (at.saturating_sub(LONGEST_CITY)..=at).any(covers)
}

/// Whether tokens are the words of a name, in a cell: each has a capital, and none is a part of a plan.
fn is_name(tokens: Tokens<'_>, from: usize, to: usize) -> bool {
    let parts = [Sense::Lunch, Sense::Pause, Sense::Slot, Sense::Question];
    let is_upper = |at: usize| {
        let word = tokens.written.get(tokens.span(at, at + 1)).unwrap_or("");
        word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic())
    };
    let written = tokens.written.get(tokens.span(from.saturating_sub(1), to)).unwrap_or("");
    from < to
        && (from..to).all(is_upper)
        && !written.contains('\t')
        && !parts.into_iter().any(|part| tokens.marks.has(part, &tokens.span(from, to)))
}

fn of_zone(zone: Zone) -> ZoneSaid {
    if zone == ZURICH { ZoneSaid::Geneva } else { ZoneSaid::Of(zone) }
}
