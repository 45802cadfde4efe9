//! What a reply newly says: quotations, the lines that introduce them, and signatures are folded away. Only for showing:
//! the whole text is kept. Rules are those mail programs follow, in the languages of our customers and of the data we
//! tried them on; when in doubt a line stays.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

/// Lines that are looked at; a longer text shows the rest unfolded never, because what is new stands above.
const MOST_LINES: usize = 5_000;
/// Bytes of a line that is looked at.
const LONGEST_LINE: usize = 1_000;
/// A quotation's introduction may be broken over so many lines.
const HEADER_LINES: usize = 4;
/// A header block (From, Sent, To, Subject) may be as long as this.
const BLOCK_LINES: usize = 8;
/// A closing formula is a signature only when so few lines follow.
const SIGNATURE_LINES: usize = 12;

/// "On … wrote:" and its like, of a whole introduction in one line.
static INTRODUCTIONS: LazyLock<RegexSet> = LazyLock::new(|| {
    set(&[
        // English, German, Dutch, French, Spanish, Portuguese, Italian, Scandinavian, Polish, Finnish, Czech, Russian …
        r"^-*\s*(?i:on)\s.{4,300}(?i:wrote|writes|said|sent|skrev|schrieb|a écrit|escribió|escreveu|ha scritto)\s?:?-*$",
        r"^(?i:am|op|le|el|em|il|den|d|dnia|w dniu|dne|за|în)\s.{4,300}\s(?i:schrieb|schreef|a écrit|escribió|escreveu|ha scritto|skrev|napisał|napisał\(a\)|napisał/a|napsal|napsal\(a\)|a scris|geschreven).{0,120}:?$",
        r"^.{4,300}\s(?i:schrieb|schreef|a écrit|escribió|escreveu|ha scritto|skrev|kirjoitti|napisał\(a\)|napsal\(a\)|пишет|написал|написала|wrote)\s?:$",
        r"^.{4,200}\s(?i:skrev|schrieb|napisał|napisał\(a\)|napisał/a)\s.{2,200}:$",
        r"^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2} (?:GMT|UTC)?[^:]{0,20}\s?.{0,200}<[^<>]+@[^<>]+>\s?:$",
        r"^\d{1,2}[:.]\d{2}( [AP]M)?, .{4,200}<[^<>]+@[^<>]+>\s?:$",
        r"^.{4,200}\d{1,2}[:.]\d{2}.{0,120}<[^<>]+@[^<>]+>\s?[:：]$",
        r"^\d{1,2}[./]\d{1,2}[./]\d{2,4}.{0,100}<[^<>]+@[^<>]+>\s?:?$",
        r"^.{0,200}<[^<>]+@[^<>]+>,?\s.{0,80}\d{1,2}:\d{2}.{0,20}(?i:wrote|schrieb|skrev|写道|寫道)?\s?[:：]$",
        // Chinese, Japanese, Korean.
        r"^(?:在|于|於)?\s?.{4,300}(?:写道|寫道|写到|寫到|寫了|写了)\s?[:：]?$",
        r"^.{4,300}(?:のメッセージ|のメール|が書きました|wrote)\s?[:：]$",
        r"^.{4,300}(?:작성|님이 작성)\s?[:：]?$",
    ])
});

/// A line that begins the message answered as a whole.
static ORIGINALS: LazyLock<RegexSet> = LazyLock::new(|| {
    set(&[
        r"^[\s>]*[-_=]{2,}\s*(?i:original message|original mail|reply message|forwarded message|forwarded by .*|message d'origine|message original|mensagem original|mensaje original|messaggio originale|ursprüngliche nachricht|ursprungligt meddelande|oorspronkelijk bericht|oprindelig meddelelse|oprindelig besked|opprinnelig melding|alkuperäinen viesti|originalnachricht|weitergeleitete nachricht|message transféré|wiadomość oryginalna|исходное сообщение)\s*[-_=]{2,}.*$",
        r"^\s*[-_—]{2,}\s*(?:原始邮件|原始郵件|邮件原件|原郵件|原始信件|转发邮件|轉寄郵件|转发的邮件|回复的原邮件|回覆的原郵件|元のメッセージ|원본 메시지)\s*[-_—]{2,}.*$",
        r"^_{20,}$",
        r"^-{3,}\s?(?i:On|Le|Am)\s.{4,200}(?i:wrote|a écrit|schrieb)\s?-{3,}$",
        r"^\s*-{8,}\s*(?i:in reply to|reply above).*$",
    ])
});

