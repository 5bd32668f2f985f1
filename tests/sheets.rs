//! Spreadsheets: workbooks and tables as text become meetings, and the table of `show --format csv`
//! becomes the meeting again that it shows.

use crate::properties::meeting;
use crate::support::{Folder, root};
use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What stands in a cell of a workbook.
#[derive(Clone, Debug)]
enum Is {
    /// Words.
    Text(String),
    /// A number and the style that shows it: 1 a date, 2 an hour, 3 both, 0 neither.
    Number(f64, u8),
    /// The value of a formula.
    Formula(&'static str, &'static str),
    Nothing,
}

fn t(text: &str) -> Is {
    if text.is_empty() { Is::Nothing } else { Is::Text(text.to_owned()) }
}

/// A sheet while it is written: its name, its rows, and what else stands in its XML.
struct Sheet<'a> {
    name: &'a str,
    rows: Vec<Vec<Is>>,
    /// The range of each joined cell.
    joined: &'a [&'a str],
    hidden_rows: &'a [usize],
    hidden_column: Option<usize>,
    is_hidden: bool,
}

fn sheet(name: &str, rows: Vec<Vec<Is>>) -> Sheet<'_> {
    Sheet { name, rows, joined: &[], hidden_rows: &[], hidden_column: None, is_hidden: false }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn column(at: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap());
    if at < 26 { letter(at).to_string() } else { format!("{}{}", letter(at / 26 - 1), letter(at)) }
}

