//! `timeplan man`, and the help texts: both from the arguments and the table of the manual.

use super::args::{Arguments, ManArguments};
use super::console::Console;
use super::manual::{ENVIRONMENT, ManualPage, PAGES, TermRow, page};
use super::reason::reason;
use super::{Exit, Stop};
use clap::CommandFactory;
use clap_mangen::Man;
use std::fs;
use std::io::{self, Write};

/// The command line with the help of each command.
pub(super) fn command() -> clap::Command {
    PAGES.iter().fold(Arguments::command(), |command, page| {
        let help = help(page);
        if page.command == command.get_name() {
            return command.after_help(help);
        }
        command.mut_subcommand(page.command, |command| command.after_help(help))
    })
}

/// The part of a help text after the arguments. Its paragraphs are only wrapped for display.
fn help(page: &ManualPage) -> String {
    let paragraphs = page.text.iter().map(|text| (*text).to_owned());
    let rows = |heading: &str, rows: &[TermRow]| {
        let rows = rows.iter().map(|(term, text)| format!("\n  {term}\n      {text}"));
        format!("{heading}:{}", rows.collect::<String>())
    };
    let examples = rows("Examples", page.examples);
    let exits = page.exits.iter().map(|(code, text)| format!("\n  {code}  {text}"));
    let exits = format!("Exit codes:{}", exits.collect::<String>());
    let environment = Some(page.environment).filter(|own| !own.is_empty());
    let environment = environment.map(|own| rows("Environment", own));
    let parts = paragraphs.chain(environment).chain([examples, exits]);
    parts.collect::<Vec<_>>().join("\n\n")
}

pub(super) fn run(arguments: &ManArguments, console: &Console) -> Result<Exit, Stop> {
    let unwritten = |error: io::Error| {
        Stop(Exit::Machine, format!("the page cannot be written: {}", reason(&error)))
    };
    let Some(folder) = &arguments.output else {
        let name = arguments.command.as_deref().unwrap_or("timeplan");
        let mut text = Vec::new();
        written(name, &mut text).map_err(unwritten)?;
        console.write(|output| output.write_all(&text));
        return Ok(Exit::Done);
    };
    let failed = |error: io::Error| {
        let message =
            format!("{}: the pages cannot be written: {}", folder.display(), reason(&error));
        Stop(Exit::Machine, message)
    };
    fs::create_dir_all(folder).map_err(failed)?;
    for page in &PAGES {
        let mut text = Vec::new();
        written(page.command, &mut text).map_err(failed)?;
        let path = folder.join(format!("{}.1", title(page.command)));
        fs::write(&path, text).map_err(failed)?;
        console.detail(&format!("wrote {}", path.display()));
    }
    console.result(&format!("{}: {} manual pages", folder.display(), PAGES.len()));
    Ok(Exit::Done)
}

/// "timeplan-build".
fn title(command: &str) -> String {
    if command == "timeplan" { command.to_owned() } else { format!("timeplan-{command}") }
}

/// Writes the manual page of a command.
fn written(name: &str, out: &mut Vec<u8>) -> io::Result<()> {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    let command = program.find_subcommand(name).cloned().unwrap_or(program.clone());
    let is_program = command.get_name() == program.get_name();
    let man = Man::new(command)
        .manual("timeplan")
        .source(concat!("timeplan ", env!("CARGO_PKG_VERSION")));
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    let Some(page) = page(name) else { return Ok(()) };
    for text in page.text {
        writeln!(out, ".PP\n{}", escaped(text))?;
    }
    man.render_options_section(out)?;
    if is_program {
        man.render_subcommands_section(out)?;
    }
    section("EXAMPLES", page.examples, out)?;
    section("EXIT STATUS", page.exits, out)?;
    section("FILES", page.files, out)?;
    section("ENVIRONMENT", &[page.environment, &ENVIRONMENT].concat(), out)?;
    let others = PAGES.iter().map(|page| page.command).filter(|other| *other != name);
    let others: Vec<String> =
        others.map(|other| format!("\\fB{}\\fR(1)", escaped(&title(other)))).collect();
    writeln!(out, ".SH \"SEE ALSO\"\n{}", others.join(", "))
}

/// A section with a row for each term; without rows there is none.
fn section(heading: &str, rows: &[TermRow], out: &mut Vec<u8>) -> io::Result<()> {
    if !rows.is_empty() {
        writeln!(out, ".SH \"{heading}\"")?;
    }
    for (term, text) in rows {
        writeln!(out, ".TP\n\\fB{}\\fR\n{}", escaped(term), escaped(text))?;
    }
    Ok(())
}

/// A text that roff prints as it is.
fn escaped(text: &str) -> String {
    let text =
        text.replace('\\', "\\e").replace('-', "\\-").replace('`', "\\(ga").replace('~', "\\(ti");
    // A control line begins with a dot or an apostrophe.
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}
