//! Ways of writing dates, ranges of days and hours: a row a way, a column a language.

use super::dice::Dice;
use chrono::{Datelike as _, NaiveDate, Weekday};

#[rustfmt::skip]
const MONTHS: [[&str; 12]; 6] = [
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
    ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
    ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
];

#[rustfmt::skip]
const WEEKDAYS: [[&str; 7]; 6] = [
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    ["الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
    ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
];

/// One day. The name of a way says what is common to the languages.
#[rustfmt::skip]
const DATES: [(&str, [&str; 6]); 7] = [
    ("words", ["{d1} {m1} {y1}", "{d1} {m1} {y1}", "{d1} de {m1} de {y1}", "{d1} {m1} {y1} года", "{d1} {m1} {y1}", "{y1}年{m1}{d1}日"]),
    ("weekday", ["{w1}, {d1} {m1} {y1}", "{w1} {d1} {m1} {y1}", "{w1} {d1} de {m1} de {y1}", "{d1} {m1} {y1} г. ({w1})", "{w1} {d1} {m1} {y1}", "{y1}年{m1}{d1}日（{w1}）"]),
    ("iso", ["{i1}"; 6]),
    ("dots", ["{D1}.{M1}.{y1}"; 6]),
    ("slashes", ["{D1}/{M1}/{y1}", "{D1}/{M1}/{y1}", "{D1}/{M1}/{y1}", "{D1}/{M1}/{y1}", "{D1}/{M1}/{y1}", "{y1}/{M1}/{D1}"]),
    ("month first", ["{m1} {d1}, {y1}", "", "", "", "", ""]),
    ("spaced", ["", "", "", "", "", "{y1} 年 {n1} 月 {d1} 日"]),
];

/// The head of a day in a plan.
#[rustfmt::skip]
const HEADS: [(&str, [&str; 6]); 3] = [
    ("weekday day", ["{w1} {d1} {m1}", "{w1} {d1} {m1}", "{w1} {d1} de {m1}", "{w1}, {d1} {m1}", "{w1} {d1} {m1}", "{m1}{d1}日（{w1}）"]),
    ("weekday numbers", ["{w1} {D1}/{M1}", "{w1} {D1}/{M1}", "{w1} {D1}/{M1}", "{w1} {D1}.{M1}", "{w1} {D1}/{M1}", "{M1}/{D1} {w1}"]),
    ("day", ["{d1} {m1}", "{d1} {m1}", "{d1} de {m1}", "{d1} {m1}", "{d1} {m1}", "{m1}{d1}日"]),
];

/// Days one after another, and when a way serves: `m` within a month, `y` within a year, `a` always,
/// `2` and `3` for as many days, `w` for two weeks that begin on Mondays, within a month.
#[rustfmt::skip]
const RANGES: [(&str, char, [&str; 6]); 23] = [
    ("iso – iso", 'a', ["{i1} – {i2}", "{i1} – {i2}", "{i1} – {i2}", "{i1} – {i2}", "{i1} – {i2}", "{i1}–{i2}"]),
    ("iso to iso", 'a', ["{i1} to {i2}", "du {i1} au {i2}", "del {i1} al {i2}", "с {i1} по {i2}", "من {i1} إلى {i2}", "{i1}至{i2}"]),
    ("dots – dots", 'a', ["{D1}.{M1}.{y1} – {D2}.{M2}.{y2}"; 6]),
    ("dots to dots", 'a', ["from {D1}.{M1}.{y1} to {D2}.{M2}.{y2}", "du {D1}.{M1}.{y1} au {D2}.{M2}.{y2}", "del {D1}.{M1}.{y1} al {D2}.{M2}.{y2}", "с {D1}.{M1}.{y1} по {D2}.{M2}.{y2}", "من {D1}.{M1}.{y1} إلى {D2}.{M2}.{y2}", "{y1}.{M1}.{D1}至{y2}.{M2}.{D2}"]),
    ("d–d.m.y", 'm', ["{n1d}–{n2d}.{n2}.{y2}", "{n1d}–{n2d}.{n2}.{y2}", "{n1d}–{n2d}.{n2}.{y2}", "{n1d}–{n2d}.{n2}.{y2}", "{n1d}–{n2d}.{n2}.{y2}", "{y1}.{n1}.{n1d}–{n2d}"]),
    ("d.–d.m.y", 'm', ["{n1d}.–{n2d}.{n2}.{y2}", "{n1d}.–{n2d}.{n2}.{y2}", "{n1d}.–{n2d}.{n2}.{y2}", "{n1d}.–{n2d}.{n2}.{y2}", "", ""]),
    ("d.m.–d.m.y", 'y', ["{D1}.{M1}.–{D2}.{M2}.{y2}", "{D1}.{M1}.–{D2}.{M2}.{y2}", "{D1}.{M1}.–{D2}.{M2}.{y2}", "{D1}.{M1}–{D2}.{M2}.{y2}", "", "{y1}/{n1}/{n1d}–{n2}/{n2d}"]),
    ("slashes", 'a', ["{D1}/{M1}/{y1} - {D2}/{M2}/{y2}", "{D1}/{M1}/{y1} - {D2}/{M2}/{y2}", "{D1}/{M1}/{y1} - {D2}/{M2}/{y2}", "{D1}/{M1}/{y1} - {D2}/{M2}/{y2}", "{D1}/{M1}/{y1} - {D2}/{M2}/{y2}", "{y1}/{n1}/{n1d}-{y2}/{n2}/{n2d}"]),
    ("d–d month", 'm', ["{d1}–{d2} {m2} {y2}", "{d1}-{d2} {m2} {y2}", "{d1}-{d2} de {m2} de {y2}", "{d1}–{d2} {m2} {y2} года", "{d1}-{d2} {m2} {y2}", "{y1}年{m1}{d1}-{d2}日"]),
    ("d to d month", 'm', ["from {d1} to {d2} {m2} {y2}", "du {d1} au {d2} {m2} {y2}", "del {d1} al {d2} de {m2} de {y2}", "с {d1} по {d2} {m2} {y2} года", "في الفترة من {d1} إلى {d2} {m2} {y2}", "{y1}年{m1}{d1}日至{d2}日"]),
    ("inclusive", 'm', ["from {d1} to {d2} {m2} {y2}, inclusive", "du {d1} au {d2} {m2} {y2} inclus", "del {d1} al {d2} de {m2} de {y2}, ambos inclusive", "с {d1} по {d2} {m2} {y2} года включительно", "", "{y1}年{m1}{d1}至{d2}日（含）"]),
    ("weekdays", 'm', ["from {w1}, {d1} to {w2}, {d2} {m2} {y2}", "du {w1} {d1} au {w2} {d2} {m2} {y2}", "del {w1} {d1} al {w2} {d2} de {m2} de {y2}", "", "من {w1} {d1} إلى {w2} {d2} {m2} {y2}", "{y1}年{m1}{d1}日（{w1}）至{d2}日（{w2}）"]),
    ("weekdays in brackets", 'y', ["{d1} {m1} ({w1}) to {d2} {m2} {y2} ({w2})", "", "", "с {d1} {m1} ({w1}) по {d2} {m2} {y2} г. ({w2})", "", "{y1}年{m1}{d1}日（{w1}）至{m2}{d2}日（{w2}）"]),
    ("two months", 'y', ["from {d1} {m1} to {d2} {m2} {y2}", "du {d1} {m1} au {d2} {m2} {y2}", "del {d1} de {m1} al {d2} de {m2} de {y2}", "с {d1} {m1} по {d2} {m2} {y2} года", "من {d1} {m1} إلى {d2} {m2} {y2}", "{y1}年{m1}{d1}日至{m2}{d2}日"]),
    ("two months dash", 'y', ["{d1} {m1} – {d2} {m2} {y2}", "{d1} {m1} - {d2} {m2} {y2}", "{d1} de {m1} – {d2} de {m2} de {y2}", "{d1} {m1} – {d2} {m2} {y2} года", "{d1} {m1} - {d2} {m2} {y2}", "{y1}年{m1}{d1}日-{m2}{d2}日"]),
    ("two years", 'a', ["from {d1} {m1} {y1} to {d2} {m2} {y2}", "du {d1} {m1} {y1} au {d2} {m2} {y2}", "del {d1} de {m1} de {y1} al {d2} de {m2} de {y2}", "с {d1} {m1} {y1} года по {d2} {m2} {y2} года", "من {d1} {m1} {y1} إلى {d2} {m2} {y2}", "{y1}年{m1}{d1}日至{y2}年{m2}{d2}日"]),
    ("month first", 'm', ["{m1} {d1}-{d2}, {y2}", "", "", "", "", ""]),
    ("through", 'y', ["from {w1}, {m1} {d1}, through {w2}, {m2} {d2}, {y2}", "", "", "", "", ""]),
    ("two listed", '2', ["{d1} and {d2} {m2} {y2}", "les {d1} et {d2} {m2} {y2}", "los días {d1} y {d2} de {m2} de {y2}", "{d1} и {d2} {m2} {y2} года", "يومي {d1} و{d2} {m2} {y2}", "{y1}年{m1}{d1}日和{d2}日"]),
    ("three listed", '3', ["{d1}, {dm} and {d2} {m2} {y2}", "les {d1}, {dm} et {d2} {m2} {y2}", "los días {d1}, {dm} y {d2} de {m2} de {y2}", "{d1}, {dm} и {d2} {m2} {y2} года", "أيام {d1} و{dm} و{d2} {m2} {y2}", "{y1}年{m1}{d1}日、{dm}日和{d2}日"]),
    ("d & d", '2', ["{d1} & {d2} {m2} {y2}", "", "", "", "", ""]),
    ("d/d", '2', ["{d1}/{d2} {m2} {y2}", "{d1}/{d2} {m2} {y2}", "{d1}/{d2} de {m2} de {y2}", "", "", ""]),
    ("two weeks", 'w', ["{d1}-{df} and {dn}-{d2} {m2} {y2}", "du {d1} au {df} et du {dn} au {d2} {m2} {y2}", "del {d1} al {df} y del {dn} al {d2} de {m2} de {y2}", "{d1}–{df} и {dn}–{d2} {m2} {y2} года", "{d1}-{df} و{dn}-{d2} {m2} {y2}", "{y1}年{m1}{d1}-{df}日和{dn}-{d2}日"]),
];

/// Hours. `{half}` is the Chinese half hour, `{ap}` the half of the day.
#[rustfmt::skip]
const HOURS: [(&str, [&str; 6]); 8] = [
    ("0930", ["{hh}{mm} hours", "{hh}{mm} heures", "las {hh}{mm} horas", "{hh}{mm}", "الساعة {hh}{mm}", ""]),
    ("bare 0930", ["{hh}{mm}", "", "", "", "", ""]),
    ("09:30", ["{hh}:{mm}", "{hh}:{mm}", "las {hh}:{mm}", "{hh}:{mm}", "الساعة {hh}:{mm}", "{hh}:{mm}"]),
    ("09:30 hours", ["{hh}:{mm} hours", "{hh}h{mm}", "las {hh}:{mm} horas", "{hh} час. {mm} мин.", "", "{h}时{mm}分"]),
    ("09.30 hours", ["{hh}.{mm} hours", "{h} h {mm}", "las {hh}.{mm} horas", "{hh}.{mm}", "الساعة {hh}.{mm}", "{hh}时{mm}分"]),
    ("9.30 a.m.", ["{twelve}.{mm} {ap}", "", "las {twelve}.{mm} {ap}", "", "الساعة {twelve}:{mm} {ap}", "{ap}{twelve}时{mm}分"]),
    ("9:30 a.m.", ["{twelve}:{mm} {ap}", "{h} heures {mm}", "las {twelve}:{mm} {ap}", "{h} ч {mm} мин", "الساعة {twelve}.{mm} {ap}", "{ap}{twelve}点{half}"]),
    ("half", ["", "", "", "", "", "{h}点{half}"]),
];

const HALVES: [[&str; 2]; 6] =
    [["a.m.", "p.m."], ["", ""], ["a.m.", "p.m."], ["", ""], ["صباحاً", "مساءً"], ["上午", "下午"]];

/// The rows that a language has.
fn rows<const N: usize>(
    table: &[(&'static str, [&'static str; 6]); N],
    language: usize,
) -> Vec<(&'static str, &'static str)> {
    table
        .iter()
        .map(|(way, all)| (*way, all[language]))
        .filter(|(_, all)| !all.is_empty())
        .collect()
}

