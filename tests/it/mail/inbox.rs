//! Mail that is handed in by who has no copy of the desk, and collected elsewhere.

use super::{NORA, file, mail, said};
use crate::inbox::Inbox;

#[test]
fn a_mail_comes_through_the_inbox_with_its_files() {
    let inbox = Inbox::new();
    let clone = inbox.shallow("gateway");
    let body = "--b\n\nSee below.\n--b\nContent-Type: text/plain; name=log.txt\n\nline\n--b--\n";
    let text = mail(NORA, 1, "Subject: Files\nContent-Type: multipart/mixed; boundary=b", body);
    let path = file(&inbox.world, "a.eml", text.as_bytes());
    let told = inbox.desk_in(&clone, &["intake", "mail", &path, "--inbox", "--json"]).json();
    assert_eq!(told["intake"][0]["action"], "handed-in");
    let answer = mail(NORA, 2, "In-Reply-To: <m1@example.com>\nSubject: Re: Files", "More.");
    let path = file(&inbox.world, "b.eml", answer.as_bytes());
    inbox.desk_in(&clone, &["intake", "mail", &path, "--inbox"]).ok();
    let stranger = mail("mallory@example.com", 3, "In-Reply-To: <m1@example.com>\nSubject: Re: Files", "Me too.");
    let path = file(&inbox.world, "c.eml", stranger.as_bytes());
    inbox.desk_in(&clone, &["intake", "mail", &path, "--inbox"]).ok();
    // All of one second, and in no order: none is folded before the one that it answers.
    assert_eq!(inbox.waiting(), 3);
    let done = inbox.collect(&inbox.world.repo());
    assert_eq!(done.len(), 3, "{done:?}");
    let id = done[0].1.clone();
    assert!(done.iter().all(|(_, ticket)| *ticket == id), "{done:?}");
    let mut who: Vec<[String; 4]> = said(&inbox.world, &id);
    who.sort();
    assert_eq!(who.len(), 3);
    assert_eq!(who[0], ["mallory@example.com", "requester", "internal", "Me too."]);
    assert_eq!(inbox.world.desk(&["attachment", &id, "log.txt"]).ok(), "line");
    // The same mail over both ways is one.
    inbox.desk_in(&clone, &["intake", "mail", &path, "--inbox"]).ok();
    assert_eq!(inbox.collect(&inbox.world.repo())[0].0, "known");
    inbox.is_sound();
}
