//! Lines that only a page or a mail broke: where a line goes on in the next one.
//!
//! Mails and converters break lines at 60 to 80 columns, and a date or a sentence may stand on both
//! sides. Lines of lists, of addresses and of tables are not joined: what is in doubt stays apart.

use crate::letter::read::document::{Block, Document, Paragraph, SOFT_BREAK, Table};
use unicode_width::UnicodeWidthStr;

/// The widest line that a program breaks; longer ones are whole paragraphs.
const WIDEST: usize = 100;
/// The narrowest text that a program breaks.
const NARROWEST: usize = 55;
/// A line that is shorter ends by itself, unless a date or a bracket goes on.
const SHORTEST: usize = 40;
/// How far before its margin a full line may end: a long word had no room.
const RAGGED: usize = 12;
/// How many characters may stand in a bracket over two lines.
const BRACKET: usize = 40;

/// The column at which the lines of a text are broken, if they are: some lines end at it and few
/// reach beyond.
pub(super) fn column<'a>(lines: impl Iterator<Item = &'a str>) -> Option<usize> {
    let prose = |line: &&str| line.contains(' ') && !line.contains(['\t', '|']);
    let widths: Vec<usize> = lines.filter(prose).map(UnicodeWidthStr::width).collect();
    let within = || widths.iter().copied().filter(|width| *width <= WIDEST);
    let column = within().max().filter(|column| *column >= NARROWEST)?;
    let full = within().filter(|width| width + RAGGED > column).count();
    let long = widths.iter().filter(|width| **width > WIDEST).count();
    (full >= 3 && long * 10 <= widths.len()).then_some(column)
}

/// Whether a line goes on in the next one. `paragraph` is what was joined so far, and ends with the
/// line.
pub(super) fn goes_on(paragraph: &str, line: &str, next: &str, column: Option<usize>) -> bool {
    let is_of_table = line.contains('\t') || next.contains('\t');
    let (line, next) = (line.trim(), next.trim());
    if is_of_table || line.is_empty() || next.is_empty() {
        return false;
    }
    if is_open(line) && closes(next)
        || date_goes_on(line, next)
        || chinese_date_goes_on(line, next)
        || hour_goes_on(line, next)
    {
        return true;
    }
    let ends = line.ends_with(['.', ':', ';', '!', '?', '。', '：', '；', '！', '？', '؟', '؛']);
    // No line ends with "of", be it as short as it may.
    let last = line.rsplit(' ').next().unwrap_or("");
    let is_tiny = last.chars().count() <= TINY && last.chars().all(char::is_lowercase);
    if is_tiny && next.starts_with(char::is_lowercase) && !begins_item(next) {
        return true;
    }
    if ends || is_label(next) || line.width() < SHORTEST {
        return false;
    }
    let has_no_room = column.is_some_and(|column| {
        let word = next.split_whitespace().next().unwrap_or("");
        line.width() + 1 + word.width() > column && line.width() * 10 >= column * 7
    });
    if begins_item(paragraph.trim_start()) && is_date_alone(next) && !ends_with_small_word(line) {
        return false;
    }
    let ends_here = ends_with_date(next) || is_hour_of_date(line, next, has_no_room);
    if !ends_here && (begins_item(next) || is_capital(next)) {
        return false;
    }
    let begins_low = |text: &str| text.trim_start().chars().next().is_some_and(char::is_lowercase);
    // A list of items that all begin with a small letter is no sentence.
    if begins_low(next) && !begins_low(paragraph) {
        return true;
    }
    let begins_with_digit = next.starts_with(|c: char| c.is_ascii_digit());
    has_no_room && (!begins_with_digit || ends_with_small_word(line)) || ends_here
}

/// How many letters the words have that end nothing: "of", "los", "для".
const TINY: usize = 3;

