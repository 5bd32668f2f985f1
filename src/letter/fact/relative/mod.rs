//! Relative deadlines: distances to the first day in prose, as "at least six weeks before the first
//! day of the meeting", `会议开始至少六周前`, `قبل بدء الاجتماع بستة أسابيع`.

mod distance;

use crate::finding::Place;
use crate::letter::lex::normal::{Line, Normal};
use crate::letter::read::document::Span;
use crate::letter::shape::prose;
use crate::letter::words::{self, Sense, Words};
use crate::model::{Action, Before, Language, Unit};
use distance::{Distance, distances};

/// A distance that a letter names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// The sentence that names it.
    pub(crate) sentence: Span,
    /// Where the distance stands.
    pub(crate) place: Place,
    /// The words of the distance.
    pub(crate) words: String,
    /// How far.
    pub(crate) before: Before,
    /// Whether only working days count.
    pub(crate) in_working_days: bool,
    /// What it is for, if the words around it say so.
    pub(crate) action: Option<Action>,
    /// Whether its sentence speaks of that one thing alone.
    pub(crate) is_certain: bool,
    /// What kind of distance it is.
    pub(crate) kind: Kind,
}

/// What a distance means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Something is due so long before the first day.
    Limit,
    /// Something is better begun so long before it.
    Advice,
    /// Something takes so long.
    Processing,
    /// Something is due so long before a session.
    Session,
}

/// The widest stretch between a distance and the words "before the meeting", in characters.
const NEAR: usize = 14;

/// Reads the distances of the whole letter but for `skip`.
pub(crate) fn rules(normal: &Normal, skip: &[Span]) -> Vec<Rule> {
    let mut found = Vec::new();
    // A paragraph without a label goes on with the subject of the one before it.
    let mut subject: Option<Action> = None;
    for line in &normal.lines {
        if line.cell.is_some() || prose::is_in(&line.span, skip) {
            continue;
        }
        let text = normal.folded(&line.span);
        let is_short = text.chars().count() < 60 && !text.ends_with(['.', '。', '!', '؟']);
        match prose::label(normal, line) {
            Some(label) => subject = actions(normal.folded(&label)).first().copied(),
            None if line.is_heading || is_short => subject = None,
            None => {}
        }
        of_line(normal, line, &mut subject, &mut found);
    }
    found
}

/// The distances of a paragraph. `subject` is what it speaks of until a sentence says otherwise.
fn of_line(normal: &Normal, line: &Line, subject: &mut Option<Action>, found: &mut Vec<Rule>) {
    for sentence in prose::sentences(normal, &line.span) {
        let text = normal.folded(&sentence);
        let named = actions(text);
        let of_sentence = named.first().copied();
        let parts = text.contains([';', '؛']);
        *subject = of_sentence.or(*subject);
        // "Register at least one month before": nothing else of registration has such a limit.
        let is_registration = prose::has(text, Sense::RegistrationAlone);
        let action = subject.or_else(|| is_registration.then_some(Action::PreRegistration));
        let tokens = normal.tokens_in(&sentence);
        let distances = distances(tokens);
        for (index, distance) in distances.iter().enumerate() {
            let neighbours = Neighbours {
                before: index.checked_sub(1).and_then(|at| distances.get(at)),
                after: distances.get(index + 1),
            };
            let mut kind = kind(normal, &sentence, distance, neighbours);
            if kind == Some(Kind::Limit) && action == Some(Action::RemoteParticipationRequest) {
                kind = Some(Kind::Session);
            }
            let Some(kind) = kind else { continue };
            // What the part between semicolons speaks of, if it says so.
            let own =
                if parts { of_part(text, distance.span.start - sentence.start) } else { None };
            let action = own.or(action);
            found.push(Rule {
                sentence: sentence.clone(),
                place: normal.place(&distance.span),
                words: normal.words(&distance.span),
                before: distance.before,
                in_working_days: distance.in_working_days,
                action,
                is_certain: named.len() <= 1 || own.is_some(),
                kind,
            });
        }
    }
}

/// The only thing that the part of a folded sentence between two semicolons asks for.
fn of_part(text: &str, at: usize) -> Option<Action> {
    let begin = text.get(..at)?.rfind([';', '؛']).map_or(0, |mark| mark + 1);
    let end = text.get(at..)?.find([';', '؛']).map_or(text.len(), |mark| at + mark);
    // The sign in Arabic has two bytes, and none of them begins a word.
    match actions(text.get(begin..end).or_else(|| text.get(begin + 1..end))?).as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// What a folded text asks for, the most telling first; what another one implies is left out.
pub(crate) fn actions(text: &str) -> Vec<Action> {
    let mut named: Vec<Action> = Vec::new();
    for (sense, phrases) in words::rows() {
        let Sense::Asks(action) = sense else { continue };
        let mut phrases = phrases.iter().map(|phrase| phrase.trim_end_matches('*'));
        if phrases.any(|phrase| prose::find(text, phrase).is_some()) && !named.contains(&action) {
            named.push(action);
        }
    }
    let implied = |action: Action, by: &[Action]| {
        by.iter().any(|other| *other != action && named.contains(other))
    };
    let kept = |action: &Action| match action {
        Action::Interpretation => !implied(*action, &[Action::SignLanguage]),
        Action::Contributions => {
            !implied(*action, &[Action::ContributionsForTranslation, Action::DelayedContributions])
        }
        // Where and how something is asked for.
        Action::RegistrationForm
        | Action::PreRegistration
        | Action::RemoteParticipationRequest
        | Action::HotelReservation => !implied(
            *action,
            &[Action::Interpretation, Action::Fellowship, Action::VisaSupport, Action::Captioning],
        ),
        _ => true,
    };
    named.iter().copied().filter(kept).collect()
}

/// The distances before and after one in its sentence.
#[derive(Clone, Copy)]
struct Neighbours<'a> {
    before: Option<&'a Distance>,
    after: Option<&'a Distance>,
}

