//! Mail (RFC 5322 and MIME): the letter that is attached to it, or else what it says itself.
//!
//! Its head is no part of the letter: whoever sends a letter on is not its contact. Only its date and
//! its subject are kept, above a text that has no head of its own.

use crate::letter::LetterFormat;
use crate::letter::read::document::{Document, UnreadableDocument};
use crate::letter::read::{encoding, foreign, html, text, wrapped};
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};

/// How many mails may be attached to each other.
const DEEPEST: usize = 4;

/// How many attachments are looked at.
const MOST_ATTACHED: usize = 20;

/// How many lines of a letter its own head has.
const HEAD: usize = 15;

/// The longest head of a mail that is saved as plain text.
const LONGEST_HEAD: usize = 64 << 10;

/// The fields of a head that people do not write at the head of a letter.
const OF_MACHINES: [&str; 3] = ["message-id", "mime-version", "received"];

/// Reads a mail.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, UnreadableDocument> {
    let declares = head(bytes).iter().any(|(name, _)| name == "content-type");
    let decoded = (!declares).then(|| encoding::text(bytes));
    let bytes = decoded.as_deref().map_or(bytes, str::as_bytes);
    let bytes = match bytes.starts_with(b"From ") {
        // The line that divides the mails of a mailbox (RFC 4155).
        true => bytes.splitn(2, |byte| *byte == b'\n').nth(1).unwrap_or(bytes),
        false => bytes,
    };
    let message = MessageParser::default().parse(bytes).ok_or_else(|| {
        UnreadableDocument::new("this is not a mail", "save the mail as .eml, or its text as .txt")
    })?;
    letter(&message, DEEPEST)
}

/// Whether a text is a mail with its head.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    let head = head(bytes);
    let has = |wanted: &str| head.iter().any(|(name, _)| name == wanted);
    let has_hour = head.iter().any(|(name, value)| name == "date" && value.contains(':'));
    has("from") && (has_hour || OF_MACHINES.into_iter().any(has))
}

/// The fields of the head with which a text begins, their names in lower case.
fn head(bytes: &[u8]) -> Vec<(String, String)> {
    let head = bytes.get(..LONGEST_HEAD).unwrap_or(bytes);
    let head = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head);
    let lines = head.split(|byte| *byte == b'\n');
    let lines = lines.map(|line| String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(line)));
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in lines.take_while(|line| !line.is_empty()) {
        let field = line.split_once(':').filter(|(name, _)| is_name(name));
        match (field, fields.last_mut()) {
            (_, Some((_, value))) if line.starts_with([' ', '\t']) => value.push_str(&line),
            (Some((name, value)), _) => fields.push((name.to_ascii_lowercase(), value.to_owned())),
            (None, None) if line.starts_with("From ") => {}
            (None, _) => return Vec::new(),
        }
    }
    fields
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The letter in a mail: the first attached document that can be read, of the format that tells most;
/// else one in an attached mail; else the text of the mail.
fn letter(message: &Message<'_>, deepest: usize) -> Result<Document, UnreadableDocument> {
    let (attached, mut unread) = attached(message)?;
    let inner = message.attachments().filter_map(MessagePart::message).take(MOST_ATTACHED);
    let inner = || inner.filter_map(|message| letter(message, deepest - 1).ok()).next();
    let Some(mut document) = attached.or_else(|| if deepest > 0 { inner() } else { None }) else {
        return written(message);
    };
    document.unread.append(&mut unread);
    document.unread.extend(beside(message).into_iter().map(|(name, ..)| name));
    document.cover = document.cover.or_else(|| cover(message));
    Ok(document)
}

