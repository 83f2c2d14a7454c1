//! Replies of many programs in many languages; and, where they are, those that others collected.

use super::*;
use proptest::prelude::*;
use serde_json::Value;

#[test]
fn collected_replies_are_split_as_those_say_who_collected_them() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/intake/reply_strip.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {path} is not here");
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(&text).expect("it is JSON");
    let word = |case: &Value, key: &str| case[key].as_str().unwrap_or_default().to_owned();
    let wrong: Vec<String> = cases
        .iter()
        .filter(|case| split(&word(case, "input")).visible != word(case, "expected_visible"))
        .map(|case| format!("{}\n{}\n", word(case, "id"), split(&word(case, "input")).visible))
        .collect();
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// Lines that programs put above a quote; none of them is what somebody says.
const ATTRIBUTIONS: [&str; 42] = [
    "On Mon, Nov 23, 2026 at 10:00 AM Ana Ruiz <ana@example.com> wrote:",
    "On 23 Nov 2026, at 10:00, Ana Ruiz <ana@example.com> wrote:",
    "On Monday, November 23, 2026 10:00 AM, Ana <ana@example.com>\nwrote:",
    "On 11/23/2026 10:00 AM, Ana Ruiz wrote:",
    "Ana Ruiz <ana@example.com> wrote on 23/11/2026 10:00:",
    "El lun, 23 nov 2026 a las 10:00, Ana Ruiz (<ana@example.com>) escribió:",
    "El lunes, 23 de noviembre de 2026 10:00:00 CET, Ana escribió:",
    "El 23/11/2026 a las 10:00, Ana Ruiz ha escrito:",
    "Em seg., 23 de nov. de 2026 às 10:00, Ana <\nana@example.com> escreveu:",
    "Em 23/11/2026 10:00, Ana Ruiz escreveu:",
    "Le lun. 23 nov. 2026 à 10:00, Ana Ruiz <ana@example.com> a écrit :",
    "Le 23/11/2026 à 10:00, Ana Ruiz a écrit :",
    "Am Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Ana Ruiz <\nana@example.com>:",
    "Am 23.11.2026 um 10:00 schrieb Ana Ruiz:",
    "Ana Ruiz <ana@example.com> schrieb am Mo., 23. Nov. 2026, 10:00:",
    "Il giorno lun 23 nov 2026 alle ore 10:00 Ana Ruiz <ana@example.com> ha scritto:",
    "Il 23/11/2026 10:00, Ana Ruiz ha scritto:",
    "Op ma 23 nov. 2026 om 10:00 schreef Ana Ruiz <ana@example.com>:",
    "Op 23-11-2026 om 10:00 schreef Ana:",
    "Den mån 23 nov. 2026 kl 10:00 skrev Ana Ruiz <ana@example.com>:",
    "Den man. 23. nov. 2026 kl. 10.00 skrev Ana <ana@example.com>:",
    "man. 23. nov. 2026 kl. 10:00 skrev Ana Ruiz <ana@example.com>:",
    "ma 23. marrask. 2026 klo 10.00 Ana Ruiz (ana@example.com) kirjoitti:",
    "pon., 23 lis 2026 o 10:00 Ana Ruiz <ana@example.com> napisał(a):",
    "W dniu 23.11.2026 o 10:00, Ana Ruiz pisze:",
    "po 23. 11. 2026 v 10:00 odesílatel Ana Ruiz <ana@example.com> napsal:",
    "пн, 23 нояб. 2026 г. в 10:00, Ana Ruiz <ana@example.com>:",
    "23.11.2026 10:00, Ana Ruiz пишет:",
    "пн, 23 лист. 2026 р. о 10:00 Ana Ruiz <ana@example.com> пише:",
    "Ana Ruiz <ana@example.com>, 23 Kas 2026 Pzt, 10:00 tarihinde şunu yazdı:",
    "În lun., 23 nov. 2026 la 10:00, Ana Ruiz <ana@example.com> a scris:",
    "Στις Δευ 23 Νοε 2026 στις 10:00 π.μ., ο χρήστης Ana <ana@example.com> έγραψε:",
    "Ana Ruiz <ana@example.com> ezt írta (időpont: 2026. nov. 23., H, 10:00):",
    "El dl., 23 de nov. 2026 a les 10:00, Ana Ruiz <ana@example.com> va escriure:",
    "Ana Ruiz <ana@example.com> 于2026年11月23日周一 10:00写道：",
    "在 2026-11-23 10:00:00，\"Ana Ruiz\" <ana@example.com> 写道：",
    "Ana Ruiz <ana@example.com> 於 2026年11月23日 週一 上午10:00寫道：",
    "2026年11月23日(月) 10:00 Ana Ruiz <ana@example.com>:",
    "2026년 11월 23일 (월) 오전 10:00, Ana Ruiz <ana@example.com>님이 작성:",
    "Vào Th 2, 23 thg 11, 2026 vào lúc 10:00 Ana <ana@example.com> đã viết:",
    "Pada tanggal Sen, 23 Nov 2026 10.00, Ana Ruiz <ana@example.com> menulis:",
    "2026-11-23 10:00 GMT+01:00 Ana Ruiz <ana@example.com>:",
];

