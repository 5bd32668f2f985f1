//! The numbers of points, of whatever style (`5.1`, `5)`, `IV.`, `(c)`, `二、`), and how they follow each
//! other.

/// A number at the beginning of a point.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    /// As it is written, without the sign behind it.
    pub(crate) written: String,
    /// How many bytes it takes with what parts it from the words.
    pub(crate) length: usize,
    /// What it may be: `I` is a Roman number or a letter.
    meanings: Vec<NumberLevel>,
}

/// A series and whether its signs are capital, and a number in it by its levels: 5.1 is `[5, 1]`.
type NumberLevel = ((usize, bool), Vec<u32>);

/// What numbers are made of beside digits.
const SERIES: [&str; 5] = [
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "а б в г д е ж з и к л м н о п р с т у ф",
    "أ ب ج د ه و ز ح ط ي ك ل م ن",
    "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十",
];

/// How one number stands to the one before it, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NumberStep {
    /// The next one.
    Next,
    /// One that leaves others out.
    Gap,
    /// One that cannot stand here.
    Back,
}

/// How many numbers may be missing before a number means something else.
const WIDEST_GAP: u32 = 4;

impl Number {
    /// Reads the number that is typed at the beginning of a line in normal form.
    pub(crate) fn typed(line: &str) -> Option<Self> {
        let inside = line.strip_prefix('(').unwrap_or(line);
        let is_digits = inside.starts_with(|c: char| c.is_ascii_digit());
        let is_part = |c: char| match is_digits {
            true => c.is_ascii_digit() || c == '.',
            false => c.is_alphabetic(),
        };
        let sign = inside.split(|c| !is_part(c)).next()?.trim_end_matches('.');
        let rest = inside.strip_prefix(sign)?;
        let marked = rest.strip_prefix(['.', ')', '、']);
        let behind = marked.unwrap_or(rest);
        let words = behind.trim_start();
        let is_apart = words.len() < behind.len() || words.is_empty();
        let is_parted = if is_digits {
            // The blank between a digit and an ideograph is not in the normal form.
            let is_ideograph = |c: char| {
                matches!(c, '\u{3400}'..='\u{9FFF}') && !"年月日时分号个届次周天件份".contains(c)
            };
            marked.is_some() || is_apart || words.starts_with(is_ideograph)
        } else {
            // "I would" begins a sentence, "a.m." and "A.1" are no numbers.
            rest.starts_with([')', '、', '\t'])
                || marked.is_some() && is_apart
                || words.starts_with("- ") && sign.contains(char::is_uppercase)
        };
        // "3 - Opening" is a point, "3 - 14 July" is not.
        let words = words.strip_prefix('-').map_or(words, str::trim_start);
        let goes_on = |c: char| c.is_ascii_digit() || ":;,/%".contains(c);
        let is_number = is_parted && !(is_digits && words.starts_with(goes_on));
        let is_short =
            sign.split('.').all(|level| level.len() <= 2) && sign.split('.').count() <= 4;
        let length = line.len() - words.len();
        (is_number && (is_short || !is_digits)).then(|| Self::of(sign, length)).flatten()
    }

    /// Reads a number that stands alone, in a cell or as a word processor made it.
    pub(crate) fn alone(text: &str) -> Option<Self> {
        Self::of(text.trim().trim_start_matches('(').trim_end_matches(['.', ')', '、']), 0)
    }

    fn of(sign: &str, length: usize) -> Option<Self> {
        // The longest sign of letters is "xviii"; most lines begin with a longer word.
        if sign.chars().nth(5).is_some() && !sign.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let digits: Option<Vec<u32>> = sign.split('.').map(|level| level.parse().ok()).collect();
        let small = sign.to_lowercase();
        let is_capital = small != sign;
        let of_series = SERIES.iter().enumerate().filter_map(|(series, signs)| {
            let at = signs.split_ascii_whitespace().position(|one| one == small)?;
            Some(((series, is_capital), vec![u32::try_from(at + 1).ok()?]))
        });
        let meanings: Vec<NumberLevel> = match digits {
            Some(digits) => vec![((SERIES.len(), false), digits)],
            None => of_series.collect(),
        };
        let is_one_case = !is_capital || sign.to_uppercase() == sign;
        (is_one_case && !meanings.is_empty()).then(|| Self {
            written: sign.to_owned(),
            length,
            meanings,
        })
    }
}

/// How a number stands to the one before it, which is empty at the beginning.
pub(crate) fn step(before: &[u32], next: &[u32]) -> NumberStep {
    let Some((last, above)) = next.split_last() else { return NumberStep::Back };
    // 5.1 after 5; 1 at the beginning; 6 after 5.3.
    let expected = match before.get(above.len()) {
        Some(level) => level.saturating_add(1),
        None => 1,
    };
    if !before.starts_with(above) || *last < expected {
        return NumberStep::Back;
    }
    match last - expected {
        0 => NumberStep::Next,
        gap if gap <= WIDEST_GAP && !before.is_empty() => NumberStep::Gap,
        _ => NumberStep::Back,
    }
}

