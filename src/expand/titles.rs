//! Titles: short, with the group first, because a phone shows thirty characters.

use crate::model::{Group, Kind, Language, Slot, Text, begins_with_group, compact};
use crate::words::Words;

/// The title of a session: its own with the group before it, or a generic one.
pub(super) fn session(
    words: &Words,
    language: Language,
    title: Option<&Text>,
    kind: Kind,
    groups: &[Group],
    slot: Option<Slot>,
) -> String {
    match title {
        Some(title) => titled(words, &one_line(title.in_language(language)), groups),
        None => generic(words, kind, &compact(groups), slot),
    }
}

fn titled(words: &Words, title: &str, groups: &[Group]) -> String {
    if begins_with_group(title) {
        title.to_owned()
    } else {
        (words.titled)(&compact(groups), title)
    }
}

/// The title of a session for which only the slot is known.
pub fn generic(words: &Words, kind: Kind, groups: &str, slot: Option<Slot>) -> String {
    let slot = match slot {
        Some(Slot::Lunch) => return (words.lunch_session)(groups),
        Some(slot) => slot.key(),
        None => return (words.rgm_alone)(groups),
    };
    match kind {
        Kind::Plenary => (words.plenary)(groups, slot),
        Kind::Rgm => (words.rgm)(groups, slot),
        Kind::Workshop => (words.workshop)(groups, slot),
        Kind::Social => (words.social)(groups),
        _ => (words.session)(groups, slot),
    }
}

/// The city of a place: the part after its last comma.
pub(super) fn city(place: Option<&Text>, language: Language) -> Option<String> {
    let place = place?.in_language(language);
    let city = one_line(place.rsplit([',', '，', '،', '、']).next().unwrap_or(place));
    (!city.is_empty()).then_some(city)
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{city, session};
    use crate::model::{Group, Kind, Language, Slot, Text};
    use crate::words::Words;

    #[test]
    fn titles_of_the_contract() {
        let title = |language: Language, group: &str, text: Option<&str>, kind, slot| {
            let groups: Vec<Group> = vec![group.parse().unwrap()];
            let text = text.and_then(|text| Text::new(language, text));
            session(Words::of(language), language, text.as_ref(), kind, &groups, Some(slot))
        };
        let (en, zh) = (Language::En, Language::Zh);
        assert_eq!(
            title(en, "Q7/12", Some("Q7/12: ad hoc on terms"), Kind::Session, Slot::S1),
            "Q7/12: ad hoc on terms"
        );
        assert_eq!(
            title(en, "SG12", Some("Questions in\nparallel"), Kind::Session, Slot::S1),
            "SG12: Questions in parallel"
        );
        assert_eq!(
            title(en, "SG12", Some("SG12 opening plenary"), Kind::Plenary, Slot::S2),
            "SG12 opening plenary"
        );
        assert_eq!(title(en, "SG12", None, Kind::Session, Slot::S3), "SG12 session 3");
        assert_eq!(title(en, "SG11", None, Kind::Rgm, Slot::S3), "SG11 RGM, session 3");
        assert_eq!(title(zh, "SG11", None, Kind::Rgm, Slot::S3), "SG11 报告人组会议，第3场");
        assert_eq!(
            title(zh, "Q7/12", Some("术语特设会议"), Kind::Session, Slot::S3),
            "Q7/12：术语特设会议"
        );
    }

    #[test]
    fn the_city_follows_the_last_comma() {
        let text = Text::from_pairs([
            (Language::En, "ITU headquarters, Geneva".to_owned()),
            (Language::Zh, "国际电联总部，日内瓦".to_owned()),
        ]);
        assert_eq!(city(text.as_ref(), Language::En).as_deref(), Some("Geneva"));
        assert_eq!(city(text.as_ref(), Language::Zh).as_deref(), Some("日内瓦"));
        for line in ["ITU, New\nYork", "ITU, New\u{2028}York", "ITU, New\u{85}York"] {
            let text = Text::new(Language::En, line.to_owned());
            assert_eq!(city(text.as_ref(), Language::En).as_deref(), Some("New York"));
        }
        assert_eq!(city(None, Language::En), None);
    }
}
