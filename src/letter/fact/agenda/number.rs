//! The numbers of an agenda's points, of whatever style, and how they follow each other.

use crate::letter::lex::numbering::{Step, made, step, typed, written};

/// A number at the beginning of a point.
pub(super) struct Number {
    /// As it is written, without the sign behind it.
    pub(super) written: String,
    /// How many bytes it takes with what parts it from the words.
    pub(super) length: usize,
    /// What it may be: `I` is a Roman number or a letter.
    pub(super) meanings: Vec<Level>,
}

/// A series and whether its signs are capital, and a number in it by its levels.
pub(super) type Level = ((usize, bool), Vec<u32>);

/// What numbers are made of beside digits.
const SERIES: [&str; 5] = [
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "а б в г д е ж з и к л м н о п р с т у ф",
    "أ ب ج د ه و ز ح ط ي ك ل م ن",
    "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十",
];

impl Number {
    /// Reads the number that a line begins with: `1.1`, `IV.`, `b)`, `(c)`, `二、`.
    pub(super) fn typed(line: &str) -> Option<Self> {
        if let Some(typed) = typed(line) {
            return Some(Self::digits(typed.number, typed.length));
        }
        let inside = line.strip_prefix('(').unwrap_or(line);
        let sign = inside.split(|c: char| !c.is_alphabetic()).next()?;
        let rest = inside.strip_prefix(sign)?;
        let words = rest.trim_start_matches(['.', ')', '、']).trim_start();
        // "I would" begins a sentence, "a.m." and "A.1" are no numbers.
        let is_parted = rest.starts_with([')', '、', '\t'])
            || rest.starts_with('.')
                && (words.is_empty() || rest.split_whitespace().next() == Some("."))
            || words.starts_with("- ") && sign.contains(char::is_uppercase);
        let words = words.strip_prefix('-').map_or(words, str::trim_start);
        Self::sign(sign, line.len() - words.len()).filter(|_| is_parted)
    }

    /// Reads a number that stands alone, in a cell or as a word processor made it.
    pub(super) fn alone(text: &str) -> Option<Self> {
        let sign = || text.trim().trim_start_matches('(').trim_end_matches(['.', ')', '、']);
        made(text).map(|levels| Self::digits(levels, 0)).or_else(|| Self::sign(sign(), 0))
    }

    fn digits(levels: Vec<u32>, length: usize) -> Self {
        let style = (SERIES.len(), false);
        Self { written: written(&levels), length, meanings: vec![(style, levels)] }
    }

    fn sign(sign: &str, length: usize) -> Option<Self> {
        let small = sign.to_lowercase();
        let is_capital = small != sign;
        let meanings = SERIES.iter().enumerate().filter_map(|(series, signs)| {
            let at = signs.split(' ').position(|one| one == small)?;
            Some(((series, is_capital), vec![u32::try_from(at + 1).ok()?]))
        });
        let meanings: Vec<Level> = meanings.collect();
        let is_one_case = !is_capital || sign.to_uppercase() == sign;
        (is_one_case && !meanings.is_empty()).then(|| Self {
            written: sign.to_owned(),
            length,
            meanings,
        })
    }
}

/// The numbers so far: those that are open, from the outermost, and those that others closed.
#[derive(Default)]
pub(super) struct Numbers {
    open: Vec<Level>,
    closed: Vec<Level>,
}

impl Numbers {
    /// Takes a number, if it can stand here.
    pub(super) fn take(&mut self, number: &Number) -> Step {
        let steps = number.meanings.iter().map(|(style, levels)| {
            let open = self.open.iter().enumerate().find(|(_, (open, _))| open == style);
            if let Some((depth, (_, before))) = open {
                return (step(before, levels), depth, (*style, levels));
            }
            // "3" below "II" goes on where "2" below "I" ended.
            let mut closed = self.closed.iter().filter(|(closed, _)| closed == style);
            let follows = closed.any(|(_, before)| step(before, levels) == Step::Next);
            let begins = follows || step(&[], levels) == Step::Next;
            let step = if begins { Step::Next } else { Step::Back };
            (step, self.open.len(), (*style, levels))
        });
        let best = steps.min_by_key(|(step, depth, _)| (*step, *depth));
        let Some((step, depth, (style, levels))) = best else { return Step::Back };
        if step != Step::Back {
            self.closed.retain(|(closed, _)| *closed != style);
            self.closed.extend(self.open.drain(depth..));
            self.open.push((style, levels.clone()));
        }
        step
    }

    /// Whether a number is the first of the outermost ones: another list begins.
    pub(super) fn begins_anew(&self, number: &Number) -> bool {
        let outer = self.open.first().map(|(style, _)| *style);
        number.meanings.iter().any(|(style, levels)| Some(*style) == outer && *levels == [1])
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::agenda::number::{Number, Numbers};
    use crate::letter::lex::numbering::Step;

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
        ] {
            let read = Number::typed(line).unwrap();
            assert_eq!((read.written.as_str(), &line[read.length..]), (number, words), "{line}");
        }
        for line in ["I would", "A.1 revised", "a.m. only", "Vi. x", "Mr. X", "e.g. one", "zz) x"] {
            assert!(Number::typed(line).is_none(), "{line}");
        }
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
                assert_eq!(step, Step::Next, "{numbers}: {number}");
            }
        }
    }
}