static BLOCK_FROM: LazyLock<Regex> = LazyLock::new(|| {
    one(
        r"^[\s*]*(?i:from|von|de|van|da|från|fra|lähettäjä|od|от|发件人|發件人|寄件者|寄件人|差出人|보낸 사람|expéditeur|remitente)\s?\*?\s?[:：]\s?\*?\s?\S",
    )
});
static BLOCK_MORE: LazyLock<Regex> = LazyLock::new(|| {
    one(
        r"^[\s*]*(?i:sent|date|to|subject|cc|reply-to|gesendet|datum|an|betreff|verzonden|aan|onderwerp|envoyé|à|objet|répondre à|enviado|enviado el|enviada em|para|asunto|assunto|inviato|a|oggetto|data|skickat|till|ämne|sendt|til|emne|lähetetty|vastaanottaja|aihe|päivämäärä|wysłano|do|temat|отправлено|кому|тема|дата|发送时间|發送時間|寄件日期|傳送時間|日期|时间|時間|收件人|收件者|主题|主題|主旨|抄送|副本|送信日時|宛先|件名)\s?\*?\s?[:：]",
    )
});

/// A line with which a signature begins whatever follows.
static SIGNATURES: LazyLock<RegexSet> = LazyLock::new(|| {
    set(&[
        r"^--\s?$",
        r"^\s*[-_]{2,4}\s*$",
        r"^\s*[+=]{2,4}$",
        r"^—\s?$",
        r"^(?i:sent|send|envoyé|enviado|inviato|gesendet|verzonden|skickat|sendt|wysłane|lähetetty|trimis)\s(?i:from|via|with|using|de|depuis|à partir de|desde|do|da|von|mit|vanaf|van|met|från|fra|z|by)\s(?:\S.{0,100})$",
        r"^(?i:von meinem|vom)\s.{2,60}(?i:gesendet)\.?$",
        r"^(?i:get|obtenir|télécharger|téléchargez|hol dir|scarica|obtener|obter|descargar)\s.{0,10}(?i:outlook|outlook pour).{0,80}$",
        r"^(?:发自|發自|来自|來自)\s?(?:我的|我)?\s?.{0,16}(?i:iphone|ipad|android|安卓|huawei|华为|華為|荣耀|榮耀|xiaomi|小米|redmi|红米|oppo|vivo|samsung|三星|oneplus|魅族|手机|手機|邮箱|郵箱|信箱|邮件|郵件|客户端|客戶端|mail|outlook).{0,16}$",
        r"^(?:从我的|從我的|通过|透過|使用).{0,16}(?i:iphone|ipad|android|手机|手機|邮箱|郵箱|信箱|邮件|郵件|客户端|客戶端|mail|outlook).{0,10}(?:发送|發送|傳送|发出|發出|寄出)$",
        r"^(?:iPhone|iPad|Android|スマートフォン)から送信.*$",
        r"^Отправлено с .{2,60}$",
        r"^(?:나의|내) .{2,40}에서 보냄$",
        r"^\s*[-_]{2,4}\s?(?:\*|[A-ZÄÖÜÉ]\S+\s[A-ZÄÖÜÉ]).{0,60}$",
    ])
});

/// A closing formula: a signature when little follows.
static CLOSINGS: LazyLock<RegexSet> = LazyLock::new(|| {
    set(&[
        r"^(?i:(?:\w{1,20}\s)?(?:and\s)?(?:\w{1,20}\s)?(?:regards|cheers|sincerely|wishes)(?:\s(?:from|to)\s.{1,30})?)\s?[!,.]*$",
        r"^(?i:yours (?:sincerely|faithfully|truly)|sincerely yours|all the best|thanks and regards)\s?[!,.]*$",
        r"^(?i:mit freundlichen grüßen|mit freundlichen grüssen|freundliche grüße|viele grüße|liebe grüße|beste grüße|mfg|vg|lg)\s?[!,.]*$",
        r"^(?i:cordialement|bien cordialement|bien à vous|sincères salutations|salutations)\s?[!,.]*$",
        r"^(?i:saludos|un saludo|saludos cordiales|atenciosamente|atentamente|cumprimentos|cordiali saluti|distinti saluti|met vriendelijke groet|med vennlig hilsen|med venlig hilsen|med vänliga hälsningar|mvh|ystävällisin terveisin|z poważaniem|с уважением)\s?[!,.]*$",
        r"^(?:此致|顺颂商祺|順頌商祺|顺祝商祺|順祝商祺|敬祝|谨致|祝好|敬上|此致敬礼|此致 敬礼|祝 好)\s?[!,，.。！]*$",
    ])
});

#[allow(clippy::expect_used, reason = "patterns of our own; a test builds each")]
fn set(patterns: &[&str]) -> RegexSet {
    RegexSet::new(patterns).expect("patterns")
}

