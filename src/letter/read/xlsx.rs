//! Excel's format: the workbook of Office Open XML (ISO 29500-1 section 18).
//!
//! What is read is what is seen: dates and hours as their formats show them, of formulas the values that
//! were saved with them. What is hidden is not read, and that is reported.

use crate::letter::read::document::UnreadableDocument;
use crate::letter::read::docx::package::{Package, Relations};
use crate::letter::read::docx::xml::{XmlNode, XmlTree};
use crate::letter::read::sheet::{Sheet, SheetCell, name};
use chrono::{Days, NaiveDate};

const SHOW: &str = "show it and import the file again if it belongs to the meeting";
const SHOW_THEM: &str = "show them and import the file again if they belong to the meeting";

/// A workbook: its sheets, and what of them was not read.
#[derive(Debug, Default)]
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) skipped: Vec<UnreadableDocument>,
}

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8]) -> Result<Workbook, UnreadableDocument> {
    workbook(bytes).map_err(|refusal| {
        // The package and its XML are those of Word.
        let of_excel = |text: &str| {
            let text = text.replace("Word document", "Excel workbook").replace("Word", "Excel");
            text.replace(".docx", ".xlsx").replace("a Excel", "an Excel")
        };
        let help = of_excel(&refusal.help).replace("no letter needs", "no plan needs");
        UnreadableDocument::new(of_excel(&refusal.message), help)
    })
}

fn damaged() -> UnreadableDocument {
    UnreadableDocument::new("the Word document is damaged", "save the table as .csv")
}

fn workbook(bytes: &[u8]) -> Result<Workbook, UnreadableDocument> {
    let mut package = Package::open(bytes)?;
    let main = package.relations("")?.part_of_kind("officeDocument").map(str::to_owned);
    let main = main.unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let text = package.part(&main)?.ok_or_else(damaged)?;
    let tree = XmlTree::parse(&text)?;
    let root = tree.root().filter(|root| root.name() == "workbook").ok_or_else(damaged)?;
    let relations = package.relations(&main)?;
    let shared = match part(&mut package, &relations, "sharedStrings")? {
        Some(text) => strings(&XmlTree::parse(&text)?),
        None => Vec::new(),
    };
    let formats = match part(&mut package, &relations, "styles")? {
        Some(text) => formats(&XmlTree::parse(&text)?),
        None => Vec::new(),
    };
    let properties = root.child("workbookPr").and_then(|of| of.attribute("date1904"));
    let is_1904 = properties.is_some_and(|said| is_on(&said));
    let mut read = Workbook::default();
    for said in root.child("sheets").into_iter().flat_map(XmlNode::children) {
        let name = said.attribute("name").unwrap_or_default().into_owned();
        if said.attribute("state").is_some_and(|state| state != "visible") {
            let message = format!("the sheet `{name}` is hidden, and was not read");
            read.skipped.push(UnreadableDocument::new(message, SHOW));
            continue;
        }
        let id = said.attribute("id").unwrap_or_default();
        let text = relations.part(&id).map(|part| package.part(part)).transpose()?.flatten();
        let text = text.ok_or_else(damaged)?;
        let tree = XmlTree::parse(&text)?;
        let root = tree.root().ok_or_else(damaged)?;
        if root.name() != "worksheet" {
            let message = format!("the sheet `{name}` has no cells, and was not read");
            let help = "write what it shows into cells if it belongs to the meeting";
            read.skipped.push(UnreadableDocument::new(message, help));
            continue;
        }
        let mut reading = SheetReader {
            shared: &shared,
            formats: &formats,
            is_1904,
            sheet: Sheet { name: Some(name), cells: Vec::new() },
            skipped: &mut read.skipped,
        };
        reading.whole(root)?;
        read.sheets.push(reading.sheet);
    }
    Ok(read)
}

/// The text of the part to which a relationship of a kind leads.
fn part(
    package: &mut Package<'_>,
    relations: &Relations,
    kind: &str,
) -> Result<Option<String>, UnreadableDocument> {
    relations.part_of_kind(kind).map_or(Ok(None), |part| package.part(part))
}

fn is_on(said: &str) -> bool {
    matches!(said, "1" | "true" | "on")
}

/// Whether a row or a run of columns is hidden.
fn is_hidden(node: XmlNode<'_>) -> bool {
    node.attribute("hidden").is_some_and(|said| is_on(&said))
}

