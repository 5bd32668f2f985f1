//! Numbers as a list shows them (ISO 29500-1 section 17.18.59).

use crate::text::raised;

/// How a level of a list writes its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figures {
    /// 1, 2, 3; also for what is not told apart here.
    Decimal,
    /// 01, 02, 03.
    DecimalZero,
    /// 1st, 2nd, 3rd.
    Ordinal,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
    /// An alphabet, doubled after its end: a, b, … z, aa, bb.
    Letters(&'static str),
    /// A row of signs, decimal after its end: ①, ②.
    Signs(&'static str),
    /// 一, 二, 三.
    Chinese,
    /// A bullet.
    Bullet,
    /// Nothing.
    None,
}

const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const RUSSIAN_LOWER: &str = "абвгдежзиклмнопрстуфхцчшщэюя";
const RUSSIAN_UPPER: &str = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ";
const ARABIC_ALPHA: &str = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي";
const ARABIC_ABJAD: &str = "أبجدهوزحطيكلمنسعفصقرشتثخذضغظ";
const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";
/// No list goes on so long in letters that one stands thirty times.
const MOST_DOUBLED: usize = 30;

impl Figures {
    /// The figures by their name in the format.
    pub(super) fn of_name(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "ordinal" => Self::Ordinal,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "lowerLetter" => Self::Letters(LOWER),
            "upperLetter" => Self::Letters(UPPER),
            "russianLower" => Self::Letters(RUSSIAN_LOWER),
            "russianUpper" => Self::Letters(RUSSIAN_UPPER),
            "arabicAlpha" => Self::Letters(ARABIC_ALPHA),
            "arabicAbjad" => Self::Letters(ARABIC_ABJAD),
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Signs(CIRCLED),
            "ideographTraditional" => Self::Signs(STEMS),
            "ideographZodiac" => Self::Signs(BRANCHES),
            "chineseCounting"
            | "chineseCountingThousand"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "japaneseCounting"
            | "ideographDigital" => Self::Chinese,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// A number in these figures; a bullet has none.
    pub(super) fn write(self, number: u32) -> String {
        let written = match self {
            Self::Bullet | Self::None => Some(String::new()),
            Self::Decimal => None,
            Self::DecimalZero => Some(format!("{number:02}")),
            Self::Ordinal => Some(format!("{number}{}", ordinal_ending(number))),
            Self::LowerRoman => roman(number).map(|roman| roman.to_lowercase()),
            Self::UpperRoman => roman(number),
            Self::Letters(alphabet) => letters(number, alphabet),
            Self::Signs(signs) => {
                index(number).and_then(|at| signs.chars().nth(at)).map(String::from)
            }
            Self::Chinese => chinese(number),
        };
        written.unwrap_or_else(|| number.to_string())
    }
}

fn index(number: u32) -> Option<usize> {
    usize::try_from(number).ok()?.checked_sub(1)
}

fn letters(number: u32, alphabet: &str) -> Option<String> {
    let at = index(number)?;
    let length = alphabet.chars().count();
    let letter = alphabet.chars().nth(at % length)?;
    let times = at / length + 1;
    (times <= MOST_DOUBLED).then(|| std::iter::repeat_n(letter, times).collect())
}

fn roman(number: u32) -> Option<String> {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut roman = String::new();
    for (value, sign) in STEPS {
        while rest >= value {
            roman.push_str(sign);
            rest -= value;
        }
    }
    Some(roman)
}

fn ordinal_ending(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// Chinese as it is counted: 十一, 二十, 一百零五.
fn chinese(number: u32) -> Option<String> {
    const STEPS: [(u32, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];
    let digit = |digit: u32| "零一二三四五六七八九".chars().nth(usize::try_from(digit).ok()?);
    if !(1..10_000).contains(&number) {
        return None;
    }
    let mut written = String::new();
    let mut is_gap = false;
    for (value, sign) in STEPS {
        match number / value % 10 {
            0 => is_gap = true,
            figure => {
                if is_gap && !written.is_empty() {
                    written.push('零');
                }
                is_gap = false;
                // 十一, not 一十一.
                if !(written.is_empty() && value == 10 && figure == 1) {
                    written.push(digit(figure)?);
                }
                written.push_str(sign);
            }
        }
    }
    Some(written)
}

/// How many notes of each kind have a number so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NoteNumbers {
    footnotes: u32,
    endnotes: u32,
}

impl NoteNumbers {
    /// The number of the next note, above the line as its sign stands there.
    pub(super) fn next(&mut self, is_endnote: bool) -> String {
        let (count, figures) = match is_endnote {
            true => (&mut self.endnotes, Figures::LowerRoman),
            false => (&mut self.footnotes, Figures::Decimal),
        };
        *count += 1;
        figures.write(*count).chars().map(|c| raised(c).unwrap_or(c)).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::figures::*;

    fn written(name: &str, numbers: &[u32]) -> String {
        let figures = Figures::of_name(name);
        numbers.iter().map(|&number| figures.write(number)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_kind_of_figures() {
        let cases: [(&str, &[u32], &str); 13] = [
            ("decimal", &[0, 1, 12], "0 1 12"),
            ("decimalZero", &[1, 12, 123], "01 12 123"),
            ("ordinal", &[1, 2, 3, 4, 11, 12, 13, 21], "1st 2nd 3rd 4th 11th 12th 13th 21st"),
            ("lowerRoman", &[1, 4, 9, 14, 40], "i iv ix xiv xl"),
            ("upperRoman", &[1999, 4000, 0], "MCMXCIX 4000 0"),
            ("lowerLetter", &[1, 26, 27, 28, 53, 0], "a z aa bb aaa 0"),
            ("upperLetter", &[2, 4_000_000_000], "B 4000000000"),
            ("russianLower", &[1, 9, 10, 28, 29], "а и к я аа"),
            ("arabicAbjad", &[1, 2, 3, 4], "أ ب ج د"),
            ("arabicAlpha", &[1, 2, 3, 4], "أ ب ت ث"),
            ("decimalEnclosedCircle", &[1, 20, 21], "① ⑳ 21"),
            (
                "chineseCounting",
                &[1, 10, 11, 20, 21, 105, 110, 1005],
                "一 十 十一 二十 二十一 一百零五 一百一十 一千零五",
            ),
            ("none", &[1], ""),
        ];
        for (name, numbers, expected) in cases {
            assert_eq!(written(name, numbers), expected, "{name}");
        }
    }
}
