//! A random meeting as a letter, with the facts that its reader must find.

use super::dice::Dice;
use super::paper::{Block, written};
use super::plan::{Plan, plan};
use super::when;
use super::words::{LANGUAGES, fill, say};
use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};
use serde_json::{Value, json};

/// Zone, names and countries in the six languages, and the name as Russian has it behind "в".
pub(crate) type Town = (&'static str, [&'static str; 6], [&'static str; 6], &'static str);

#[rustfmt::skip]
pub(crate) const TOWNS: [Town; 6] = [
    ("Europe/Zurich", ["Geneva", "Genève", "Ginebra", "Женева", "جنيف", "日内瓦"], ["Switzerland", "Suisse", "Suiza", "Швейцария", "سويسرا", "瑞士"], "Женеве"),
    ("Africa/Nairobi", ["Nairobi", "Nairobi", "Nairobi", "Найроби", "نيروبي", "内罗毕"], ["Kenya", "Kenya", "Kenya", "Кения", "كينيا", "肯尼亚"], "Найроби"),
    ("Asia/Tokyo", ["Tokyo", "Tokyo", "Tokio", "Токио", "طوكيو", "东京"], ["Japan", "Japon", "Japón", "Япония", "اليابان", "日本"], "Токио"),
    ("America/Montevideo", ["Montevideo", "Montevideo", "Montevideo", "Монтевидео", "مونتيفيديو", "蒙得维的亚"], ["Uruguay", "Uruguay", "Uruguay", "Уругвай", "أوروغواي", "乌拉圭"], "Монтевидео"),
    ("Asia/Tbilisi", ["Tbilisi", "Tbilissi", "Tbilisi", "Тбилиси", "تبيليسي", "第比利斯"], ["Georgia", "Géorgie", "Georgia", "Грузия", "جورجيا", "格鲁吉亚"], "Тбилиси"),
    ("Asia/Seoul", ["Seoul", "Séoul", "Seúl", "Сеул", "سيول", "首尔"], ["Republic of Korea", "République de Corée", "República de Corea", "Республика Корея", "جمهورية كوريا", "大韩民国"], "Сеуле"),
];

/// A letter, and what its reader must find in it.
pub(crate) struct Written {
    pub(crate) bytes: Vec<u8>,
    pub(crate) ending: &'static str,
    pub(crate) expected: Value,
}

/// A letter while it is written.
pub(crate) struct Writer {
    pub(crate) dice: Dice,
    pub(crate) language: usize,
    pub(crate) group: usize,
    pub(crate) days: [NaiveDate; 2],
    pub(crate) expect: Value,
    optional: Value,
    names: Vec<&'static str>,
}

pub(crate) fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The first and the last day of a meeting.
fn days(dice: &mut Dice) -> [NaiveDate; 2] {
    let mut start =
        NaiveDate::from_ymd_opt(2026, 3, 1).unwrap() + Days::new(dice.below(1200) as u64);
    let length = dice.axis("length", &["1", "2", "3", "4", "5", "8", "12"]).parse::<u64>().unwrap();
    match dice.axis("crossing", &["any", "any", "two months", "two years"]) {
        "two months" => start = start.with_day(1).unwrap() + Months::new(1) - Days::new(2),
        "two years" => start = NaiveDate::from_ymd_opt(start.year(), 12, 30).unwrap(),
        _ if length == 12 => {
            start = start + Days::new(7 - start.weekday().days_since(Weekday::Mon) as u64)
        }
        _ => {}
    }
    while is_weekend(start) {
        start = start + Days::new(1);
    }
    let mut end = start + Days::new(length - 1);
    while is_weekend(end) {
        end = end + Days::new(1);
    }
    [start, end]
}

/// The letter of a seed.
pub(crate) fn letter(seed: u64) -> Written {
    let mut dice = Dice::new(seed);
    let code = dice.axis("language", &LANGUAGES);
    let language = LANGUAGES.iter().position(|other| *other == code).unwrap();
    let group = dice.one(&[2, 3, 5, 9, 11, 12, 13, 15, 16, 17, 20, 21]);
    let days = days(&mut dice);
    let (expect, optional) = (json!({"start": days[0], "end": days[1]}), json!({}));
    let mut writer = Writer { dice, language, group, days, expect, optional, names: Vec::new() };
    let blocks = writer.blocks();
    let (bytes, ending) = written(&mut writer.dice, &blocks, code);
    let Writer { dice, expect, optional, names, .. } = writer;
    let expected =
        json!({"expect": expect, "optional": optional, "names": names, "variant": dice.chosen});
    Written { bytes, ending, expected }
}