/// What a distance means in its sentence; none if it means nothing here.
fn kind(
    normal: &Normal,
    sentence: &Span,
    distance: &Distance,
    neighbours: Neighbours<'_>,
) -> Option<Kind> {
    let begin = neighbours.before.map_or(sentence.start, |other| other.span.end);
    let end = neighbours.after.map_or(sentence.end, |other| other.span.start);
    let before = normal.folded(&(begin..distance.span.start));
    let after = normal.folded(&(distance.span.end..end));
    let is_advised = is_advised(normal.folded(&(sentence.start..distance.span.start)));
    if follows(after) || leads(before, after) {
        return Some(if is_advised { Kind::Advice } else { Kind::Limit });
    }
    if distance.before.unit == Unit::Hours {
        return (distance.before.amount >= 12).then_some(Kind::Session);
    }
    let is_days = distance.before.unit == Unit::Days;
    let takes = is_days && (is_advised || is_advised_after(after));
    takes.then_some(Kind::Processing)
}

/// Whether "before the meeting" follows a distance closely.
fn follows(after: &str) -> bool {
    let close: String = after.chars().take(NEAR + 40).collect();
    prose::first(&close, Sense::BeforeMeeting).is_some_and(|phrase| {
        let between = close.get(..phrase.start).unwrap_or("");
        // In Chinese and Arabic the words of the meeting stand before the distance.
        let is_behind = between.starts_with(prose::is_ideograph)
            || close.get(phrase).is_some_and(|words| words.starts_with(prose::is_ideograph));
        !is_behind && is_short(between)
    })
}

/// Whether "before the meeting" stands closely before a distance: `会议开始至少六周前`,
/// `قبل بدء الاجتماع بستة أسابيع`.
fn leads(before: &str, after: &str) -> bool {
    let last = [Language::Zh, Language::Ar].into_iter().find_map(|language| {
        let words = Words::of(language).phrases(Sense::BeforeMeeting);
        let ends = words.filter_map(|word| before.rfind(word).map(|at| (at, at + word.len())));
        ends.max_by_key(|(at, end)| (*end, std::cmp::Reverse(*at)))
    });
    let Some((start, end)) = last else { return false };
    let words = before.get(start..end).unwrap_or("");
    let between = before.get(end..).unwrap_or("");
    if !words.starts_with(prose::is_ideograph) {
        return is_short(between);
    }
    // 会议开始 六周 前, 会议前 六周, 会议开始 前 六周; but not 会议开始 后 六周.
    let is_before = words.contains('前')
        || between.contains('前')
        || after.starts_with(['前'])
        || after.starts_with("之前")
        || after.starts_with("以前");
    is_before && !between.contains('后') && !after.starts_with('后') && is_short(between)
}

/// Whether a stretch between two parts of a rule is short and ends no clause.
fn is_short(between: &str) -> bool {
    between.chars().count() <= NEAR && !between.contains(['.', ';', ':', '。', '؛'])
}

/// Whether the words before a distance only advise it.
fn is_advised(before: &str) -> bool {
    let words = words::all(Sense::Advice);
    let near = before.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    let near = before.get(near..).unwrap_or(before);
    words.into_iter().any(|word| {
        prose::find(near, word).is_some_and(|at| {
            // "before the start of", "starting"
            let rest = near.get(at + word.len()..).unwrap_or("");
            let is_whole = !rest.starts_with(|c: char| c.is_ascii_alphabetic());
            let is_noun = near.get(..at).is_some_and(|before| before.ends_with("the "));
            is_whole && !is_noun
        })
    })
}