/// Whether a line ends with a date and its hour begins the next: `… 16 September 2027,` / `23:59 UTC.`, or `(23:59 Geneva time)`. An
/// hour with words behind it may begin an item, unless the line above has no room for it.
fn is_hour_of_date(line: &str, next: &str, has_no_room: bool) -> bool {
    let date = line.trim_end_matches(',');
    // "2029年3月15日（星期四）"
    let day = date.strip_suffix([')', '）']).and_then(|date| date.rsplit_once(['(', '（']));
    let date = day.map_or(date, |(date, _)| date.trim_end());
    let mut words = date.rsplit(' ');
    let [last, before] = [(); 2].map(|()| words.next().unwrap_or(""));
    // "2027 года"
    let is_date = is_year(last)
        || is_year(before) && last.chars().all(char::is_alphabetic)
        || date.ends_with('日')
        || last.ends_with(|c: char| c.is_ascii_digit()) && last.len() >= "1.6.2026".len();
    let aside = next.strip_prefix('(').filter(|aside| aside.contains(')'));
    let next = aside.unwrap_or(next);
    let is_sign = |c: char| !c.is_ascii_digit();
    let mut figures = next.split(is_sign);
    let [hour, minute] = [(); 2].map(|()| figures.next().unwrap_or(""));
    let sign = next.get(hour.len()..).unwrap_or("");
    let behind = sign.get(1 + minute.len()..).unwrap_or("").trim_start();
    let is_alone = aside.is_some()
        || behind.is_empty()
        || behind.starts_with(['.', ',', ';', ')', '(', '（', '）', '，', '。'])
        || behind.starts_with("UTC");
    let is_hour = (1..=2).contains(&hour.len()) && minute.len() == 2;
    is_date && is_hour && sign.starts_with([':', '.']) && (is_alone || has_no_room)
}

/// Whether the end of a sentence that begins a line is the end of a date in figures: `30.12.2027.`,
/// `02.08.2027. The meeting`.
fn ends_with_date(line: &str) -> bool {
    let sentence = line.split_once(". ").map_or(line.strip_suffix('.'), |(first, _)| Some(first));
    let is_figures = |word: &str| !word.contains(char::is_alphabetic);
    let is_small = |word: &str| word.chars().count() <= 3 && word.chars().all(char::is_lowercase);
    sentence.is_some_and(|sentence| {
        sentence.ends_with(|c: char| c.is_ascii_digit())
            && sentence.split(' ').any(|word| is_figures(word) && word.len() > 4)
            && sentence.split(' ').all(|word| is_figures(word) || is_small(word))
    })
}

/// Whether a line may be the heading of a day: `Tuesday, 7 July 2026`, `2026年7月7日`.
fn is_date_alone(line: &str) -> bool {
    let mut words = line.split([' ', '\u{a0}']).rev();
    let is_of_words = words.next().is_some_and(|last| is_year(last) && last.len() == 4)
        && words.clone().count() <= 4
        && words.any(ends_with_day);
    is_of_words
        || line.starts_with("20") && line.contains('月') && line.ends_with(['日', '）', ')'])
}

/// Whether a day, or the first day of two, stands before the month: `15 to 19` / `June 2026`; or a
/// day with its month before the year: `19 June` / `2026`.
fn date_goes_on(line: &str, next: &str) -> bool {
    let mut words = next.split([' ', '\u{a0}']).filter(|word| *word != "de");
    let first = words.next().unwrap_or("").trim_end_matches(['.', ',']);
    let second = words.next().unwrap_or("");
    let is_word = |word: &str| word.chars().count() >= 3 && word.chars().all(char::is_alphabetic);
    let mut last = line.rsplit([' ', '\u{a0}']);
    let (end, before) = (last.next().unwrap_or(""), last.next().unwrap_or(""));
    let is_month_next = is_word(first) && is_year(second);
    // "no later than November" / "30, 2026"
    let is_day_next = ends_with_day(first) && is_year(second) && is_word(end);
    is_month_next && ends_with_day(end)
        || is_day_next
        || is_year(first) && is_word(end) && ends_with_day(before)
}

