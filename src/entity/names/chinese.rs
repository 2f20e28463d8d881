//! Chinese names in Pinyin and Wade-Giles.

use super::parts::Part;

/// A name read as Chinese: each syllable with all that it can be in Pinyin, the likeliest first.
#[derive(Debug, Clone)]
pub(super) struct Chinese {
    surname: Vec<String>,
    /// Ways to split the given name; for each, its syllables.
    given: Vec<Vec<Vec<String>>>,
}

const FINALS: &[(&str, &str)] = &[
    (
        "",
        "a ai an ang ao e ei en eng er o ou wa wai wan wang wei wen weng wo wu ya yan yang yao ye yi yin ying yong you yu yuan yue yun",
    ),
    ("b", "a ai an ang ao ei en eng i ian iao ie in ing o u"),
    ("p", "a ai an ang ao ei en eng i ian iao ie in ing o ou u"),
    ("m", "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u"),
    ("f", "a an ang ei en eng o ou u"),
    ("d", "a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo"),
    ("t", "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo"),
    ("n", "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ue"),
    ("l", "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo ue"),
    ("g", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("k", "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo"),
    ("h", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("j", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("q", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("x", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("zh", "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo"),
    ("ch", "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo"),
    ("sh", "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo"),
    ("r", "an ang ao e en eng i ong ou u uan ui un uo"),
    ("z", "a ai an ang ao e ei en eng i ong ou u uan ui un uo"),
    ("c", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("s", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
];

fn split(text: &str) -> (&str, &str) {
    let at = text.find(['a', 'e', 'i', 'o', 'u', 'w', 'y']).unwrap_or(text.len());
    text.split_at(at)
}

/// Whether it is a syllable of Pinyin.
fn is_pinyin(text: &str) -> bool {
    if text.len() > 6 {
        return false;
    }
    let (initial, tail) = split(text);
    FINALS.iter().any(|(i, finals)| *i == initial && finals.split(' ').any(|f| f == tail))
}

/// The syllables of Pinyin that a spelling of Wade-Giles stands for, the unaspirated first.
fn from_wade_giles(text: &str, out: &mut Vec<String>) {
    let (initial, tail) = split(text);
    let front = tail.starts_with('i') && !matches!(tail, "ih")
        || tail.starts_with('u') && matches!(tail, "ueh" | "uan" | "un" | "u" | "ue");
    let initials: &[&str] = match initial {
        "hs" => &["x"],
        "ch" if front && !tail.starts_with('u') => &["j", "q"],
        "ch" if tail.starts_with('u') => &["zh", "j", "q", "ch"],
        "ch" => &["zh", "ch"],
        "ts" | "tz" => &["z", "c"],
        "t" => &["d", "t"],
        "p" => &["b", "p"],
        "k" => &["g", "k"],
        "j" => &["r"],
        "ss" | "sz" => &["s"],
        "l" | "m" | "n" | "f" | "h" | "s" | "sh" | "" => &[""],
        _ => return,
    };
    let tail: &str = match tail {
        "ih" | "ze" if !initial.is_empty() => "i",
        "ieh" => "ie",
        "ien" => "ian",
        "ung" => "ong",
        "iung" => "iong",
        "ueh" => "ue",
        "uei" => "ui",
        "eh" => "e",
        "yeh" => "ye",
        "yen" => "yan",
        "yung" => "yong",
        "yueh" => "yue",
        "i" if initial.is_empty() => "yi",
        "u" if matches!(initial, "tz" | "sz" | "ss") => "i",
        "erh" => "er",
        "o" if matches!(initial, "h" | "k") => "e",
        "o" if matches!(initial, "t" | "l" | "n" | "ch" | "ts" | "s" | "j") => "uo",
        tail => tail,
    };
    for i in initials {
        let i = if i.is_empty() { initial } else { i };
        let candidate = format!("{i}{tail}");
        if is_pinyin(&candidate) && !out.contains(&candidate) {
            out.push(candidate);
        }
    }
    if initial.is_empty() && tail == "yu" {
        out.push("you".to_owned());
    }
}

/// All that one syllable can be; `hyphened` says that it is written as Wade-Giles is.
fn syllable(text: &str, wade_giles: bool, aspirated: bool) -> Vec<String> {
    let text = match text {
        "tse" => "tze",
        text => text,
    };
    let mut out = Vec::new();
    if wade_giles || aspirated {
        from_wade_giles(text, &mut out);
        // 平 is in more names than 兵.
        if aspirated || text == "ping" {
            out.reverse();
        }
    }
    if is_pinyin(text) && !out.iter().any(|known| known == text) {
        out.push(text.to_owned());
    }
    if !(wade_giles || aspirated) {
        from_wade_giles(text, &mut out);
    }
    out
}

/// Surnames: Wade-Giles or Cantonese spelling and the Pinyin behind it.
const SURNAMES: &[(&str, &str)] = &[
    ("chang", "zhang"),
    ("cheung", "zhang"),
    ("wong", "wang huang"),
    ("chan", "chen"),
    ("chen", "chen"),
    ("lau", "liu"),
    ("liu", "liu"),
    ("leung", "liang"),
    ("chiang", "jiang"),
    ("chou", "zhou"),
    ("chow", "zhou"),
    ("chao", "zhao"),
    ("chu", "zhu chu qu"),
    ("chiu", "zhao qiu"),
    ("teng", "deng"),
    ("tang", "tang deng"),
    ("tung", "dong"),
    ("tsai", "cai"),
    ("choi", "cai"),
    ("tsao", "cao"),
    ("tseng", "zeng"),
    ("tsang", "zeng"),
    ("kao", "gao"),
    ("kuo", "guo"),
    ("kwok", "guo"),
    ("ku", "gu"),
    ("kung", "kong gong"),
    ("pai", "bai"),
    ("pao", "bao"),
    ("peng", "peng"),
    ("pan", "pan"),
    ("tai", "dai"),
    ("tu", "du"),
    ("ting", "ding"),
    ("tien", "tian"),
    ("tao", "tao"),
    ("ko", "ke ge"),
    ("ho", "he"),
    ("hsu", "xu"),
    ("hsiao", "xiao"),
    ("hsieh", "xie"),
    ("hsi", "xi"),
    ("hsiung", "xiong"),
    ("hsing", "xing"),
    ("hsia", "xia"),
    ("hsiang", "xiang"),
    ("hsueh", "xue"),
    ("yeh", "ye"),
    ("yen", "yan"),
    ("jen", "ren"),
    ("lee", "li"),
    ("li", "li"),
    ("lai", "lai"),
    ("lam", "lin"),
    ("lin", "lin"),
    ("ma", "ma"),
    ("mao", "mao"),
    ("sung", "song"),
    ("song", "song"),
    ("sun", "sun"),
    ("su", "su"),
    ("shen", "shen"),
    ("shih", "shi"),
    ("shi", "shi"),
    ("soong", "song"),
    ("szu", "si"),
    ("tsui", "cui xu"),
    ("wang", "wang"),
    ("wei", "wei"),
    ("wen", "wen"),
    ("wu", "wu"),
    ("ng", "wu huang"),
    ("yang", "yang"),
    ("yao", "yao"),
    ("yu", "yu"),
    ("yuan", "yuan"),
    ("yip", "ye"),
    ("yiu", "yao"),
    ("yeung", "yang"),
    ("hu", "hu"),
    ("hua", "hua"),
    ("huang", "huang"),
    ("han", "han"),
    ("chin", "qin jin"),
    ("chien", "qian jian"),
    ("cheng", "zheng cheng"),
    ("chiao", "qiao"),
    ("chi", "ji qi"),
    ("chung", "zhong"),
    ("chueh", "que"),
    ("chuang", "zhuang"),
    ("chia", "jia"),
    ("lu", "lu"),
    ("lo", "luo"),
    ("lung", "long"),
    ("lei", "lei"),
    ("fan", "fan"),
    ("fang", "fang"),
    ("feng", "feng"),
    ("fung", "feng"),
    ("fu", "fu"),
    ("kang", "kang"),
    ("kuan", "guan"),
    ("kan", "gan"),
    ("liang", "liang"),
    ("liao", "liao"),
    ("tan", "tan"),
    ("tso", "zuo"),
    ("tsou", "zou"),
    ("tzu", "ci"),
    ("xi", "xi"),
    ("xu", "xu"),
    ("xie", "xie"),
    ("xiao", "xiao"),
    ("xiong", "xiong"),
    ("xia", "xia"),
    ("xiang", "xiang"),
    ("xue", "xue"),
    ("xing", "xing"),
    ("zhang", "zhang"),
    ("zhao", "zhao"),
    ("zhou", "zhou"),
    ("zhu", "zhu"),
    ("zheng", "zheng"),
    ("zhong", "zhong"),
    ("zhuang", "zhuang"),
    ("zeng", "zeng"),
    ("zou", "zou"),
    ("zuo", "zuo"),
    ("qin", "qin"),
    ("qian", "qian"),
    ("qiao", "qiao"),
    ("qiu", "qiu"),
    ("qi", "qi"),
    ("qu", "qu"),
    ("quan", "quan"),
    ("jiang", "jiang"),
    ("jia", "jia"),
    ("jin", "jin"),
    ("ji", "ji"),
    ("jian", "jian"),
    ("deng", "deng"),
    ("dong", "dong"),
    ("ding", "ding"),
    ("du", "du"),
    ("dai", "dai"),
    ("duan", "duan"),
    ("gao", "gao"),
    ("guo", "guo"),
    ("gu", "gu"),
    ("gong", "gong"),
    ("guan", "guan"),
    ("gan", "gan"),
    ("geng", "geng"),
    ("ge", "ge"),
    ("bai", "bai"),
    ("bao", "bao"),
    ("bo", "bo"),
    ("bi", "bi"),
    ("cai", "cai"),
    ("cao", "cao"),
    ("cui", "cui"),
    ("cheng-", "cheng"),
    ("he", "he"),
    ("hao", "hao"),
    ("hou", "hou"),
    ("hong", "hong"),
    ("kong", "kong"),
    ("ke", "ke"),
    ("long", "long"),
    ("luo", "luo"),
    ("meng", "meng"),
    ("mei", "mei"),
    ("miao", "miao"),
    ("nie", "nie"),
    ("ni", "ni"),
    ("niu", "niu"),
    ("ouyang", "ouyang"),
    ("pang", "pang"),
    ("pei", "pei"),
    ("pu", "pu"),
    ("ren", "ren"),
    ("ruan", "ruan"),
    ("shao", "shao"),
    ("shang", "shang"),
    ("sima", "sima"),
    ("tian", "tian"),
    ("tong", "tong"),
    ("wan", "wan"),
    ("yan", "yan"),
    ("ye", "ye"),
    ("yi", "yi"),
    ("yin", "yin"),
    ("you", "you"),
    ("yue", "yue"),
    ("yun", "yun"),
    ("zhan", "zhan"),
    ("zhai", "zhai"),
    ("an", "an"),
    ("chai", "chai"),
    ("che", "che"),
    ("chi-", "chi"),
    ("gui", "gui"),
    ("hang", "hang"),
    ("huo", "huo"),
    ("lian", "lian"),
    ("ling", "ling"),
    ("lou", "lou"),
    ("min", "min"),
    ("mu", "mu"),
    ("ning", "ning"),
    ("rong", "rong"),
    ("sha", "sha"),
    ("shan", "shan"),
    ("shui", "shui"),
    ("si", "si"),
    ("tsung", "zong"),
    ("tseng-", "zeng"),
    ("jao", "rao"),
    ("rao", "rao"),
    ("weng", "weng"),
    ("joseph-", "x"),
    ("ou", "ou"),
    ("leng", "leng"),
    ("lou-", "lou"),
    ("zhuo", "zhuo"),
    ("cho", "zhuo"),
];

/// The Pinyin of a spelling of a surname.
pub(super) fn surname(text: &str) -> Option<&'static str> {
    SURNAMES.iter().find(|(spelt, _)| *spelt == text).map(|(_, pinyin)| *pinyin)
}

/// Reads the parts of a name as Chinese.
pub(super) fn read(parts: &[Part]) -> Option<Chinese> {
    if parts.iter().any(|part| part.initial || part.abjad) {
        return None;
    }
    let all: Vec<&Part> = parts.iter().collect();
    let (first, rest) = all.split_first()?;
    let (last, front) = all.split_last()?;
    if rest.is_empty() || all.len() > 3 {
        return None;
    }
    let tied_back = all.len() == 3 && rest.get(1).is_some_and(|part| part.tied);
    let tied_front = all.len() == 3 && front.get(1).is_some_and(|part| part.tied);
    if !tied_front
        && (first.caps || !last.caps)
        && let Some(found) = surname(&first.text)
        && let Some(name) = with(found, &first.text, rest)
    {
        return Some(name);
    }
    if tied_back {
        return None;
    }
    with(surname(&last.text)?, &last.text, front)
}

fn with(surname: &str, spelt: &str, given: &[&Part]) -> Option<Chinese> {
    let mut surname: Vec<String> = surname.split(' ').map(str::to_owned).collect();
    // A spelling that is Pinyin as well may be meant so: `Tang` is 唐, `Chu` is 初.
    if is_pinyin(spelt) && !surname.iter().any(|known| known == spelt) {
        surname.push(spelt.to_owned());
    }
    let tied = given.iter().any(|part| part.tied);
    let old =
        tied || given.iter().any(|part| {
            part.text.starts_with("hs")
                || part.text.starts_with("ts")
                || part.text.ends_with("ung")
                || part.text.ends_with("ien")
        }) || !is_pinyin(spelt);
    let ways: Vec<Vec<Vec<String>>> = match given {
        [a, b] => {
            let (a, b) = (syllable(&a.text, old, a.aspirated), syllable(&b.text, old, b.aspirated));
            if a.is_empty() || b.is_empty() { Vec::new() } else { vec![vec![a, b]] }
        }
        [one] => {
            let text = one.text.as_str();
            let whole = syllable(text, old, one.aspirated);
            let mut ways: Vec<_> = if whole.is_empty() { Vec::new() } else { vec![vec![whole]] };
            if text.len() <= 12 {
                ways.extend((1..text.len()).rev().filter_map(|at| {
                    let (a, b) = (text.get(..at)?, text.get(at..)?);
                    // Joined names are Pinyin.
                    if !is_pinyin(b) && old == tied {
                        return None;
                    }
                    let (a, b) = (syllable(a, old, false), syllable(b, old, false));
                    (!a.is_empty() && !b.is_empty()).then(|| vec![a, b])
                }));
            }
            // `Jin-ping` and not `Ji-nping`; a second syllable opens with a consonant where it can.
            ways.sort_by_key(|way| {
                way.get(1).and_then(|b| b.first()).is_some_and(|b| b.starts_with(['a', 'e', 'o']))
            });
            ways
        }
        _ => Vec::new(),
    };
    if ways.is_empty() { None } else { Some(Chinese { surname, given: ways }) }
}

impl Chinese {
    /// A key of the likeliest syllables.
    pub(super) fn key(&self) -> String {
        let mut key = format!("c:{}", self.surname.first().map_or("", String::as_str));
        for syllable in self.given.first().into_iter().flatten() {
            key.push(' ');
            key.push_str(syllable.first().map_or("", String::as_str));
        }
        key
    }

    /// Keys under which it is looked up: aspirated and unaspirated alike.
    pub(super) fn lookups(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for surname in &self.surname {
            for way in &self.given {
                let mut key = format!("c:{}", coarse(surname));
                for syllable in way {
                    key.push(' ');
                    key.push_str(&coarse(syllable.first().map_or("", String::as_str)));
                }
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        keys
    }

    /// Whether one name can be behind both.
    pub(super) fn matches(&self, other: &Self) -> bool {
        let meet = |a: &[String], b: &[String]| a.iter().any(|x| b.contains(x));
        let alike = |a: &[Vec<String>], b: &[Vec<String>]| {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| meet(a, b))
        };
        meet(&self.surname, &other.surname)
            && self.given.iter().any(|a| other.given.iter().any(|b| alike(a, b)))
    }

    /// The given name has two syllables.
    pub(super) fn whole(&self) -> bool {
        self.given.iter().any(|way| way.len() == 2)
    }
}

/// The consonant class and the ending.
fn coarse(syllable: &str) -> String {
    let (initial, tail) = split(syllable);
    let initial = match initial {
        "zh" | "ch" | "j" | "q" => "c",
        "d" | "t" => "t",
        "b" | "p" => "p",
        "g" | "k" => "k",
        "z" => "z",
        "c" => "z",
        other => other,
    };
    let tail = tail.chars().last().map_or('-', |c| c);
    format!("{initial}{tail}")
}
