//! Letters that were damaged, or built to do harm: whatever the bytes, there is soon an answer.

use crate::support::{Folder, Run, often, root, timeplan, tree, worked};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use timeplan::finding::Findings;
use timeplan::letter::{self, LetterContents, LetterFormat};
use timeplan::source::yaml;

/// A simple source of numbers: the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}

/// What letters are not made of, but readers stumble over.
const INTRUDERS: [&str; 14] = [
    "99999999999999999999",
    "2024-02-30",
    "0930-1045 ",
    " 31 December 9999 - 1 January 1 ",
    "1/12, ",
    "Q1-99/12 ",
    "\u{202E}\u{200F}",
    "\u{FFFD}\u{301}",
    "<w:tbl><w:tr><w:tc>",
    "</w:tc></w:tr>",
    "<w:gridSpan w:val=\"4294967295\"/>",
    "<td colspan=\"65535\" rowspan=\"65534\">",
    "</table>",
    "\t\t\n\n",
];

fn mutated(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(5) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        let end = (at + 1 + random.below(60)).min(bytes.len());
        match random.below(7) {
            0 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => {
                // A stretch from elsewhere, up to a whole table.
                let from = random.below(bytes.len());
                let to = (from + random.below(4_000)).min(bytes.len());
                let copy = bytes[from..to].to_vec();
                bytes.splice(at..end, copy);
            }
            4 => {
                let intruder = INTRUDERS[random.below(INTRUDERS.len())];
                bytes.splice(at..at, intruder.bytes());
            }
            5 => {
                let bit = random.below(8);
                bytes[at] ^= 1 << bit;
            }
            _ => bytes.truncate(bytes.len() / 2 + random.below(bytes.len())),
        }
    }
    bytes
}