/// Whether a date in Chinese is parted before or behind one of its signs: `2027 年 5 月` / `21 日`, `3` / `月14日`.
fn chinese_date_goes_on(line: &str, next: &str) -> bool {
    let behind = next.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_parted = if behind.len() == next.len() {
        line.ends_with(|c: char| c.is_ascii_digit())
    } else {
        line.ends_with(['年', '月'])
    };
    is_parted && behind.trim_start().starts_with(['年', '月', '日'])
}

/// Whether the minutes of an hour in French stand below it: `23 h` / `59 (heure de Genève)`.
fn hour_goes_on(line: &str, next: &str) -> bool {
    let hour = line.strip_suffix('h').map(|before| before.trim_end_matches([' ', '\u{a0}']));
    let is_hour = hour.is_some_and(|hour| hour.ends_with(|c: char| c.is_ascii_digit()));
    let minutes = next.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
    let behind = next.get(minutes.len()..).unwrap_or("");
    is_hour
        && minutes.len() == 2
        && (behind.is_empty()
            || behind.starts_with([')', '.', ',', ';'])
            || behind.starts_with(" ("))
}

/// Whether a word is a day or ends with one: `3`, `15-19`, `1st`, `(15`.
fn ends_with_day(word: &str) -> bool {
    let endings = ["st", "nd", "rd", "th", "er", "-", "–", "."];
    let stem = endings.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    let digits = stem.len() - stem.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let before = stem.get(..stem.len() - digits).unwrap_or("");
    (1..=2).contains(&digits) && (before.is_empty() || before.ends_with(['-', '–', '(', ',']))
}

fn is_year(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    digits.len() == 4 && (digits.starts_with("20") || digits.starts_with("19"))
}

/// Whether a line ends with a short word in small letters, such as `from` and `to`.
fn ends_with_small_word(line: &str) -> bool {
    let word = line.rsplit(' ').next().unwrap_or("");
    word.chars().count() <= 5 && word.chars().all(char::is_lowercase)
}

/// Whether a line begins with a bullet, a number, an hour or a sign of a group, and so stands for
/// itself. Days before their month and year do not: `15 to 19 June 2026`.
fn begins_item(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or("");
    let has_digit = first.contains(|c: char| c.is_ascii_digit());
    let is_date = is_year(first) || ends_with_day(first) && words.take(5).any(is_year);
    let is_letter = first.chars().filter(|c| c.is_alphanumeric()).count() <= 2
        && (first.ends_with(')') || first.ends_with('.'));
    let is_bullet = !first.contains(char::is_alphanumeric);
    is_bullet || is_letter || has_digit && !is_date
}

/// Whether a line begins with a name and a colon: `Fax: …`, `Contact person: …`.
pub(super) fn is_label(line: &str) -> bool {
    let Some((label, value)) = line.split_once([':', '：']) else { return false };
    let is_short = label.width() <= 30 && label.split_whitespace().count() <= 4;
    // "… reuniones de grupos de / relator:"
    if value.is_empty() && label.starts_with(char::is_lowercase) {
        return false;
    }
    // Not an hour, nor a web address.
    is_short && (value.is_empty() || value.starts_with(char::is_whitespace) || line.contains('：'))
}

