//! A letter as text, HTML or .docx.

use super::dice::Dice;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A part of a letter.
pub(crate) enum Block {
    Line(String),
    Bullets(Vec<String>),
    Table(Vec<Vec<String>>),
}

/// The bytes of a letter and the ending of its name.
pub(crate) fn written(dice: &mut Dice, blocks: &[Block], code: &str) -> (Vec<u8>, &'static str) {
    match dice.axis("format", &["txt", "txt", "html", "docx"]) {
        "txt" => (text(dice, blocks).into_bytes(), "txt"),
        "html" => (html(blocks, code).into_bytes(), "html"),
        _ => (docx(blocks), "docx"),
    }
}

fn text(dice: &mut Dice, blocks: &[Block]) -> String {
    let width = if dice.axis("wrapped", &["at 72", "no"]) == "no" { usize::MAX } else { 72 };
    let cells = dice.axis("tables in text", &["bars", "tabs", "lines"]);
    let gap = dice.one(&["\n", "\n\n"]);
    let parts = blocks.iter().map(|block| match block {
        Block::Line(line) => wrapped(line, width),
        Block::Bullets(lines) => {
            let lines: Vec<_> =
                lines.iter().map(|line| wrapped(&format!("– {line}"), width)).collect();
            lines.join("\n")
        }
        Block::Table(rows) => {
            let rows: Vec<_> = rows
                .iter()
                .map(|row| match cells {
                    "bars" => format!("| {} |", row.join(" | ")),
                    "tabs" => row.join("\t"),
                    // As a word processor's text has them: a line a cell, a gap between rows.
                    _ => row.iter().map(|cell| format!("\t{cell}\n")).collect(),
                })
                .collect();
            format!("\n{}\n", rows.join("\n"))
        }
    });
    parts.collect::<Vec<_>>().join(gap) + "\n"
}

/// A line broken at its blanks.
fn wrapped(line: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let last = lines.last_mut().unwrap();
        if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            let blank = if last.is_empty() { "" } else { " " };
            last.push_str(&format!("{blank}{word}"));
        }
    }
    lines.join("\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Texts, each in an element, one after another.
fn elements(texts: &[String], open: &str, close: &str) -> String {
    texts.iter().map(|text| format!("{open}{}{close}\n", escaped(text))).collect()
}

fn html(blocks: &[Block], code: &str) -> String {
    let parts = blocks.iter().map(|block| match block {
        Block::Line(line) => format!("<p>{}</p>\n", escaped(line)),
        Block::Bullets(lines) => format!("<ul>\n{}</ul>\n", elements(lines, "<li>", "</li>")),
        Block::Table(rows) => {
            let rows =
                rows.iter().map(|row| format!("<tr>{}</tr>\n", elements(row, "<td>", "</td>")));
            format!("<table>\n{}</table>\n", rows.collect::<String>())
        }
    });
    let body: String = parts.collect();
    format!(
        "<!doctype html><html lang=\"{code}\"><head><meta charset=\"utf-8\"></head><body>\n{body}</body></html>\n"
    )
}

fn docx(blocks: &[Block]) -> Vec<u8> {
    let (open, close) = ("<w:p><w:r><w:t xml:space='preserve'>", "</w:t></w:r></w:p>");
    let parts = blocks.iter().map(|block| match block {
        Block::Line(line) => elements(std::slice::from_ref(line), open, close),
        Block::Bullets(lines) => {
            let lines: Vec<_> = lines.iter().map(|line| format!("– {line}")).collect();
            elements(&lines, open, close)
        }
        Block::Table(rows) => {
            let rows = rows.iter().map(|row| {
                let cells = elements(row, &format!("<w:tc>{open}"), &format!("{close}</w:tc>"));
                format!("<w:tr>{cells}</w:tr>")
            });
            format!("<w:tbl>{}</w:tbl>", rows.collect::<String>())
        }
    });
    let body: String = parts.collect();
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let relation =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let root = format!(
        "<Relationships><Relationship Id='r1' Type='{relation}' Target='word/document.xml'/></Relationships>"
    );
    let document = format!("<w:document xmlns:w='{word}'><w:body>{body}</w:body></w:document>");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("_rels/.rels", root), ("word/document.xml", document)] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
