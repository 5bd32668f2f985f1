//! Letters as plain text.
//!
//! The document's text is the file's, line for line, so that a place in it is a place in the file;
//! lines that belong together are one paragraph.
//! Tables are found again where they left traces: as Word saves them, a cell begins with a tab at
//! the beginning of a line and a blank line ends a row; others keep bars between the cells.

use crate::letter::read::compose::add_urls;
use crate::letter::read::document::{Block, Document, Paragraph, Span, UnreadableDocument};
use crate::letter::read::{encoding, wrapped};

mod bars;
mod columns;
mod tabs;

/// The longest file that is read; letters have some 50 kB.
const LONGEST: usize = 8 << 20;

/// Reads a letter that is plain text in any encoding.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, UnreadableDocument> {
    if bytes.len() > LONGEST {
        return Err(UnreadableDocument::new(
            "the text is longer than 8 MiB",
            "keep the letter and its annexes, no letter is as long",
        ));
    }
    let text = unquoted(encoding::text(bytes));
    let strange = text.chars().filter(|&c| c == '\u{fffd}').count() + zeros(bytes);
    if strange > 8 && strange * 8 > text.chars().count() {
        return Err(UnreadableDocument::new(
            "this is not text",
            "open it in the program that it comes from and save it as .docx, .pdf, .html or .txt",
        ));
    }
    if text.trim().is_empty() {
        return Err(UnreadableDocument::new(
            "the file has no text",
            "see that the right file was saved",
        ));
    }
    let lines = lines(&text);
    let column = wrapped::column(lines.iter().map(|line| line.text));
    let mut blocks = Vec::new();
    let mut breaks = Vec::new();
    let mut before: Option<&TextLine<'_>> = None;
    let mut rest = lines.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let table = columns::table(rest).or_else(|| tabs::table(rest));
        if let Some((table, after)) = table.or_else(|| bars::table(rest)) {
            blocks.push(Block::Table(table));
            rest = after;
            before = None;
            continue;
        }
        rest = others;
        let before = before.replace(first);
        let Some(line) = first.paragraph() else { continue };
        if let (Some(before), Some(Block::Paragraph(last))) = (before, blocks.last_mut()) {
            let paragraph = text.get(last.span.clone()).unwrap_or("");
            if wrapped::goes_on(paragraph, before.text, first.text, column) {
                breaks.push(before.start + before.text.len());
                last.span.end = line.span.end;
                continue;
            }
        }
        blocks.push(Block::Paragraph(line));
    }
    let mut text = text;
    wrapped::soften(&mut text, &breaks);
    let mut document = Document { text, blocks, ..Document::default() };
    add_urls(&mut document);
    Ok(document)
}

/// A text without the signs of a quoted mail, if all of it is quoted; blanks keep their places.
fn unquoted(text: String) -> String {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    if !lines.all(|line| line.starts_with('>')) {
        return text;
    }
    let line = |line: &str| {
        let rest = line.trim_start_matches(['>', ' ']);
        format!("{}{rest}", " ".repeat(line.len() - rest.len()))
    };
    text.split_inclusive('\n').map(line).collect()
}

/// How many bytes are zero in a file that is not UTF-16.
fn zeros(bytes: &[u8]) -> usize {
    let is_marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if is_marked { 0 } else { bytes.iter().filter(|&&byte| byte == 0).count() }
}

/// A line of the text.
#[derive(Clone, Copy, Debug)]
struct TextLine<'a> {
    /// Where it begins.
    start: usize,
    /// Its characters, without the line end.
    text: &'a str,
    /// Whether it holds nothing, or blanks that are no tabs at its beginning.
    is_blank: bool,
}

impl TextLine<'_> {
    /// Its words as a paragraph, if it has any.
    fn paragraph(&self) -> Option<Paragraph> {
        paragraph(self.start, self.text)
    }
}

/// The words of a stretch that begins at a place, without the white space around them.
fn paragraph(start: usize, stretch: &str) -> Option<Paragraph> {
    let words = stretch.trim();
    let start = start + stretch.len() - stretch.trim_start().len();
    let span: Span = start..start + words.len();
    (!words.is_empty()).then(|| Paragraph { span, ..Paragraph::default() })
}

fn lines(text: &str) -> Vec<TextLine<'_>> {
    let mut start = 0;
    let line = |text| {
        let line = TextLine { start, text, is_blank: text_is_blank(text) };
        start += text.len() + 1;
        line
    };
    text.split('\n').map(line).collect()
}

/// Whether a line has no words; a line with a tab at its beginning is an empty cell.
fn text_is_blank(text: &str) -> bool {
    text.trim().is_empty() && !text.contains('\t')
}

#[cfg(test)]
mod tests {
    use crate::letter::read::compose::{assert_sound, mutations};
    use crate::letter::read::text::*;