/// Whether a distance is a time that something usually takes: "15 days are usually needed".
fn is_advised_after(after: &str) -> bool {
    let close: String = after.chars().take(30).collect();
    prose::has(&close, Sense::Advice)
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::relative::{Kind, rules};
    use crate::letter::shape::prose::tests::normal;

    fn read(text: &str) -> Vec<String> {
        let show = |rule: crate::letter::fact::relative::Rule| {
            let action = rule.action.map_or("-", |action| action.key());
            let working = if rule.in_working_days { " working" } else { "" };
            let unsure = if rule.is_certain { "" } else { "?" };
            let before = rule.before;
            format!(
                "{:?} {}{working} {} {action}{unsure}",
                rule.kind,
                before.amount,
                before.unit.key()
            )
        };
        rules(&normal(text), &[]).into_iter().map(show).collect()
    }

    #[test]
    fn limits_in_six_languages() {
        for (text, expected) in [
            (
                "Interpreters come if interpretation is asked for six weeks before the first day.",
                "Limit 6 weeks interpretation",
            ),
            (
                "CONTRIBUTIONS: They are due 12 (twelve) calendar days before the meeting.",
                "Limit 12 days contributions",
            ),
            (
                "Contributions reach us not less than seven working days before the opening.",
                "Limit 7 working days contributions",
            ),
            ("VISAS: Ask a month before the meeting.", "Limit 1 months visa-support"),
            (
                "请在会议开始两个月前提交需要翻译的文稿。",
                "Limit 2 months contributions-for-translation",
            ),
            ("与会补贴：会议前至少六周提出。", "Limit 6 weeks fellowship"),
            ("文稿应在会议开始七个工作日前提交。", "Limit 7 working days contributions"),
            ("文稿最迟在会议开始前12天提交。", "Limit 12 days contributions"),
            (
                "BOURSES : demandes au moins six semaines avant le début de la réunion.",
                "Limit 6 weeks fellowship",
            ),
            (
                "Les contributions sont reçues douze jours calendaires avant la réunion.",
                "Limit 12 days contributions",
            ),
            (
                "Las contribuciones se envían diez días hábiles antes de la apertura.",
                "Limit 10 working days contributions",
            ),
            ("BECAS: seis semanas antes del primer día de la reunión.", "Limit 6 weeks fellowship"),
            (
                "Вклады представляются за двенадцать календарных дней до начала собрания.",
                "Limit 12 days contributions",
            ),
            ("ВИЗЫ: запрос подается за месяц до собрания.", "Limit 1 months visa-support"),
            ("المنح: تقدم الطلبات قبل بدء الاجتماع بستة أسابيع.", "Limit 6 weeks fellowship"),
            ("التأشيرات: قبل الاجتماع بشهرين.", "Limit 2 months visa-support"),
        ] {
            assert_eq!(read(text), [expected], "{text}");
        }
    }

    #[test]
    fn advice_processing_and_sessions_are_no_limits() {
        for (text, expected) in [
            (
                "FELLOWSHIPS: It is recommended to begin seven weeks before the meeting.",
                "Advice 7 weeks fellowship",
            ),
            ("与会补贴：建议在会议前至少七周开始。", "Advice 7 weeks fellowship"),
            ("VISAS: A letter usually takes 15 days.", "Processing 15 days visa-support"),
            ("签证：通常15天发出。", "Processing 15 days visa-support"),
            (
                "Remote participation is asked for 72 hours in advance.",
                "Session 72 hours remote-participation-request",
            ),
            ("远程与会：至少提前72小时。", "Session 72 hours remote-participation-request"),
        ] {
            assert_eq!(read(text), [expected], "{text}");
        }
        assert_eq!(read("VISAS: The start is six weeks before the meeting.").len(), 1);
    }

    #[test]
    fn the_subject_is_that_of_the_paragraph() {
        let text = "FELLOWSHIPS: Forms are on the page. Requests come six weeks before the meeting.\n\
                    If there are two, one is for travel. Both are due six weeks before the meeting.\n\
                    HOTEL FOOD: Order two weeks before the meeting.\nBadges\nPay one week before the meeting.";
        assert_eq!(
            read(text),
            [
                "Limit 6 weeks fellowship",
                "Limit 6 weeks fellowship",
                "Limit 2 weeks hotel-reservation",
                "Limit 1 weeks -",
            ]
        );
        let two = "Fellowships and visas are asked for one month before the meeting.";
        assert_eq!(read(two), ["Limit 1 months fellowship?"]);
        let registration = "REGISTRATION: obligatory, one month before the meeting.";
        assert_eq!(read(registration), ["Limit 1 months pre-registration"]);
    }

    #[test]
    fn what_is_no_distance() {
        for text in [
            "The meeting lasts two weeks. Before the meeting there is a workshop.",
            "Two weeks after the start of the meeting contributions are deleted.",
            "会议开始后两周公布文稿。",
            "文稿在会议开始两周内讨论。",
            "会议前第六周公布文稿。",
            "文稿应在会议日期1月14日提交。",
            "The deadline of contributions is 12 May 2025, before the meeting.",
            "It opens at 0930 hours, contributions are read at 10:30 hours.",
            "WP1/12 days before the meeting",
        ] {
            let limits = rules(&normal(text), &[]).into_iter().filter(|r| r.kind == Kind::Limit);
            assert_eq!(limits.count(), 0, "{text}");
        }
    }

    #[test]
    fn hostile_texts_end_soon() {
        read(&"six weeks before the meeting ".repeat(35_000));
        read(&"Contributions come six weeks before the meeting.\n".repeat(20_000));
        read(&"会议开始六周前".repeat(50_000));
    }
}
