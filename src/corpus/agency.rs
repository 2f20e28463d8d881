//! The news agencies of the world, by the names under which they sign.

/// The agency that `name` means, in the form in which it is shown: `associated press` gives `AP`. Case, dots
/// and what else stands around the name do not matter.
pub(crate) fn agency(name: &str) -> Option<&'static str> {
    let key: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if key.is_empty() || key.len() > 60 {
        return None;
    }
    AGENCIES.iter().find(|(_, names)| names.contains(&&*key)).map(|(shown, _)| *shown)
}

/// The agency named in a byline or credit line: `John Smith, Associated Press`, `By Jane Doe (Reuters)`.
pub(crate) fn agency_in_byline(byline: &str) -> Option<&'static str> {
    byline.split([',', '(', ')', '|', '/', ';', '-', '–', '—']).rev().find_map(|part| {
        let part = part.trim();
        // Two letters may be a person's initials or a degree, unless they stand alone.
        let clear = part.len() > 3 || part.chars().all(|c| c.is_uppercase());
        clear.then(|| agency(part)).flatten()
    })
}

/// Shown form, and keys: lower case, letters and digits only.
const AGENCIES: &[(&str, &[&str])] = &[
    ("Reuters", &["reuters", "thomsonreuters", "рейтер", "رويترز"]),
    ("AP", &["ap", "associatedpress", "theassociatedpress"]),
    ("AFP", &["afp", "agencefrancepresse", "афп", "أفب"]),
    ("UPI", &["upi", "unitedpressinternational", "unitedpress"]),
    ("Yonhap", &["yonhap", "yonhapnews", "yonhapnewsagency", "연합뉴스"]),
    ("Newsis", &["newsis"]),
    ("KCNA", &["kcna", "koreancentralnewsagency"]),
    ("Kyodo", &["kyodo", "kyodonews"]),
    ("Jiji", &["jiji", "jijipress"]),
    ("Xinhua", &["xinhua", "xinhuanewsagency", "newchinanewsagency", "ncna", "新华社"]),
    ("CNS", &["cns", "chinanewsservice", "ecns"]),
    ("CNA", &["cna", "centralnewsagency"]),
    ("TASS", &["tass", "itartass", "тасс", "итартасс"]),
    ("RIA Novosti", &["ria", "rianovosti", "риановости", "sputnik", "спутник"]),
    ("Interfax", &["interfax", "интерфакс"]),
    ("Interfax-Ukraine", &["interfaxukraine"]),
    ("Ukrinform", &["ukrinform", "укринформ", "укрінформ"]),
    ("UNIAN", &["unian"]),
    ("BelTA", &["belta", "белта"]),
    ("dpa", &["dpa", "deutschepresseagentur"]),
    ("ANSA", &["ansa"]),
    ("AGI", &["agi"]),
    ("Adnkronos", &["adnkronos"]),
    ("EFE", &["efe", "agenciaefe"]),
    ("Europa Press", &["europapress"]),
    ("Lusa", &["lusa"]),
    ("PA", &["pa", "pamedia", "pressassociation"]),
    ("APA", &["apa"]),
    ("Keystone-SDA", &["sda", "ats", "keystonesda", "keystoneats", "sdaats"]),
    ("Belga", &["belga"]),
    ("ANP", &["anp"]),
    ("Ritzau", &["ritzau"]),
    ("NTB", &["ntb"]),
    ("TT", &["tt", "ttnewsagency"]),
    ("STT", &["stt"]),
    ("BNS", &["bns", "balticnewsservice"]),
    ("LETA", &["leta"]),
    ("ELTA", &["elta"]),
    ("ERR", &["errnews"]),
    ("PAP", &["pap"]),
    ("ČTK", &["ctk", "čtk"]),
    ("TASR", &["tasr"]),
    ("MTI", &["mti"]),
    ("Agerpres", &["agerpres"]),
    ("BTA", &["bta"]),
    ("Tanjug", &["tanjug"]),
    ("Hina", &["hina"]),
    ("STA", &["sta"]),
    ("ATA", &["ata"]),
    ("MIA", &["mia"]),
    ("ANA-MPA", &["anampa", "ana", "athensnewsagency"]),
    ("CNA Cyprus", &["cyprusnewsagency"]),
    ("Anadolu", &["anadolu", "anadoluagency", "anadoluajansı", "aa"]),
    ("IHA", &["iha"]),
    ("IRNA", &["irna", "islamicrepublicnewsagency"]),
    ("ISNA", &["isna"]),
    ("Fars", &["fars", "farsnews", "farsnewsagency"]),
    ("Tasnim", &["tasnim", "tasnimnews", "tasnimnewsagency"]),
    ("Mehr", &["mehr", "mnamehr"]),
    ("SANA", &["sana", "سانا"]),
    ("INA", &["ina", "iraqinewsagency"]),
    ("NNA", &["nna", "nationalnewsagency"]),
    ("Petra", &["petra", "بترا"]),
    ("WAFA", &["wafa", "وفا"]),
    ("SPA", &["spa", "saudipressagency", "واس"]),
    ("WAM", &["wam", "وام", "emiratesnewsagency"]),
    ("QNA", &["qna", "qatarnewsagency", "قنا"]),
    ("KUNA", &["kuna", "كونا", "kuwaitnewsagency"]),
    ("BNA", &["bna", "bahrainnewsagency"]),
    ("ONA", &["ona", "omannewsagency"]),
    ("Saba", &["saba"]),
    ("MENA", &["mena", "middleeastnewsagency", "أشأ"]),
    ("SUNA", &["suna"]),
    ("LANA", &["lana"]),
    ("TAP", &["tap"]),
    ("APS", &["aps"]),
    ("MAP", &["map", "maghrebarabepresse"]),
    ("PTI", &["pti", "presstrustofindia"]),
    ("ANI", &["ani"]),
    ("IANS", &["ians"]),
    ("UNI", &["uni", "unitednewsofindia"]),
    ("APP", &["app", "associatedpressofpakistan"]),
    ("BSS", &["bss"]),
    ("RSS Nepal", &["rss"]),
    ("Bernama", &["bernama"]),
    ("Antara", &["antara"]),
    ("VNA", &["vna", "vietnamnewsagency"]),
    ("TNA", &["tna", "thainewsagency"]),
    ("PNA", &["pna", "philippinenewsagency"]),
    ("AKP", &["akp"]),
    ("Montsame", &["montsame"]),
    ("Kazinform", &["kazinform", "qazinform"]),
    ("Kabar", &["kabar"]),
    ("UzA", &["uza"]),
    ("AZERTAC", &["azertac"]),
    ("Trend", &["trend"]),
    ("Armenpress", &["armenpress"]),
    ("AAP", &["aap", "australianassociatedpress"]),
    ("CP", &["cp", "thecanadianpress", "canadianpress"]),
    ("Bloomberg", &["bloomberg", "bloombergnews"]),
    ("Dow Jones", &["dowjones", "dowjonesnewswires"]),
    ("Prensa Latina", &["prensalatina"]),
    ("Notimex", &["notimex"]),
    ("Télam", &["telam", "télam"]),
    ("Agência Brasil", &["agenciabrasil", "agênciabrasil"]),
    ("Andina", &["andina"]),
    ("ABI", &["abi"]),
    ("AVN", &["avn"]),
    ("NAN", &["nan", "newsagencyofnigeria"]),
    ("GNA", &["gna", "ghananewsagency"]),
    ("ENA", &["ena", "ethiopiannewsagency"]),
    ("SAPA", &["sapa"]),
    ("PANA", &["pana", "panapress"]),
    ("IPS", &["ips", "interpressservice"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_agencies_by_any_of_their_names() {
        assert_eq!(agency("Yonhap News Agency"), Some("Yonhap"));
        assert_eq!(agency("ITAR-TASS"), Some("TASS"));
        assert_eq!(agency("A.P."), Some("AP"));
        assert_eq!(agency("The Harbour Courier"), None);
        assert_eq!(agency_in_byline("By JOHN SMITH, Associated Press"), Some("AP"));
        assert_eq!(agency_in_byline("Pat Ap"), None);
    }

    #[test]
    fn no_name_means_two() {
        let mut keys: Vec<&str> = AGENCIES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), all);
        for key in keys {
            assert!(key.chars().all(|c| c.is_alphanumeric()) && key.to_lowercase() == key, "{key}");
        }
    }
}
