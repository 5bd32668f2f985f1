//! Relative deadlines: distances to the first day in prose, as "at least six weeks before the first
//! day of the meeting", `会议开始至少六周前`, `قبل بدء الاجتماع بستة أسابيع`.

mod distance;

use crate::finding::Place;
use crate::letter::fact::others::others_act;
use crate::letter::lex::{Normal, NormalLine, TokenKind};
use crate::letter::read::document::Span;
use crate::letter::shape::prose;
use crate::letter::words::{LanguageWords, Sense};
use crate::model::{Action, Before, Language, TimeUnit};
use distance::Distance;
pub(super) use distance::distances;

/// How many hours make a distance where no limit is stated.
const SHORTEST: u32 = 12;

/// A distance that a letter names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedDistance {
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
    pub(crate) kind: DistanceKind,
}

/// What a distance means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DistanceKind {
    /// Something is due so long before the first day.
    Limit,
    /// Something is better begun so long before it.
    Advice,
    /// Something takes so long.
    Processing,
    /// Something is due so long before a session.
    Session,
    /// Others do something then, or something begins.
    OfOthers,
}

/// Reads the distances of the whole letter but for `skip`.
pub(crate) fn rules(normal: &Normal, skip: &[Span]) -> Vec<NamedDistance> {
    let mut found = Vec::new();
    // A paragraph without a label goes on with the subject of the one before it.
    let mut subject: Option<Action> = None;
    // The cells of a row are one: "1 week before | Remote participation".
    let row = |line: &NormalLine| line.cell.map(|(table, row, _)| (table, row));
    for cells in normal.lines.chunk_by(|one, next| row(one).is_some() && row(one) == row(next)) {
        let (Some(line), Some(last)) = (cells.first(), cells.last()) else { continue };
        let line = &NormalLine { span: line.span.start..last.span.end, ..line.clone() };
        if prose::is_in(&line.span, skip) {
            continue;
        }
        let text = normal.folded(&line.span);
        let is_short = text.chars().count() < 60 && !text.ends_with(['.', '。', '!', '؟']);
        match prose::label(normal, line) {
            Some(label) => subject = actions(normal, &label).first().copied(),
            None if line.is_heading || is_short => subject = None,
            None => {}
        }
        found.extend(of_line(normal, line, &mut subject));
    }
    found
}

/// The distances of a paragraph. `subject` is what it speaks of until a sentence says otherwise.
fn of_line(normal: &Normal, line: &NormalLine, subject: &mut Option<Action>) -> Vec<NamedDistance> {
    let mut found = Vec::new();
    for sentence in prose::sentences(normal, &line.span) {
        let named = actions(normal, &sentence);
        // "Two months before | Contributions"
        let of_row = || line.cell.and_then(|_| actions(normal, &line.span).first().copied());
        *subject = named.first().copied().or_else(of_row).or(*subject);
        // "Register at least one month before": nothing else of registration has such a limit.
        let is_registration = normal.marks.has(Sense::RegistrationAlone, &sentence);
        let action = subject.or_else(|| is_registration.then_some(Action::PreRegistration));
        let distances = distances(normal.tokens_in(&sentence));
        let ends = distances.iter().map(|distance| distance.span.end);
        let starts = distances.iter().skip(1).map(|distance| distance.span.start);
        let around = [sentence.start].into_iter().chain(ends);
        let around = around.zip(starts.chain([sentence.end])).map(|(start, end)| start..end);
        let asked = AskedSentence { normal, sentence: &sentence, named: &named, action };
        let rules = distances.iter().zip(around);
        found.extend(rules.filter_map(|(distance, around)| asked.rule(distance, &around)));
    }
    found
}

/// A sentence with distances, and what it asks for.
struct AskedSentence<'a> {
    normal: &'a Normal,
    sentence: &'a Span,
    /// What it names.
    named: &'a [Action],
    /// What is asked for, perhaps in a sentence before it.
    action: Option<Action>,
}

