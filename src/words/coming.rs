//! The time until an event begins, for `timeplan next`.

use crate::model::Language;
use chrono::NaiveDate;

/// The words of one language for days to come.
#[derive(Debug)]
pub struct Coming {
    /// The day after this one.
    pub tomorrow: &'static str,
    /// A number of days from now, two or more: "in 5 days".
    pub in_days: fn(days: i64) -> String,
    /// Nothing is planned from a day to another: "nothing from 2025-06-01 to 2025-07-01".
    pub nothing: fn(first: NaiveDate, last: NaiveDate) -> String,
    /// Something is at the same time as another: "at the same time as Q7/12".
    pub beside: fn(other: &str) -> String,
    /// Every slot has a session.
    pub none_free: &'static str,
}

impl Coming {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Ar => &AR,
            Language::Zh => &ZH,
            Language::En => &EN,
            Language::Fr => &FR,
            Language::Ru => &RU,
            Language::Es => &ES,
        }
    }
}

const EN: Coming = Coming {
    tomorrow: "tomorrow",
    in_days: |days| format!("in {days} days"),
    nothing: |first, last| format!("nothing from {first} to {last}"),
    beside: |other| format!("at the same time as {other}"),
    none_free: "no free session slot",
};

const FR: Coming = Coming {
    tomorrow: "demain",
    in_days: |days| format!("dans {days} jours"),
    nothing: |first, last| format!("rien du {first} au {last}"),
    beside: |other| format!("en même temps que {other}"),
    none_free: "aucun créneau libre",
};

const ES: Coming = Coming {
    tomorrow: "mañana",
    in_days: |days| format!("en {days} días"),
    nothing: |first, last| format!("nada del {first} al {last}"),
    beside: |other| format!("al mismo tiempo que {other}"),
    none_free: "ninguna franja libre",
};

const ZH: Coming = Coming {
    tomorrow: "明天",
    in_days: |days| format!("{days}天后"),
    nothing: |first, last| format!("{first}至{last}没有安排"),
    beside: |other| format!("与{other}同时"),
    none_free: "没有空闲时段",
};

const RU: Coming = Coming {
    tomorrow: "завтра",
    in_days: |days| {
        let noun = match (days % 10, days % 100) {
            (1, rest) if rest != 11 => "день",
            (2..=4, rest) if !(12..=14).contains(&rest) => "дня",
            _ => "дней",
        };
        format!("через {days} {noun}")
    },
    nothing: |first, last| format!("с {first} по {last} ничего нет"),
    beside: |other| format!("в то же время — {other}"),
    none_free: "свободного времени нет",
};

const AR: Coming = Coming {
    tomorrow: "غداً",
    in_days: |days| match (days, days % 100) {
        (2, _) => "بعد يومين".to_owned(),
        (_, 3..=10) => format!("بعد {days} أيام"),
        (_, 11..) => format!("بعد {days} يوماً"),
        _ => format!("بعد {days} يوم"),
    },
    nothing: |first, last| format!("لا شيء من \u{200E}{first}\u{200E} إلى \u{200E}{last}\u{200E}"),
    beside: |other| format!("بالتزامن مع {other}"),
    none_free: "لا توجد فترة خالية",
};

#[cfg(test)]
mod tests {
    use super::Coming;
    use crate::model::Language;

    #[test]
    fn days_agree_with_their_number() {
        let say = |language, days: i64| (Coming::of(language).in_days)(days);
        let russian = [2, 5, 11, 14, 21, 23, 111, 121].map(|days| say(Language::Ru, days));
        assert_eq!(
            russian,
            [
                "через 2 дня",
                "через 5 дней",
                "через 11 дней",
                "через 14 дней",
                "через 21 день",
                "через 23 дня",
                "через 111 дней",
                "через 121 день"
            ]
        );
        let arabic = [2, 3, 10, 11, 99, 100, 102, 103].map(|days| say(Language::Ar, days));
        assert_eq!(
            arabic,
            [
                "بعد يومين",
                "بعد 3 أيام",
                "بعد 10 أيام",
                "بعد 11 يوماً",
                "بعد 99 يوماً",
                "بعد 100 يوم",
                "بعد 102 يوم",
                "بعد 103 أيام"
            ]
        );
        assert_eq!(say(Language::En, 5), "in 5 days");
    }
}