/// Headers that programs copy above a mail that they do not quote.
const HEADERS: [&str; 12] = [
    "From: Ana Ruiz <ana@example.com>\nSent: Monday, November 23, 2026 10:00\nTo: Desk\nSubject: Order 7",
    "*From:* Ana Ruiz\n*Sent:* Monday, November 23, 2026 10:00\n*To:* Desk\n*Subject:* Order 7",
    "**De:** Ana Ruiz <ana@example.com>\n**Enviado:** lunes, 23 de noviembre de 2026 10:00\n**Para:** Desk\n**Asunto:** Pedido 7",
    "De : Ana Ruiz\nEnvoyé : lundi 23 novembre 2026 10:00\nÀ : Desk\nObjet : Commande 7",
    "Von: Ana Ruiz\nGesendet: Montag, 23. November 2026 10:00\nAn: Desk\nBetreff: Bestellung 7",
    "De: Ana Ruiz\nEnviada em: segunda-feira, 23 de novembro de 2026 10:00\nPara: Desk\nAssunto: Pedido 7",
    "Da: Ana Ruiz\nInviato: lunedì 23 novembre 2026 10:00\nA: Desk\nOggetto: Ordine 7",
    "Van: Ana Ruiz\nVerzonden: maandag 23 november 2026 10:00\nAan: Desk\nOnderwerp: Bestelling 7",
    "Fra: Ana Ruiz\nSendt: mandag 23. november 2026 10:00\nTil: Desk\nEmne: Ordre 7",
    "Od: Ana Ruiz\nWysłano: poniedziałek, 23 listopada 2026 10:00\nDo: Desk\nTemat: Zamówienie 7",
    "От: Ana Ruiz\nОтправлено: 23 ноября 2026 г. 10:00\nКому: Desk\nТема: Заказ 7",
    "发件人: Ana Ruiz\n发送时间: 2026年11月23日 10:00\n收件人: Desk\n主题: 订单 7",
];

/// Lines that devices and programs put below.
const DEVICES: [&str; 14] = [
    "Sent from my iPhone",
    "Sent from Outlook for Android",
    "Get Outlook for iOS",
    "Enviado desde mi iPhone",
    "Enviado do meu iPhone",
    "Obtener Outlook para Android",
    "Envoyé de mon iPhone",
    "Télécharger Outlook pour iOS",
    "Von meinem iPhone gesendet",
    "Gesendet von Mail für Windows",
    "Inviato da iPhone",
    "Verstuurd vanaf mijn iPhone",
    "Skickat från min iPhone",
    "iPhoneから送信",
];

#[test]
fn who_wrote_is_known_in_many_languages() {
    for line in ATTRIBUTIONS {
        for below in ["\n\n> It fails.\n> Ana", "\n> It fails.\n\n-- \nDesk"] {
            let found = split(&format!("Thanks, it works now.\n\n{line}{below}\n"));
            assert_eq!(found.visible, "Thanks, it works now.", "{line}");
            assert!(found.quoted.contains("It fails."), "{line}");
        }
        let below = split(&format!("{line}\n> It fails.\n\nThanks, it works now.\n"));
        assert_eq!(below.visible, "Thanks, it works now.", "{line}");
        let bare = split(&format!("Thanks.\n\n{line}\n\nIt fails.\nAna\n"));
        assert_eq!(bare.visible, "Thanks.", "{line}");
    }
}