/// The hidden columns, as runs from the first to the last one.
fn hidden_columns(root: XmlNode<'_>) -> Vec<(usize, usize)> {
    let columns = root.child("cols").into_iter().flat_map(XmlNode::children);
    let hidden = columns.filter(|of| is_hidden(*of)).filter_map(|of| {
        let end = |name| of.attribute(name)?.parse::<usize>().ok()?.checked_sub(1);
        Some((end("min")?, end("max")?))
    });
    hidden.collect()
}

/// The texts that cells name by their numbers.
fn strings(tree: &XmlTree<'_>) -> Vec<String> {
    tree.root().into_iter().flat_map(XmlNode::children).map(rich).collect()
}

/// A text with its runs; how it is pronounced (`rPh`) is left out.
fn rich(node: XmlNode<'_>) -> String {
    let mut text = String::new();
    for child in node.children() {
        match child.name() {
            "t" => text.push_str(&child.lines()),
            "r" => child.child("t").into_iter().for_each(|run| text.push_str(&run.lines())),
            _ => {}
        }
    }
    // Section 22.9.2.19: characters that XML does not have.
    text.replace("_x000D_", "").replace("_x000A_", "\n")
}

/// How a number is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct NumberFormat {
    date: bool,
    time: bool,
    /// Hours that are counted on beyond a day.
    elapsed: bool,
}

/// How the numbers of each style of cells are shown.
fn formats(tree: &XmlTree<'_>) -> Vec<NumberFormat> {
    let Some(root) = tree.root() else { return Vec::new() };
    let own: Vec<(String, NumberFormat)> = root
        .child("numFmts")
        .into_iter()
        .flat_map(XmlNode::children)
        .filter_map(|format| {
            let code = format.attribute("formatCode")?;
            Some((format.attribute("numFmtId")?.into_owned(), of_code(&code)))
        })
        .collect();
    let styles = root.child("cellXfs").into_iter().flat_map(XmlNode::children);
    let of = |style: XmlNode<'_>| {
        let id = style.attribute("numFmtId").unwrap_or_default();
        let own = own.iter().find(|(other, _)| *other == *id);
        own.map_or_else(|| built_in(id.parse().unwrap_or(0)), |(_, shown)| *shown)
    };
    styles.map(of).collect()
}

/// The formats that have no code in the file (section 18.8.30), those of East Asia among them.
fn built_in(id: u32) -> NumberFormat {
    match id {
        14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => {
            NumberFormat { date: true, ..NumberFormat::default() }
        }
        22 => NumberFormat { date: true, time: true, elapsed: false },
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => {
            NumberFormat { time: true, ..NumberFormat::default() }
        }
        46 => NumberFormat { time: true, elapsed: true, date: false },
        _ => NumberFormat::default(),
    }
}

/// What the letters of a code show: not those in quotes or behind `\`, `_` and `*`, nor in brackets.
fn of_code(code: &str) -> NumberFormat {
    let mut shown = NumberFormat::default();
    let mut has_month = false;
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c.to_ascii_lowercase() {
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let is_elapsed = !inside.is_empty()
                    && inside.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's'));
                shown.elapsed |= is_elapsed;
                shown.time |= is_elapsed;
            }
            'y' | 'd' => shown.date = true,
            'h' | 's' => shown.time = true,
            'm' => has_month = true,
            // What follows is for other numbers.
            ';' => break,
            _ => {}
        }
    }
    // Beside hours these are minutes.
    shown.date |= has_month && !shown.time;
    shown
}

/// A sheet while it is read.
struct SheetReader<'a> {
    shared: &'a [String],
    formats: &'a [NumberFormat],
    is_1904: bool,
    sheet: Sheet,
    skipped: &'a mut Vec<UnreadableDocument>,
}