/// The first attached document that can be read, and the names of the others. If none can, the reason
/// why the first one cannot.
fn attached(message: &Message<'_>) -> Result<(Option<Document>, Vec<String>), UnreadableDocument> {
    let mut attached: Vec<(usize, LetterFormat, &MessagePart<'_>)> = message
        .attachments()
        .take(MOST_ATTACHED)
        .filter_map(|part| {
            let format = format(part)?;
            Some((preference(format)?, format, part))
        })
        .collect();
    attached.sort_by_key(|(preference, ..)| *preference);
    let mut unread: Vec<String> = Vec::new();
    let mut read: Option<Document> = None;
    let mut refusal: Option<UnreadableDocument> = None;
    for (_, format, part) in attached {
        let name = part.attachment_name().unwrap_or("a document without a name").to_owned();
        if read.is_some() {
            unread.push(name);
            continue;
        }
        match super::document(part.contents(), format) {
            Ok(document) => read = Some(document),
            Err(error) => {
                let UnreadableDocument { message, help } = error;
                refusal = refusal.or(Some(UnreadableDocument {
                    message: format!("`{name}`, attached to this mail, cannot be read: {message}"),
                    help,
                }));
                unread.push(name);
            }
        }
    }
    match refusal.filter(|_| read.is_none()) {
        Some(refusal) => Err(refusal),
        None => Ok((read, unread)),
    }
}

/// The text of a mail, with the texts and tables that are attached to it.
fn written(message: &Message<'_>) -> Result<Document, UnreadableDocument> {
    let beside = beside(message);
    let mut document = own(message, false).or_else(|error| match beside.is_empty() {
        // Without a text of its own the mail is what is attached to it.
        false => text::read(shown_head(message, "").as_bytes()),
        true => Err(error),
    })?;
    if let Ok(newest) = own(message, true)
        && newest.text != document.text
    {
        document = Document { whole: Some(Box::new(document)), ..newest };
    }
    if !beside.is_empty() {
        document.cover = cover(message);
    }
    let attached = beside.into_iter().filter_map(|(name, format, part)| {
        Some((name, super::document(part.contents(), format).ok()?))
    });
    document.attached = attached.collect();
    Ok(document)
}

/// The texts and tables that are attached under a name; without one a text is the footer of a list.
fn beside<'m>(message: &'m Message<'_>) -> Vec<(String, LetterFormat, &'m MessagePart<'m>)> {
    let named = message.attachments().take(MOST_ATTACHED).filter_map(|part| {
        let name = part.attachment_name()?.to_owned();
        let format = LetterFormat::of_name(&name)?;
        let is_beside =
            matches!(format, LetterFormat::Text | LetterFormat::Csv | LetterFormat::Xlsx);
        is_beside.then_some((name, format, part))
    });
    named.collect()
}

/// What a mail says itself about what is attached to it: its subject, and its words.
fn cover(message: &Message<'_>) -> Option<Box<Document>> {
    let texts = message.text_bodies().find(|part| part.is_text());
    let words = texts.and_then(MessagePart::text_contents).unwrap_or_default();
    let subject = message.thread_name().unwrap_or_default();
    let subject: Vec<&str> = subject.split_whitespace().collect();
    text::read(format!("{}.\n\n{words}", subject.join(" ")).as_bytes()).ok().map(Box::new)
}

/// The format of an attachment.
fn format(part: &MessagePart<'_>) -> Option<LetterFormat> {
    let named = part.attachment_name().and_then(LetterFormat::of_name);
    let shown = || part.is_binary().then(|| LetterFormat::of_bytes(part.contents()));
    // Most pictures in a mail are signs of firms.
    named.or_else(shown).filter(|_| !foreign::is_picture(part.contents()))
}

/// Which of several attachments is the letter; texts and tables may stand beside one.
fn preference(format: LetterFormat) -> Option<usize> {
    [LetterFormat::Docx, LetterFormat::Pdf, LetterFormat::Html, LetterFormat::Foreign]
        .iter()
        .position(|it| *it == format)
}