impl Writer {
    pub(crate) fn say(&mut self, phrase: &str) -> String {
        say(&mut self.dice, self.language, phrase)
    }

    pub(crate) fn fill(&mut self, phrase: &str, gaps: &[(&str, &str)]) -> String {
        fill(&self.say(phrase), gaps)
    }

    /// Days before the first one.
    pub(crate) fn before(&self, days: i64) -> NaiveDate {
        self.days[0] - Days::new(days as u64)
    }

    fn blocks(&mut self) -> Vec<Block> {
        let kind = self
            .dice
            .axis("kind", &["collective", "collective", "notice", "rgm table", "rgm list"]);
        let is_notice = kind == "notice";
        let who = if is_notice {
            "Q"
        } else {
            self.dice.axis("group", &["SG", "SG", "WP", "WPs", "TSAG"])
        };
        let group = self.group(who);
        let mut blocks = self.head(is_notice);
        let (subject, invitation) = self.announcement(&group);
        let subject = self.fill("subject", &[("s", &subject)]);
        blocks.extend([subject, self.say("dear"), invitation].map(Block::Line));
        let Plan { blocks: plan, sessions, opens } = match who {
            "TSAG" => Plan::default(),
            _ => plan(&mut self.dice, self.language, self.group, self.days),
        };
        self.expect["sessions"] = json!(sessions);
        let mut noise = self.noise();
        blocks.extend(noise.pop());
        blocks.extend(self.hours(opens));
        match kind {
            "rgm table" | "rgm list" => blocks.extend(self.rgms(kind == "rgm table")),
            "collective" => self.expect["rgm"] = json!([]),
            _ => {}
        }
        blocks.extend(self.deadlines());
        blocks.extend(noise.pop());
        blocks.push(Block::Line(self.say("sign-off")));
        if !noise.is_empty() {
            blocks.extend([self.say("annex A"), self.say("practical")].map(Block::Line));
        }
        blocks.into_iter().chain(noise).chain(plan).collect()
    }

    /// Who meets, as the sentences have it.
    fn group(&mut self, who: &str) -> String {
        let group = self.group;
        let (part, question) = (self.dice.within(1, 2), self.dice.within(1, 24));
        let (next, part, question) =
            ((part + 1).to_string(), part.to_string(), question.to_string());
        self.expect["groups"] = match who {
            "SG" => json!([format!("SG{group}")]),
            "TSAG" => json!(["TSAG"]),
            "WP" => json!([format!("WP{part}/{group}")]),
            "WPs" => json!([format!("WP{part}/{group}"), format!("WP{next}/{group}")]),
            _ => json!([format!("Q{question}/{group}")]),
        };
        self.fill(who, &[("n", &group.to_string()), ("p", &part), ("r", &next), ("q", &question)])
    }

    /// The head with its date and number, which a notice has not.
    fn head(&mut self, is_notice: bool) -> Vec<Block> {
        let away = self.dice.within(80, 160);
        let sent = self.before(away);
        let mut lines = Vec::new();
        if self.dice.axis("stamp", &["no", "no", "no", "yes"]) == "yes" {
            let printed = (sent + Days::new(9)).format("%d/%m/%Y").to_string();
            lines.push(Block::Line(self.fill("printed", &[("d", &printed)])));
        }
        lines.push(Block::Line(self.say("bureau")));
        let date = when::date(&mut self.dice, "letter date", self.language, sent);
        let dated = self.fill("dated", &[("d", &date)]);
        if is_notice {
            self.expect["letter"] = json!([null]);
            lines.push(Block::Line(dated));
            return lines;
        }
        let number = format!("{}/{}", self.dice.within(1, 20), self.group);
        (self.expect["letter"], self.expect["letter_date"]) = (json!([number]), json!(sent));
        let number = self.fill("number", &[("n", &number)]);
        let tel = format!("+41 22 730 {}", self.dice.within(5200, 6700));
        let calls =
            [self.fill("tel", &[("n", &tel)]), self.fill("fax", &[("n", "+41 22 730 5853")])];
        match self.dice.axis("head", &["date before", "date behind", "table"]) {
            "date before" => lines.extend([dated, number].map(Block::Line)),
            "date behind" => lines.extend([number, dated].map(Block::Line)),
            _ => {
                let rows = [number].into_iter().chain(calls).map(|line| {
                    let colon = line.find([':', '：']).unwrap();
                    let end = colon + line[colon..].chars().next().unwrap().len_utf8();
                    vec![line[..end].to_owned(), line[end..].trim().to_owned()]
                });
                lines.extend([Block::Line(dated), Block::Table(rows.collect())]);
                return lines;
            }
        }
        lines.extend(calls.map(Block::Line));
        lines
    }

