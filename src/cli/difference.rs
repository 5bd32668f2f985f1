//! The difference between two texts: the smallest set of removed and added lines.

/// The most pairs of lines that are compared, apart from common beginnings and ends; in longer
/// texts, everything else is shown as removed and added.
const MOST_PAIRS: usize = 4_000_000;

/// The removed lines after `- ` and the added lines after `+ `, in the order of the texts.
pub(super) fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let pairs = |pair: &(&&str, &&str)| pair.0 == pair.1;
    let before = old.iter().zip(&new).take_while(pairs).count();
    let (old, new) = (old.get(before..).unwrap_or_default(), new.get(before..).unwrap_or_default());
    let after = old.iter().rev().zip(new.iter().rev()).take_while(pairs).count();
    let old = old.get(..old.len() - after).unwrap_or_default();
    let new = new.get(..new.len() - after).unwrap_or_default();
    let mut lines = Vec::new();
    let (mut gone, mut come) = (old, new);
    for (at_old, at_new) in kept(old, new) {
        let (from_old, from_new) = (old.len() - gone.len(), new.len() - come.len());
        tell(old.get(from_old..at_old), new.get(from_new..at_new), &mut lines);
        gone = old.get(at_old + 1..).unwrap_or_default();
        come = new.get(at_new + 1..).unwrap_or_default();
    }
    tell(Some(gone), Some(come), &mut lines);
    lines.join("\n")
}

fn tell(gone: Option<&[&str]>, come: Option<&[&str]>, lines: &mut Vec<String>) {
    lines.extend(gone.unwrap_or_default().iter().map(|line| format!("- {line}")));
    lines.extend(come.unwrap_or_default().iter().map(|line| format!("+ {line}")));
}

/// The longest common subsequence: pairs of lines that stay.
fn kept(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return Vec::new();
    }
    // The number of lines that stay from a pair of lines on: one row for each old line, the last
    // one first.
    let mut rows: Vec<Vec<u32>> = vec![vec![0; new.len() + 1]];
    for line in old.iter().rev() {
        let mut row = vec![0; new.len() + 1];
        let mut right = 0;
        if let Some(below) = rows.last() {
            for (at, other) in new.iter().enumerate().rev() {
                let count = |at: usize| below.get(at).copied().unwrap_or(0);
                right = if line == other { count(at + 1) + 1 } else { count(at).max(right) };
                if let Some(cell) = row.get_mut(at) {
                    *cell = right;
                }
            }
        }
        rows.push(row);
    }
    rows.reverse();
    let count = |a: usize, b: usize| rows.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0);
    let mut pairs = Vec::new();
    let (mut a, mut b) = (0, 0);
    while let (Some(one), Some(other)) = (old.get(a), new.get(b)) {
        if one == other {
            pairs.push((a, b));
            a += 1;
            b += 1;
        } else if count(a + 1, b) >= count(a, b + 1) {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::difference;

    fn of(old: &str, new: &str) -> String {
        difference(&old.replace(' ', "\n"), &new.replace(' ', "\n")).replace('\n', " ")
    }

    #[test]
    fn only_what_differs_is_told_and_as_little_as_can_be() {
        assert_eq!(of("a b c", "a b c"), "");
        assert_eq!(of("a b c", "a x c"), "- b + x");
        assert_eq!(of("a b c d", "b c d e"), "- a + e");
        // A line that stands in both, at another place.
        assert_eq!(of("a b c", "c a b"), "+ c - c");
        assert_eq!(of("x x a", "x a x"), "- x + x");
        assert_eq!(of("", "a b"), "+ a + b");
        assert_eq!(of("a b a b", "b b"), "- a - a");
    }

    #[test]
    fn very_long_texts_are_told_as_a_whole() {
        let lines = |mark: &str| (0..2_100).map(|n| format!("{mark}{n}\n")).collect::<String>();
        let told = difference(&format!("same\n{}", lines("a")), &format!("same\n{}", lines("b")));
        assert_eq!(told.lines().count(), 4_200);
    }
}