/// The numbers so far: those that are open, from the outermost, and those that others closed.
#[derive(Default)]
pub(crate) struct Numbers {
    open: Vec<NumberLevel>,
    closed: Vec<NumberLevel>,
}

impl Numbers {
    /// Takes a number, if it can stand here.
    pub(crate) fn take(&mut self, number: &Number) -> NumberStep {
        let steps = number.meanings.iter().map(|(style, levels)| {
            let open = self.open.iter().enumerate().find(|(_, (open, _))| open == style);
            if let Some((depth, (_, before))) = open {
                return (step(before, levels), depth, (*style, levels));
            }
            // "3" below "II" goes on where "2" below "I" ended.
            let mut closed = self.closed.iter().filter(|(closed, _)| closed == style);
            let follows = closed.any(|(_, before)| step(before, levels) == NumberStep::Next);
            let begins = follows || step(&[], levels) == NumberStep::Next;
            let step = if begins { NumberStep::Next } else { NumberStep::Back };
            (step, self.open.len(), (*style, levels))
        });
        let best = steps.min_by_key(|(step, depth, _)| (*step, *depth));
        let Some((step, depth, (style, levels))) = best else { return NumberStep::Back };
        if step != NumberStep::Back {
            self.closed.retain(|(closed, _)| *closed != style);
            self.closed.extend(self.open.drain(depth..));
            self.open.push((style, levels.clone()));
        }
        step
    }

    /// Whether a number is the first of the outermost ones: another list begins.
    pub(crate) fn begins_anew(&self, number: &Number) -> bool {
        let outer = self.open.first().map(|(style, _)| *style);
        number.meanings.iter().any(|(style, levels)| Some(*style) == outer && *levels == [1])
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::numbering::{Number, NumberStep, Numbers, step};

    #[test]
    fn numbers_of_all_styles() {
        for (line, number, words) in [
            ("1.1 Opening", "1.1", "Opening"),
            ("IV. Work", "IV", "Work"),
            ("(b) Work", "b", "Work"),
            ("б) Отчеты", "б", "Отчеты"),
            ("ب) العمل", "ب", "العمل"),
            ("十二、闭幕", "十二", "闭幕"),
            ("III - Close", "III", "Close"),
            ("1 Opening", "1", "Opening"),
            ("5.1\tReports", "5.1", "Reports"),
            ("5.1. Отчеты", "5.1", "Отчеты"),
            ("5) Closing", "5", "Closing"),
            ("(5) Closing", "5", "Closing"),
            ("5.3.1. x", "5.3.1", "x"),
            ("3 - Documents", "3", "Documents"),
            ("5.1已经同意", "5.1", "已经同意"),
            ("2、通过议程", "2", "通过议程"),
            ("12", "12", ""),
        ] {
            let read = Number::typed(line).unwrap();
            assert_eq!((read.written.as_str(), &line[read.length..]), (number, words), "{line}");
        }
        for line in [
            "I would",
            "A.1 revised",
            "a.m. only",
            "Vi. x",
            "Mr. X",
            "e.g. one",
            "zz) x",
            "2017 plans",
            "3 - 14 July",
            "1/12号课题",
            "1月14日",
            "1st",
            "Opening",
            "5:30",
            "1.2.3.4.5 x",
        ] {
            assert!(Number::typed(line).is_none(), "{line}");
        }
        assert_eq!(Number::alone("5.3.1.").unwrap().written, "5.3.1");
        assert!(Number::alone("VIII.").is_some() && Number::alone("–").is_none());
    }

    #[test]
    fn numbers_follow_each_other() {
        for numbers in [
            "I A B II A a b III",
            "I 1 2 II 3 4 III 5",
            "I 1 2 II 1 2",
            "A B C D E F G H I J K",
            "1 a b 2 a i ii b 2.1",
            "一 二 三",
        ] {
            let mut so_far = Numbers::default();
            for number in numbers.split(' ') {
                let step = so_far.take(&Number::alone(number).unwrap());
                assert_eq!(step, NumberStep::Next, "{numbers}: {number}");
            }
        }
    }

    #[test]
    fn one_number_after_another() {
        let of = |text: &str| -> Vec<u32> {
            text.split('.').filter_map(|level| level.parse().ok()).collect()
        };
        for (before, next, expected) in [
            ("", "1", NumberStep::Next),
            ("", "2", NumberStep::Back),
            ("1", "2", NumberStep::Next),
            ("5", "5.1", NumberStep::Next),
            ("5.3.1", "5.3.2", NumberStep::Next),
            ("5.3.2", "5.4", NumberStep::Next),
            ("5.3.2", "6", NumberStep::Next),
            ("5", "7", NumberStep::Gap),
            ("5", "5.2", NumberStep::Gap),
            ("5", "5", NumberStep::Back),
            ("5", "4", NumberStep::Back),
            ("5", "6.1", NumberStep::Back),
            ("5", "5.1.1", NumberStep::Back),
            ("5", "30", NumberStep::Back),
        ] {
            assert_eq!(step(&of(before), &of(next)), expected, "{before} {next}");
        }
    }
}
