//! Mail that was made to do harm.

use super::super::{Fault, MOST_ADDRESSES, MOST_FILES, MOST_TEXT};
use super::read;
use proptest::prelude::*;

/// Reads what has to be read; whoever makes a walk through it quadratic waits for minutes here.
fn quick(name: &str, raw: &[u8]) -> super::Mail {
    let mail = read(raw);
    assert!(mail.is_ok(), "{name}: {mail:?}");
    mail.unwrap_or_default()
}

#[test]
fn nothing_nests_without_end() {
    let inner = "Content-Type: message/rfc822\n\n".repeat(200_000);
    let mail = quick("mails in mails", format!("Subject: x\n{inner}Subject: y\n\nwords\n").as_bytes());
    assert!(mail.attachments.len() <= 1);
    let digests: String = (0..20_000)
        .map(|n| format!("Content-Type: multipart/digest; boundary=b{n}\n\n--b{n}\n\n"))
        .collect();
    let mail = quick("digests", format!("Subject: x\n{digests}Subject: y\n\nwords\n").as_bytes());
    assert!(mail.faults.contains(&Fault::TooDeep), "{:?}", mail.faults);
    let deep: String = (0..20_000)
        .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"))
        .collect();
    quick("multiparts", format!("Subject: x\n{deep}\nwords\n").as_bytes());
    let odd = "Con tent-Type: message / (x) rfc822\n\n".repeat(100_000);
    quick("odd spellings", format!("Subject: x\n{odd}\nwords\n").as_bytes());
}

#[test]
fn ten_thousand_parts_are_too_many() {
    let parts = "--b\nContent-Type: image/png\n\nx\n".repeat(10_000);
    let mail = quick(
        "parts",
        format!("Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n").as_bytes(),
    );
    assert_eq!(mail.attachments.len(), MOST_FILES);
    assert!(mail.faults.contains(&Fault::TooManyAttachments));
    let texts = "--b\n\nword\n".repeat(100_000);
    let mail = quick(
        "texts",
        format!("Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n{texts}--b--\n").as_bytes(),
    );
    assert!(mail.faults.contains(&Fault::TooManyParts) && mail.text.len() <= MOST_TEXT + 10);
    let endless = format!("Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n{}", "--b\n".repeat(4_000_000));
    assert!(quick("borders", endless.as_bytes()).faults.contains(&Fault::TooManyParts));
}

#[test]
fn parts_without_an_end_cost_no_more_than_those_that_have_one() {
    let open = "--b\nContent-Type: multipart/mixed; boundary=never\n\nx\n".repeat(5_000);
    let filler = "a line of words\n".repeat(500_000);
    let raw = format!("Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n{open}{filler}--b--\n");
    quick("open multiparts", raw.as_bytes());
    let broken = "--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n!!!!\n".repeat(5_000);
    quick(
        "broken base64",
        format!("Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n{broken}{filler}").as_bytes(),
    );
}

#[test]
fn headers_have_an_end() {
    let many = "X-Filler: x\n".repeat(1_000_000);
    let mail = quick("many headers", format!("{many}Subject: late\n\nwords\n").as_bytes());
    assert!(mail.faults.contains(&Fault::TooManyHeaders) && mail.text == "words");
    let long = format!("Subject: {}\nFrom: ana@example.com\n\nwords\n", "x ".repeat(5_000_000));
    let mail = quick("a long header", long.as_bytes());
    assert_eq!(mail.from.map(|one| one.address).as_deref(), Some("ana@example.com"));
    let to: String = (0..200_000).map(|n| format!("a{n}@x.y,\n ")).collect();
    let mail = quick("addresses", format!("To: {to}b@x.y\nSubject: x\n\nwords\n").as_bytes());
    assert!(mail.to.len() <= MOST_ADDRESSES);
    let attributes = "a*1*='';".repeat(500_000);
    quick("attributes", format!("Subject: x\nContent-Type: text/plain; {attributes}\n\nwords\n").as_bytes());
    let references = "<r@x> ".repeat(500_000);
    quick("references", format!("References: {references}\nSubject: x\n\nwords\n").as_bytes());
}

