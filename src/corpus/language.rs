//! The language of a text.

/// How much of the text is looked at, in bytes.
const SAMPLE: usize = 800;

/// A shorter text is no ground for a guess, in characters.
const LEAST: usize = 50;

/// The ISO 639-1 code of the language that most of `text` is in, where that is beyond doubt.
pub(crate) fn detect(text: &str) -> Option<String> {
    let text = text.trim_start();
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    if sample.chars().take(LEAST).count() < LEAST {
        return None;
    }
    if is_plainly_english(sample) {
        return Some("en".to_owned());
    }
    let info = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    two_letters(info.lang().code()).map(str::to_owned)
}

/// The ISO 639-1 code that a declaration means: `en-US`, `eng`, `English`, `deutsch`, `zh_Hant`.
pub(crate) fn declared(label: &str) -> Option<String> {
    let label = label.trim().to_lowercase();
    let primary = label.split(['-', '_', ' ', ',', ';']).next().unwrap_or_default();
    match primary.len() {
        2 if primary.bytes().all(|b| b.is_ascii_lowercase()) && primary != "xx" => Some(primary.to_owned()),
        3 if primary != "und" => two_letters(primary).map(str::to_owned),
        _ => CODES
            .iter()
            .find(|(_, _, names)| names.split(' ').any(|name| name == primary))
            .map(|c| c.1.to_owned()),
    }
}

/// Most news is English, and the small words of English say so far more cheaply than comparing
/// trigrams: so many of these in a sample occur in no other language.
fn is_plainly_english(sample: &str) -> bool {
    if !sample.is_ascii() && sample.chars().filter(|c| !c.is_ascii()).count() * 20 > sample.len() {
        return false;
    }
    let (mut words, mut english) = (0usize, 0usize);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        english += usize::from(matches!(
            word,
            "the" | "of" | "and" | "to" | "with" | "that" | "The" | "from" | "by" | "was" | "is" | "has"
        ));
    }
    english >= 5 && english * 7 >= words
}

fn two_letters(three: &str) -> Option<&'static str> {
    CODES.iter().find(|(code, ..)| code.split(' ').any(|c| c == three)).map(|(_, two, _)| *two)
}

/// ISO 639-3 (and 639-2/B) codes, ISO 639-1 code, names.
const CODES: &[(&str, &str, &str)] = &[
    ("eng", "en", "english anglais englisch inglés"),
    ("deu ger", "de", "german deutsch allemand"),
    ("fra fre", "fr", "french français francais französisch"),
    ("spa", "es", "spanish español espanol castellano"),
    ("ita", "it", "italian italiano"),
    ("por", "pt", "portuguese português portugues"),
    ("nld dut", "nl", "dutch nederlands"),
    ("rus", "ru", "russian русский"),
    ("ukr", "uk", "ukrainian українська"),
    ("bel", "be", "belarusian"),
    ("pol", "pl", "polish polski"),
    ("ces cze", "cs", "czech čeština"),
    ("slk slo", "sk", "slovak"),
    ("slv", "sl", "slovenian slovene"),
    ("hrv", "hr", "croatian hrvatski"),
    ("srp", "sr", "serbian srpski српски"),
    ("mkd mac", "mk", "macedonian"),
    ("bul", "bg", "bulgarian български"),
    ("ron rum", "ro", "romanian română"),
    ("hun", "hu", "hungarian magyar"),
    ("ell gre", "el", "greek ελληνικά"),
    ("tur", "tr", "turkish türkçe"),
    ("aze", "az", "azerbaijani"),
    ("kat geo", "ka", "georgian ქართული"),
    ("hye arm", "hy", "armenian"),
    ("swe", "sv", "swedish svenska"),
    ("dan", "da", "danish dansk"),
    ("nob nor", "no", "norwegian norsk"),
    ("fin", "fi", "finnish suomi"),
    ("est", "et", "estonian eesti"),
    ("lav", "lv", "latvian"),
    ("lit", "lt", "lithuanian"),
    ("cat", "ca", "catalan català"),
    ("ara arb", "ar", "arabic العربية"),
    ("pes per fas", "fa", "persian farsi فارسی"),
    ("heb", "he", "hebrew עברית"),
    ("urd", "ur", "urdu اردو"),
    ("hin", "hi", "hindi हिन्दी"),
    ("ben", "bn", "bengali"),
    ("tam", "ta", "tamil"),
    ("tel", "te", "telugu"),
    ("mar", "mr", "marathi"),
    ("guj", "gu", "gujarati"),
    ("pan", "pa", "punjabi"),
    ("kan", "kn", "kannada"),
    ("mal", "ml", "malayalam"),
    ("nep", "ne", "nepali"),
    ("sin", "si", "sinhala"),
    ("tha", "th", "thai"),
    ("khm", "km", "khmer"),
    ("mya bur", "my", "burmese"),
    ("vie", "vi", "vietnamese"),
    ("ind", "id", "indonesian"),
    ("msa may zsm", "ms", "malay"),
    ("tgl", "tl", "tagalog filipino"),
    ("jav", "jv", "javanese"),
    ("jpn", "ja", "japanese 日本語"),
    ("kor", "ko", "korean 한국어"),
    ("cmn zho chi", "zh", "chinese 中文"),
    ("kaz", "kk", "kazakh"),
    ("uzb", "uz", "uzbek"),
    ("tuk", "tk", "turkmen"),
    ("afr", "af", "afrikaans"),
    ("swa", "sw", "swahili"),
    ("amh", "am", "amharic"),
    ("aka", "ak", "akan"),
    ("zul", "zu", "zulu"),
    ("sna", "sn", "shona"),
    ("lat", "la", "latin"),
    ("epo", "eo", "esperanto"),
    ("yid", "yi", "yiddish"),
    ("ori", "or", "oriya"),
    ("cym wel", "cy", "welsh"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_languages_apart() {
        let cases = [
            (
                "The ministers of the two countries met in the capital to talk of trade and of the border with the north.",
                Some("en"),
            ),
            (
                "Die Außenminister der beiden Länder trafen sich am Freitag in der Hauptstadt, um über den Handel zu sprechen.",
                Some("de"),
            ),
            (
                "Les ministres des deux pays se sont réunis vendredi dans la capitale pour parler du commerce.",
                Some("fr"),
            ),
            (
                "Министры двух стран встретились в пятницу в столице, чтобы обсудить торговлю и границу.",
                Some("ru"),
            ),
            ("the of and to", None),
            ("", None),
        ];
        for (text, language) in cases {
            assert_eq!(detect(text).as_deref(), language, "{text}");
        }
    }

    #[test]
    fn reads_declarations() {
        for (label, language) in
            [("en-US", "en"), ("eng", "en"), ("German", "de"), ("zh_Hant", "zh"), ("FR", "fr")]
        {
            assert_eq!(declared(label).as_deref(), Some(language), "{label}");
        }
        assert_eq!(declared("x-default"), None);
        assert_eq!(declared("und"), None);
    }

    #[test]
    fn every_language_of_the_detector_has_a_code() {
        for lang in whatlang::Lang::all() {
            assert!(two_letters(lang.code()).is_some(), "{}", lang.code());
        }
    }
}
