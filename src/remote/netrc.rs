//! The file `~/.netrc`, where many programs read user names and passwords.

/// A user name and a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// The user name.
    pub user: String,
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for Login {
    /// Without the password.
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "Login({})", self.user)
    }
}

/// Finds the entry of a host: its own, or else the default one. Errors name their line.
pub fn login_of(host: &str, netrc: &str) -> Result<Option<Login>, String> {
    let mut words = NetrcWords { rest: netrc.chars().peekable(), line: 1 };
    let (mut own, mut others) = (None::<NetrcEntry>, None::<NetrcEntry>);
    // The current entry: for our host, the default, or for another host.
    let mut entry: Option<&mut NetrcEntry> = None;
    while let Some(word) = words.next()? {
        match word.as_str() {
            "machine" => {
                let is_ours = words.value(&word)?.eq_ignore_ascii_case(host) && own.is_none();
                entry = is_ours.then(|| own.insert(NetrcEntry::default()));
            }
            "default" => {
                entry = others.is_none().then(|| others.insert(NetrcEntry::default()));
            }
            "login" | "password" | "account" => {
                let value = words.value(&word)?;
                match (&mut entry, word.as_str()) {
                    (Some(entry), "login") => entry.user = Some(value),
                    (Some(entry), "password") => entry.password = Some(value),
                    _ => {}
                }
            }
            // A macro ends at the next empty line.
            "macdef" => words.pass_macro(),
            word if word.starts_with('#') => words.pass_line(),
            // Not the word itself: it may be a password.
            _ => {
                let line = words.line;
                return Err(format!(
                    "line {line}: write `machine`, `login` or `password` before each value"
                ));
            }
        }
    }
    Ok(own
        .or(others)
        .and_then(|entry| Some(Login { user: entry.user?, password: entry.password? })))
}

#[derive(Default)]
struct NetrcEntry {
    user: Option<String>,
    password: Option<String>,
}

struct NetrcWords<'t> {
    rest: std::iter::Peekable<std::str::Chars<'t>>,
    line: usize,
}

impl NetrcWords<'_> {
    fn step(&mut self) -> Option<char> {
        let c = self.rest.next();
        self.line += usize::from(c == Some('\n'));
        c
    }

    /// The next word; a quoted word may contain spaces, and `\` escapes the next character.
    fn next(&mut self) -> Result<Option<String>, String> {
        while self.rest.peek().is_some_and(|c| c.is_whitespace()) {
            self.step();
        }
        let mut word = String::new();
        if self.rest.next_if_eq(&'"').is_some() {
            let line = self.line;
            loop {
                match self.step() {
                    Some('"') => return Ok(Some(word)),
                    Some('\\') => word.extend(self.step()),
                    Some(c) => word.push(c),
                    None => return Err(format!("line {line}: the quotation mark is not closed")),
                }
            }
        }
        while let Some(c) = self.rest.next_if(|c| !c.is_whitespace()) {
            word.push(c);
        }
        Ok((!word.is_empty()).then_some(word))
    }

    fn value(&mut self, key: &str) -> Result<String, String> {
        let line = self.line;
        self.next()?.ok_or_else(|| format!("line {line}: the value of `{key}` is missing"))
    }

    fn pass_line(&mut self) {
        while self.rest.next_if(|c| *c != '\n').is_some() {}
    }

    fn pass_macro(&mut self) {
        loop {
            self.pass_line();
            if self.step().is_none() || matches!(self.rest.peek(), Some('\n') | None) {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::login_of;
    use proptest::prelude::proptest;

    fn found(netrc: &str) -> Option<(String, String)> {
        login_of("dav.example.org", netrc).unwrap().map(|login| (login.user, login.password))
    }

    #[test]
    fn the_entry_of_the_host_or_else_of_all_others() {
        let me = |password: &str| Some(("me".to_owned(), password.to_owned()));
        for (netrc, wanted) in [
            ("machine dav.example.org login me password secret", me("secret")),
            ("machine DAV.example.org\n\tlogin me\n\tpassword #1\n", me("#1")),
            (
                "# mine\nmachine a login x password y # his\nmachine dav.example.org password p login me",
                me("p"),
            ),
            ("machine dav.example.org login \"me\" password \"a \\\"b\\\\ c\"", me("a \"b\\ c")),
            ("default login me password d", me("d")),
            ("default login x password d\nmachine dav.example.org login me password p", me("p")),
            (
                "machine dav.example.org login me password 1\nmachine dav.example.org login x password 2",
                me("1"),
            ),
            (
                "macdef init\nmachine dav.example.org\nput x\n\nmachine dav.example.org login me account a password p",
                me("p"),
            ),
            ("machine dav.example.org login me", None),
            ("machine other login me password p", None),
            ("", None),
        ] {
            assert_eq!(found(netrc), wanted, "{netrc}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_never_with_a_password() {
        for (netrc, said) in [
            (
                "machine a\nlogin me secret",
                "line 2: write `machine`, `login` or `password` before each value",
            ),
            ("machine a login me\npassword", "line 2: the value of `password` is missing"),
            ("machine a\npassword \"secret", "line 2: the quotation mark is not closed"),
        ] {
            assert_eq!(login_of("a", netrc).unwrap_err(), said);
        }
        let login = login_of("a", "machine a login me password secret").unwrap();
        assert!(!format!("{login:?}").contains("secret"));
    }

    proptest! {
        #[test]
        fn no_file_is_a_panic(netrc in "(machine|login|password|macdef|default|\"|\\\\|#|[ \n]|\\PC)*") {
            let _ = login_of("a", &netrc);
        }
    }
}
