//! What others do by a day, which is asked of nobody: "visa letters will be issued by TSB by 8 January".

use crate::letter::fact::units::{limit_before, limit_behind};
use crate::letter::lex::Normal;
use crate::letter::read::document::Span;
use crate::letter::shape::LetterText;
use crate::letter::words::Sense;

/// What stands around a limit in its sentence.
pub(super) struct LimitWords<'a> {
    /// Up to the day, its hour and what makes a limit of it.
    pub(super) lead: &'a Span,
    pub(super) date: &'a Span,
    /// Up to the next day.
    pub(super) behind: &'a Span,
}

/// Whether others do something by a day.
pub(super) fn is_of_others(found: &LetterText<'_>, words: &LimitWords<'_>) -> bool {
    let LimitWords { lead, date, behind } = *words;
    let is_limit = limit_before(found, &(lead.start..date.start), date).is_some()
        || limit_behind(found, behind).is_some();
    is_limit && others_act(found.normal, lead, date.start, behind)
}

/// Whether the words before a limit, or those behind it, say what others do or what begins then. The day
/// or distance itself starts at a byte.
pub(super) fn others_act(normal: &Normal, lead: &Span, limit: usize, behind: &Span) -> bool {
    let last = |signs: &[char]| {
        let sign = normal.slice(lead).rfind(signs);
        sign.map_or(lead.start, |at| lead.start + at)..lead.end
    };
    let (own, clause) = (last(&PARTS), last(&CLAUSE));
    let will = |span: &Span| {
        let all = [Sense::Will, Sense::Published].map(|of| normal.marks.all(of, span).last());
        all.into_iter().flatten().max_by_key(|said| said.start)
    };
    let says = |span: &Span| normal.slice(span).contains(char::is_alphabetic);
    if let Some(will) = will(&own) {
        // "The deadline will be not later than 5 January."
        let is_of_deadline = normal.marks.has(Sense::LimitNoun, &(own.start..will.start));
        return !(is_of_deadline && !says(&(will.end..own.end))
            || asks(normal, &(will.end..limit)));
    }
    // 文稿译文将于1月11日前公布
    let next = normal.slice(behind).find(CLAUSE).map_or(behind.end, |at| behind.start + at);
    let rest = behind.start..next;
    if normal.marks.has_any(&[Sense::Does, Sense::Published], &rest) {
        return !asks(normal, &clause) && !asks(normal, &rest);
    }
    // "By 8 January TSB will issue …"
    let first = will(behind).filter(|_| !says(&clause));
    first.is_some_and(|will| !asks(normal, &(will.end..behind.end)))
}

/// Whether a line of a list says what others do or what begins: "Notification of fellowship awards". What
/// stands in parentheses says how: "(via publication on the site)".
pub(super) fn is_line_of_others(normal: &Normal, line: &Span) -> bool {
    let text = normal.slice(line);
    let line = line.start..line.start + text.find('(').unwrap_or(text.len());
    let says = |of| normal.marks.has(of, &line);
    // "… before the meeting starts", "contributions that will not be translated"
    let others = [Sense::BeforeMeeting, Sense::Ahead, Sense::NoTranslation];
    let is_first = normal.marks.begins(Sense::Published, line.start);
    (is_first || says(Sense::Happens) || says(Sense::Will))
        && !others.into_iter().any(says)
        && !asks(normal, &line)
}

/// Whether something is asked for, or the words say when it counts.
fn asks(normal: &Normal, span: &Span) -> bool {
    normal.marks.has_any(&[Sense::Must, Sense::Counts, Sense::Supposed], span)
}

/// What parts the clauses of a sentence, and its longer parts.
const CLAUSE: [char; 8] = [',', ';', '(', '،', '؛', '，', '；', '。'];
const PARTS: [char; 3] = [';', '؛', '；'];

#[cfg(test)]
mod tests {
    use crate::letter::fact::tests::{due, invitation};

    /// What is due by a sentence of a letter, with `?` if there are doubts.
    fn due_by(text: &str) -> String {
        let letter = invitation(text);
        due(&letter) + if letter.findings.doubts() > 0 { "?" } else { "" }
    }