/// A template with the days put in.
fn put(template: &str, language: usize, first: NaiveDate, last: NaiveDate) -> String {
    let mut text = template.to_owned();
    for (at, day) in [("1", first), ("2", last)] {
        let number = day.day();
        let spoken =
            if language == 1 && number == 1 { "1er".to_owned() } else { number.to_string() };
        for (gap, words) in [
            (format!("{{n{at}d}}"), number.to_string()),
            (format!("{{d{at}}}"), spoken),
            (format!("{{D{at}}}"), format!("{number:02}")),
            (format!("{{n{at}}}"), day.month().to_string()),
            (format!("{{M{at}}}"), format!("{:02}", day.month())),
            (format!("{{m{at}}}"), MONTHS[language][day.month0() as usize].to_owned()),
            (format!("{{y{at}}}"), day.year().to_string()),
            (format!("{{i{at}}}"), day.to_string()),
            (
                format!("{{w{at}}}"),
                WEEKDAYS[language][day.weekday().num_days_from_monday() as usize].to_owned(),
            ),
        ] {
            text = text.replace(&gap, &words);
        }
    }
    // The day in the middle of three, the Friday of the first week and the Monday of the next.
    let later = [("{dm}", 1), ("{df}", 4), ("{dn}", 7)];
    later
        .iter()
        .fold(text, |text, (gap, days)| text.replace(gap, &(first.day() + days).to_string()))
}

