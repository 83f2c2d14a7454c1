//! Which language a text is written in, by its letters and its commonest words. Good enough to choose the language
//! of an answer; where it is in doubt it says nothing.

use mail_parser::{HeaderName, HeaderValue, Message};

/// How much of a text is looked at, in characters.
const MOST: usize = 4_000;
/// Words that a language needs before it is believed.
const LEAST: usize = 3;

/// The commonest words of languages in Latin letters. A word that several have counts for each.
const COMMON: [(&str, &str); 14] = [
    (
        "en",
        " the and is are was to of in that it for with you have this not be on can please when we our your from i has ",
    ),
    (
        "es",
        " el la los las de que y en un una es por para con no se lo del al como pero más está su mi gracias cuando hola me ",
    ),
    (
        "pt",
        " o a os as de que e em um uma é por para com não se do da no na como mas mais está seu obrigado quando olá ao você ",
    ),
    (
        "fr",
        " le la les des de et en un une est pour avec ne pas que qui dans sur au vous je nous mais plus bonjour merci ce du ai ",
    ),
    (
        "de",
        " der die das und ist in den von zu mit nicht ein eine ich es auf für dem sich wir sie auch bei aus wenn hallo danke kann ",
    ),
    (
        "it",
        " il lo la gli le di che e in un una è per con non si del della come ma più sono mi grazie quando ciao ho questo nel alla ",
    ),
    (
        "nl",
        " de het een en van is in dat te op voor met niet ik je we zijn er aan bij als ook maar hallo bedankt dit kan wordt naar ",
    ),
    (
        "sv",
        " och att det är en ett på som för av med inte jag vi har om till den kan hej tack men när från ni var ",
    ),
    (
        "da",
        " og at det er en et på som for af med ikke jeg vi har om til den kan hej tak men når fra der var ",
    ),
    (
        "pl",
        " i w na z do się nie to jest że od za po jak ale dla przez co jestem mam czy proszę dziękuję dzień dobry ",
    ),
    (
        "cs",
        " a v na se je že to s z do ne pro jak ale od po když jsem mám prosím děkuji dobrý den jsou nebo při ",
    ),
    (
        "tr",
        " ve bir bu için ile de da ne çok var ama gibi daha ben merhaba teşekkürler olarak değil mi sonra kadar ",
    ),
    (
        "ro",
        " și în de la cu pe un o nu este că din pentru care mai sunt dar ce am vă mulțumesc bună ziua când ",
    ),
    (
        "fi",
        " ja on ei että se en ole kun mutta ovat hän tämä mitä niin kuin joka hei kiitos minä voi jos myös ",
    ),
];

/// What the header says: the first language of Content-Language.
pub fn declared(message: &Message<'_>) -> Option<String> {
    match message.header(HeaderName::ContentLanguage)? {
        HeaderValue::Text(tag) => primary(tag),
        HeaderValue::TextList(tags) => tags.first().and_then(|tag| primary(tag)),
        _ => None,
    }
}

/// The primary tag of a tag of BCP 47, in lower case.
pub fn primary(tag: &str) -> Option<String> {
    let first = tag
        .trim()
        .split(['-', '_', ',', ';', ' '])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    ((2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_lowercase())).then_some(first)
}

/// The language in which a text seems to be written. Quotes, code and addresses belong out of it before.
pub fn guess(text: &str) -> Option<&'static str> {
    let text: String = text.chars().take(MOST).collect::<String>().to_lowercase();
    by_letters(&text).or_else(|| by_words(&text))
}

/// Whether a letter is of a script.
type Script = fn(char) -> bool;

/// Scripts that one language, or nearly one, writes in; it has to be the text's main one.
fn by_letters(text: &str) -> Option<&'static str> {
    let count = |is: Script| text.chars().filter(|c| is(*c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_main = |n: usize| n >= LEAST && n * 2 > letters;
    let (kana, han) =
        (count(|c| matches!(c, '\u{3040}'..='\u{30ff}')), count(|c| matches!(c, '\u{4e00}'..='\u{9fff}')));
    if is_main(kana + han) {
        return Some(if kana * 10 > han { "ja" } else { "zh" });
    }
    if is_main(count(|c| matches!(c, '\u{0400}'..='\u{04ff}'))) {
        return Some(if text.contains(['і', 'ї', 'є', 'ґ']) { "uk" } else { "ru" });
    }
    let scripts: [(Script, &str); 6] = [
        (|c| matches!(c, '\u{ac00}'..='\u{d7a3}'), "ko"),
        (|c| matches!(c, '\u{0370}'..='\u{03ff}'), "el"),
        (|c| matches!(c, '\u{0590}'..='\u{05ff}'), "he"),
        (|c| matches!(c, '\u{0600}'..='\u{06ff}'), "ar"),
        (|c| matches!(c, '\u{0e00}'..='\u{0e7f}'), "th"),
        (|c| matches!(c, '\u{0900}'..='\u{097f}'), "hi"),
    ];
    scripts.into_iter().find(|(is, _)| is_main(count(*is))).map(|(_, language)| language)
}

fn by_words(text: &str) -> Option<&'static str> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(|word| format!(" {word} "))
        .collect();
    let mut counts: Vec<(usize, &str)> = COMMON
        .iter()
        .map(|(language, common)| (words.iter().filter(|word| common.contains(word.as_str())).count(), *language))
        .collect();
    counts.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let (best, second) = (counts.first()?, counts.get(1)?);
    // A tenth of the words at least, and clearly more than of any other language.
    let is_sure = best.0 >= LEAST && best.0 * 10 >= words.len() && best.0 > second.0;
    is_sure.then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_sentences_are_enough() {
        let texts = [
            ("en", "The checkout returns an error when I pay with this card. Can you please look at it?"),
            ("es", "Buenos días, desde esta mañana no puedo entrar en la página y el pago no se completa."),
            ("pt", "Olá, não consigo entrar na página desde ontem e o pagamento não é concluído. Obrigado"),
            ("fr", "Bonjour, je ne peux pas me connecter depuis ce matin et le paiement ne passe pas. Merci"),
            ("de", "Hallo, seit heute Morgen kann ich mich nicht anmelden und die Zahlung wird nicht ausgeführt."),
            ("it", "Ciao, da questa mattina non riesco a entrare e il pagamento non si completa. Grazie"),
            ("nl", "Hallo, sinds vanochtend kan ik niet inloggen en de betaling wordt niet uitgevoerd."),
            ("sv", "Hej, jag kan inte logga in sedan i morse och det är bråttom. Tack"),
            ("pl", "Dzień dobry, nie mogę się zalogować od rana i to jest pilne. Proszę o pomoc."),
            ("ru", "Здравствуйте, не могу войти с утра."),
            ("uk", "Добрий день, не можу увійти зранку, щось із її входом."),
            ("zh", "今天早上我无法登录"),
            ("ja", "今朝からログインできません。"),
            ("ko", "오늘 아침부터 로그인할 수 없습니다"),
        ];
        for (language, text) in texts {
            assert_eq!(guess(text), Some(language), "{text}");
        }
    }

    #[test]
    fn in_doubt_it_says_nothing() {
        for text in ["", "ok", "panic: runtime error: index out of range [5] with length 3", "12345 !!"] {
            assert_eq!(guess(text), None, "{text}");
        }
        assert_eq!(primary("es-MX, en"), Some("es".into()));
        assert_eq!(primary("Spanish!"), None);
    }
}