/// The bytes of a workbook; its words are shared strings, as Excel saves them.
fn workbook(sheets: &[Sheet<'_>]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut shared: Vec<String> = Vec::new();
    let mut parts: Vec<(String, String)> = Vec::new();
    let (mut list, mut relations) = (String::new(), String::new());
    for (number, sheet) in sheets.iter().enumerate() {
        let mut data = String::new();
        for (row, cells) in sheet.rows.iter().enumerate() {
            let hidden = if sheet.hidden_rows.contains(&row) { " hidden='1'" } else { "" };
            data.push_str(&format!("<row r='{}'{hidden}>", row + 1));
            for (at, is) in cells.iter().enumerate() {
                let name = format!("{}{}", column(at), row + 1);
                data.push_str(&match is {
                    Is::Nothing => continue,
                    Is::Text(text) => {
                        shared.push(text.clone());
                        format!("<c r='{name}' t='s'><v>{}</v></c>", shared.len() - 1)
                    }
                    Is::Number(value, style) => {
                        format!("<c r='{name}' s='{style}'><v>{value}</v></c>")
                    }
                    Is::Formula(kind, value) => {
                        format!("<c r='{name}' t='{kind}'><f>A1</f><v>{value}</v></c>")
                    }
                });
            }
            data.push_str("</row>");
        }
        let joined: String =
            sheet.joined.iter().map(|range| format!("<mergeCell ref='{range}'/>")).collect();
        let columns = sheet.hidden_column.map_or(String::new(), |at| {
            format!("<cols><col min='{0}' max='{0}' hidden='1'/></cols>", at + 1)
        });
        let path = format!("worksheets/sheet{}.xml", number + 1);
        let xml = format!(
            "<worksheet xmlns='{MAIN}'>{columns}<sheetData>{data}</sheetData><mergeCells>{joined}</mergeCells></worksheet>"
        );
        parts.push((format!("xl/{path}"), xml));
        let state = if sheet.is_hidden { " state='hidden'" } else { "" };
        list.push_str(&format!(
            "<sheet name='{}' sheetId='{}'{state} r:id='r{number}'/>",
            escaped(sheet.name),
            number + 1
        ));
        relations.push_str(&format!(
            "<Relationship Id='r{number}' Type='{RELATIONS}/worksheet' Target='{path}'/>"
        ));
    }
    for kind in ["sharedStrings", "styles"] {
        relations.push_str(&format!(
            "<Relationship Id='{kind}' Type='{RELATIONS}/{kind}' Target='{kind}.xml'/>"
        ));
    }
    let strings: String = shared
        .iter()
        .map(|text| format!("<si><t xml:space='preserve'>{}</t></si>", escaped(text)))
        .collect();
    let own =
        "<numFmts><numFmt numFmtId='164' formatCode='[$-409]d\\ mmm\\ yyyy\\ h:mm'/></numFmts>";
    let styles = [0, 14, 20, 164].map(|id| format!("<xf numFmtId='{id}'/>")).concat();
    parts.extend([
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships><Relationship Id='a' Type='{RELATIONS}/officeDocument' Target='xl/workbook.xml'/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!("<workbook xmlns='{MAIN}' xmlns:r='{RELATIONS}'><sheets>{list}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships>{relations}</Relationships>"),
        ),
        ("xl/sharedStrings.xml".to_owned(), format!("<sst xmlns='{MAIN}'>{strings}</sst>")),
        (
            "xl/styles.xml".to_owned(),
            format!("<styleSheet xmlns='{MAIN}'>{own}<cellXfs>{styles}</cellXfs></styleSheet>"),
        ),
    ]);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A day of January 2025 as Excel counts it.
fn day(day: u8) -> Is {
    Is::Number(45_657.0 + f64::from(day), 1)
}

fn hour(hours: u8, minutes: u8) -> Is {
    Is::Number((f64::from(hours) + f64::from(minutes) / 60.0) / 24.0, 2)
}

fn texts(rows: &[&str]) -> Vec<Vec<Is>> {
    rows.iter().map(|row| row.split('|').map(|cell| t(cell.trim())).collect()).collect()
}

/// What `import` makes of a file, and what it says.
fn imported(name: &str, bytes: &[u8]) -> (String, String) {
    let scratch = Folder::new();
    scratch.file(name, bytes);
    let run = scratch.run(&["import", name]);
    (run.out, run.err)
}

fn body(yaml: &str) -> String {
    yaml.lines().filter(|line| !line.starts_with("letter:")).collect::<Vec<_>>().join("\n")
}

const LIST: &str = "\
group: SG12
start: 2025-01-14
end: 2025-01-15
time_plan:
  2025-01-14:
    2: {title: SG12 Opening plenary, kind: plenary, start: 11:00, end: 12:30, room: Popov, remote: true}
    3: {title: Q7/12 Terms, start: 14:30, end: 15:45, room: K1}
  2025-01-15:
    1: {title: Q9/12 Speech quality, start: 09:30, end: 10:45, room: K2, remote: true}
    5: {title: Reception, kind: social, start: 18:30, end: 21:00}";

fn list() -> Vec<Vec<Is>> {
    let head = "Date|Start|End|Title|Groups|Room|Remote";
    let mut rows = texts(&[head]);
    rows.push(vec![
        day(14),
        hour(11, 0),
        hour(12, 30),
        t("Opening plenary"),
        t("SG12"),
        t("Popov"),
        t("yes"),
    ]);
    rows.push(vec![day(14), hour(14, 30), hour(15, 45), t("Terms"), t("Q7/12"), t("K1"), t("no")]);
    rows.push(vec![
        day(15),
        hour(9, 30),
        hour(10, 45),
        t("Speech quality"),
        t("Q9/12"),
        t("K2"),
        Is::Formula("b", "1"),
    ]);
    rows.push(vec![day(15), hour(18, 30), hour(21, 0), t("Reception")]);
    rows
}

#[test]
fn a_list_of_sessions_whatever_the_order_of_its_columns() {
    let (yaml, said) = imported("plan.xlsx", &workbook(&[sheet("Sheet1", list())]));
    assert_eq!((body(&yaml).as_str(), said.as_str()), (LIST, ""));
    let turned = |rows: Vec<Vec<Is>>, order: [usize; 7]| -> Vec<Vec<Is>> {
        let turn =
            |row: Vec<Is>| order.map(|at| row.get(at).cloned().unwrap_or(Is::Nothing)).to_vec();
        rows.into_iter().map(turn).collect()
    };
    for order in [[6, 5, 4, 3, 2, 1, 0], [3, 4, 0, 5, 1, 2, 6], [1, 2, 0, 4, 3, 6, 5]] {
        let rows = turned(list(), order);
        let (yaml, said) = imported("plan.xlsx", &workbook(&[sheet("Sheet1", rows)]));
        assert_eq!((body(&yaml).as_str(), said.as_str()), (LIST, ""), "{order:?}");
    }
}

#[test]
fn a_title_that_is_missing_beside_its_group_makes_no_second_session_of_the_others() {
    let csv = "Date;Start;End;Title;Group;Room\n05.05.2026;09:30;10:45;Opening plenary;SG12;Popov\n\
               06.05.2026;11:15;12:30;;Q9/12;\n";
    let (yaml, _) = imported("plan.csv", csv.as_bytes());
    assert!(
        body(&yaml).ends_with(
            "1: {title: SG12 Opening plenary, kind: plenary, start: 09:30, end: 10:45, room: Popov}\n  2026-05-06:\n    \
             2: {title: Q9/12, start: 11:15, end: 12:30}"
        ),
        "{yaml}"
    );
}

#[test]
fn a_list_in_six_languages() {
    for head in [
        "Date|Début|Fin|Titre|Groupes|Salle|À distance",
        "Fecha|Inicio|Fin|Título|Grupos|Sala|A distancia",
        "Дата|Начало|Окончание|Название|Группы|Зал|Дистанционно",
        "日期|开始|结束|标题|组|会议室|远程",
        "التاريخ|البداية|النهاية|العنوان|الأفرقة|القاعة|عن بُعد",
    ] {
        let mut rows = list();
        rows[0] = texts(&[head]).remove(0);
        let (yaml, said) = imported("plan.xlsx", &workbook(&[sheet("Sheet1", rows)]));
        let yaml: Vec<&str> = yaml.lines().filter(|line| !line.starts_with("language:")).collect();
        // The name of a room has the language of the headers.
        let rooms = ["fr", "es", "ru", "zh", "ar"].map(|of| format!("{{{of}: K"));
        let yaml = rooms.iter().fold(body(&yaml.join("\n")), |yaml, room| {
            yaml.replace(&format!("{room}1}}"), "K1").replace(&format!("{room}2}}"), "K2")
        });
        assert_eq!(yaml, LIST, "{head} {said}");
    }
}

#[test]
fn days_by_slots_with_joined_cells_and_deadlines_are_one_meeting() {
    let mut plan = texts(&["SG12 meeting, Geneva, 14-15 January 2025", ""]);
    plan.push(vec![t("Slot"), day(14), day(15)]);
    plan.extend(texts(&[
        "1 | | Q7/12",
        "2 | SG12 opening plenary | Q9/12",
        "3 | Q1/12 | Q7/12\nQ9/12",
        "4 | | WP1/12 plenary",
    ]));
    plan[4][2] = t("Q9/12 (room K1)");
    let mut due = texts(&["Date | Time | Deadline"]);
    due.push(vec![Is::Number(45_629.0, 1), Is::Nothing, t("Requests for interpretation")]);
    due.push(vec![Is::Number(45_659.0, 1), hour(23, 59), t("Submission of contributions")]);
    let bytes = workbook(&[
        Sheet { joined: &["A1:C1", "B6:B7"], ..sheet("Plan", plan) },
        sheet("Deadlines", due),
        Sheet { is_hidden: true, ..sheet("Old", texts(&["a | b"])) },
    ]);
    let (yaml, said) = imported("plan.xlsx", &bytes);
    let expected = "\
group: SG12
title: SG12 meeting
start: 2025-01-14
end: 2025-01-15
place: Geneva
deadlines:
  - {date: 2024-12-03, action: interpretation}
  - {date: 2025-01-02, time: 23:59, action: contributions}
time_plan:
  2025-01-14:
    2: {title: SG12 opening plenary, kind: plenary}
    pm: Q1/12
  2025-01-15:
    1: Q7/12
    2: {title: Q9/12, room: room K1}
    3: [Q7/12, Q9/12]
    4: WP1/12 plenary";
    assert_eq!(body(&yaml), expected, "{said}");
    assert!(said.contains("the sheet `Old` is hidden, and was not read"), "{said}");
}

#[test]
fn what_is_not_understood_is_told_with_its_cell() {
    let mut rows = list();
    rows.push(vec![t("someday"), hour(9, 30), hour(10, 45), t("Joint"), t("Q9/12")]);
    rows.push(vec![day(15), Is::Formula("e", "#REF!"), Is::Nothing, t("Terms"), t("Q7/12")]);
    rows.push(vec![day(15), hour(9, 30), hour(10, 45), t("Old"), t("Q1/12")]);
    let bytes =
        workbook(&[Sheet { hidden_rows: &[7], hidden_column: Some(5), ..sheet("Week 1", rows) }]);
    let (_, said) = imported("plan.xlsx", &bytes);
    for told in [
        "the formula in Week 1!B7 gives `#REF!`, and was not read",
        "row `8` of the sheet `Week 1` is hidden, and was not read",
        "column `F` of the sheet `Week 1` is hidden, and was not read",
        "`someday` is not understood as a day (Week 1!A6)",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    let scratch = Folder::new();
    scratch.file("plan.xlsx", workbook(&[sheet("Sheet1", list())]));
    let run = scratch.run(&["import", "plan.xlsx", "--explain"]);
    assert!(run.out.contains("# Sheet1!D2: Opening plenary"), "{}", run.out);
    assert!(run.err.contains("Sheet1!D2"), "{}", run.err);
}

#[test]
fn rapporteur_group_meetings_in_a_workbook() {
    let mut rows = texts(&["Question | Start | End | Place"]);
    rows.push(vec![t("Q1/9"), day(14), day(16), t("E-meeting")]);
    rows.push(vec![t("Q5/9"), day(20), day(21), t("Geneva, Switzerland")]);
    let (yaml, said) = imported("rgm.xlsx", &workbook(&[sheet("RGM", rows)]));
    let expected = "\
group: SG9
rgm:
  - {group: Q1/9, slots: [], start: 2025-01-14, end: 2025-01-16, remote: true}
  - {group: Q5/9, slots: [], start: 2025-01-20, end: 2025-01-21, place: \"Geneva, Switzerland\"}";
    assert_eq!(body(&yaml), expected, "{said}");
}

#[test]
fn damaged_workbooks_are_read_or_refused() {
    let whole = workbook(&[Sheet { joined: &["A1:B2"], ..sheet("Sheet1", list()) }]);
    let scratch = Folder::new();
    for at in (0..whole.len()).step_by(whole.len() / 40) {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x55;
        for bytes in [&whole[..at], flipped.as_slice()] {
            scratch.file("plan.xlsx", bytes);
            let run = scratch.run(&["import", "plan.xlsx"]);
            assert!(matches!(run.code, 0 | 1), "{at} {}", run.shown());
        }
    }
}

/// The events of a meeting file as `show --format csv` has them, without what only a file of its own
/// can tell: how often each was revised.
fn shown(scratch: &Folder, file: &str, language: &str) -> Vec<Vec<String>> {
    let run = scratch.run(&["show", file, "--all", "--format", "csv", "--lang", language]);
    rows(&run.out)
}

fn rows(table: &str) -> Vec<Vec<String>> {
    let table = table.trim_start_matches('\u{feff}');
    let reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let row = |record: csv::StringRecord| {
        let cells = record.iter().enumerate().filter(|(at, _)| *at != 9);
        cells.map(|(_, cell)| cell.to_owned()).collect()
    };
    reader.into_records().map(|record| row(record.unwrap())).collect()
}

/// The table of a meeting as a workbook.
fn as_workbook(table: &str) -> Vec<u8> {
    let table = table.trim_start_matches('\u{feff}');
    let reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let row = |record: csv::StringRecord| {
        let cell = |(at, cell): (usize, &str)| match (at, cell.len()) {
            // What Excel makes of hours when it opens the table.
            (12 | 13 | 15 | 16, 5) => hour(cell[..2].parse().unwrap(), cell[3..].parse().unwrap()),
            _ => t(cell),
        };
        record.iter().enumerate().map(cell).collect()
    };
    let rows = reader.into_records().enumerate();
    let rows = rows.map(|(at, record)| {
        let record = record.unwrap();
        if at == 0 { record.iter().map(t).collect() } else { row(record) }
    });
    workbook(&[sheet("events", rows.collect())])
}

/// Whether the table of a meeting, imported, shows the same events.
fn comes_back(scratch: &Folder, file: &str, language: &str) -> Result<(), (String, String)> {
    let run = scratch.run(&["show", file, "--all", "--format", "csv", "--lang", language]);
    let wanted = rows(&run.out);
    assert!(wanted.len() > 1, "{}", run.shown());
    for (name, bytes) in
        [("e.csv", run.out.clone().into_bytes()), ("e.xlsx", as_workbook(&run.out))]
    {
        scratch.file(name, bytes);
        let import = scratch.run(&["import", name, "-o", "back", "--force"]);
        let id = wanted[1][9].clone();
        let again = shown(scratch, &format!("back/{id}.yaml"), language);
        if again != wanted {
            let lines = |rows: &[Vec<String>]| {
                rows.iter().map(|row| row.join(",")).collect::<Vec<_>>().join("\n")
            };
            let difference = crate::support::difference(&lines(&wanted), &lines(&again));
            return Err((difference.unwrap_or_default(), import.shown()));
        }
    }
    Ok(())
}

#[test]
fn the_table_of_a_real_meeting_is_that_meeting_again() {
    for id in ["sg12-2025-01", "sg11-2022-12"] {
        for language in ["en", "zh", "fr", "ar"] {
            let scratch = Folder::new();
            let meeting = std::fs::read(root().join(format!("meetings/{id}.yaml"))).unwrap();
            scratch.file(&format!("{id}.yaml"), meeting);
            comes_back(&scratch, &format!("{id}.yaml"), language).unwrap_or_else(
                |(difference, import)| panic!("{id} {language}\n{difference}\n{import}"),
            );
        }
    }
}

#[test]
fn the_table_of_an_unusual_meeting_is_that_meeting_again() {
    let meeting = "\
group: [WP1/12, WP2/12]
start: 2025-06-02
end: 2025-06-05
timezone: Asia/Tokyo
status: tentative
place: NICT, Tokyo
rooms: {Q7/12: K1}
session_times: {3: 13:45-15:00, lunch: 12:30-13:45}
registration: {time: 08:00, place: Gate 3}
deadlines:
  - {date: 2025-05-02, time: 23:59, action: contributions}
  - {date: 2025-05-03, action: other, text: '=Book a hotel (early)'}
  - {date: 2025-05-03, time: 12:00, action: other, text: Send slides}
time_plan:
  2025-06-02: {1: {title: '+1 plenary', kind: plenary, tentative: true}, pm: [Q7/12, {title: Q9/12, room: K2}]}
  2025-06-03: {day: {kind: workshop}, lunch: false, 5: {kind: social, start: 19:00, end: 22:00}}
  2025-06-04: {}
rgm:
  - {group: SG12, start: 2025-05-26, end: 2025-05-28, slots: [1, 3], timezone: America/New_York, place: Boston}
  - {group: Q9/12, title: e-meeting, every: week, on: [tue], time: 14:00-16:00, start: 2025-02-04, end: 2025-03-25,
     remote: true, timezone: Europe/Zurich, also: [{date: 2025-03-27, time: 10:00-12:00}]}
";
    for status in ["tentative", "cancelled", "postponed", "confirmed"] {
        let scratch = Folder::new();
        scratch
            .file("odd.yaml", meeting.replace("status: tentative", &format!("status: {status}")));
        comes_back(&scratch, "odd.yaml", "en")
            .unwrap_or_else(|(difference, import)| panic!("{status}\n{difference}\n{import}"));
    }
}

#[test]
fn a_table_of_several_meetings_is_refused() {
    let scratch = Folder::new();
    scratch.file("meetings/a-1.yaml", "group: SG12\nstart: 2025-01-14\n");
    scratch.file("meetings/b-1.yaml", "group: SG13\nstart: 2025-02-14\n");
    let run = scratch.run(&["show", "--all", "--format", "csv", "meetings"]);
    scratch.file("e.csv", run.out);
    let run = scratch.run(&["import", "e.csv"]);
    let expected = "the table has the events of 2 meetings; write one of each: `timeplan show ID --format csv`";
    assert!(run.err.contains(expected), "{}", run.shown());
}

/// What the import of a table as text says.
fn import(name: &str, table: &[u8]) -> crate::support::Run {
    let scratch = Folder::new();
    scratch.file(name, table);
    scratch.run(&["import", name])
}

#[test]
fn what_stands_in_columns_that_are_not_understood_is_told_with_its_cell() {
    let list = "Date,Start,End,Title,Room,Responsible,Catering\n\
        2027-03-02,09:30,10:45,SG12 opening plenary,Popov,Ms Villa,coffee 10:45\n\
        2027-03-02,11:15,12:30,Q7/12,K1,,\n";
    let grid = "Time,2027-03-02,2027-03-03,Remarks\n09:30-10:45,Q7/12,Q9/12,\n11:15-12:30,Q7/12,Q9/12,Move Q9 if needed\n";
    let rgm = "Question,Start,End,Place,Remarks\nQ7/12,2027-04-13,2027-04-15,Geneva,Fee applies\n\
        Q9/12,2027-05-04,2027-05-04,E-meeting,14:00-16:00 Geneva time\n";
    let german = "Datum;Beginn;Ende;Titel;Raum\n02.03.2027;09:30;10:45;SG12 opening plenary;Popov\n\
        02.03.2027;11:15;12:30;Q7/12;K1\n";
    let deadlines = "\"SG12 meeting, Geneva, 2-5 March 2027\"\n\nDate,Deadline,Officer\n2027-02-18,Contributions,Mr X\n";
    let days_missing = "\"SG12 meeting, Geneva, 2-5 March 2027\"\r\n\r\nDate,Start,End,Title,Officer\r\n2027-03-02,09:30,10:45,Q7/12,Mr X\r\n\r\n\
        2027-03-03,09:30,10:45,Q9/12,Mr Y\r\n";
    for (table, cells) in [
        (list, &["`Responsible` F2", "`Catering` G2"][..]),
        (rgm, &["`Remarks` E2"]),
        (german, &["`Raum` E2", "`Raum` E3"]),
        (deadlines, &["`Officer` C4"]),
        // What is told of the whole table, as days without sessions, is another matter.
        (days_missing, &["`Officer` E4", "`Officer` E6"]),
    ] {
        let run = import("plan.csv", table.as_bytes());
        let told: Vec<String> = run
            .err
            .lines()
            .filter_map(|line| {
                let rest = line.strip_prefix("doubt[column-unread]: the column ")?;
                Some(
                    rest.replace(" is not understood, so this cell was not read (", " ")
                        .replace(')', ""),
                )
            })
            .collect();
        assert_eq!(told, cells, "{}", run.shown());
    }
    // Remarks beside a grid are those of its sessions.
    let run = import("plan.csv", grid.as_bytes());
    let note =
        "doubt[plan-note]: this note on a session of the time plan was not applied to it (D3)";
    assert!(run.err.contains(note) && run.err.contains("“Move Q9 if needed”"), "{}", run.shown());
    // What is understood is not.
    let known = "No.,Date,Time,Session,Room,Remote\n1,2027-03-02,09:30-10:45,Q7/12,K1,yes\n2,2027-03-02,11:15-12:30,Lunch,,\n";
    let run = import("plan.csv", known.as_bytes());
    assert!(!run.err.contains("column-unread"), "{}", run.shown());
}

#[test]
fn deadlines_alone_need_a_meeting() {
    let run = import(
        "plan.csv",
        b"Date,Time,Deadline\n2027-02-18,23:59,Contributions\n2027-01-04,,Visa support\n",
    );
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            1,
            "plan.csv: this table has 2 deadlines, and does not say of which meeting; no meeting file was made of it; write the \
             meeting into the row above the table, as `SG12 meeting 14-23 January 2025`, and import it again\n"
        )
    );
    let named = b"SG12 meeting 2-5 March 2027\n\nDate,Time,Deadline\n2027-02-18,23:59,Contributions\n2027-01-04,,Visa support\n";
    let run = import("plan.csv", named);
    assert!(run.out.contains("start: 2027-03-02\nend: 2027-03-05\n"), "{}", run.shown());
    assert!(
        run.out.contains("{date: 2027-02-18, time: 23:59, action: contributions}"),
        "{}",
        run.shown()
    );
}

#[test]
fn a_title_may_stand_between_the_name_of_a_sheet_and_its_deadlines() {
    let scratch = Folder::new();
    let rows = [
        vec![t("SG12 meeting, Geneva, 2-5 March 2027")],
        vec![],
        vec![t("What"), t("By when")],
        vec![t("Contributions"), Is::Number(46_436.0, 1)],
        vec![t("Book the catering"), t("20 February 2027")],
        vec![t("Visa support"), t("soon")],
    ];
    scratch.file("plan.xlsx", workbook(&[sheet("Deadlines", rows.to_vec())]));
    let run = scratch.run(&["import", "plan.xlsx"]);
    assert!(run.out.contains("action: contributions"), "{}", run.shown());
    assert!(
        run.out.contains("{date: 2027-02-20, action: other, text: Book the catering}"),
        "{}",
        run.shown()
    );
    assert!(
        run.err.contains("no date is understood for `Visa support` (Deadlines!A6)"),
        "{}",
        run.shown()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_table_of_any_meeting_is_that_meeting_again(blocks in meeting()) {
        let scratch = Folder::new();
        scratch.file("any.yaml", blocks.join("\n"));
        prop_assert_eq!(comes_back(&scratch, "any.yaml", "en"), Ok(()));
    }
}
