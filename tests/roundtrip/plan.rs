//! Time plans: the sessions of a random meeting, and the tables or lines that say them.

use super::dice::Dice;
use super::paper::Block;
use super::when;
use super::words::{fill, say};
use chrono::{Datelike as _, NaiveDate, Weekday};
use serde_json::{Value, json};
use std::ops::Range;

/// The hours of the four sessions of a day, in minutes: the standard ones, and others.
const GRIDS: [(&str, [[u32; 2]; 4]); 2] = [
    ("standard", [[570, 645], [675, 750], [870, 945], [975, 1050]]),
    ("own", [[540, 630], [660, 750], [840, 930], [960, 1050]]),
];

/// A plan in a letter.
#[derive(Default)]
pub(crate) struct Plan {
    pub(crate) blocks: Vec<Block>,
    pub(crate) sessions: Vec<Value>,
    /// When the first session begins, in minutes.
    pub(crate) opens: Option<u32>,
}

/// A session: its words and, of a Question, its group.
struct Session {
    day: usize,
    slot: usize,
    words: String,
    group: Option<String>,
    is_tentative: bool,
    is_remote: bool,
}

/// A plan while it is written.
struct Maker<'a> {
    dice: &'a mut Dice,
    language: usize,
    days: Vec<NaiveDate>,
    /// The days as the plan writes them.
    heads: Vec<String>,
    grid: [[u32; 2]; 4],
    /// The hours of the grid as the plan writes them.
    hours: Vec<String>,
    sessions: Vec<Session>,
}

/// The plan of the days of a meeting of a study group.
pub(crate) fn plan(dice: &mut Dice, language: usize, group: usize, all: [NaiveDate; 2]) -> Plan {
    let form = dice.axis("plan", &["none", "table", "table", "table", "list", "day lines"]);
    if form == "none" {
        return Plan::default();
    }
    let mark = match form {
        "table" => dice.axis("sessions by", &["numbers", "hours", "halves"]),
        _ => "hours",
    };
    let days = all[0].iter_days().take_while(|day| *day <= all[1]);
    let days: Vec<_> =
        days.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)).collect();
    let heads = when::heads(dice, language, &days);
    let (name, grid) = dice.one(&GRIDS);
    dice.note("plan hours", name);
    let way =
        dice.axis("hours in plan", &["0930-1045", "09:30–10:45", "09.30-10.45", "9h30-10h45"]);
    let hours = grid.map(|hours| span(way, hours)).to_vec();
    let sessions = sessions(dice, language, group, days.len(), mark == "halves");
    let mut maker = Maker { dice, language, days, heads, grid, hours, sessions };
    let head = ["annex C", "plan"].map(|line| Block::Line(maker.say(line)));
    let mut says_remote = false;
    let body = match form {
        "table" => maker.tables(mark),
        "list" => vec![maker.list(&mut says_remote)],
        _ => maker.lines(),
    };
    let facts = maker.sessions.iter().map(|session| maker.fact(session, mark, says_remote));
    Plan {
        sessions: facts.collect(),
        blocks: head.into_iter().chain(body).collect(),
        opens: (mark != "halves").then_some(grid[0][0]),
    }
}

/// Hours as a plan writes them.
fn span(way: &str, hours: [u32; 2]) -> String {
    let dash = if way.contains('–') { "–" } else { "-" };
    let hours = hours.map(|at| match (way, at / 60, at % 60) {
        ("0930-1045", hour, minute) => format!("{hour:02}{minute:02}"),
        ("09:30–10:45", hour, minute) => format!("{hour:02}:{minute:02}"),
        ("09.30-10.45", hour, minute) => format!("{hour:02}.{minute:02}"),
        (_, hour, minute) => format!("{hour}h{minute:02}"),
    });
    hours.join(dash)
}

/// What is on: a plenary first and last, which fills its half day in a plan of halves, and Questions.
fn sessions(
    dice: &mut Dice,
    language: usize,
    group: usize,
    days: usize,
    in_halves: bool,
) -> Vec<Session> {
    let [question, open, close] =
        ["question", "open", "close"].map(|phrase| say(dice, language, phrase));
    let mut all = Vec::new();
    for (day, slot) in (0..days).flat_map(|day| (0..4).map(move |slot| (day, slot))) {
        let plenary = match (day, slot) {
            (0, 0) => Some(&open),
            (day, 3) if day + 1 == days => Some(&close),
            (0, 1) if in_halves => continue,
            (day, 2) if in_halves && day + 1 == days => continue,
            _ => None,
        };
        let count = plenary.map_or_else(|| dice.one(&[0, 1, 1, 1, 1, 2]), |_| 1);
        let first = dice.below(9) + 1;
        for number in (first..first + count).map(|number| number.to_string()) {
            let gaps = [("q", number.as_str()), ("n", &group.to_string())];
            all.push(Session {
                day,
                slot,
                words: plenary.cloned().unwrap_or_else(|| fill(&question, &gaps)),
                group: plenary.is_none().then(|| format!("Q{number}/{group}")),
                is_tentative: plenary.is_none() && count == 1 && dice.percent(8),
                is_remote: dice.percent(40),
            });
        }
    }
    all
}