#[allow(clippy::expect_used, reason = "a pattern of our own; a test builds it")]
fn one(pattern: &str) -> Regex {
    Regex::new(pattern).expect("pattern")
}

/// The words without quotations and signature. Empty only when nothing was newly said.
pub fn visible(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).take(MOST_LINES).collect();
    let mut shown: Vec<&str> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let line = lines.get(at).copied().unwrap_or_default();
        let bare = line.trim_start_matches(['\u{feff}', '\u{200b}']);
        if bare.starts_with('>') || bare.starts_with("&gt;") {
            at += 1;
            continue;
        }
        // What is this long is no line of any mail program's.
        if bare.len() > LONGEST_LINE {
            shown.push(line);
            at += 1;
            continue;
        }
        if ORIGINALS.is_match(bare) || begins_block(&lines, at) {
            break;
        }
        if let Some(count) = introduction(&lines, at) {
            let next = lines.iter().skip(at + count).find(|l| !l.trim().is_empty());
            // A quotation with marks ends by itself; one without goes on to the end.
            if next.is_some_and(|l| l.trim_start().starts_with('>')) {
                at += count;
                continue;
            }
            if !shown.iter().all(|l| l.trim().is_empty()) || next.is_none() {
                break;
            }
        }
        if is_signature(&lines, at) {
            at = after_signature(&lines, at + 1);
            continue;
        }
        shown.push(line);
        at += 1;
    }
    tidy(&shown)
}

fn tidy(shown: &[&str]) -> String {
    let mut out = String::new();
    let mut blank = 0;
    for line in shown {
        if line.trim().is_empty() {
            blank += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank == 0 {
                "\n"
            } else if blank == 1 {
                "\n\n"
            } else {
                "\n\n\n"
            });
        }
        blank = 0;
        out.push_str(line);
    }
    out
}

/// How many lines from here are one introduction of a quotation.
fn introduction(lines: &[&str], at: usize) -> Option<usize> {
    let mut joined = String::new();
    for count in 1..=HEADER_LINES {
        let line = lines.get(at + count - 1)?.trim();
        let closes = count > 1 && matches!(line, ">:" | "> :");
        if line.is_empty() || (line.starts_with('>') && !closes) || joined.len() + line.len() > 600 {
            return None;
        }
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(line);
        // An introduction names a day, a time or an address; a sentence that ends in "wrote:" does not.
        let names = joined.contains('@') || joined.chars().any(|c| c.is_ascii_digit());
        if names && ends_as_one(&joined) && INTRODUCTIONS.is_match(&joined) {
            return Some(count);
        }
        // What is broken over lines begins as one: with a day, a name, a word of the list.
        if count == 1 && !may_begin(line) {
            return None;
        }
    }
    None
}

/// A cheap look before the patterns: an introduction ends with a colon or the word for writing.
fn ends_as_one(line: &str) -> bool {
    const ENDS: [&str; 14] =
        [":", "：", "-", "写道", "寫道", "写到", "寫到", "寫了", "写了", "작성", "wrote", "schrieb", "écrit", "skrev"];
    ENDS.iter().any(|e| line.ends_with(e))
}

fn may_begin(line: &str) -> bool {
    const WORDS: [&str; 22] = [
        "On ", "Am ", "Op ", "Le ", "El ", "Em ", "Il ", "Den ", "Dnia ", "W dniu ", "Dne ", "De ", "on ", "le ",
        "în ", "În ", "在", "于", "於", "am ", "-On ", "il ",
    ];
    let dated = line.contains('@') || line.chars().filter(char::is_ascii_digit).count() >= 4;
    WORDS.iter().any(|w| line.starts_with(w)) || (dated && line.chars().count() < 200)
}

/// Whether a header block of a message answered begins here: From and two more of its like, in any order.
fn begins_block(lines: &[&str], at: usize) -> bool {
    let is_from = |l: &str| BLOCK_FROM.is_match(l);
    let is_line = |l: &str| {
        let labelled = l.len() <= LONGEST_LINE && (l.contains(':') || l.contains('：'));
        labelled && (is_from(l) || BLOCK_MORE.is_match(l))
    };
    if !lines.get(at).is_some_and(|l| is_line(l)) {
        return false;
    }
    let near = || lines.iter().skip(at).take(BLOCK_LINES);
    let count = near().filter(|l| is_line(l)).count();
    count >= 3 && near().any(|l| is_from(l))
}