/// Whether all letters of a line are capitals. Scripts without capitals have none.
fn is_capital(line: &str) -> bool {
    let mut letters = line.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

/// Whether a bracket is open at the end.
fn is_open(text: &str) -> bool {
    let open = text.rfind(['(', '（']).and_then(|open| text.get(open..));
    open.is_some_and(|rest| !rest.contains([')', '）']) && rest.chars().count() <= BRACKET)
}

/// Whether a bracket is closed that was not opened in the text.
fn closes(text: &str) -> bool {
    let close = text.find([')', '）']).and_then(|close| text.get(..close));
    close.is_some_and(|before| !before.contains(['(', '（']) && before.chars().count() <= BRACKET)
}

/// Joins lines of cells over which a bracket reaches: `(if` / `needed)`.
pub(super) fn join_brackets(document: &mut Document) {
    let mut breaks = Vec::new();
    for block in &mut document.blocks {
        let Block::Table(Table { cells, .. }) = block else { continue };
        for cell in cells {
            let mut joined: Vec<Paragraph> = Vec::new();
            for paragraph in std::mem::take(&mut cell.paragraphs) {
                let text = |span: std::ops::Range<usize>| document.text.get(span).unwrap_or("");
                match joined.last_mut() {
                    Some(last)
                        if paragraph.number.is_none()
                            && text(last.span.end..paragraph.span.start) == "\n"
                            && is_open(text(last.span.clone()))
                            && closes(text(paragraph.span.clone())) =>
                    {
                        breaks.push(last.span.end);
                        last.span.end = paragraph.span.end;
                    }
                    _ => joined.push(paragraph),
                }
            }
            for paragraph in &joined {
                let text = document.text.get(paragraph.span.clone()).unwrap_or("");
                let mut lines = text.split('\n').peekable();
                let mut end = paragraph.span.start;
                while let Some(line) = lines.next() {
                    end += line.len();
                    if is_open(line) && lines.peek().is_some_and(|next| closes(next)) {
                        breaks.push(end);
                    }
                    end += 1;
                }
            }
            cell.paragraphs = joined;
        }
    }
    soften(&mut document.text, &breaks);
}

/// Makes breaks of lines soft ones; the text stays as long.
pub(super) fn soften(text: &mut String, breaks: &[usize]) {
    if breaks.is_empty() {
        return;
    }
    let mut bytes = std::mem::take(text).into_bytes();
    for at in breaks {
        if let Some(byte) = bytes.get_mut(*at).filter(|byte| **byte == b'\n') {
            *byte = SOFT_BREAK as u8;
        }
    }
    // One ASCII character stands for another, so that nothing is lost here.
    *text = String::from_utf8_lossy(&bytes).into_owned();
}

#[cfg(test)]
mod tests {
    use crate::letter::read::compose::Composer;
    use crate::letter::read::compose::ParagraphText;
    use crate::letter::read::document::TableCell;
    use crate::letter::read::wrapped::*;

    fn joins(line: &str, next: &str, column: Option<usize>) -> bool {
        goes_on(line, line, next, column)
    }

    #[test]
    fn a_date_or_what_a_small_word_begins_goes_on_over_the_end_of_a_line() {
        for (line, next) in [
            ("Study Group 9, from 15 to 19", "June 2026."),
            ("Contributions shall be submitted by 2", "June 2026."),
            ("Subject: Meeting; Geneva, 29 June - 3", "July 2026"),
            ("del 15 al 19", "de junio de 2026"),
            ("from 15 to 19 June", "2026, inclusive"),
            ("15-", "19 June 2026 is not read so, 15 June"),
            ("on the 1st", "September 2026"),
            ("must be completed no later than November", "30, 2026, 23:59 UTC."),
            ("le 1er", "juin 2026"),
            ("Presentación de cartas de", "apoyo"),
            ("文稿须在不晚于2027 年 5 月", "21 日提交电信标准化局"),
            ("2027 年 5", "月 21 日"),
            ("2027-11-18, 23 h", "59 (heure de Genève)"),
        ] {
            assert_eq!(joins(line, next, None), !line.ends_with('-'), "{line} / {next}");
        }
        for (line, next) in [
            ("Telephone +41 22 730 6828", "Geneva 2026"),
            ("Q7/9", "June 2026"),
            ("15 to 19", "Opening 9"),
            ("Room 12", "Plenary"),
            ("Collective letter 4/9", "Geneva, 3 March 2026"),
            ("2027 年 5 月", "会议日程"),
            ("à partir de 9 h", "12 délégués"),
            ("for delegates of all countries who arrive before noon", "Tel: +41 22"),
        ] {
            assert!(!joins(line, next, None), "{line} / {next}");
        }
    }

    #[test]
    fn sentences_go_on_and_lists_do_not() {
        let long = "We would like to invite you to the next meeting of Study Group 9";
        let column = Some(70);
        assert!(joins(long, "which will be held in Geneva.", None));
        let heading = "Antes de la reunión se celebrarán las siguientes reuniones de grupos de";
        assert!(joins(heading, "relator:", None));
        assert!(joins(long, "Multimedia and cable in Geneva", column));
        assert!(!joins(long, "Multimedia and cable in Geneva", None));
        assert!(joins(&format!("{long} from"), "15 to 19 June 2026", column));
        for next in ["30.12.2027.", "2026-08-06. The form", "15.06. au 17.06.2027."] {
            assert!(joins(long, next, column), "{next}");
        }
        for (date, next) in [
            ("Contributions must be received by TSB not later than 6 August 2026,", "23:59 UTC."),
            ("La preinscripción debe hacerse en línea a más tardar el 2026-08-06,", "23.59 horas."),
            (
                "Requests for fellowships must be submitted by Tuesday, 16 May 2028",
                "(23:59 Geneva time). Then",
            ),
            (
                "预注册须不迟于2029年2月27日在网上完成。文稿须在不晚于2029年3月15日（星期四）",
                "23:59（日内瓦时间）前提交",
            ),
            ("Запросы следует представить не позднее 18 ноября 2027 года,", "23:59 UTC. Вклады"),
            (
                "文稿须在不晚于2028年12月27日提交电信标准化局。预注册须不迟于2028年12月1日",
                "23:59（日内瓦时间）",
            ),
        ] {
            assert!(joins(date, next, column), "{date} / {next}");
            assert!(!joins(date, "09 opening", column), "{date}");
        }
        for next in [
            "Tel: +41 22 730 5858",
            "– opening",
            "2 Opening of the meeting",
            "2.1 Opening",
            "a) opening",
            "(b) opening",
            "Q1/9 Opening",
            "09:30 opening",
            "ANNEX A",
            "",
            "\tcell",
        ] {
            assert!(!joins(long, next, column), "{next}");
        }
        for next in ["Tuesday, 7 July 2026", "7 July 2026", "mardi 7 juillet 2026"] {
            assert!(!joins(&format!("11:15 {}", &long[6..]), next, column), "{next}");
            assert!(joins(&format!("11:15 {long} on"), next, Some(74)), "{next}");
        }
        assert!(!joins(&format!("11:15 {}", &long[6..]), "2026年7月7日", column));
        assert!(!joins(&format!("{long}."), "which", column));
        assert!(!joins("Yours faithfully,", "which", column));
        assert!(!joins(
            "review of the results of the last meeting of the group",
            "closing",
            column
        ));
    }

    #[test]
    fn the_column_is_that_of_the_text() {
        let wrapped = ["a ".repeat(34), "b ".repeat(35), "c ".repeat(33), "short one".to_owned()];
        assert_eq!(column(wrapped.iter().map(String::as_str)), Some(70));
        let paragraphs = ["a ".repeat(34), "b ".repeat(200), "c ".repeat(33), "d ".repeat(35)];
        assert_eq!(column(paragraphs.iter().map(String::as_str)), None);
        assert_eq!(column(["a list", "of lines"].into_iter()), None);
    }

    #[test]
    fn brackets_reach_over_the_lines_of_a_cell() {
        let mut composer = Composer::default();
        let lines = ["Q1/9 (if", "needed)", "Q2/9 (if\nneeded)\nQ3/9", "Q4/9 (R)", "Q5/9)"];
        let words =
            |text: &str| ParagraphText { text: text.to_owned(), ..ParagraphText::default() };
        let paragraphs = lines.iter().filter_map(|line| composer.line(words(line))).collect();
        let cell = TableCell { height: 1, width: 1, paragraphs, ..TableCell::default() };
        let table = Table { rows: 1, columns: 1, cells: vec![cell], is_ragged: false };
        composer.block(Block::Table(table));
        let mut document = composer.finish();
        join_brackets(&mut document);
        let Some(Block::Table(table)) = document.blocks.first() else { panic!() };
        let cell = table.cells[0].paragraphs.iter().map(|it| &document.text[it.span.clone()]);
        let expected = ["Q1/9 (if\u{b}needed)", "Q2/9 (if\u{b}needed)\nQ3/9", "Q4/9 (R)", "Q5/9)"];
        assert_eq!(cell.collect::<Vec<_>>(), expected);
    }
}