    #[test]
    fn what_others_do_is_asked_of_nobody() {
        for text in [
            "Visa support letters will be issued by TSB by 8 January 2027.",
            "ITU will notify successful fellowship applicants no later than 18 December 2026.",
            "Interpretation depends on your requests; a decision will be taken by 11 December 2026.",
            "Contributions are sent to TSB. They will be translated before 13 January 2027.",
            "By 8 January 2027 TSB will issue the visa support letters.",
            "Les lettres de visa seront envoyées au plus tard le 8 janvier 2027.",
            "Le TSB communiquera les résultats des demandes de bourse d'ici au 18 décembre 2026.",
            "Las contribuciones traducidas estarán disponibles a más tardar el 11 de enero de 2027.",
            "La TSB notificará a los becarios antes del 18 de diciembre de 2026.",
            "Стипендиаты будут уведомлены до 18 декабря 2026 года.",
            "БСЭ разошлет письма для получения визы не позднее 8 января 2027 года.",
            "签证协办函将最迟于2027年1月8日发出。",
            "秘书处将于2026年12月18日前确认酒店预订。",
            "سترسل رسائل التأشيرة في موعد أقصاه 8 يناير 2027.",
        ] {
            assert_eq!(due_by(text), "?", "{text}");
        }
    }

    #[test]
    fn what_begins_is_no_limit() {
        for text in [
            "Registration begins one hour before the meeting.",
            "The contributions will be available on the website one week before the meeting.",
            "Fellowship holders will receive their tickets two weeks before the meeting.",
            "L'inscription commence une heure avant l'ouverture de la réunion.",
            "Las contribuciones estarán disponibles una semana antes de la reunión.",
            "Вклады будут размещены за неделю до начала собрания.",
            "文稿将在会议前一周公布。",
            "ستتاح المساهمات قبل أسبوع واحد من بدء الاجتماع.",
        ] {
            assert_eq!(due_by(text), "?", "{text}");
        }
        for text in [
            "Contributions must be posted at least 12 days before the opening of the meeting.",
            "The host will need your contributions six weeks before the meeting.",
        ] {
            assert_eq!(due_by(text), "contributions", "{text}");
        }
    }

    #[test]
    fn a_line_of_a_list_may_ask_for_nothing() {
        for line in [
            "16 November 2026: Online registration opens",
            "18 December 2026: Notification of fellowship awards",
            "4 January 2027: Visa support letters will be issued by TSB",
            "4 January 2027: Contributions posted on the website",
            "16 novembre 2026: Ouverture des inscriptions",
            "16 de noviembre de 2026: Apertura de la inscripción",
            "16 ноября 2026 года: Открытие регистрации",
            "2026年11月16日：开放在线注册",
            "16 نوفمبر 2026: فتح باب التسجيل",
        ] {
            let list = format!("Key deadlines:\n18 November 2026: Fellowships\n{line}\n");
            assert_eq!(due_by(&list), "fellowship?", "{line}");
        }
        for line in [
            "5 January 2027: Contributions (via direct publication of documents)",
            "5 January 2027: Contributions which will not be translated",
            "5 January 2027: Contributions (before the meeting starts)",
        ] {
            let list = format!("Key deadlines:\n18 November 2026: Fellowships\n{line}\n");
            assert_eq!(due_by(&list), "fellowship contributions", "{line}");
        }
    }

    #[test]
    fn what_is_asked_for_beside_it_is_due() {
        for (text, expected) in [
            ("Contributions will be accepted until 5 January 2027.", "contributions"),
            ("Only contributions received by 5 January 2027 will be posted.", "contributions"),
            ("The deadline for contributions will be 5 January 2027.", "contributions"),
            ("Interpretation will be provided if requested by 7 December 2026.", "interpretation"),
            (
                "Delegates who will need a visa should apply before 18 December 2026.",
                "visa-support",
            ),
            ("The hotel will hold the rooms until 18 December 2026.", "hotel-reservation"),
            (
                "La date limite pour les contributions sera le 5 janvier 2027 au plus tard.",
                "contributions",
            ),
            ("Se aceptarán contribuciones hasta el 5 de enero de 2027.", "contributions"),
            ("Вклады будут приниматься до 5 января 2027 года.", "contributions"),
            ("文稿将于2027年1月5日前截止。", "contributions"),
            ("请在2027年1月5日前提交文稿。", "contributions"),
            ("سيتم قبول المساهمات حتى 5 يناير 2027.", "contributions"),
        ] {
            assert_eq!(due_by(text), expected, "{text}");
        }
    }
}