fn is_signature(lines: &[&str], at: usize) -> bool {
    let line = lines.get(at).copied().unwrap_or_default();
    // Nothing said before it: then it is what is said.
    let said_before = lines.iter().take(at).any(|l| !l.trim().is_empty());
    if !said_before || line.trim().is_empty() {
        return false;
    }
    // A sentence is none, however it begins.
    if SIGNATURES.is_match(line) && !is_sentence(line) {
        // A list of points with dashes is none: a signature's mark stands alone.
        let alone = !lines.get(at + 1).is_some_and(|l| l.starts_with("-- ") && line.starts_with("-- "));
        return alone;
    }
    let rest = lines.iter().skip(at + 1).take_while(|l| !l.starts_with('>')).filter(|l| !l.trim().is_empty()).count();
    rest <= SIGNATURE_LINES && CLOSINGS.is_match(line.trim())
}

/// Whether a line goes on or ends as people's sentences do, and no mail program's line does.
fn is_sentence(line: &str) -> bool {
    line.contains(['，', '。', '！', '；', '？', ';', '!', '?'])
        || line.contains(", ")
        || line.trim_end().ends_with('.') && line.contains(". ")
}

/// A signature ends where a quotation begins, or at the end.
fn after_signature(lines: &[&str], from: usize) -> usize {
    let mut at = from;
    while let Some(line) = lines.get(at) {
        if line.trim_start().starts_with('>') || introduction(lines, at).is_some() || begins_block(lines, at) {
            return at;
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_begins_like_a_mail_programs_line_stays() {
        for said in [
            "您好，\n来自贵司仓库的快递破损了，要求赔偿。\n冰箱门也关不上。",
            "从我的角度看，这是质量问题。\n请退货。\n通过快递发送\n请给我地址。",
            "Hello,\nSent by courier last week, the parcel came broken.\nPlease replace it.",
            "来自北京\n请回电",
        ] {
            assert_eq!(visible(said), said);
        }
        for line in ["发自我的iPhone", "来自华为手机", "發自我的手機", "通过 Outlook 客户端发送", "从我的 iPad 发送"]
        {
            assert_eq!(visible(&format!("坏了\n\n{line}")), "坏了", "{line}");
        }
    }

    #[test]
    fn quotations_are_folded_in_the_languages_of_our_customers() {
        for introduction in [
            "在 2026年11月2日 星期一，王女士 <wang@example.com> 写道：",
            "王女士 <wang@example.com> 於 2026年11月2日 週一 下午3:20 寫道：",
            "On Mon, Nov 2, 2026 at 3:20 PM Wang <wang@example.com> wrote:",
            "On Mon, Nov 2, 2026 at 3:20 PM A Very Long Name Indeed <\nwang@example.com> wrote:",
            "Am 02.11.2026 um 15:20 schrieb Wang <wang@example.com>:",
            "Le lun. 2 nov. 2026 à 15:20, Wang <wang@example.com> a écrit :",
            "------------------ 原始邮件 ------------------\n发件人: \"王\" <wang@example.com>;",
            "-----Original Message-----\nFrom: Wang",
            "发件人: 王女士\n发送时间: 2026年11月2日\n收件人: service@example.com\n主题: 洗衣机",
            "寄件者: 王女士\n寄件日期: 2026年11月2日\n收件者: service@example.com\n主旨: 洗衣機",
            "From: Wang\nSent: Monday\nTo: service@example.com\nSubject: drum",
        ] {
            assert_eq!(
                visible(&format!("好的，谢谢。\n\n{introduction}\n\nold words\n")),
                "好的，谢谢。",
                "{introduction}"
            );
        }
    }

    #[test]
    fn signatures_are_folded_and_what_only_looks_like_one_stays() {
        for signature in [
            "-- \nWang\nTel 1",
            "发自我的 iPhone",
            "發自我的 iPad",
            "Sent from my iPhone",
            "Best regards,\nWang",
            "此致\n敬礼\n王",
        ] {
            assert_eq!(visible(&format!("问题依旧。\n\n{signature}\n")), "问题依旧。", "{signature}");
        }
        for kept in [
            "I wrote:\nthe drum is loud",
            "-- first point\n-- second point\nand more",
            "From: our database we see nothing.",
            "The code in this mail:\n\nif (a > b) { }",
        ] {
            assert_eq!(visible(kept), kept);
        }
    }

    #[test]
    fn answers_between_quotations_are_all_shown() {
        let text =
            "On Dec 15, 2026, at 2:00 PM, Jane <jane@example.com> wrote:\n> A?\n\nA is good.\n\n> B?\n\nB is not.\n";
        assert_eq!(visible(text), "A is good.\n\n\nB is not.");
        assert_eq!(visible("> only quoted\n> lines\n"), "");
    }

    #[test]
    fn a_hundred_thousand_lines_take_no_time_worth_naming() {
        let begun = std::time::Instant::now();
        visible(&"On 2026 and so on < \n".repeat(100_000));
        visible(&format!("On {}", "a ".repeat(500_000)));
        assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    }
}