    /// Paragraphs as their words, tables as rows of cells; a cell's lines separated by `⏎`.
    fn shape(document: &Document) -> Vec<String> {
        let words = |paragraph: &Paragraph| document.text[paragraph.span.clone()].to_owned();
        let block = |block: &Block| match block {
            Block::Paragraph(it) => words(it),
            Block::Picture(_) => "picture".to_owned(),
            Block::Table(table) => {
                let row = |row: usize| {
                    let cells = table.row(row).iter().map(|cell| {
                        cell.paragraphs.iter().map(words).collect::<Vec<_>>().join("⏎")
                    });
                    cells.collect::<Vec<_>>().join(" ¦ ")
                };
                let rows: Vec<_> = (0..table.rows).map(row).collect();
                format!("[{}]{}", rows.join(" ║ "), if table.is_ragged { "~" } else { "" })
            }
        };
        document.blocks.iter().map(block).collect()
    }

    #[test]
    fn a_text_that_is_quoted_as_a_whole() {
        let document = read(b"> Geneva, 15-\n> 19 June\n>\n> Dear all,").unwrap();
        assert_eq!(shape(&document), ["Geneva, 15-", "19 June", "Dear all,"]);
        let document = read(b"> Geneva\nNo.").unwrap();
        assert_eq!(shape(&document), ["> Geneva", "No."]);
    }

    fn read_shape(text: &str) -> Vec<String> {
        let document = read(text.as_bytes()).unwrap();
        assert_sound(&document);
        shape(&document)
    }

    #[test]
    fn each_line_is_a_paragraph() {
        assert_eq!(
            read_shape("Geneva, 3 May\n\n  Dear Sir,  \n \t \n1\t会议开始\n"),
            ["Geneva, 3 May", "Dear Sir,", "1\t会议开始"]
        );
    }

    #[test]
    fn lines_that_a_mail_broke_are_one_paragraph() {
        assert_eq!(
            read_shape(
                "Dear Sir,\nWe invite you to the next meeting of Study Group 9, from 15 to 19\n  June \
                 2026.\nKey dates:\nContributions by 2\nJune 2026.\n\n19\n\nJune 2026\n"
            ),
            [
                "Dear Sir,",
                "We invite you to the next meeting of Study Group 9, from 15 to 19\u{b}  June 2026.",
                "Key dates:",
                "Contributions by 2\u{b}June 2026.",
                "19",
                "June 2026"
            ]
        );
    }

    #[test]
    fn the_head_of_a_letter_saved_by_word() {
        let head = " \t国 际 电 信 联 盟\n电信标准化局\n\t\n\n\n\n\t2022年8月26日，日内瓦\n\n\
                    \t电话：\n传真：\n\t+41 22 730 5780\n+41 22 730 5853\n\ntsbsg11@itu.int\n\
                    \t致：\n· 各成员国\n\n\n\n尊敬的先生/女士：\n很高兴邀请您\n";
        assert_eq!(
            read_shape(head),
            [
                "[国 际 电 信 联 盟⏎电信标准化局 ¦  ║ 2022年8月26日，日内瓦 ║ 电话：⏎传真： ¦ \
                 +41 22 730 5780⏎+41 22 730 5853⏎tsbsg11@itu.int ¦ 致：⏎· 各成员国]~",
                "尊敬的先生/女士：",
                "很高兴邀请您"
            ]
        );
    }

    #[test]
    fn key_deadlines_are_rows_of_a_date_and_bullets() {
        let deadlines = "重要截止日期：\n\t2022年10月7日\n\t–\t提交文稿\n\n\t2022年11月7日\n\
                         \t–\t预注册\n–\t提交签证\n\n\n会议实用信息\n\t顺致敬意！\n \t最新会议信息\n";
        assert_eq!(
            read_shape(deadlines),
            [
                "重要截止日期：",
                "[2022年10月7日 ¦ –\t提交文稿 ║ 2022年11月7日 ¦ –\t预注册⏎–\t提交签证]~",
                "会议实用信息",
                "顺致敬意！",
                "最新会议信息"
            ]
        );
    }

    #[test]
    fn a_time_plan_keeps_its_empty_cells() {
        let plan = "时间计划草案\n\t\n\t上午\n\t下午\n\n\t1月14日\n（星期二）\n\t\n\t第12研究组\n\
                    开幕全体会议\n\t开幕\n\n\t周末\n\n\t1月23日\n\t闭幕\n\t\n\n\n\n注 ‒ 更新";
        assert_eq!(
            read_shape(plan),
            [
                "时间计划草案",
                "[ ¦ 上午 ¦ 下午 ║ 1月14日⏎（星期二） ¦  ¦ 第12研究组⏎开幕全体会议 ¦ 开幕 ║ 周末 \
                 ║ 1月23日 ¦ 闭幕 ¦ ]~",
                "注 ‒ 更新"
            ]
        );
    }

