//! Saved views: queries with a name.

/// The characters of the longest name.
const LONGEST: usize = 40;

/// Words that follow `view` on the command line, and so are no names.
pub const RESERVED: [&str; 2] = ["save", "remove"];

/// A query that somebody keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub name: String,
    /// One line in the query language; it may say how to sort.
    pub query: String,
    /// What it is for, in the words of whoever saved it.
    pub about: Option<String>,
}

/// Whether a view can be called so: small letters and digits, hyphens between them, a letter first. So
/// the name stands on a command line without quotes, and in a key of git's configuration.
pub fn is_name(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let good = text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(inner) && !text.ends_with('-');
    good && text.len() <= LONGEST && !RESERVED.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_needs_no_quotes_anywhere() {
        for good in ["stale", "my-desk", "tier2", "a"] {
            assert!(is_name(good), "{good}");
        }
        let long = "a".repeat(LONGEST + 1);
        for bad in ["", "Stale", "mine too", "2nd", "-x", "x-", "a.b", "vencidos/hoy", "año", "save", "remove", &long]
        {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