    /// The subject and the sentence that invites.
    fn announcement(&mut self, group: &str) -> (String, String) {
        let language = self.language;
        let place = self.dice.axis("place", &["headquarters", "Geneva", "abroad", "virtual"]);
        let place_in = self.dice.axis("place in", &["subject", "body", "both", "both"]);
        let dates_in = self.dice.axis("dates in", &["subject", "body", "both", "both"]);
        let (zone, names, countries, russian) = match place {
            "abroad" => self.dice.one(&TOWNS[1..]),
            _ => TOWNS[0],
        };
        let (town, country) = (names[language], countries[language]);
        let written = self.fill("town", &[("c", town), ("k", country)]);
        let [spoken, written] = match place {
            "virtual" => [self.say("virtual"), self.say("virtual-subject")],
            "headquarters" => [self.say("headquarters"), written],
            _ => {
                let town = if language == 3 { russian } else { town };
                [self.fill("in", &[("c", town), ("k", country)]), written]
            }
        };
        (self.expect["place"], self.expect["timezone"]) = match place {
            "virtual" => (json!([null, spoken, written]), json!([null, zone, "UTC"])),
            "abroad" => (json!([town]), json!([zone])),
            _ => (json!([town, null]), json!([null, zone])),
        };
        if place != "virtual" {
            self.names = vec![town, names[0], russian];
        }
        let meeting = self.fill("meeting", &[("g", group)]);
        let range = when::range(&mut self.dice, "subject range", language, self.days, false);
        let subject = match (place_in != "body", dates_in != "body") {
            (true, true) => {
                self.fill("heading", &[("m", &meeting), ("p", &written), ("d", &range)])
            }
            (true, false) => self.fill("heading-short", &[("m", &meeting), ("x", &written)]),
            (false, true) => self.fill("heading-short", &[("m", &meeting), ("x", &range)]),
            (false, false) => meeting,
        };
        if dates_in == "body" {
            self.dice.note("subject range", "none");
        }
        let mut at = Vec::new();
        if place_in != "subject" {
            at.push(spoken);
        }
        // The sentence needs something to say.
        if dates_in != "subject" || at.is_empty() {
            at.push(when::range(&mut self.dice, "body range", language, self.days, true));
        }
        let gap = match language {
            // The days stand before the place.
            5 => {
                at.reverse();
                ""
            }
            4 => "، ",
            _ => self.dice.one(&[", ", " "]),
        };
        let invitation = self.fill("invite", &[("g", group), ("at", &at.join(gap))]);
        (subject, invitation)
    }

    /// When the meeting opens and registration begins.
    fn hours(&mut self, opens: Option<u32>) -> Vec<Block> {
        let says = self.dice.axis("hours said", &["none", "opening", "both", "both"]);
        self.expect["registration.time"] = json!([null]);
        if says == "none" {
            if opens.is_none() {
                self.expect["opening_time"] = json!([null]);
            }
            return Vec::new();
        }
        let at = opens.unwrap_or_else(|| self.dice.one(&[540, 570, 600, 660, 870]));
        let place = self.dice.chosen["place"].as_str().unwrap().to_owned();
        let zones: &[&'static str] = match (place.as_str(), opens) {
            ("abroad", _) => &["none", "local time"],
            ("virtual", None) => &["none", "Geneva time", "UTC"],
            ("virtual", Some(_)) => &["none", "Geneva time"],
            (_, None) => &["none", "none", "local time", "Geneva time", "UTC"],
            _ => &["none", "none", "local time", "Geneva time"],
        };
        let zone = self.dice.axis("zone of hours", zones);
        let plain = format!("{:02}:{:02}", at / 60, at % 60);
        if zone == "UTC" {
            self.optional["opening_utc"] = json!(plain);
        }
        self.expect["opening_time"] = json!([plain]);
        let zone = match zone {
            "none" => String::new(),
            "UTC" => " UTC".to_owned(),
            other => self.say(other),
        };
        let hour = when::hour(&mut self.dice, "opening hour", self.language, (at / 60, at % 60));
        let mut lines = vec![self.fill("opening", &[("h", &format!("{hour}{zone}"))])];
        if says == "both" && zone != " UTC" {
            let at = at - 60;
            self.expect["registration.time"] = json!([format!("{:02}:{:02}", at / 60, at % 60)]);
            let hour =
                when::hour(&mut self.dice, "registration hour", self.language, (at / 60, at % 60));
            lines.push(self.fill("registration", &[("h", &hour)]));
        }
        lines.into_iter().map(Block::Line).collect()
    }
}