impl AskedSentence<'_> {
    /// What a distance of the sentence sets. `around` reaches to the distances beside it.
    fn rule(&self, distance: &Distance, around: &Span) -> Option<NamedDistance> {
        let Self { normal, sentence, named, action } = *self;
        let part = part(normal, sentence, distance);
        let kind = kind(normal, around, &part, distance);
        let is_bare = kind.is_none()
            && is_asked(normal, sentence, action)
            && is_limit(normal, around, distance, !named.is_empty());
        let mut kind = kind.or_else(|| is_bare.then_some(DistanceKind::Limit))?;
        let lead = around.start..distance.span.start;
        let behind = distance.span.end..around.end;
        if kind == DistanceKind::Limit {
            // "Please arrive one hour before the meeting"
            let is_short = distance.before.unit == TimeUnit::Hours
                && distance.before.amount < SHORTEST
                && !normal.marks.has(Sense::Limit, &lead);
            kind = match action {
                Some(Action::RemoteParticipationRequest) => DistanceKind::Session,
                _ if others_act(normal, &lead, lead.end, &behind) => DistanceKind::OfOthers,
                _ if is_short => return None,
                _ => DistanceKind::Limit,
            };
        }
        // What the part between semicolons speaks of, if it says so.
        let own = match actions(normal, &part).as_slice() {
            [only] if part != *sentence => Some(*only),
            _ => None,
        };
        Some(NamedDistance {
            sentence: sentence.clone(),
            place: normal.place(&distance.span),
            words: normal.words(&distance.span),
            before: distance.before,
            in_working_days: distance.in_working_days,
            action: own.or(action),
            is_certain: !is_bare && (named.len() <= 1 || own.is_some()),
            kind,
        })
    }
}

/// The part of a sentence between two semicolons in which a distance stands.
fn part(normal: &Normal, sentence: &Span, distance: &Distance) -> Span {
    let signs = [';', '؛'];
    let before = normal.slice(&(sentence.start..distance.span.start));
    let after = normal.slice(&(distance.span.end..sentence.end));
    let start = before.rfind(signs).map_or(sentence.start, |at| sentence.start + at);
    start..after.find(signs).map_or(sentence.end, |at| distance.span.end + at)
}

