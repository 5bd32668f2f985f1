//! Lam and alef, which Arabic writing joins to one sign.
//!
//! A PDF often names the two letters of the sign in the order of reading, while all else on the
//! line stands in the order of the page. Whoever turns the line around then swaps the two:
//! `الاجتماع` comes out as `االجتماع`. Most pairs cannot be told from letters that belong so
//! (`رسالة` has alef and lam). But no word has an alef directly behind an alef: that sequence with
//! a lam behind it was swapped for certain, and it alone is repaired.

/// The text with lam before the second of two alefs, where it stands behind them.
pub(super) fn repair(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for at in 2..letters.len() {
        if let Some([first, second, third]) = letters.get_mut(at - 2..=at)
            && *first == 'ا'
            && matches!(second, 'ا' | 'أ' | 'إ' | 'آ')
            && *third == 'ل'
        {
            std::mem::swap(second, third);
        }
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use crate::letter::read::pdf::arabic::repair;

    #[test]
    fn only_what_was_swapped_for_certain_is_repaired() {
        assert_eq!(repair("االجتماع األول لالتصاالت واإلقليمي"), "الاجتماع الأول لالتصالات والإقليمي");
        for right in ["رسالة جماعية", "المسألة 6/5", "الاتصالات", "خلال", "TSB 4/16", ""]
        {
            assert_eq!(repair(right), right);
        }
    }
}
