//! What is read of a mail, point by point.

use super::super::{Fault, Machine};
use super::{Refusal, mail, read};
use crate::domain::time::at;

#[test]
fn the_headers_of_a_mail() {
    let mail = mail(
        "Return-Path: <ana@example.com>\nReceived: from a by b; Mon, 23 Nov 2026 10:00:05 +0100\n\
         Delivered-To: desk+k39fq2m7xd@acme.example\nFrom: =?utf-8?q?Ana_Mu=C3=B1oz?= <ana@example.com>\n\
         Sender: robot@example.com\nTo: Desk <desk@acme.example>, \"Luis\" <luis@acme.example>\n\
         Cc: eva@example.com, EVA@example.com, broken\nDate: Mon, 23 Nov 2026 10:00:00 +0100\n\
         Message-ID: <m1@example.com>\nIn-Reply-To: <r3@acme.example>\n\
         References: <r1@acme.example>\n <r2@acme.example> <r3@acme.example>\n\
         Subject: =?iso-8859-1?Q?Caf=E9?= =?iso-8859-1?Q?s?=\n  twice\nContent-Language: es-ES\n\nHola.\n",
    );
    let from = mail.from.expect("somebody");
    assert_eq!((from.name.as_deref(), from.address.as_str()), (Some("Ana Muñoz"), "ana@example.com"));
    assert_eq!(mail.sender.map(|one| one.address).as_deref(), Some("robot@example.com"));
    assert_eq!(mail.to.len(), 2);
    assert_eq!(mail.cc.iter().map(|one| one.address.as_str()).collect::<Vec<_>>(), ["eva@example.com"]);
    assert!(mail.delivered.contains(&"desk+k39fq2m7xd@acme.example".to_owned()), "{:?}", mail.delivered);
    assert_eq!((mail.date, mail.received), (Some(at(1_795_424_400)), Some(at(1_795_424_405))));
    assert_eq!(mail.message_id.as_deref(), Some("m1@example.com"));
    assert_eq!(mail.references, ["r3@acme.example", "r2@acme.example", "r1@acme.example"]);
    assert_eq!(
        (mail.subject.as_str(), mail.text.as_str(), mail.language.as_deref()),
        ("Cafés twice", "Hola.", Some("es"))
    );
    assert_eq!((mail.machine, mail.ours, mail.faults), (None, None, Vec::new()));
}

#[test]
fn machines_are_known_by_what_they_say_of_themselves() {
    let bounce = |failed: &[&str]| Some(Machine::Bounce { failed: failed.iter().map(|f| (*f).to_owned()).collect() });
    let cases = [
        ("Auto-Submitted: no", None),
        ("Auto-Submitted: auto-replied (vacation)", Some(Machine::AutoReply)),
        ("Auto-Submitted: AUTO-GENERATED", Some(Machine::AutoReply)),
        ("X-Autoreply: yes", Some(Machine::AutoReply)),
        ("X-Autoreply: no", None),
        ("Precedence: bulk", Some(Machine::Bulk)),
        ("Precedence: junk", Some(Machine::Bulk)),
        ("Precedence: auto_reply", Some(Machine::AutoReply)),
        ("Return-Path: <>", Some(Machine::AutoReply)),
        ("X-Failed-Recipients: Eva@example.com, x@example.com", bounce(&["eva@example.com", "x@example.com"])),
        ("Sender: x@y.z\nFrom: Mail Delivery <MAILER-DAEMON@mx.example>", bounce(&[])),
        ("From: postmaster@mx.example", bounce(&[])),
        // People's mail: Exchange marks it so, and support addresses are lists.
        ("X-Auto-Response-Suppress: All", None),
        ("Precedence: list\nList-Id: <support.acme.example>\nList-Unsubscribe: <mailto:x@y.z>", None),
        ("Return-Path: <ana@example.com>", None),
    ];
    for (headers, expected) in cases {
        assert_eq!(mail(&format!("{headers}\nSubject: x\n\nx\n")).machine, expected, "{headers}");
    }
}