/// A Word file with one of its parts changed: behind its checksums a changed file says nothing.
fn mutated_inside(bytes: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    // The document itself more often than what it refers to.
    let one = random.below(archive.len() * 2);
    let parts = archive.len();
    for at in 0..parts {
        let mut part = archive.by_index(at).ok()?;
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        let name = part.name().ok()?.into_owned();
        let is_document = name == "word/document.xml";
        if at == one || is_document && one >= parts {
            content = mutated(&content, random);
        }
        writer.start_file(name, plain).ok()?;
        writer.write_all(&content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// Numbers that a page of a letter does not have.
const FAR: [&[u8]; 8] =
    [b"4000000000", b"-3000000000", b"1e30", b"16000", b"-19000", b"0", b"0.0000001", b"nan"];

/// A PDF with other numbers on one of its pages: its streams are packed, so a changed file would be
/// refused there and then.
fn mutated_stream(bytes: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let place = |from: usize, word: &[u8]| {
        let rest = bytes.get(from..)?;
        rest.windows(word.len()).position(|window| window == word).map(|at| from + at)
    };
    let mut streams = Vec::new();
    let mut from = 0;
    while let Some(at) = place(from, b"stream\n").or_else(|| place(from, b"stream\r\n")) {
        let begin = at + bytes[at..].iter().position(|byte| *byte == b'\n')? + 1;
        let Some(end) = place(begin, b"endstream") else { break };
        streams.push(begin..end);
        from = end + b"endstream".len();
    }
    let stream = streams.get(random.below(streams.len()))?.clone();
    let mut plain = Vec::new();
    flate2::read::ZlibDecoder::new(&bytes[stream.clone()]).read_to_end(&mut plain).ok()?;
    for _ in 0..=random.below(5) {
        let at = random.below(plain.len());
        let begin = at + plain[at..].iter().position(u8::is_ascii_digit)?;
        let digits = plain[begin..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        plain.splice(begin..begin + digits, FAR[random.below(FAR.len())].iter().copied());
    }
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&plain).unwrap();
    let mut changed = bytes.to_vec();
    // Where it was longer than before, what refers to places behind it is searched for anew.
    changed.splice(stream, packed.finish().unwrap());
    Some(changed)
}

/// Whatever the bytes, there is an answer; and what is written of it is a meeting file.
/// `TIMEPLAN_MUTATIONS` says how many changed copies of each letter there are, for a run with
/// `--release`; without it there are as many as an unoptimised run bears.
#[test]
fn any_bytes_at_all_give_an_answer() {
    let folder = root().join("tests/letters");
    let letters: Vec<(PathBuf, Vec<u8>)> = tree(&folder)
        .into_iter()
        .map(|(path, bytes)| (PathBuf::from(path), bytes))
        .filter(|(path, _)| path.to_str().and_then(LetterFormat::of_name).is_some())
        // Of those in its folders there would be too many.
        .filter(|(path, _)| path.parent() == Some(Path::new("")))
        .collect();
    let asked = std::env::var("TIMEPLAN_MUTATIONS").ok();
    let asked: Option<usize> = asked.map(|number| number.parse().unwrap());
    let work = |from: usize| {
        let mut random = Random(0x9E37_79B9_7F4A_7C15 + u64::try_from(from).unwrap());
        for (path, bytes) in letters.iter().skip(from).step_by(2) {
            let format = LetterFormat::of_name(path.to_str().unwrap()).unwrap();
            let is_text = format == LetterFormat::Text;
            let rounds = asked.unwrap_or(if is_text { often(15, 60) } else { often(5, 20) });
            for _ in 0..rounds {
                let inside = match format {
                    _ if random.below(4) == 0 => None,
                    LetterFormat::Docx => mutated_inside(bytes, &mut random),
                    LetterFormat::Pdf => mutated_stream(bytes, &mut random),
                    _ => None,
                };
                let changed = inside.unwrap_or_else(|| mutated(bytes, &mut random));
                answered(path, &changed, format);
            }
        }
    };
    std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> =
            [0, 1].map(|from| scope.spawn(move || work(from))).into_iter().collect();
        threads.into_iter().for_each(|thread| thread.join().unwrap());
    });
}

/// Letters that are built to be slow: of each of these the reader once took minutes.
fn built_to_be_slow() -> Vec<(&'static str, LetterFormat, String)> {
    let head =
        "TSB Collective letter 1/5\nSubject: Meeting of Study Group 5; Geneva, 3-12 March 2025\n";
    let page = |table: String| {
        let head = head.replace('\n', "</p><p>");
        format!("<p>{head}Draft time plan</p><table>{table}</table>")
    };
    let days = "<tr><td></td><td>Mon 3 March</td><td>Tue 4 March</td></tr>";
    let row = |cells: String| format!("<tr><td>Mon 3 March</td>{cells}</tr>");
    let cell = |words: &str, times: usize| {
        page(format!("{days}<tr><td>1</td><td>{}</td><td>Q1/5</td></tr>", words.repeat(times)))
    };
    vec![
        ("numbers of groups", LetterFormat::Text, format!("{head}{}", "1/5, ".repeat(15_000))),
        ("addresses", LetterFormat::Text, format!("{head}{}", "http://".repeat(15_000))),
        ("marks at the end", LetterFormat::Text, format!("http://a{}", ")".repeat(20_000))),
        ("headings", LetterFormat::Text, format!("{head}{}", "Draft time plan\n".repeat(4_000))),
        ("one line", LetterFormat::Text, "الرسالة الجماعية 1/5 ".repeat(4_000)),
        ("signs of sentences", LetterFormat::Text, "\u{FDFA}".repeat(50_000)),
        ("words of a cell", LetterFormat::Html, cell("Q1/5 (if needed) ", 5_000)),
        ("lines of a cell", LetterFormat::Html, cell("1730: Q1/5<br>", 5_000)),
        ("numbers", LetterFormat::Text, format!("{head}{}", "1/5, ".repeat(120_000))),
        (
            "joined cells",
            LetterFormat::Html,
            page(format!(
                "<tr><td></td>{}</tr>{}",
                (0..199).map(|at| format!("<td>{} March</td>", 3 + at % 10)).collect::<String>(),
                format!("<tr><td>1</td><td colspan=199>{}</td></tr>", "Q1/5<br>".repeat(480))
                    .repeat(20)
            )),
        ),
        (
            "cells",
            LetterFormat::Html,
            page(row("<td>Q1/5<br>Q2/5 (if needed)</td>".repeat(150)).repeat(30)),
        ),
    ]
}

#[test]
fn letters_that_are_built_to_be_slow_end_soon() {
    for (name, format, letter) in built_to_be_slow() {
        answered(Path::new(name), letter.as_bytes(), format);
    }
}

/// What `fuzz/` found: the reader once made of each of these what a meeting file must not say.
#[test]
fn what_fuzzing_found_gives_meeting_files_that_can_be_read() {
    let letter = |number: &str| {
        format!(
            "TSB Collective {number}\nGeneva, 1 November 2024\nSubject: Meeting of Study Group 5; \
             Geneva, 3-12 March 2025\nI invite you to the meeting of Study Group 5, which will be \
             held from 3 to 12 March 2025.\n"
        )
    };
    for number in ["letter0 5853", "letter 0", "letter 0/5", "letter 1/0", "letter 第0号集体函"]
    {
        let text = letter(number);
        let read = letter::read(text.as_bytes(), LetterFormat::Text).unwrap();
        assert!(read.is_invitation, "{number}");
        sound(Path::new(number), &read);
    }
    let table = "Date,Slot,Title,Groups\n2027-01-12,1,Plenary,SG16\n1013-01-12,2,Q6/16,Q6/16\n";
    let read = letter::read(table.as_bytes(), LetterFormat::Csv).unwrap();
    assert!(read.is_invitation);
    sound(Path::new("a year of long ago"), &read);
    let secretariat = "<p>E-mail: <a href='mailto:tsbsg5@itut:</td>'>write to us</a></p>";
    let page = format!("{secretariat}<p>{}</p>", letter("letter 1/5").replace('\n', "</p><p>"));
    let read = letter::read(page.as_bytes(), LetterFormat::Html).unwrap();
    assert!(read.is_invitation);
    sound(Path::new("an address that is none"), &read);
}

/// The program reads each in 256 MiB, its own code and stacks counted.
#[test]
fn letters_that_are_built_to_be_large_fit_into_little_memory() {
    let folder = Folder::new();
    let text = |words: &str, times: usize| {
        (LetterFormat::Text, format!("Subject: Meeting of Study Group 5\n{}", words.repeat(times)))
    };
    let mut letters: Vec<(LetterFormat, String)> = vec![
        text("3 March 2025, 0930 hours, Q1/5 http://a ", 50_000),
        text("1", 2_000_000),
        text("\u{FDFA}", 600_000),
        (LetterFormat::Html, format!("<p>x</p>{}", "<table><tr><td>".repeat(100_000))),
        (LetterFormat::Html, format!("<p>x</p><table>{}", "<tr><td>1<td>Q1/5".repeat(100_000))),
    ];
    let slow = built_to_be_slow();
    letters.extend(slow.into_iter().map(|(_, format, letter)| (format, letter)));
    for (at, (format, letter)) in letters.iter().enumerate() {
        let name = format!("{at}.{}", if *format == LetterFormat::Html { "html" } else { "txt" });
        folder.file(&name, letter);
        let limited = format!("ulimit -v 262144 && exec \"$0\" import {name}");
        let program = timeplan().get_program().to_owned();
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &limited]).arg(program).current_dir(folder.path());
        // The allocator takes addresses for each thread that it does not use.
        command.env("MALLOC_ARENA_MAX", "1");
        let run = Run::of(&mut command);
        let words: Vec<&str> = letter.lines().nth(1).unwrap_or(letter).split(' ').take(3).collect();
        assert!((0..=2).contains(&run.code), "{name} {words:?}: {} {}", run.code, run.err);
    }
}

/// The longest that a processor may work on a letter: a hang, not the speed, is what this finds. An
/// optimised program is ten to thirty times as fast as an unoptimised one.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 2 });

/// Reads a letter; what is read is sound, and it does not take long.
fn answered(path: &Path, bytes: &[u8], format: LetterFormat) {
    let begin = worked();
    if let Ok(letter) = letter::read(bytes, format) {
        sound(path, &letter);
    }
    let passed = worked() - begin;
    assert!(passed < LONGEST, "{}: {passed:?}", path.display());
}

fn sound(path: &Path, letter: &LetterContents) {
    let mut findings = Findings::default();
    let written = yaml::write(&letter.draft, &Vec::new());
    if letter.is_invitation {
        yaml::read_meeting(&written, &mut findings);
        assert_eq!(findings.faults(), 0, "{}: {:?}\n{written}", path.display(), findings.sorted());
    }
    for evidence in &letter.evidence {
        assert!(
            letter.text.get(evidence.place.start..evidence.place.end).is_some(),
            "{evidence:?}"
        );
    }
    timeplan::render::letter_json(letter);
}