impl Maker<'_> {
    fn say(&mut self, phrase: &str) -> String {
        say(self.dice, self.language, phrase)
    }

    /// A session as a fact, in half days or with its hours.
    fn fact(&self, session: &Session, mark: &str, says_remote: bool) -> Value {
        let mut fact = json!({"date": self.days[session.day]});
        if mark == "halves" {
            fact["slot"] = json!(if session.slot < 2 { "am" } else { "pm" });
        } else {
            let hours = self.grid[session.slot].map(|at| format!("{:02}:{:02}", at / 60, at % 60));
            (fact["start"], fact["end"]) = (json!(hours[0]), json!(hours[1]));
        }
        match &session.group {
            Some(group) => fact["groups"] = json!([group]),
            None => fact["title"] = json!(session.words),
        }
        fact["tentative"] = json!(session.is_tentative);
        fact["remote"] = json!(session.is_remote && says_remote);
        fact
    }

    /// The words of a session.
    fn words(&mut self, at: usize) -> String {
        let tentative =
            if self.sessions[at].is_tentative { self.say("if needed") } else { String::new() };
        format!("{}{tentative}", self.sessions[at].words)
    }

    /// The sessions of a day.
    fn of_day(&self, day: usize) -> Vec<usize> {
        (0..self.sessions.len()).filter(|at| self.sessions[*at].day == day).collect()
    }

    /// The words of a cell.
    fn cell(&mut self, day: usize, slots: Range<usize>) -> String {
        let mut own = self.of_day(day);
        own.retain(|at| slots.contains(&self.sessions[*at].slot));
        let words: Vec<_> = own.into_iter().map(|at| self.words(at)).collect();
        words.join([", ", ", ", ", ", ", ", "، ", "、"][self.language])
    }

    /// Days beside or above sessions, which are numbered, or known by their hours or half days. What
    /// has days above has a table a week.
    fn tables(&mut self, mark: &str) -> Vec<Block> {
        let heads = match mark {
            "numbers" => (1..5).map(|number| number.to_string()).collect(),
            "hours" => self.hours.clone(),
            _ => vec![self.say("morning"), self.say("afternoon")],
        };
        let is_turned = self.dice.axis("days", &["above", "beside"]) == "above";
        let width = 4 / heads.len();
        let mut weeks = vec![Vec::new()];
        for day in 0..self.days.len() {
            if is_turned && day > 0 && self.days[day].iso_week() != self.days[day - 1].iso_week() {
                weeks.push(Vec::new());
            }
            let cells = (0..heads.len()).map(|at| self.cell(day, at * width..(at + 1) * width));
            let cells: Vec<_> = cells.collect();
            weeks.last_mut().unwrap().push([vec![self.heads[day].clone()], cells].concat());
        }
        let tables = weeks.into_iter().map(|days| {
            let rows = [vec![[vec![String::new()], heads.clone()].concat()], days].concat();
            let turned =
                || (0..rows[0].len()).map(|at| rows.iter().map(|row| row[at].clone()).collect());
            Block::Table(if is_turned { turned().collect() } else { rows })
        });
        let mut blocks: Vec<_> = tables.collect();
        // Standard hours can do without their legend.
        let needs_legend = self.grid != GRIDS[0].1;
        if mark == "numbers" && (needs_legend || self.dice.axis("legend", &["yes", "no"]) == "yes")
        {
            let hours =
                self.hours.iter().enumerate().map(|(at, hours)| format!("{} – {hours}", at + 1));
            let hours = hours.collect::<Vec<_>>().join("; ");
            blocks.push(Block::Line(fill(&self.say("legend"), &[("l", &hours)])));
        }
        blocks
    }

    /// A row a session, with columns in any order.
    fn list(&mut self, says_remote: &mut bool) -> Block {
        let mut columns = vec!["Date", "Hours", "Session"];
        if self.dice.axis("room column", &["yes", "no"]) == "yes" {
            columns.push("Room");
        }
        if self.dice.axis("remote column", &["yes", "no"]) == "yes" {
            columns.push("Remote");
            *says_remote = true;
        }
        let columns = self.dice.shuffled(&columns);
        self.dice.note("list", &columns.join(" "));
        let once = self.dice.axis("date in list", &["each row", "first row"]) == "first row";
        let [yes, no] = ["yes", "no"].map(|word| self.say(word));
        let mut rows = vec![columns.iter().map(|column| self.say(column)).collect::<Vec<_>>()];
        for at in 0..self.sessions.len() {
            let words = self.words(at);
            let room = self.dice.one(&["Popov", "H", "C2", "K1", "Room A"]);
            let Session { day, slot, is_remote, .. } = self.sessions[at];
            let is_first = self.of_day(day).first() == Some(&at);
            let row = columns.iter().map(|column| match *column {
                "Date" if once && !is_first => String::new(),
                "Date" => self.heads[day].clone(),
                "Hours" => self.hours[slot].clone(),
                "Session" => words.clone(),
                "Room" => room.to_owned(),
                _ => if is_remote { &yes } else { &no }.clone(),
            });
            rows.push(row.collect());
        }
        Block::Table(rows)
    }

    /// A line a day.
    fn lines(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for day in 0..self.days.len() {
            let said: Vec<_> = self
                .of_day(day)
                .into_iter()
                .map(|at| {
                    let words = self.words(at);
                    format!("{} {words}", self.hours[self.sessions[at].slot])
                })
                .collect();
            if !said.is_empty() {
                blocks.push(Block::Line(format!("{}: {}", self.heads[day], said.join("; "))));
            }
        }
        blocks
    }
}
