//! Dates of HTTP (RFC 9110 section 5.6.7).

use chrono::{DateTime, NaiveDateTime, Utc};

/// The form that is written.
const FIXDATE: &str = "%a, %d %b %Y %H:%M:%S GMT";

/// The forms that are read: that one, and the two older ones of RFC 850 and of asctime.
const FORMS: [&str; 3] = [FIXDATE, "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];

/// Writes an instant: "Tue, 14 Jan 2025 08:30:00 GMT".
pub(super) fn written(at: DateTime<Utc>) -> String {
    at.format(FIXDATE).to_string()
}

/// Reads an instant back; `None` if the text is not one.
pub(super) fn read(text: &str) -> Option<DateTime<Utc>> {
    let read = |form: &&str| NaiveDateTime::parse_from_str(text, form).ok();
    FORMS.iter().find_map(read).map(|at| at.and_utc())
}

#[cfg(test)]
mod tests {
    use super::{read, written};

    #[test]
    fn the_three_forms_are_one_instant() {
        let at = chrono::DateTime::from_timestamp(784_111_777, 0).unwrap();
        assert_eq!(written(at), "Sun, 06 Nov 1994 08:49:37 GMT");
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(read(text), Some(at), "{text}");
        }
        for text in ["", "0", "1994-11-06", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
