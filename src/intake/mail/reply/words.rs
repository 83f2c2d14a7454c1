//! The words by which mail programs introduce what they quote, and by which devices sign, in many languages.

use regex::{Regex, RegexBuilder};
use std::sync::LazyLock;

/// "wrote", as it stands before a colon or before a date.
const WROTE: &str = r"pisze|píše|schreibt|escribe|escreve|scrive|schrijft|skriver|wrote|writes|has written|said|schrieb|schrieben|hat geschrieben|schreef|geschreven|skrev|skrifaði|écrit|ecrit|escrito|escribió|escribio|escreveu|scritto|scrisse|napisał|napisal|napsal|napísal|kirjoitti|написал|написала|пишет|пише|написав|написа|a scris|yazdı|έγραψε|írta|va escriure|escrigué|idatzi|rakstīja|rašė|parašė|kirjutas|napisao|napisala|je pisal|viết|menulis|เขียน|כתב|كتب|写道|寫道|書きました|のメッセージ|작성|쓴 글";

/// How such a line begins: "on", or a date.
const ON: &str = r"on|at|le|el|em|il|am|op|den|dnia|w dniu|på|pe|la|dne|dňa|dana|em|no dia|в|vào|pada|στις|ב|في|fecha|data|date|datum|tors|fre|lör|sön|mån|tis|ons|ma|ti|ke|to|pe|la|su|a";

/// A date or a time of day: no sentence holds one by chance just before "wrote:".
const DATE: &str = r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{4}\s?[年년]";

/// Between two rows of hyphens.
const ORIGINAL: &str = r"original message|original appointment|reply message|ursprüngliche nachricht|original-?nachricht|originalnachricht|ursprünglicher termin|message d['’]origine|message original|message initial|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|originalmeddelande|ursprungligt meddelande|oprindelig meddelelse|original meddelelse|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna|oryginalna wiadomość|исходное сообщение|оригинальное сообщение|оригінальне повідомлення|původní zpráva|pôvodná správa|eredeti üzenet|orijinal mesaj|özgün ileti|mesaj original|mesajul original|missatge original|jatorrizko mezua|αρχικό μήνυμα|原始邮件|原始郵件|原郵件|邮件原件|元のメッセージ|オリジナル メッセージ|원본 메시지|원본 메일";

/// The same for what somebody passes on.
const FORWARDED: &str = r"forwarded (?:message|by)|begin forwarded message|(?:inicio del )?mensaje reenviado|mensagem (?:encaminhada|reencaminhada)|(?:début du )?message (?:transféré|transmis|réexpédié)|(?:anfang der )?weitergeleitete(?:n|r)? nachricht|(?:inizio (?:del )?)?messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht|vidarebefordrat (?:meddelande|brev)|vidaresendt|videresendt (?:besked|melding|meddelelse)|välitetty viesti|przekazana wiadomość|wiadomość przekazana|пересылаемое сообщение|переслане повідомлення|přeposlaná zpráva|továbbított üzenet|iletilen (?:mesaj|ileti)|missatge reenviat|转发(?:的)?(?:邮件|信息)|轉寄|転送(?:された)?メッセージ|전달된 메[시세]지";

/// Subjects of what is passed on.
const PASSED_ON: &str =
    r"^\s*(?:(?:re|aw|sv|antw|odp)\s*:\s*)*(?:fwd?|rv|tr|wg|enc|i|doorst|vs|vb|pd|fs|rif|转发|轉寄|転送)\s*:";

/// Lines that a device or a program puts below everything.
const DEVICE: &str = r"(?:sent|mailed) (?:from|via|with|using|by|on) |get (?:outlook|\[outlook|yahoo|aqua)|envoyé (?:depuis|de|à partir|avec|via|par) |envoyée? à partir |gesendet (?:von|mit|aus|über) |von meinem |diese nachricht wurde (?:von|mit) |enviado (?:desde|do|de|a partir|via|con|con|pelo|por) |inviato (?:da|dal|dall|con) ?|verzonden (?:met|vanaf|via|vanuit|van) |verstuurd (?:met|vanaf|via) |skickat från |skickades från |sendt fra |sent frá |lähetetty |wysłane? z|wysłano z|odesláno z|odoslané z|отправлено (?:с|из|от) |надіслано (?:з|із) |trimis (?:de pe|din|cu) |enviat des |elküldve |az én |στάλθηκε από |poslano (?:s|z|iz) |saadetud |išsiųsta |从我的|從我的|发自|來自我的|從 ?[^ ]+ ?傳送|out?look (?:for|für|para|pour|per) |(?:obtener|obtenir|ottieni|scarica|descarga|télécharger|baixe|obter|hol dir|holen sie sich) outlook|this (?:message|email) was sent from (?:my|a) ";

/// The same where the words stand at the end.
const DEVICE_END: &str = r"(?:から送信|에서 보냄|에서 전송|'?[dt]an gönderildi|['’]?[ıiuü]mdan gönderildi|传送|傳送|发送|gesendet)[。.!]?$|^(?:\S+ ){0,2}from (?:my )?(?:mobile|iphone|ipad|ipod|phone|android|blackberry|tablet)\b.{0,30}$";