#[test]
fn a_report_leads_to_the_mail_that_it_is_about() {
    let mail = mail(
        "From: MAILER-DAEMON@mx.example\nSubject: Undelivered\nMessage-ID: <b@mx.example>\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nNot delivered.\n\
         --b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; Eva@example.com\nAction: failed\n\
         --b\nContent-Type: message/rfc822\n\nMessage-ID: <git-desk.k39fq2m7xd.3f9a0c7kqe@acme.example>\n\
         Subject: [#k39fq2m7xd] x\n\nour words\n--b--\n",
    );
    assert_eq!(mail.machine, Some(Machine::Bounce { failed: vec!["eva@example.com".into()] }));
    assert_eq!(mail.references, ["git-desk.k39fq2m7xd.3f9a0c7kqe@acme.example"]);
    assert_eq!(mail.text, "Not delivered.");
    let names: Vec<(&str, &str)> = mail.attachments.iter().map(|f| (f.name.as_str(), f.media_type.as_str())).collect();
    let expected = [("part-1.txt", "message/delivery-status"), ("[#k39fq2m7xd] x.eml", "message/rfc822")];
    assert_eq!(names, expected);
    let nested = String::from_utf8_lossy(&mail.attachments[1].bytes).into_owned();
    assert!(nested.starts_with("Message-ID: <git-desk.") && nested.ends_with("our words"), "{nested}");
}

#[test]
fn text_comes_in_every_charset_and_encoding() {
    let cases: [(&str, &[u8], &str); 6] = [
        ("text/plain; charset=iso-8859-1", b"caf\xe9", "café"),
        ("text/plain; charset=windows-1252", b"\x93caf\xe9\x94", "“café”"),
        ("text/plain; charset=koi8-r", b"\xf0\xd2\xc9\xd7\xc5\xd4", "Привет"),
        ("text/plain; charset=shift_jis", b"\x83\x65\x83\x58\x83\x67", "テスト"),
        ("text/plain; charset=iso-2022-jp", b"\x1b$B%F%9%H\x1b(B", "テスト"),
        ("text/plain; charset=nobody-knows", b"caf\xc3\xa9", "café"),
    ];
    for (kind, bytes, expected) in cases {
        let raw = [format!("Subject: x\r\nContent-Type: {kind}\r\n\r\n").as_bytes(), bytes].concat();
        assert_eq!(read(&raw).expect("it is a mail").text, expected, "{kind}");
    }
    let encoded = |encoding: &str, body: &str| {
        let head = "Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding";
        mail(&format!("{head}: {encoding}\n\n{body}\n")).text
    };
    assert_eq!(encoded("quoted-printable", "caf=C3=A9 =\nsolo"), "café solo");
    assert_eq!(encoded("base64", "Y2Fmw6kK"), "café");
    assert_eq!(encoded("8bit", "café"), "café");
}

#[test]
fn html_is_read_where_there_is_nothing_else() {
    let html = mail("Subject: x\nContent-Type: text/html\n\n<p>It <b>fails</b>.</p><style>p{}</style>\n");
    assert_eq!(html.text, "It fails.");
    let both = "Subject: x\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nPLAIN\n\
                --b\nContent-Type: text/html\n\n<p>rich</p>\n--b--\n";
    let both_read = mail(both);
    assert_eq!((both_read.text.as_str(), both_read.attachments.len()), ("PLAIN", 0));
    assert_eq!(mail(&both.replace("PLAIN", " ")).text, "rich");
}

#[test]
fn files_keep_their_names_and_types() {
    let mail = mail(
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n--b\n\
         Content-Type: image/png; name=logo.png\nContent-ID: <1@x>\nContent-Disposition: inline\n\
         Content-Transfer-Encoding: base64\n\niVBORw0K\n--b\nContent-Type: application/pdf\n\
         Content-Disposition: attachment; filename*=utf-8''a%C3%B1o%2F..%2F.pdf\nContent-Transfer-Encoding: base64\n\n\
         JVBERg==\n--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=\"log.txt\"\n\nline\n\
         --b\nContent-Type: message/rfc822\n\nSubject: inner\n\ninner words\n--b--\n",
    );
    assert_eq!(mail.text, "See below.");
    let files: Vec<(&str, &str, bool, usize)> = mail
        .attachments
        .iter()
        .map(|f| (f.name.as_str(), f.media_type.as_str(), f.is_inline, f.bytes.len()))
        .collect();
    let expected = [
        ("logo.png", "image/png", true, 6),
        ("año/../.pdf", "application/pdf", false, 4),
        ("log.txt", "text/plain", false, 4),
        ("inner.eml", "message/rfc822", false, 29),
    ];
    assert_eq!(files, expected);
}

#[test]
fn what_is_no_mail_is_refused_by_name() {
    assert_eq!(read(b""), Err(Refusal::Empty));
    assert_eq!(read(b" \r\n\n"), Err(Refusal::Empty));
    assert_eq!(read(b"just words without a header\n"), Err(Refusal::NoHeaders));
    let huge = vec![b'x'; super::super::MOST_BYTES + 1];
    assert!(matches!(read(&huge), Err(Refusal::TooLarge { .. })));
    let bare = mail("Subject: x\n\n");
    assert_eq!((bare.text.as_str(), bare.faults), ("", vec![Fault::NoSender, Fault::NoMessageId]));
}
