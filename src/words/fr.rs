//! French.

use super::{Changes, DateWords, Words};
use crate::model::Action;

pub(super) const WORDS: Words = Words {
    calendar: "Réunions de l’UIT-T",
    deadlines_of: |calendar| format!("{calendar}\u{a0}: échéances"),
    feed_of_meeting: |groups, days| format!("{groups}, {days}"),

    meeting: |groups, city| match city {
        Some(city) => format!("{groups}\u{a0}: réunion, {city}"),
        None => format!("{groups}\u{a0}: réunion"),
    },
    rgms: |groups, city| match city {
        Some(city) => format!("{groups}\u{a0}: réunions de Groupes de Rapporteur, {city}"),
        None => format!("{groups}\u{a0}: réunions de Groupes de Rapporteur"),
    },
    titled: |groups, title| format!("{groups}\u{a0}: {title}"),
    session: |groups, slot| format!("{groups}\u{a0}: séance {slot}"),
    plenary: |groups, slot| format!("{groups}\u{a0}: plénière, séance {slot}"),
    rgm: |groups, slot| format!("{groups}\u{a0}: Groupe de Rapporteur, séance {slot}"),
    rgm_alone: |groups| format!("{groups}\u{a0}: réunion de Groupe de Rapporteur"),
    workshop: |groups, slot| format!("{groups}\u{a0}: atelier, séance {slot}"),
    social: |groups| format!("{groups}\u{a0}: réception"),
    lunch_session: |groups| format!("{groups}\u{a0}: séance à l’heure du déjeuner"),
    lunch: |groups| format!("{groups}\u{a0}: pause déjeuner"),
    registration: |groups, place| match place {
        Some(place) => format!("{groups}\u{a0}: enregistrement, {place}"),
        None => format!("{groups}\u{a0}: enregistrement"),
    },
    deadline: |groups, action, time| match time {
        Some(time) => format!("{groups}, échéance\u{a0}: {action} ({time})"),
        None => format!("{groups}, échéance\u{a0}: {action}"),
    },
    action: |action| match action {
        Action::Contributions => "contributions",
        Action::ContributionsForTranslation => "contributions dont la traduction est demandée",
        Action::DelayedContributions => "contributions tardives",
        Action::Captioning => "demandes de sous-titrage en temps réel",
        Action::SignLanguage => "demandes d’interprétation en langue des signes",
        Action::Fellowship => "demandes de bourse",
        Action::Interpretation => "demandes d’interprétation",
        Action::PreRegistration => "préinscription",
        Action::RegistrationForm => "formulaire d’inscription",
        Action::VisaSupport => "demandes de lettre d’appui pour l’obtention du visa",
        Action::RgmInputDocuments => "documents soumis aux Groupes de Rapporteur",
        Action::DocumentNumberRequest => "demandes de numéro de document",
        Action::DocumentRegistration => "enregistrement des documents",
        Action::DocumentDistribution => "distribution des documents",
        Action::HotelReservation => "réservations d’hôtel",
        Action::RemoteParticipationRequest => "demandes de participation à distance",
        Action::MemberStateReply => "réponses des États Membres",
        Action::Other => "autre",
    },

    if_necessary: " (si nécessaire)",
    tentative: " (à confirmer)",
    cancelled: "ANNULÉ – ",
    postponed: "REPORTÉ – ",

    slot: |slot, hours| format!("Séance {slot}, {hours}"),
    geneva_time: |hours| format!("{hours}, heure de Genève"),
    local_time: |hours, city| format!("{hours}, heure {}{city}", of(city)),
    offset_time: |hours, offset| format!("{hours} {offset}"),
    until: |time| format!("Jusqu’à {time}"),
    aside: |text, aside| format!("{text} ({aside})"),
    comma: ", ",
    colon: "\u{a0}: ",
    room: "Salle",
    remote: "Participation à distance",
    no_remote: "Pas de participation à distance",
    virtual_meeting: "Réunion virtuelle",
    opening: "Ouverture",
    registration_label: "Enregistrement",
    collective_letter: |number| format!("Lettre collective TSB {number}"),
    circular: |number| format!("Circulaire TSB {number}"),
    letter: "Lettre d’invitation",
    tel: "Tél.",
    fax: "Fax",
    email: "Courriel",
    web: "Web",
    chair: "Présidence",
    agenda: "Ordre du jour",
    recommendations: "Projets de Recommandation",
    changes_of: |calendar| format!("{calendar}\u{a0}: modifications"),
    changes: Changes {
        new: "nouveau",
        cancelled: "annulé",
        postponed: "reporté",
        revived: "maintenu",
        gone: "ne figure plus",
        moved: |from, to| format!("déplacé du {from} au {to}"),
        retitled: |before| format!("nouveau titre, auparavant\u{a0}: {before}"),
        relocated: |from, to| format!("nouveau lieu\u{a0}: {to}\u{a0}; auparavant\u{a0}: {from}"),
        located: |place| format!("lieu\u{a0}: {place}"),
        unlocated: |before| format!("lieu retiré, auparavant\u{a0}: {before}"),
        sure: "confirmé",
        unsure: "à confirmer",
        text: "détails modifiés",
        events: |count| format!("{count} événements"),
    },
    dates: DateWords {
        weekdays: ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        on_weekday: |weekday, date| format!("{weekday} {date}"),
        column: |weekday, day| format!("{weekday} {day}"),
        day: |day, month, year| format!("{} {month} {year}", day_of_month(day)),
        days: |first, last, month, year| format!("{}–{last} {month} {year}", day_of_month(first)),
        months_apart: |(d1, m1), (d2, m2), year| {
            format!("{} {m1} – {} {m2} {year}", day_of_month(d1), day_of_month(d2))
        },
        years_apart: |first, last| format!("{first} – {last}"),
    },
};

/// A day of the month: the first is an ordinal.
fn day_of_month(day: u32) -> String {
    if day == 1 { "1er".to_owned() } else { day.to_string() }
}

/// What joins a time to its city.
fn of(city: &str) -> &'static str {
    if city.starts_with(['A', 'E', 'I', 'O', 'U']) { "d’" } else { "de " }
}
