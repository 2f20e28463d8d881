//! Letters that are no Latin ones: Cyrillic, Hangul, Han, Arabic, Hebrew, Greek.

use super::words::{Word, plain};

/// A syllable of Hangul.
pub(super) fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// A Chinese character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Combining marks and the vowel points of Arabic and Hebrew, which most spellings leave out.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}')
}

/// Arabic and Hebrew.
pub(super) fn is_abjad(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// One letter in Latin letters, as the press would write it.
pub(super) fn latin(c: char) -> &'static str {
    match c {
        'ё' | 'э' => "e",
        'Ё' | 'Э' => "E",
        'ь' | 'ъ' | 'Ь' | 'Ъ' => "",
        'х' => "kh",
        'Х' => "Kh",
        'щ' => "shch",
        'Щ' => "Shch",
        'є' => "ye",
        'Є' => "Ye",
        'ї' => "i",
        'Ї' => "Yi",
        'ў' => "w",
        'ћ' => "c",
        'Ћ' => "C",
        'ð' | 'đ' => "d",
        'Ð' | 'Đ' => "D",
        'þ' => "th",
        'Þ' => "Th",
        'å' => "a",
        'Å' => "A",
        'ø' | 'ö' => "o",
        'Ø' | 'Ö' => "O",
        'ü' => "u",
        'Ü' => "U",
        'æ' | 'ä' => "a",
        'Æ' | 'Ä' => "A",
        'ə' => "a",
        'Ə' => "A",
        'ĭ' => "i",
        // Arabic letters whose usual press spelling is another one, or none.
        'ع' | 'ء' | 'ئ' | 'ؤ' | 'א' | 'ע' => "",
        'ة' | 'ى' | 'ا' | 'أ' | 'إ' | 'آ' => "a",
        'و' => "w",
        'ي' | 'ی' => "y",
        'غ' => "gh",
        'خ' => "kh",
        'ذ' => "d",
        'ظ' | 'ض' => "z",
        'ث' => "th",
        'ق' => "q",
        c => plain(c),
    }
}

/// The Arabic article at the head of a word.
pub(super) fn cut_article(text: &mut String) {
    if text.len() > 4 && text.starts_with("al") {
        text.drain(..2);
    }
}

const TWO_SYLLABLE_SURNAMES: [&str; 22] = [
    "남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방", "欧阳", "歐陽", "司马", "司馬", "诸葛",
    "諸葛", "上官", "司徒", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐",
];

/// A run of Hangul or Chinese characters as words: the surname first where the run opens the name.
pub(super) fn read_run(run: &str, opens: bool) -> Vec<Word> {
    let count = run.chars().count();
    let surname = match count {
        _ if !opens => 0,
        2..=4 if count > 2 && TWO_SYLLABLE_SURNAMES.iter().any(|two| run.starts_with(two)) => 2,
        2..=4 => 1,
        _ => 0,
    };
    let mut words: Vec<Word> = Vec::with_capacity(3);
    for (i, c) in run.chars().enumerate() {
        let text = if is_hangul(c) { romanise(c) } else { plain(c).to_ascii_lowercase() };
        let text: String = text.chars().filter(char::is_ascii_lowercase).collect();
        if text.is_empty() {
            continue;
        }
        let joins_surname = surname == 2 && i == 1;
        match words.last_mut() {
            Some(last) if joins_surname => last.text.push_str(&text),
            _ => words.push(Word { text, tied: i > surname, syllable: true, ..Word::default() }),
        }
    }
    words
}

const ONSETS: [&str; 19] =
    ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi",
    "yu", "eu", "ui", "i",
];
const CODAS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t",
    "ng", "t", "t", "k", "t", "p", "t",
];

/// A syllable of Hangul in the Revised Romanisation.
fn romanise(c: char) -> String {
    let at = u32::from(c).saturating_sub(0xac00) as usize;
    let pick = |table: &[&'static str], i: usize| table.get(i).copied().unwrap_or_default();
    [pick(&ONSETS, at / 588), pick(&VOWELS, at % 588 / 28), pick(&CODAS, at % 28)].concat()
}