#[test]
fn texts_have_an_end() {
    let long = format!("Subject: x\n\n{}", "On 1 May 2026 10:00 a@b.c wrote:\n> x\n".repeat(300_000));
    let mail = quick("attributions", long.as_bytes());
    assert!(mail.faults.contains(&Fault::LongText));
    let wide = format!("Subject: x\n\n{}", "From: a@b wrote: ".repeat(500_000));
    quick("one line", wide.as_bytes());
    let html = format!("Subject: x\nContent-Type: text/html\n\n{}", "<table><tr><td>".repeat(300_000));
    quick("tables", html.as_bytes());
    let flat = format!("Subject: x\nContent-Type: text/html\n\n{}", "<p>a</p><a href='x'>b</a>&amp;".repeat(60_000));
    quick("a long page", flat.as_bytes());
    let cells = format!(
        "Subject: x\nContent-Type: text/html\n\n<table>{}",
        "<tr><td>a<td>b<td colspan=9999>c".repeat(20_000)
    );
    quick("cells", cells.as_bytes());
}

#[test]
fn nothing_in_a_header_steers_a_terminal_or_a_line() {
    let raw =
        b"Subject: a\x1b[2Jb\x00c\x07\r\n\td\r\nFrom: \"e\x1b]0;x\x07\" <ana@example.com>\r\n\r\nwords\0\x1b[2J\r\n";
    let mail = quick("escapes", raw);
    assert!(!mail.subject.contains(|c: char| c.is_control()), "{:?}", mail.subject);
    assert!(mail.from.iter().all(|one| !format!("{one:?}").contains("\\u{1b}")), "{:?}", mail.from);
    assert!(mail.text.contains('\u{fffd}') && !mail.text.contains('\0'));
    let bad = quick("an address over two lines", b"From: <ana@x\r\n y.example>\r\nSubject: x\r\n\r\nx\r\n");
    assert!(bad.from.is_none_or(|one| !one.address.contains(char::is_whitespace)));
}

/// Pieces of which mails are put together at random.
const PIECES: &str = "(Subject: =[?]utf-8[?]q[?]a=C3=A9[?]=\r\n|From: Ana <ana@x.y>\r\n|To: a:b@c,;\r\n|Content-Type: text/html\r\n|Content-Type: multipart/(mixed|alternative|report|related|digest); boundary=b\r\n|Content-Type: message/rfc822\r\n|Content-Transfer-Encoding: (base64|quoted-printable|x-uuencode)\r\n|Content-Disposition: attachment; filename\\*=utf-8''%00%2f\r\n|\r\n|\n|\r|--b\r\n|--b--\r\n|=[A-F0-9]{2}|[A-Za-z0-9+/=]{1,40}\r\n|<p>|<table><td>|<blockquote>|&#x[0-9a-f]{1,6};|> |Date: Mon, 99 Nov 2026 25:61:61 \\+9999\r\n|[ -~]{0,20}|\\PC{0,4})";

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn no_mail_makes_it_panic(pieces in proptest::collection::vec(PIECES, 0..25), noise in proptest::collection::vec(any::<(u16, u8)>(), 0..4)) {
        let mut raw = pieces.concat().into_bytes();
        for (at, byte) in noise {
            if let Some(place) = usize::from(at).checked_rem(raw.len()) {
                raw[place] = byte;
            }
        }
        if let Ok(mail) = read(&raw) {
            prop_assert!(!mail.subject.contains(char::is_control));
            prop_assert!(!mail.text.contains(['\r', '\0']));
        }
    }
}

/// Cut at every place, and with a byte changed at many.
#[test]
fn no_collected_mail_makes_it_panic_however_it_is_broken() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/intake/email");
    let Ok(entries) = std::fs::read_dir(folder) else {
        eprintln!("skipped: {folder} is not here");
        return;
    };
    for (n, entry) in entries.flatten().enumerate() {
        let raw = std::fs::read(entry.path()).expect("it is a file");
        for step in 1..12_usize {
            let _ = read(&raw[..raw.len() * step / 12]);
            let mut changed = raw.clone();
            let at = (n * 7919 + step * 104_729) % changed.len().max(1);
            if let Some(byte) = changed.get_mut(at) {
                *byte = [0, b'\r', b'\n', b'-', b'=', b'<', 0xff, 0x80, b';', b'"', b'(', b':'][step];
            }
            let _ = read(&changed);
        }
    }
}