/// What a mail says itself. Of two forms the page is taken: it has tables, and no mail program has
/// broken its lines. `newest`: without the earlier mails that it quotes below.
fn own(message: &Message<'_>, newest: bool) -> Result<Document, UnreadableDocument> {
    let page = message.html_bodies().find(|part| part.is_text_html());
    if let Some(page) = page.and_then(MessagePart::text_contents) {
        let page = page.get(..page_end(page)).filter(|_| newest).unwrap_or(page);
        let head = |text: &str| {
            let head = shown_head(message, text).replace('&', "&amp;").replace('<', "&lt;");
            head.lines().map(|line| format!("<p>{line}</p>")).collect::<String>()
        };
        match html::read(page.as_bytes()) {
            Ok(document) => {
                return html::read(format!("{}{page}", head(&document.text)).as_bytes());
            }
            Err(error) if message.text_bodies().all(MessagePart::is_text_html) => {
                return Err(error);
            }
            Err(_) => {}
        }
    }
    let texts = message.text_bodies().filter(|part| !part.is_text_html());
    let texts: Vec<&str> = texts.filter_map(MessagePart::text_contents).collect();
    let text = texts.join("\n\n");
    let text = text.get(..text_end(&text)).filter(|_| newest).unwrap_or(&text);
    if text.trim().is_empty() {
        return Err(UnreadableDocument::new(
            "this mail has no text, and no letter is attached to it",
            "save the letter itself as .docx, .pdf, .html or .txt",
        ));
    }
    text::read(format!("{}{text}", shown_head(message, text)).as_bytes())
}

/// What mail programs write in a page before the mail that they quote: Gmail, Outlook, Thunderbird,
/// Apple Mail.
const QUOTES: [&str; 5] = [
    "class=\"gmail_quote",
    "id=\"divRplyFwdMsg",
    "id=\"appendonsend",
    "class=\"moz-cite-prefix",
    "<blockquote",
];

/// Where the mails begin that a page quotes; its end if it quotes none.
fn page_end(page: &str) -> usize {
    let quoted = QUOTES.iter().filter_map(|sign| page.find(sign)).min();
    let begin = quoted.and_then(|at| page.get(..=at)?.rfind('<'));
    begin.unwrap_or(page.len())
}

/// Where the mails begin that a text quotes: at their head with its hour, at a line of dashes with words,
/// or at the line before lines that begin with `>`. Its end if it quotes none.
fn text_end(text: &str) -> usize {
    let mut at = 0;
    let starts = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line.trim())
    });
    let lines: Vec<(usize, &str)> = starts.filter(|(_, line)| !line.is_empty()).collect();
    let is_rule = |line: &str| {
        line.starts_with("-----") && line.ends_with("-----") && line.contains(char::is_alphabetic)
    };
    let has_hour = |line: &str| {
        line.as_bytes()
            .windows(3)
            .any(|it| matches!(it, [a, b':', b] if a.is_ascii_digit() && b.is_ascii_digit()))
    };
    let begins = lines.iter().enumerate().find_map(|(number, (start, line))| {
        let head = lines.get(number..).unwrap_or_default();
        let labels = head.iter().map(|(_, line)| *line).take_while(|line| wrapped::is_label(line));
        let labels: Vec<&str> = labels.collect();
        let is_head = labels.len() >= 3 && labels.iter().any(|line| has_hour(line));
        let is_quoted = line.starts_with('>');
        let before = number.checked_sub(1).and_then(|before| lines.get(before));
        let attribution = before.filter(|(_, line)| is_quoted && line.ends_with([':', '：']));
        (is_quoted || is_head || is_rule(line))
            .then(|| attribution.map_or(*start, |before| before.0))
    });
    begins.unwrap_or(text.len())
}

/// The date and the subject of a mail, as lines above its text. A text with a head of its own is a
/// letter that somebody sent on, and needs neither.
fn shown_head(message: &Message<'_>, text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    if lines.take(HEAD).filter(|line| wrapped::is_label(line)).count() >= 2 {
        return String::new();
    }
    let date = message.header_raw("Date").map(|date| ("Date", date));
    let subject = message.thread_name().map(|subject| ("Subject", subject));
    let fields = date.into_iter().chain(subject);
    let fields = fields.map(|(name, value)| (name, value.split_whitespace().collect::<Vec<_>>()));
    let lines: String =
        fields.map(|(name, value)| format!("{name}: {}\n", value.join(" "))).collect();
    lines + "\n"
}