#[test]
fn copied_headers_are_known_in_many_languages() {
    for headers in HEADERS {
        for rule in ["", "________________________________\n", "-----Original Message-----\n"] {
            let found = split(&format!("Thanks.\n\n{rule}{headers}\n\nIt fails.\n"));
            assert_eq!((found.visible.as_str(), found.quoted.contains("It fails.")), ("Thanks.", true), "{headers}");
        }
    }
}

#[test]
fn what_a_device_says_is_no_word_of_a_person() {
    for line in DEVICES {
        assert_eq!(split(&format!("Yes.\n\n{line}\n")).visible, "Yes.", "{line}");
        // But it is all that there is.
        assert_eq!(split(line).visible, line);
    }
}

#[test]
fn words_that_only_look_like_a_quote_stay() {
    let texts = [
        "On Monday we saw this:\n\npanic at line 3",
        "The log says:\n    error: timeout\n    at 10:00",
        "1. open the page\n2. wait\n\n---\n\nversion 3.2.1 on linux",
        "Title\n=====\n\nText below a title.",
        "From: this page it is not possible to pay.\nTo: whom should I write?",
        "```\nFrom: a\nTo: b\nSubject: c\nDate: d\n```\nThat is the mail that fails.",
        "I did what the manual says. Then he wrote:\n\nnothing at all",
        "+1",
        "👍",
        "I sent from my side all of it already, in May.\n\nPlease look.",
        "---------- Forwarded message ---------\nFrom: Eva <eva@x>\nDate: Mon, Nov 23, 2026\nSubject: x\nTo: ana@x\n\nIt fails.",
    ];
    for text in texts {
        assert_eq!(split(text), Split { visible: text.to_owned(), quoted: String::new() });
    }
}

#[test]
fn what_is_passed_on_is_what_the_mail_is_about() {
    let text = "FYI\n\nFrom: Eva <eva@x.y>\nSent: Monday\nTo: ana\nSubject: it fails\n\nIt fails.\n";
    assert_eq!(split(text).visible, "FYI");
    for subject in ["Fwd: x", "FW: x", "RV: x", "Re: Fwd: x", "WG: x", "TR: x", "Enc: x"] {
        assert_eq!(split_of(subject, text).visible, text.trim_end(), "{subject}");
    }
    assert_eq!(split_of("Re: x", text).visible, "FYI");
}

#[test]
fn answers_between_quotes_keep_what_they_answer() {
    let text = "On Mon, Nov 23, 2026 at 10:00 AM Ana <ana@x.y> wrote:\n> Which version?\n\n3.2\n\n> Which system?\n\nLinux\n\n> Thanks\n";
    assert_eq!(split(text).visible, "> Which version?\n\n3.2\n\n> Which system?\n\nLinux");
}

#[test]
fn signatures_go_where_they_are_apart() {
    assert_eq!(split("Yes.\n\n-- \nAna Ruiz\nAcme").visible, "Yes.");
    assert_eq!(split("Yes.\n\n_____________\nAna Ruiz\n+34 600 000 000").visible, "Yes.");
    assert_eq!(split("Yes.\n\n----------\nAna Ruiz\nana@example.com").visible, "Yes.");
    let long = format!("Yes.\n--\n{}", "a paragraph\n".repeat(40));
    assert_eq!(split(&long).visible, long.trim_end());
}

proptest! {
    #[test]
    fn no_word_is_lost_and_words_are_seen(
        text in "([ -~]{0,40}\n|> [a-z ]{0,20}\n|On 1 May 2026 10:00 a@b.c wrote:\n|--\n|From: x\n|To: y\n|Subject: z\n|```\n|\\PC{0,9}){0,20}",
    ) {
        let found = split(&text);
        for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
            prop_assert!(found.visible.lines().chain(found.quoted.lines()).any(|kept| kept == line), "{line:?}");
        }
        if text.chars().any(char::is_alphanumeric) && !is_empty_quote(&text.lines().collect::<Vec<_>>()) {
            prop_assert!(!found.visible.is_empty());
        }
        // What is visible has nothing more to take away, but for quotes between answers.
        prop_assert!(split(&found.visible).visible.len() <= found.visible.len());
    }
}
