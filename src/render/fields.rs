//! The fields of HTTP that go with a file of the tree, whoever sends it.

/// How long a cache may answer by itself: a moved session is seen within a quarter of an hour.
pub const CACHE_CONTROL: &str = "public, max-age=900";

/// The type of a file's content by its name.
pub fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "ics" => "text/calendar; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    }
}

/// The name of a feed in its address: `q7-12`.
pub fn stem(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.strip_suffix(".ics")
}

/// The name under which a feed in a language is saved: `q7-12-en.ics`.
pub fn saved_as(path: &str, language: &str) -> Option<String> {
    Some(format!("{}-{language}.ics", stem(path)?))
}

/// The Content-Disposition of a file that is saved by a name of its own (RFC 6266).
pub fn disposition(name: &str) -> String {
    format!("inline; filename=\"{name}\"")
}