#[cfg(test)]
mod tests {
    use crate::letter::read::compose::mutations;
    use crate::letter::read::document;
    use crate::letter::read::docx::sample::SampleDocx;
    use crate::letter::read::mail::*;

    fn text(mail: &str) -> String {
        read(mail.as_bytes()).unwrap().text
    }

    /// A mail of several parts, each with its own head.
    fn multipart(kind: &str, parts: &[&str]) -> String {
        let parts: String = parts.iter().map(|part| format!("--x\n{part}\n")).collect();
        format!(
            "From: A <a@example.org>\nSubject: =?utf-8?q?R=C3=A9union?=\nMIME-Version: 1.0\n\
             Content-Type: multipart/{kind}; boundary=x\n\n{parts}--x--\n"
        )
    }

    fn base64(bytes: &[u8]) -> String {
        let digit = |at: u32| {
            let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            char::from(digits[(at & 63) as usize])
        };
        let mut text = String::new();
        for group in bytes.chunks(3) {
            let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
            let all = byte(0) << 16 | byte(1) << 8 | byte(2);
            let digits = [digit(all >> 18), digit(all >> 12), digit(all >> 6), digit(all)];
            text.extend(digits.iter().take(group.len() + 1));
            text.extend(std::iter::repeat_n('=', 3 - group.len()));
        }
        text
    }

    fn attached(name: &str, bytes: &[u8]) -> String {
        format!(
            "Content-Type: application/octet-stream; name=\"{name}\"\n\
             Content-Disposition: attachment; filename=\"{name}\"\n\
             Content-Transfer-Encoding: base64\n\n{}",
            base64(bytes)
        )
    }

