//! Lines that belong to a site, not to a text. Whole lines only, and only those that no sentence of news
//! could be.

use std::borrow::Cow;

/// `text` without lines of site furniture.
pub(crate) fn without_furniture(text: &str) -> Cow<'_, str> {
    if !text.lines().any(is_furniture) {
        return Cow::Borrowed(text);
    }
    let kept: Vec<&str> = text.lines().filter(|line| !is_furniture(line)).collect();
    Cow::Owned(kept.join("\n"))
}

/// Whether a line is furniture: `Scroll to top`, `Share this`, `Advertisement`.
pub(crate) fn is_furniture(line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    let line = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '©');
    if line.is_empty() || line.len() > 160 {
        return false;
    }
    let key = line.to_lowercase();
    if LINES.iter().any(|known| *known == key) || is_reading_time(&key) {
        return true;
    }
    // A sentence may begin so too: only short lines.
    (key.len() <= 110 && STARTS.iter().any(|start| key.starts_with(start)))
        || (key.len() <= 110 && ENDS.iter().any(|end| key.ends_with(end)))
}

/// `4 min read`, `Lesezeit: 3 Minuten`.
fn is_reading_time(key: &str) -> bool {
    let words: Vec<&str> =
        key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let timed =
        words.iter().any(|word| matches!(*word, "read" | "lesezeit" | "lecture" | "lectura" | "lettura"));
    words.len() <= 5
        && timed
        && words.iter().any(|word| word.starts_with("min"))
        && words.iter().any(|word| word.parse::<u16>().is_ok())
}

const LINES: &[&str] = &[
    "scroll to top",
    "back to top",
    "top of page",
    "go to top",
    "skip to content",
    "skip to main content",
    "share",
    "share this",
    "share this article",
    "share this story",
    "share this page",
    "share on facebook",
    "share on twitter",
    "share on x",
    "share on linkedin",
    "share via email",
    "tweet",
    "facebook",
    "twitter",
    "linkedin",
    "whatsapp",
    "telegram",
    "pinterest",
    "reddit",
    "copy link",
    "link copied",
    "print",
    "print this page",
    "print this article",
    "print article",
    "email",
    "email this article",
    "send by email",
    "save article",
    "bookmark",
    "advertisement",
    "advertisements",
    "advertising",
    "sponsored",
    "sponsored content",
    "story continues below advertisement",
    "article continues below advertisement",
    "article continues after advertisement",
    "continue reading below",
    "read more",
    "read the full story",
    "read full article",
    "continue reading",
    "load more",
    "show more",
    "show comments",
    "view comments",
    "comments",
    "leave a comment",
    "post a comment",
    "add a comment",
    "no comments",
    "be the first to comment",
    "related",
    "related articles",
    "related stories",
    "related news",
    "related topics",
    "related content",
    "more on this story",
    "more on this topic",
    "most read",
    "most popular",
    "trending now",
    "you may also like",
    "you might also like",
    "recommended for you",
    "recommended",
    "subscribe",
    "subscribe now",
    "subscribe to our newsletter",
    "sign up",
    "sign up now",
    "sign in",
    "log in",
    "register",
    "newsletter",
    "follow us",
    "menu",
    "search",
    "close",
    "next article",
    "previous article",
    "next",
    "previous",
    "home",
    "privacy policy",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "cookie policy",
    "cookie settings",
    "accept cookies",
    "accept all cookies",
    "accept all",
    "manage cookies",
    "all rights reserved",
    "listen to this article",
    "loading",
    "related coverage",
    "most recent",
    "follow the topics in this article",
    "our standards",
    "our standards: the thomson reuters trust principles",
    "hear this story",
    "sign up here",
    "editors' picks",
    "anzeige",
    "drucken",
    "zurück",
    "weiterlesen",
    "verwandte artikel",
    "verwandte themen",
    "ähnliche artikel",
    "ähnliche beiträge",
    "weitere artikel",
    "weitere beiträge",
    "weitere themen",
    "weitere informationen",
    "weitere meldungen",
    "mehr themen",
    "mehr informationen",
    "mehr zu diesem thema",
    "siehe auch",
    "zum weiterlesen",
    "zum thema",
    "zur person",
    "zur startseite",
    "diesen artikel teilen",
    "artikel teilen",
    "artikel drucken",
    "beitrag teilen",
    "kommentare",
    "kommentar schreiben",
    "meistgelesen",
    "meistgelesene artikel",
    "newsletter abonnieren",
    "lade weitere inhalte",
    "articles liés",
    "sur le même sujet",
    "voir aussi",
    "commentaires",
    "permalien",
    "noticias relacionadas",
    "artículos relacionados",
    "te puede interesar",
    "temas relacionados",
    "comentarios",
    "leggi anche",
    "articoli correlati",
    "leia também",
    "leia mais",
    "lees ook",
    "czytaj także",
    "zobacz także",
    "zobacz też",
    "drukuj",
    "więcej",
    "материалы по теме",
    "комментарии",
    "اقرأ أيضا",
    "werbung",
    "zum seitenanfang",
    "nach oben",
    "teilen",
    "mehr zum thema",
    "das könnte sie auch interessieren",
    "publicité",
    "haut de page",
    "partager",
    "imprimer",
    "lire aussi",
    "à lire aussi",
    "publicidad",
    "compartir",
    "volver arriba",
    "pubblicità",
    "condividi",
    "реклама",
    "наверх",
    "поделиться",
    "читайте также",
];