impl SheetReader<'_> {
    fn whole(&mut self, root: XmlNode<'_>) -> Result<(), UnreadableDocument> {
        let merged: Vec<[usize; 4]> = root
            .child("mergeCells")
            .into_iter()
            .flat_map(XmlNode::children)
            .filter_map(|cell| ends(&cell.attribute("ref")?))
            .collect();
        let hidden_columns = hidden_columns(root);
        let (mut hidden, mut columns): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        let mut next_row = 0;
        for row in root.child("sheetData").into_iter().flat_map(XmlNode::children) {
            let said =
                row.attribute("r").and_then(|said| said.parse::<usize>().ok()?.checked_sub(1));
            let at = said.unwrap_or(next_row).max(next_row);
            next_row = at.saturating_add(1);
            let is_hidden = is_hidden(row);
            let mut next_column = 0;
            for cell in row.children() {
                let said = cell.attribute("r").and_then(|said| Some(cell_at(&said)?.1));
                let column = said.unwrap_or(next_column).max(next_column);
                next_column = column.saturating_add(1);
                let text = self.text(cell, at, column);
                if text.trim().is_empty() {
                    continue;
                }
                if is_hidden {
                    hidden.extend((hidden.last() != Some(&at)).then_some(at));
                    continue;
                }
                if hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column)) {
                    columns.extend((!columns.contains(&column)).then_some(column));
                    continue;
                }
                let joined = merged.iter().find(|[top, left, ..]| (*top, *left) == (at, column));
                let [top, left, bottom, right] = *joined.unwrap_or(&[at, column, at, column]);
                let (height, width) = (bottom - top + 1, right - left + 1);
                self.sheet.add(SheetCell { row: at, column, height, width, text })?;
            }
        }
        columns.sort_unstable();
        let letter = |at| name(0, at).trim_end_matches('1').to_owned();
        self.tell_hidden("row", runs(&hidden, |row| (row + 1).to_string()));
        self.tell_hidden("column", runs(&columns, letter));
        Ok(())
    }

    /// Tells which rows or columns with text are hidden.
    fn tell_hidden(&mut self, what: &str, names: Vec<String>) {
        let (s, is, was, help) = match names.len() {
            0 => return,
            1 => ("", "is", "was", SHOW),
            _ => ("s", "are", "were", SHOW_THEM),
        };
        let of = self.sheet.name.as_deref().unwrap_or_default();
        let message = format!(
            "{what}{s} {} of the sheet `{of}` {is} hidden, and {was} not read",
            crate::finding::list(names.iter().map(String::as_str), "and")
        );
        self.skipped.push(UnreadableDocument::new(message, help));
    }

    /// What is seen in a cell.
    fn text(&mut self, cell: XmlNode<'_>, row: usize, column: usize) -> String {
        let value = || cell.child("v").map(XmlNode::lines).unwrap_or_default();
        match cell.attribute("t").as_deref() {
            Some("s") => {
                let index = value().trim().parse::<usize>().ok();
                index.and_then(|index| self.shared.get(index)).cloned().unwrap_or_default()
            }
            Some("inlineStr") => cell.child("is").map(rich).unwrap_or_default(),
            Some("b") => if value().trim() == "1" { "yes" } else { "no" }.to_owned(),
            Some("e") => {
                let at = self.sheet.name_of(&SheetCell { row, column, ..SheetCell::default() });
                let message = format!("the formula in {at} gives `{}`, and was not read", value());
                let help = "correct the formula, or write its value into the cell";
                self.skipped.push(UnreadableDocument::new(message, help));
                String::new()
            }
            Some("d") => {
                let value = value();
                let (date, time) = value.split_once('T').unwrap_or((&value, ""));
                let time = time.get(..5).filter(|time| *time != "00:00").unwrap_or_default();
                format!("{date} {time}").trim().to_owned()
            }
            Some("str") => value(),
            _ => {
                let style = cell.attribute("s").and_then(|style| style.parse::<usize>().ok());
                let shown = self.formats.get(style.unwrap_or(0)).copied().unwrap_or_default();
                let value = value();
                let number = value.trim().parse::<f64>().ok();
                let seen = number.and_then(|number| seen(number, shown, self.is_1904));
                seen.unwrap_or_else(|| value.trim().to_owned())
            }
        }
    }
}

/// A number as its format shows it, if that is one of dates or hours.
fn seen(number: f64, shown: NumberFormat, is_1904: bool) -> Option<String> {
    const MINUTES: f64 = 24.0 * 60.0;
    // Days up to the year 9999.
    if !(shown.date || shown.time) || !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    // The number is in the range of both types.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let minutes = (number * MINUTES).round() as u64;
    let (days, minute) = (minutes / (24 * 60), minutes % (24 * 60));
    let hours = if shown.elapsed { minutes / 60 } else { minute / 60 };
    let time = format!("{hours:02}:{:02}", minute % 60);
    if !shown.date {
        return Some(time);
    }
    // In 1900 Excel counts a 29 February that there was not.
    let (year, month, day) = match days {
        _ if is_1904 => (1904, 1, 1),
        0..60 => (1899, 12, 31),
        _ => (1899, 12, 30),
    };
    let date = NaiveDate::from_ymd_opt(year, month, day)?.checked_add_days(Days::new(days))?;
    Some(if shown.time { format!("{date} {time}") } else { date.to_string() })
}

