//! The numbers of points: `5.1`, `5.1.`, `5)`, and whether one can follow another.

/// A number that is typed at the beginning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    /// The number by its levels: 5.1 is `[5, 1]`.
    pub(crate) number: Vec<u32>,
    /// How many bytes it takes with what parts it from the words.
    pub(crate) length: usize,
}

/// How one number stands to the one before it, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// The next one.
    Next,
    /// One that leaves others out.
    Gap,
    /// One that cannot stand here.
    Back,
}

/// How many numbers may be missing before a number means something else.
const WIDEST_GAP: u32 = 4;

/// Reads a number that is typed at the beginning of a line in normal form.
pub(crate) fn typed(line: &str) -> Option<Typed> {
    let mut number = Vec::new();
    let mut rest = line;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=2).contains(&digits) || number.len() == 4 {
            return None;
        }
        let (level, after) = rest.split_at_checked(digits)?;
        number.push(level.parse().ok()?);
        rest = after;
        match rest.strip_prefix('.') {
            Some(deeper) if deeper.starts_with(|c: char| c.is_ascii_digit()) => rest = deeper,
            _ => break,
        }
    }
    let marked = rest.strip_prefix(['.', ')', '、']);
    let after = marked.unwrap_or(rest);
    let words = after.trim_start();
    let is_parted = marked.is_some() || words.len() < after.len() || words.is_empty();
    // The blank between a digit and an ideograph is not in the normal form.
    let is_ideograph =
        |c: char| matches!(c, '\u{3400}'..='\u{9FFF}') && !"年月日时分号个届次周天件份".contains(c);
    if !is_parted && !words.starts_with(is_ideograph) {
        return None;
    }
    // "3 - Opening" is a point, "3 - 14 July" is not.
    let words = match words.strip_prefix('-') {
        Some(behind) => behind.trim_start(),
        None => words,
    };
    if words.starts_with(|c: char| c.is_ascii_digit() || ":;,/%".contains(c)) {
        return None;
    }
    Some(Typed { number, length: line.len() - words.len() })
}

/// Reads a number that a word processor made.
pub(crate) fn made(number: &str) -> Option<Vec<u32>> {
    let bare = number.trim().trim_end_matches(['.', ')']);
    let levels = bare.split('.').map(|level| level.parse().ok());
    levels.collect::<Option<Vec<u32>>>().filter(|levels| (1..=6).contains(&levels.len()))
}

/// A number as it is written.
pub(crate) fn written(number: &[u32]) -> String {
    number.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}

/// How a number stands to the one before it, which is empty at the beginning.
pub(crate) fn step(before: &[u32], next: &[u32]) -> Step {
    let Some((last, above)) = next.split_last() else { return Step::Back };
    // 5.1 after 5; 1 at the beginning; 6 after 5.3.
    let expected = match before.get(above.len()) {
        Some(level) => level.saturating_add(1),
        None => 1,
    };
    if !before.starts_with(above) || above.len() > before.len() || *last < expected {
        return Step::Back;
    }
    match last - expected {
        0 => Step::Next,
        gap if gap <= WIDEST_GAP && !before.is_empty() => Step::Gap,
        _ => Step::Back,
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::numbering::{Step, made, step, typed};

    #[test]
    fn numbers_and_what_only_looks_like_one() {
        let read = |line: &str| {
            let typed = typed(line)?;
            Some((
                crate::letter::lex::numbering::written(&typed.number),
                line[typed.length..].to_owned(),
            ))
        };
        for (line, number, words) in [
            ("1 Opening", "1", "Opening"),
            ("5.1\tReports", "5.1", "Reports"),
            ("5.1. Отчеты", "5.1", "Отчеты"),
            ("5) Closing", "5", "Closing"),
            ("5.3.1. x", "5.3.1", "x"),
            ("3 - Documents", "3", "Documents"),
            ("5.1已经同意", "5.1", "已经同意"),
            ("2、通过议程", "2", "通过议程"),
            ("12", "12", ""),
        ] {
            assert_eq!(read(line), Some((number.to_owned(), words.to_owned())), "{line}");
        }
        for line in [
            "2017 plans",
            "3 - 14 July",
            "1/12号课题",
            "1月14日",
            "1st",
            "Opening",
            "5:30",
            "1.2.3.4.5 x",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
        assert_eq!(made("5.3.1."), Some(vec![5, 3, 1]));
        assert_eq!((made("–"), made("a)")), (None, None));
    }

    #[test]
    fn one_number_after_another() {
        let of = |text: &str| made(text).unwrap_or_default();
        for (before, next, expected) in [
            ("", "1", Step::Next),
            ("", "2", Step::Back),
            ("1", "2", Step::Next),
            ("5", "5.1", Step::Next),
            ("5.3.1", "5.3.2", Step::Next),
            ("5.3.2", "5.4", Step::Next),
            ("5.3.2", "6", Step::Next),
            ("5", "7", Step::Gap),
            ("5", "5.2", Step::Gap),
            ("5", "5", Step::Back),
            ("5", "4", Step::Back),
            ("5", "6.1", Step::Back),
            ("5", "5.1.1", Step::Back),
            ("5", "30", Step::Back),
        ] {
            assert_eq!(step(&of(before), &of(next)), expected, "{before} {next}");
        }
    }
}