const STARTS: &[&str] = &[
    "sign up for our ",
    "sign up to our ",
    "sign up for the ",
    "subscribe to our ",
    "subscribe for ",
    "click here to ",
    "get the latest ",
    "for the latest stories ",
    "subscribe now to ",
    "sign up here",
    "support our ",
    "photo: ",
    "photo by ",
    "photos: ",
    "image: ",
    "image source",
    "foto: ",
    "fotos: ",
    "bild: ",
    "bildquelle",
    "abbildung: ",
    "photo credit",
    "crédit photo",
    "© ",
    "lesen sie auch",
    "lesen sie hier",
    "lies auch",
    "mehr zum thema",
    "mehr zu ",
    "siehe auch: ",
    "weitere beiträge ",
    "weitere artikel ",
    "das könnte ",
    "den artikel ",
    "lire aussi",
    "à lire aussi",
    "lea también",
    "lee también",
    "lea además",
    "mira: ",
    "leggi anche",
    "leia também",
    "lees ook",
    "czytaj też",
    "czytaj także",
    "читайте также",
    "diese website verwendet ",
    "click to share ",
    "follow us on ",
    "like us on ",
    "join us on ",
    "find us on ",
    "download our app",
    "this website uses cookies",
    "this site uses cookies",
    "we use cookies",
    "our website uses cookies",
    "by continuing to use this site",
    "by using this site",
    "already a subscriber",
    "read more: ",
    "read also: ",
    "also read: ",
    "related: ",
    "see also: ",
    "copyright ©",
    "copyright (c)",
    "copyright 19",
    "copyright 20",
    "©19",
    "©20",
    "please enable javascript",
    "enable javascript",
    "ce site utilise des cookies",
];

const ENDS: &[&str] = &[
    "all rights reserved",
    "alle rechte vorbehalten",
    "tous droits réservés",
    "todos los derechos reservados",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_of_furniture_go() {
        let text = "The two ministers met.\n\nShare this:\n\nThey will share this post.\nscroll to top";
        assert_eq!(
            without_furniture(text).trim_end(),
            "The two ministers met.\n\n\nThey will share this post."
        );
        for line in [
            "▲ Back to top",
            "ADVERTISEMENT",
            "© 2024 The Harbour Courier. All rights reserved.",
            "Read more »",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in ["", "Share prices fell.", "The menu was simple", "Read more slowly, he said."] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn a_clean_text_is_not_copied() {
        assert!(matches!(without_furniture("One line.\nAnother."), Cow::Borrowed(_)));
    }
}