/// What a stretch asks for, the most telling first; what another one implies is left out.
fn actions(normal: &Normal, span: &Span) -> Vec<Action> {
    let mut marks: Vec<_> = normal.marks.like(Sense::Asks(Action::Other), span).collect();
    marks.sort_by_key(|mark| mark.row);
    let mut named: Vec<Action> = Vec::new();
    for mark in marks {
        if let Sense::Asks(action) = mark.sense
            && !named.contains(&action)
        {
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

/// What a distance means in its part of a sentence; none if it means nothing here. `around` reaches
/// to the distances beside it.
fn kind(normal: &Normal, around: &Span, part: &Span, distance: &Distance) -> Option<DistanceKind> {
    let before = around.start..distance.span.start;
    let after = distance.span.end..around.end;
    let is_advised = normal.marks.has(Sense::Advice, &(part.start..distance.span.start));
    if follows(normal, &after) || leads(normal, &before, &after) {
        return Some(if is_advised { DistanceKind::Advice } else { DistanceKind::Limit });
    }
    if distance.before.unit == TimeUnit::Hours {
        return (distance.before.amount >= SHORTEST).then_some(DistanceKind::Session);
    }
    // "15 days are usually needed"
    let clause = after.start..after.start + clause(normal.slice(&after)).len();
    let takes = is_advised || normal.marks.has(Sense::Advice, &clause);
    (distance.before.unit == TimeUnit::Days && takes).then_some(DistanceKind::Processing)
}

/// Whether a sentence may set a limit: what is past sets none, and a hotel is advice.
fn is_asked(normal: &Normal, sentence: &Span, action: Option<Action>) -> bool {
    let is_past = normal.marks.has(Sense::WasHeld, sentence);
    !is_past
        && (action != Some(Action::HotelReservation) || normal.marks.has(Sense::Limit, sentence))
}

/// Whether a distance is a limit that leaves open before what: "not later than six weeks before",
/// "Two months before: …", "45 days in advance", and beside what is due "за два месяца".
fn is_limit(normal: &Normal, around: &Span, distance: &Distance, names_due: bool) -> bool {
    let before = around.start..distance.span.start;
    let behind = distance.span.end..around.end;
    let limit = normal.marks.all(Sense::Limit, &before).last();
    let has_limit = limit.is_some_and(|limit| is_close(normal, &(limit.end..before.end)));
    let touches = |one: usize, other: usize| normal.is_blank(&(one..other));
    let ends = |at: usize| {
        // The end of a line or cell is one too.
        let rest = normal.slice(&(at..around.end)).trim_start_matches(' ');
        !rest.starts_with(|c: char| c.is_alphanumeric() && !prose::is_ideograph(c))
    };
    let ahead = normal.marks.first(Sense::Ahead, &behind);
    let ahead = ahead.filter(|ahead| touches(behind.start, ahead.start));
    let leads = normal.marks.all(Sense::Ahead, &before).last();
    let leads = leads.is_some_and(|ahead| touches(ahead.end, before.end)) && ends(behind.start);
    // "Плата за 2 дня"
    let leads = leads && (names_due || has_limit);
    // "12 days before 18 January 2027"
    let is_date = |at: usize| {
        let next = normal.dates.partition_point(|date| date.span.start < at);
        normal.dates.get(next).is_some_and(|date| touches(at, date.span.start))
    };
    let is_bare = |at: usize| has_limit || ends(at) || is_date(at);
    distance.before.unit != TimeUnit::Hours
        && (leads || ahead.is_some_and(|ahead| is_bare(ahead.end)))
}

/// A text up to the sign that ends its first clause.
fn clause(text: &str) -> &str {
    text.split([',', ';', ':', '.', '،', '؛', '。', '，', '；']).next().unwrap_or(text)
}

/// Whether "before the meeting" follows a distance closely.
fn follows(normal: &Normal, after: &Span) -> bool {
    normal.marks.first(Sense::BeforeMeeting, after).is_some_and(|phrase| {
        let between = after.start..phrase.start;
        // In Chinese the words of the meeting stand before the distance.
        let is_behind = normal.slice(&(after.start..phrase.end)).contains(prose::is_ideograph);
        !is_behind && is_close(normal, &between)
    })
}

/// Whether "before the meeting" stands closely before a distance: `会议开始至少六周前`,
/// `قبل بدء الاجتماع بستة أسابيع`.
fn leads(normal: &Normal, before: &Span, after: &Span) -> bool {
    let marks = &normal.marks;
    let rows = [Language::Zh, Language::Ar].map(|language| &LanguageWords::of(language).rows);
    let phrases = marks.like(Sense::BeforeMeeting, before);
    let phrases = phrases.filter(|mark| rows.iter().any(|rows| rows.contains(&mark.row)));
    let last = phrases.max_by_key(|mark| (mark.end, std::cmp::Reverse(mark.start)));
    let Some(phrase) = last.map(|mark| mark.span()) else { return false };
    let between = phrase.end..before.end;
    if !normal.slice(&phrase).starts_with(prose::is_ideograph) {
        return is_close(normal, &between);
    }
    // 会议开始 六周 前, 会议前 六周, 会议开始 前 六周; but not 会议开始 后 六周.
    let is_before = marks.has(Sense::LimitBehind, &(phrase.start..before.end))
        || marks.begins(Sense::LimitBehind, after.start);
    let is_after = marks.has(Sense::After, &between) || marks.begins(Sense::After, after.start);
    is_before && !is_after && is_close(normal, &between)
}

/// Whether at most a few small words stand in a stretch that ends no clause: "at least", `至少在`.
fn is_close(normal: &Normal, between: &Span) -> bool {
    let words = normal.tokens_in(between).all.iter();
    let words = words.filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Ideograph));
    let text = normal.slice(between);
    words.count() <= 4 && clause(text).len() == text.len()
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::relative::{DistanceKind, rules};
    use crate::letter::shape::prose::tests::normal;

    fn read(text: &str) -> Vec<String> {
        let show = |rule: crate::letter::fact::relative::NamedDistance| {
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
            ("Fellowships: apply 6 weeks ahead of the meeting.", "Limit 6 weeks fellowship"),
            (
                "Veuillez vous préinscrire au moins un mois avant le début de la réunion.",
                "Limit 1 months pre-registration",
            ),
            ("文稿应在会议开幕前至少12天提交。", "Limit 12 days contributions"),
            ("المنح: قبل ستة أسابيع على الأقل من الاجتماع.", "Limit 6 weeks fellowship"),
            (
                "Contributions are due 12 days before 18 January 2027.",
                "Limit 12 days contributions?",
            ),
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
            let limits =
                rules(&normal(text), &[]).into_iter().filter(|r| r.kind == DistanceKind::Limit);
            assert_eq!(limits.count(), 0, "{text}");
        }
    }

    #[test]
    fn limits_before_what_is_not_said() {
        for text in [
            "1 week before\nRemote participation requests",
            "Visa requests are sent 45 days in advance.",
            "VISAS: The form is on the page. It is sent 45 days in advance.",
        ] {
            assert_eq!(read(text).len(), 1, "{text}");
        }
        for text in [
            "HOTELS: Please book a hotel room two months in advance.",
            "VISAS: Help is free. Il y a deux ans, un mois avant, la CE 9 s'est réunie.",
            "ВИЗЫ: Помощь. Плата за 2 дня.",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn hostile_texts_end_soon() {
        read(&"six weeks before the meeting ".repeat(12_000));
        read(&"Contributions come six weeks before the meeting.\n".repeat(7_000));
        read(&"会议开始六周前".repeat(15_000));
    }
}