/// Numbers in their order, those that follow each other as one: `5–7`.
fn runs(numbers: &[usize], label: impl Fn(usize) -> String) -> Vec<String> {
    let runs = numbers.chunk_by(|one, next| one + 1 == *next);
    let of = |run: &[usize]| match run {
        [first, .., last] => Some(format!("{}–{}", label(*first), label(*last))),
        [only] => Some(label(*only)),
        [] => None,
    };
    runs.filter_map(of).collect()
}

/// The row and the column of `C7`, from 0.
fn cell_at(reference: &str) -> Option<(usize, usize)> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = reference.split_at(digits);
    let row = digits.parse::<usize>().ok()?.checked_sub(1)?;
    // `XFD` is the last column.
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|c| c.is_ascii_uppercase()) {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, c| sum * 26 + usize::from(c - b'A') + 1);
    Some((row, column - 1))
}

/// The first row and column of `B2:C7`, and the last ones.
fn ends(range: &str) -> Option<[usize; 4]> {
    let (first, last) = range.split_once(':')?;
    let ((top, left), (bottom, right)) = (cell_at(first)?, cell_at(last)?);
    (top <= bottom && left <= right).then_some([top, left, bottom, right])
}

#[cfg(test)]
mod tests {
    use crate::letter::read::xlsx::*;

    #[test]
    fn codes_of_formats() {
        let shown = |code: &str| {
            let NumberFormat { date, time, elapsed } = of_code(code);
            (date, time, elapsed)
        };
        assert_eq!(shown("[$-409]d\\ mmm\\ yyyy;@"), (true, false, false));
        assert_eq!(shown("h:mm AM/PM"), (false, true, false));
        assert_eq!(shown("[h]:mm"), (false, true, true));
        assert_eq!(shown("yyyy\"年\"m\"月\"d\"日\" h:mm"), (true, true, false));
        assert_eq!(shown("mmm"), (true, false, false));
        for code in ["General", "0.00", "\"days\" 0", "[Red]0;0 \"d\"", "@", "_-* 0\\d"] {
            assert_eq!(shown(code), (false, false, false), "{code}");
        }
    }

    #[test]
    fn serial_numbers_are_dates_and_hours() {
        let date = NumberFormat { date: true, ..NumberFormat::default() };
        let time = NumberFormat { time: true, ..NumberFormat::default() };
        let both = NumberFormat { date: true, time: true, elapsed: false };
        let seen = |number, shown| seen(number, shown, false).unwrap_or_default();
        assert_eq!(seen(45_671.0, date), "2025-01-14");
        assert_eq!(seen(1.0, date), "1900-01-01");
        assert_eq!(seen(61.0, date), "1900-03-01");
        assert_eq!(seen(0.395_833_333_333_333_3, time), "09:30");
        assert_eq!(seen(45_671.458_333_333_3, both), "2025-01-14 11:00");
        assert_eq!(seen(1.5, NumberFormat { time: true, elapsed: true, date: false }), "36:00");
        assert_eq!(super::seen(44_209.0, date, true).as_deref(), Some("2025-01-14"));
        for number in [-1.0, 1e300, f64::NAN] {
            assert_eq!(super::seen(number, date, false), None);
        }
    }

    #[test]
    fn references_of_cells() {
        assert_eq!(cell_at("C7"), Some((6, 2)));
        assert_eq!(cell_at("XFD1"), Some((0, 16_383)));
        for reference in ["", "7", "C", "C0", "c7", "AAAA1", "C99999999999999999999"] {
            assert_eq!(cell_at(reference), None, "{reference}");
        }
        assert_eq!(ends("B2:C7"), Some([1, 1, 6, 2]));
        assert_eq!(ends("C7:B2"), None);
        assert_eq!(runs(&[2, 3, 4, 8], |at| at.to_string()), ["2–4", "8"]);
    }
}