/// The keys of headers that are copied above a quoted mail.
const KEYS: [(Key, &str); 4] = [
    (
        Key::From,
        "from|von|de|da|van|från|fra|od|от|от кого|від|发件人|寄件者|寄件人|差出人|送信元|보낸 사람|보낸사람|lähettäjä|feladó|expéditeur|remitente|mittente|remetente|afzender|de la|expeditor|kimden|gönderen|αποστολέας|από|frá|nadawca|odesílatel|dari|từ",
    ),
    (
        Key::Date,
        "sent|date|gesendet|datum|envoyé|envoyé le|enviado|enviado el|enviada em|enviado em|fecha|data|data e hora|inviato|verzonden|skickat|sendt|dato|wysłano|wysłane|отправлено|дата|дата и время|надіслано|发送时间|日期|寄件日期|送信日時|日付|보낸 날짜|날짜|lähetetty|päivämäärä|päiväys|odesláno|odeslané|elküldve|dátum|gönderildi|gönderilme tarihi|tarih|trimis|enviat|ημερομηνία|στάλθηκε|sent on|gepostet am",
    ),
    (
        Key::To,
        "to|an|à|a|para|till|til|aan|do|кому|收件人|收件者|宛先|받는 사람|받는사람|vastaanottaja|komu|címzett|kime|către|destinataire|destinatario|destinatário|per a|προς|cc|kopie|kopia|copie|copia|cópia|con copia|копия|抄送|副本|참조|kopio|másolat|reply-to|antwort an|répondre à|responder a|rispondi a|risposta|svar till|svara till|bcc",
    ),
    (
        Key::Subject,
        "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|efni|temat|тема|主题|主旨|件名|제목|aihe|předmět|predmet|tárgy|konu|subiect|assumpte|gaia|θέμα|perihal|chủ đề",
    ),
];

/// What a copied header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    From,
    Date,
    To,
    Subject,
}

fn regex(pattern: &str) -> Regex {
    RegexBuilder::new(pattern)
        .case_insensitive(true)
        .build()
        .expect("the patterns are our own")
}

static END: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"(?:{WROTE})(?:\(a\)|a)?[\W_]{{0,12}}[:：]\W*$")));
static VERB: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"(?:^|[\s\d>,，])(?:{WROTE})(?:[\W\d_]|$)")));
static START: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"^\W*(?:(?:{ON})\b[\s,]|[在於于]|\d)")));
static WHEN: LazyLock<Regex> = LazyLock::new(|| regex(DATE));
static DATED: LazyLock<Regex> = LazyLock::new(|| regex(r"[<(]\s*\S+@\S+[>)]\W*[:：]\W*$"));
static MARK: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"^[\s*_]*-{{2,}}[\s*_]*(?:{ORIGINAL})[\s*_:：]*-{{2,}}[\s*_]*$")));
static FORWARD: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"^[\s*_-]*(?:{FORWARDED})[\s*_:：-]*$")));
static SUBJECT: LazyLock<Regex> = LazyLock::new(|| regex(PASSED_ON));
static SIGNED: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"^[<(\[*_\s]*(?:{DEVICE})|(?:{DEVICE_END})")));
static HEADER: LazyLock<Regex> = LazyLock::new(|| regex(r"^[\s*_]*([^\W\d_][\w \-]{0,24})[\s*_]*[:：]"));
static CONTACT: LazyLock<Regex> = LazyLock::new(|| regex(r"@|www\.|https?://|\+?\d[\d ()./-]{7,}"));

/// Ends as the line above a quote does: "wrote:".
pub fn ends_as_attribution(line: &str) -> bool {
    END.is_match(line)
}

pub fn has_verb(line: &str) -> bool {
    VERB.is_match(line)
}

/// Begins as the line above a quote does: "On", or a date.
pub fn starts_as_attribution(line: &str) -> bool {
    START.is_match(line)
}

pub fn has_date(line: &str) -> bool {
    WHEN.is_match(line)
}

/// A date, a name and an address in brackets, and nothing that says "wrote".
pub fn is_dated_address(line: &str) -> bool {
    DATED.is_match(line) && has_date(line)
}

/// `---------- Forwarded message ---------`: what somebody passes on is what they have to say.
pub fn is_forward_mark(line: &str) -> bool {
    FORWARD.is_match(line)
}

/// `Fwd: …`
pub fn is_forward_subject(subject: &str) -> bool {
    SUBJECT.is_match(subject)
}

/// `-----Original Message-----`
pub fn is_original_mark(line: &str) -> bool {
    MARK.is_match(line)
}

/// The line that a device puts below a mail.
pub fn is_device(line: &str) -> bool {
    line.len() <= 160 && SIGNED.is_match(line)
}

/// Something by which people can be reached, as signatures hold it.
pub fn has_contact(line: &str) -> bool {
    CONTACT.is_match(line)
}

/// What a copied header says, where the line is one.
pub fn header_key(line: &str) -> Option<Key> {
    let key = HEADER.captures(line)?.get(1)?.as_str().trim().to_lowercase();
    KEYS.iter()
        .find(|(_, words)| words.split('|').any(|word| word == key))
        .map(|(key, _)| *key)
}
