//! The files of a ticket for people: what they are called, how large they are, who sees them.

use super::reader::Reader;
use crate::domain::ticket::{Attachment, Ticket, Visibility};
use crate::kit::escape::one_line;

/// A line for each file, or a friendly one when there is none.
pub fn list(ticket: &Ticket, reader: &Reader) -> String {
    if ticket.attachments.is_empty() {
        return reader.words.say("attachments-none") + "\n";
    }
    ticket.attachments.iter().map(|file| line(file, reader) + "\n").collect()
}

/// `log.txt  12 kB · text · internal`
pub fn line(file: &Attachment, reader: &Reader) -> String {
    let mut about = vec![size(file.size)];
    about.extend(kind(&file.name).map(|kind| reader.word("file", kind)));
    if file.visibility == Visibility::Internal {
        about.push(reader.word("visibility", "internal"));
    }
    format!("{}  {}", one_line(&file.name), reader.dim(&about.join(" · ")))
}

/// Bytes in the unit that keeps the number short: powers of 1,000, as file managers do.
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["B", "kB", "MB", "GB"];
    let mut unit = 0;
    let mut tenths = bytes.saturating_mul(10);
    while tenths >= 9_995 && unit + 1 < UNITS.len() {
        tenths = tenths.saturating_add(500) / 1_000;
        unit += 1;
    }
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let point = if unit > 0 && whole < 10 { format!(".{tenth}") } else { String::new() };
    format!("{whole}{point} {}", UNITS[unit])
}

/// What a file is, as far as the end of its name says.
pub fn kind(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending.to_lowercase().as_str() {
        "txt" | "log" | "md" | "csv" | "json" | "xml" | "yaml" | "yml" | "patch" | "diff" => "text",
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "bmp" => "image",
        "pdf" | "doc" | "docx" | "odt" | "xls" | "xlsx" | "ods" => "document",
        "zip" | "gz" | "tgz" | "xz" | "bz2" | "zst" | "tar" | "7z" => "archive",
        "mp3" | "ogg" | "wav" | "mp4" | "webm" | "mov" => "media",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        let said: Vec<String> = [0, 999, 1_000, 1_449, 9_949, 12_345, 999_999, 26_214_400, 5_000_000_000]
            .into_iter()
            .map(size)
            .collect();
        assert_eq!(said, ["0 B", "999 B", "1.0 kB", "1.4 kB", "9.9 kB", "12 kB", "1.0 MB", "26 MB", "5.0 GB"]);
    }

    #[test]
    fn an_ending_says_what_a_file_is() {
        assert_eq!(kind("a.b.PNG"), Some("image"));
        assert_eq!(kind("trace.log"), Some("text"));
        assert_eq!((kind("README"), kind("a.exe")), (None, None));
    }
}