/// One day, in a way of an axis.
pub(crate) fn date(dice: &mut Dice, axis: &str, language: usize, day: NaiveDate) -> String {
    let (way, template) = dice.one(&rows(&DATES, language));
    dice.note(axis, way);
    put(template, language, day, day)
}

/// Several days, all in the same way.
pub(crate) fn dates(
    dice: &mut Dice,
    axis: &str,
    language: usize,
    days: &[NaiveDate],
) -> Vec<String> {
    let (way, template) = dice.one(&rows(&DATES, language));
    dice.note(axis, way);
    days.iter().map(|day| put(template, language, *day, *day)).collect()
}

/// The days of a plan, all in the same way.
pub(crate) fn heads(dice: &mut Dice, language: usize, days: &[NaiveDate]) -> Vec<String> {
    let ways = [rows(&HEADS, language), rows(&DATES, language)].concat();
    let (way, template) = dice.one(&ways);
    dice.note("plan day", way);
    days.iter().map(|day| put(template, language, *day, *day)).collect()
}

/// The days of a meeting, with the preposition that a sentence needs where `in_sentence`.
pub(crate) fn range(
    dice: &mut Dice,
    axis: &str,
    language: usize,
    [first, last]: [NaiveDate; 2],
    in_sentence: bool,
) -> String {
    if first == last {
        let day = date(dice, axis, language, first);
        let on = ["on ", "le ", "el ", "", "في ", "于"][language];
        return if in_sentence { format!("{on}{day}") } else { day };
    }
    let (in_month, in_year) = (first.month() == last.month(), first.year() == last.year());
    let ways: Vec<_> = RANGES
        .iter()
        .filter(|(_, when, ways)| {
            let count = (last - first).num_days() + 1;
            let fits = match when {
                'm' => in_month && in_year,
                'y' => in_year,
                '2' => in_month && count == 2,
                '3' => in_month && count == 3,
                'w' => in_month && (9..13).contains(&count) && first.weekday() == Weekday::Mon,
                _ => true,
            };
            fits && !ways[language].is_empty()
        })
        .collect();
    let (way, _, templates) = dice.one(&ways);
    dice.note(axis, way);
    let written = put(templates[language], language, first, last);
    if in_sentence && language == 5 { format!("于{written}") } else { written }
}

/// An hour of the day.
pub(crate) fn hour(
    dice: &mut Dice,
    axis: &str,
    language: usize,
    (hour, minute): (u32, u32),
) -> String {
    let (way, template) = dice.one(&rows(&HOURS, language));
    dice.note(axis, way);
    let half = match minute {
        0 => "整".to_owned(),
        30 => "半".to_owned(),
        other => format!("{other}分"),
    };
    let twelve = if hour > 12 { hour - 12 } else { hour };
    [
        ("{hh}", format!("{hour:02}")),
        ("{h}", hour.to_string()),
        ("{mm}", format!("{minute:02}")),
        ("{twelve}", twelve.to_string()),
        ("{ap}", HALVES[language][usize::from(hour >= 12)].to_owned()),
        ("{half}", half),
    ]
    .into_iter()
    .fold(template.to_owned(), |text, (gap, words)| text.replace(gap, &words))
}