    #[test]
    fn a_table_with_a_line_a_row() {
        let plan = "时间表\n\t5月11日\t5月12日\n\t星期二\t星期三\n1200-1330\t开幕\t\n1345-1500\tQ1\n\n注\tA\tB\n注\tA\tB";
        assert_eq!(
            read_shape(plan),
            [
                "时间表",
                "[ ¦ 5月11日 ¦ 5月12日 ║  ¦ 星期二 ¦ 星期三 ║ 1200-1330 ¦ 开幕 ¦  ║ 1345-1500 ¦ Q1]~",
                "注\tA\tB",
                "注\tA\tB"
            ]
        );
    }

    #[test]
    fn a_row_may_have_one_cell_and_a_week_one_day() {
        let plan = "\t9 March\t10 March\n1\tQ1/9\tQ2/9\nLunch\n3\tQ3/9\tQ4/9\n\n\t16 March\n1\t\n2\tQ6/9\n\nNotes";
        assert_eq!(
            read_shape(plan),
            [
                "[ ¦ 9 March ¦ 10 March ║ 1 ¦ Q1/9 ¦ Q2/9 ║ Lunch ║ 3 ¦ Q3/9 ¦ Q4/9]~",
                "[ ¦ 16 March ║ 1 ¦  ║ 2 ¦ Q6/9]~",
                "Notes"
            ]
        );
        // Cells as Word saves them begin with tabs, each on its line.
        assert_eq!(read_shape("\tOn-line\n\tQ2/9\n\t9 March\n"), ["[On-line ¦ Q2/9 ¦ 9 March]~"]);
    }

    #[test]
    fn a_plan_without_its_body_ends_before_the_legend() {
        let plan = "(First week)\n\t\n\tMonday\n\tFriday\n \tSessions times:\n0 – 0830-0930\n\n\
                    \tKeys: R – remote\n (Second week)\n\t\n\tMonday\n";
        assert_eq!(
            read_shape(plan),
            [
                "(First week)",
                "[ ¦ Monday ¦ Friday]~",
                "Sessions times:",
                "0 – 0830-0930",
                "Keys: R – remote",
                "(Second week)",
                "[ ¦ Monday]~"
            ]
        );
    }

    #[test]
    fn bars_part_the_cells_of_a_table() {
        assert_eq!(
            read_shape("Plan\n| Slot | Mon |\n|---|:-:|\n| 1 | Q1/12 \\| Q2 |\n| 2 | |\nend"),
            ["Plan", "[Slot ¦ Mon ║ 1 ¦ Q1/12 \\| Q2 ║ 2 ¦ ]", "end"]
        );
        assert_eq!(
            read_shape("am | Q1 | Q2\npm | Q3 | \nx | y\n英文| 法文 |中文"),
            ["[am ¦ Q1 ¦ Q2 ║ pm ¦ Q3 ¦ ]", "x | y", "英文| 法文 |中文"]
        );
    }

    #[test]
    fn slashes_are_left_to_the_fields() {
        assert_eq!(read_shape("Tel: / +41\nFax: / +41"), ["Tel: / +41", "Fax: / +41"]);
    }

    #[test]
    fn places_are_those_of_the_file_and_addresses_are_links() {
        let text = "\n\nсм. https://itu.int/go/tsg20.\r\n";
        let document = read(text.as_bytes()).unwrap();
        assert_eq!(document.text, text.replace('\r', ""));
        assert_eq!(document.links[0].target, "https://itu.int/go/tsg20");
        assert_eq!(&document.text[document.links[0].span.clone()], "https://itu.int/go/tsg20");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b" \n\t\n").unwrap_err().message, "the file has no text");
        let word = [0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 1].repeat(100);
        assert_eq!(read(&word).unwrap_err().message, "this is not text");
        assert!(read(&vec![b'a'; LONGEST + 1]).unwrap_err().message.contains("8 MiB"));
    }

    #[test]
    fn long_tables_are_read_in_one_pass() {
        let text = "\ta\n\n".repeat(20_000) + &"\n \tb\n\n".repeat(20_000);
        assert!(read(text.as_bytes()).is_ok());
        let text = "|".repeat(100_000) + "\n" + &"|--|\n".repeat(50_000);
        assert!(read(text.as_bytes()).is_ok());
    }

    #[test]
    fn damaged_files_are_read_or_refused() {
        let file =
            "| a | b |\n| c | d |\n\n \t国\n\tb\n\n\nx https://itu.int\n\ty\n\tz\n\nq\n\tr\n";
        for bytes in mutations(file.as_bytes(), 1000) {
            if let Ok(document) = read(&bytes) {
                assert_sound(&document);
            }
        }
    }
}
