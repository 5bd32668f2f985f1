//! Parts that a letter may have: meetings of rapporteur groups, deadlines, and sentences with dates,
//! hours and numbers that are no facts of its meeting.

use super::letter::{TOWNS, Writer, is_weekend};
use super::paper::Block;
use super::when;
use super::words::{fill, say};
use chrono::{Days, Months, NaiveDate};
use serde_json::{Value, json};

impl Writer {
    /// Meetings of rapporteur groups before the meeting.
    pub(crate) fn rgms(&mut self, as_table: bool) -> Vec<Block> {
        let count = self.dice.within(1, 3) as usize;
        let questions = self.dice.shuffled(&[1, 2, 3, 4, 6, 7, 8, 10, 14]);
        let columns = self.dice.shuffled(&["Question", "Dates", "Place"]);
        let comma = [", ", ", ", ", ", ", ", "، ", "，"][self.language];
        let mut facts = Vec::new();
        let mut rows = vec![columns.iter().map(|column| self.say(column)).collect::<Vec<_>>()];
        for question in &questions[..count] {
            let away = self.dice.within(20, 60);
            let mut start = self.before(away);
            while is_weekend(start) {
                start = start + Days::new(1);
            }
            let mut end = start + Days::new(self.dice.below(4) as u64);
            while is_weekend(end) {
                end = end - Days::new(1);
            }
            let group = format!("Q{question}/{}", self.group);
            facts.push(json!({"groups": [group], "start": start, "end": end}));
            let range =
                when::range(&mut self.dice, "rgm range", self.language, [start, end], false);
            let town = TOWNS[0].1[self.language].to_owned();
            let place = if self.dice.percent(50) { town } else { self.say("e-meeting") };
            let row = columns.iter().map(|column| match *column {
                "Question" => group.clone(),
                "Dates" => range.clone(),
                _ => place.clone(),
            });
            rows.push(if as_table {
                row.collect()
            } else {
                vec![format!("{group}: {range}{comma}{place}")]
            });
        }
        self.expect["rgm"] = json!(facts);
        let lines = rows[1..].iter().flatten().cloned();
        let table = if as_table { Block::Table(rows) } else { Block::Bullets(lines.collect()) };
        vec![Block::Line(self.say("rgms")), table]
    }

    /// The deadlines that a meeting of ITU-T has.
    pub(crate) fn deadlines(&mut self) -> Vec<Block> {
        let start = self.days[0];
        let all: [(&[&str], NaiveDate); 4] = [
            (&["contributions-for-translation", "captioning"], start - Months::new(2)),
            (&["fellowship", "interpretation"], self.before(42)),
            (&["pre-registration", "visa-support"], start - Months::new(1)),
            (&["contributions"], self.before(12)),
        ];
        let forms =
            ["none", "table", "turned table", "bullets, date first", "bullets, date last", "prose"];
        let form = self.dice.axis("deadlines", &forms);
        let mut due: Vec<(&str, NaiveDate)> = Vec::new();
        for (actions, day) in all {
            due.extend(actions.iter().map(|action| (*action, day)));
        }
        if self.dice.chosen["kind"] == "notice" {
            // Contributions to a rapporteur group are its input documents too.
            due.retain(|(action, _)| !action.starts_with("contributions"));
        }
        if form == "prose" {
            due.retain(|(action, _)| {
                ["fellowship", "pre-registration", "contributions"].contains(action)
            });
        }
        due.retain(|_| form != "none" && self.dice.percent(70));
        let expected = |hour: Option<&str>| -> Value {
            let expected = due
                .iter()
                .map(|(action, day)| json!({"date": day, "actions": [action], "time": hour}));
            expected.collect()
        };
        self.expect["deadlines"] = expected(None);
        if due.is_empty() {
            return Vec::new();
        }
        let days: Vec<_> = due.iter().map(|(_, day)| *day).collect();
        let mut dates = when::dates(&mut self.dice, "deadline date", self.language, &days);
        if self.dice.axis("deadline hour", &["no", "no", "no", "yes"]) == "yes" {
            self.expect["deadlines"] = expected(Some("23:59"));
            let midnight = self.say("midnight");
            dates = dates.iter().map(|date| fill(&midnight, &[("d", date)])).collect();
        }
        if form == "prose" {
            let lines = due.iter().zip(&dates).map(|((action, _), date)| {
                fill(
                    &say(&mut self.dice, self.language, &format!("prose-{action}")),
                    &[("d", date)],
                )
            });
            return vec![Block::Line(lines.collect::<Vec<_>>().join(if self.language == 5 {
                ""
            } else {
                " "
            }))];
        }
        let actions: Vec<_> = due.iter().map(|(action, _)| self.say(action)).collect();
        let pairs = dates.into_iter().zip(actions);
        let said = match form {
            "table" => Block::Table(pairs.map(|(date, action)| vec![date, action]).collect()),
            "turned table" => {
                Block::Table(pairs.map(|(date, action)| vec![action, date]).collect())
            }
            "bullets, date first" => {
                Block::Bullets(pairs.map(|(date, action)| format!("{date}: {action}")).collect())
            }
            _ => Block::Bullets(pairs.map(|(date, action)| format!("{action} – {date}")).collect()),
        };
        vec![Block::Line(self.say("deadlines")), said]
    }

    /// Sentences with dates, hours and numbers that are no facts of the meeting.
    pub(crate) fn noise(&mut self) -> Vec<Block> {
        let kinds = ["former", "circular", "call", "period", "workshop", "signal"];
        let count = self.dice.below(5);
        let mut lines = Vec::new();
        for kind in self.dice.shuffled(&kinds).into_iter().take(count) {
            self.dice.note(&format!("noise {kind}"), "yes");
            let away = self.dice.within(170, 400);
            let former = [self.before(away), self.before(away - 4)];
            let range = when::range(&mut self.dice, "former range", self.language, former, false);
            let day = self.before(if kind == "workshop" { 3 } else { away });
            let day = when::date(&mut self.dice, "noise date", self.language, day);
            let [number, tel] = [(20, 400), (1900, 2359)]
                .map(|(low, high)| self.dice.within(low, high).to_string());
            let town = self.dice.one(&TOWNS).1[self.language];
            let group = self.group.to_string();
            let gaps = [
                ("p", town),
                ("r", &range),
                ("k", &number),
                ("d", &day),
                ("n", &group),
                ("t", &tel),
            ];
            lines.push(Block::Line(self.fill(kind, &gaps)));
        }
        lines
    }
}