    fn docx(words: &str) -> Vec<u8> {
        SampleDocx::new(&format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")).bytes()
    }

    const PLAIN: &str = "Content-Type: text/plain\n\nsee attached";

    #[test]
    fn a_mail_is_its_subject_and_its_decoded_text() {
        let head = "From: a@example.org\nSubject: Re: =?gb2312?B?u+HS6Q==?=\nMIME-Version: 1.0\n";
        for (body, expected) in [
            (
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n\
                 R=C3=A9union du 15=\n au 19 juin\n",
                "Subject: 会议\n\nRéunion du 15 au 19 juin\n",
            ),
            (
                "Content-Type: text/plain; charset=windows-1251\nContent-Transfer-Encoding: base64\n\nze7/4fD8\n",
                "Subject: 会议\n\nНоябрь",
            ),
            ("Content-Type: text/html\n\n<p>15&ndash;19 juin", "Subject: 会议\n15–19 juin"),
        ] {
            assert_eq!(text(&format!("{head}{body}")), expected);
        }
    }

    #[test]
    fn a_letter_that_was_sent_on_keeps_its_own_head_alone() {
        let mail = |text: &str| {
            super::tests::text(&format!(
                "From: a@example.org\nDate: Mon, 30 Nov 2020\n 17:05:12 +0100\nSubject: A & B\n{text}"
            ))
        };
        let head = "Date: Mon, 30 Nov 2020 17:05:12 +0100\nSubject: A & B\n";
        assert_eq!(mail("\nDear Sir,\nRef: 1"), format!("{head}\nDear Sir,\nRef: 1"));
        assert_eq!(mail("Content-Type: text/html\n\nDear"), format!("{head}Dear"));
        assert_eq!(mail("\nRef: 1\nSubject: C"), "Ref: 1\nSubject: C");
    }

    #[test]
    fn of_a_text_and_a_page_the_page_is_taken() {
        let parts = ["Content-Type: text/plain\n\nplain", "Content-Type: text/html\n\n<p>page"];
        assert_eq!(text(&multipart("alternative", &parts)), "Subject: Réunion\npage");
        assert_eq!(text(&multipart("alternative", &parts[..1])), "Subject: Réunion\n\nplain");
        let parts = [parts[0], "Content-Type: text/html\n\n<script>x</script>"];
        assert!(text(&multipart("alternative", &parts)).starts_with("Subject: Réunion"));
    }

    #[test]
    fn an_attached_letter_is_the_document() {
        let page = attached("page.html", b"<html><p>page");
        let letter = attached("letter.docx", &docx("Geneva, 3 March 2026"));
        let picture = attached("logo.png", b"\x89PNG");
        let read = |parts: &[&str]| read(multipart("mixed", parts).as_bytes()).unwrap();
        let document = read(&[PLAIN, &picture, &page, &letter]);
        assert_eq!(document.text, "Geneva, 3 March 2026");
        assert_eq!(document.unread, ["page.html"]);
        assert_eq!(read(&[PLAIN, &picture]).text, "Subject: Réunion\n\nsee attached");
        let text = attached("letter.txt", b"Geneva");
        let names = |parts: &[&str]| {
            let names = |it: &Document| it.attached.iter().map(|it| it.0.clone()).collect();
            let names: Vec<String> = names(&read(parts));
            names.join(" ")
        };
        assert_eq!(names(&[PLAIN, &text, &attached("rgm.csv", b"a,b")]), "letter.txt rgm.csv");
        assert_eq!(read(&[PLAIN, &text, &letter]).unread, ["letter.txt"]);
        let inner = multipart("mixed", &[PLAIN, &letter]);
        let inner = format!("Content-Type: message/rfc822\n\n{inner}");
        assert_eq!(read(&[PLAIN, &inner]).text, "Geneva, 3 March 2026");
    }

    #[test]
    fn an_attached_letter_that_cannot_be_read_is_named() {
        let refused = |parts: &[&str]| {
            let refusal = read(multipart("mixed", parts).as_bytes()).unwrap_err();
            format!("{}; {}", refusal.message, refusal.help)
        };
        assert_eq!(
            refused(&[PLAIN, &attached("letter.rtf", b"{\\rtf1 a}")]),
            "`letter.rtf`, attached to this mail, cannot be read: the file is rich text (.rtf), which is \
             not read; open it in Word and save it as a Word document (.docx)"
        );
        assert_eq!(
            refused(&["Content-Type: text/plain\n\n "]),
            "this mail has no text, and no letter is attached to it; save the letter itself as .docx, \
             .pdf, .html or .txt"
        );
    }

    #[test]
    fn a_text_is_a_mail_if_its_head_was_written_by_a_machine() {
        let is_mail = |text: &str| is_mail(text.as_bytes());
        assert!(is_mail("From: a\nDate: Tue, 3 Mar 2026 09:12:00 +0100\nTo: b,\n c\n\ntext"));
        assert!(is_mail("Received: x\nFrom: a\n\ntext"));
        for text in [
            "From: Rapporteur\nTo: Experts\nDate: 24-26 March 2026\n\nDear Experts",
            "Geneva, 3 March 2026\nFrom: a\nDate: 3 March 09:12\n",
            "Ref: Collective letter 4/9\nSubject: Meeting\n",
        ] {
            assert!(!is_mail(text), "{text}");
        }
        let mail = "From: a\nMessage-ID: 1\nSubject: Meeting\n\nMünchen\n";
        let (latin, ..) = encoding_rs::WINDOWS_1252.encode(mail);
        let document = document(&latin, LetterFormat::Text).unwrap();
        assert_eq!(document.text, "Subject: Meeting\n\nMünchen\n");
    }

    #[test]
    fn damaged_mails_are_read_or_refused() {
        let parts =
            [PLAIN, &attached("letter.docx", &docx("Geneva")), &attached("a.html", b"<p>a")];
        for bytes in mutations(multipart("mixed", &parts).as_bytes(), 500) {
            let _ = read(&bytes);
        }
        let inner = "Content-Type: message/rfc822\n\n".repeat(5000);
        let _ = read(format!("From: a\n{inner}").as_bytes());
    }
}
