//! A test a rule: what is found in short texts of our own, and by which rule.

use super::authority::Authority;
use super::extract::Extractor;
use super::{EntityKind, Mention, Part};
use crate::article::{Article, ArticleId, Origin, PublishedFrom};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(Authority::embedded()));

fn article(title: &str, body: &str, date: &str) -> Article {
    Article {
        id: ArticleId(1),
        external_id: None,
        origin: Origin { path: "test.txt".to_owned(), record: None },
        title: title.to_owned(),
        body: body.to_owned(),
        published: date.parse().ok(),
        published_from: PublishedFrom::None,
        outlet: None,
        agency: None,
        byline: None,
        place: None,
        language: None,
        url: None,
        genre: None,
        section: None,
    }
}

fn read(body: &str) -> Vec<Mention> {
    EXTRACTOR.extract(&article("", body, ""))
}

/// The mention of these words, with `id`, office and rule as one line: `official:x | Office | ministry:y | rule`.
fn line(mentions: &[Mention], words: &str) -> String {
    let Some(m) = mentions.iter().find(|m| m.text == words) else {
        return format!(
            "nothing for `{words}` in {:?}",
            mentions.iter().map(|m| &m.text).collect::<Vec<_>>()
        );
    };
    let ministry = m.ministry.as_ref().filter(|id| **id != m.id).map_or("-", |id| id.as_str());
    format!("{} | {} | {ministry} | {}", m.id, m.office.as_deref().unwrap_or("-"), m.rule)
}

fn ids(mentions: &[Mention], kind: EntityKind) -> Vec<&str> {
    let mut ids: Vec<&str> = mentions.iter().filter(|m| m.kind == kind).map(|m| m.id.as_str()).collect();
    ids.dedup();
    ids
}

#[test]
fn an_office_before_a_name() {
    let found = read("Norway's Deputy Defence Minister Ola Fiskvik arrived on Monday.");
    assert_eq!(
        line(&found, "Ola Fiskvik"),
        "official:ola-fiskvik | Deputy Defence Minister | ministry:no/defence | office+name"
    );
    let found = read("They met Finnish President Aino Koskinen-Laine in the evening.");
    assert_eq!(
        line(&found, "Aino Koskinen-Laine"),
        "official:aino-koskinen-laine | President | ministry:fi/presidency | office+name"
    );
}

#[test]
fn an_office_after_a_name() {
    let found = read("Ola Fiskvik, the Norwegian deputy defence minister in charge of the north, disagreed.");
    assert_eq!(
        line(&found, "Ola Fiskvik"),
        "official:ola-fiskvik | Deputy Defence Minister | ministry:no/defence | name,office"
    );
    let found = read("The visitors saw Park Seung-ah, who is South Korea's chief trade negotiator.");
    assert!(line(&found, "Park Seung-ah").starts_with("official:park-seung-ah | chief trade negotiator"));
}

#[test]
fn an_office_before_a_comma_and_a_name() {
    let found = read("Oslo summoned the Polish ambassador to Norway, Marek Dudzinski, to complain.");
    assert_eq!(
        line(&found, "Marek Dudzinski"),
        "official:marek-dudzinski | Ambassador to Norway | ministry:pl/foreign-affairs | office,name"
    );
}

#[test]
fn portfolios_stand_on_both_sides_of_the_head() {
    let found = read(
        "Minister of Foreign Affairs of Estonia Mart Kask spoke with Latvian Minister for Health Anna Ozola.",
    );
    assert!(line(&found, "Mart Kask").contains("ministry:ee/foreign-affairs"));
    assert!(line(&found, "Anna Ozola").contains("| Minister for Health | ministry:lv/health"));
}

#[test]
fn plural_offices_have_several_names() {
    let found = read(
        "Foreign Ministers Mart Kask and Janis Berzins signed it. Senators Doe (D-NY) and Roe (R-KY) did not.",
    );
    assert!(line(&found, "Mart Kask").contains("| Foreign Minister |"));
    assert!(line(&found, "Janis Berzins").contains("| Foreign Minister |"));
    assert!(line(&found, "Roe").contains("| Senator |"));
}

#[test]
fn former_holders_stay_former() {
    let found = read("Former Danish Prime Minister Lene Dalsgaard-Holm published a book.");
    assert_eq!(
        line(&found, "Lene Dalsgaard-Holm"),
        "official:lene-dalsgaard-holm | former Prime Minister | - | office+name"
    );
}

#[test]
fn two_offices_of_one_person() {
    let found = read("Deputy Prime Minister and Foreign Minister Mart Kask of Estonia left.");
    assert!(line(&found, "Mart Kask").contains("| Deputy Prime Minister and Foreign Minister |"));
}

#[test]
fn spokespeople_speak_for_the_ministry_of_the_sentence() {
    let found =
        read("The Estonian Foreign Ministry objected, with spokesperson Tiina Lepik calling it a stunt.");
    assert_eq!(
        line(&found, "Tiina Lepik"),
        "official:tiina-lepik | spokesperson | ministry:ee/foreign-affairs | office+name"
    );
}

#[test]
fn surnames_stand_for_whoever_was_named_last() {
    let found = read(
        "Vice Foreign Minister Kim Dae-hwan met Kim Su-bin, South Korea's trade envoy. Kim was pleased. Dae-hwan is no name here.",
    );
    assert!(line(&found, "Kim").starts_with("official:kim-su-bin"));
}

#[test]
fn a_headline_knows_the_people_of_the_text() {
    let body = "Estonian Foreign Minister Mart Kask flew to Riga on Tuesday.";
    let found = EXTRACTOR.extract(&article("Kask Flies to Riga", body, ""));
    let first = &found[0];
    assert_eq!(
        (first.part, first.text.as_str(), first.id.as_str()),
        (Part::Title, "Kask", "official:mart-kask")
    );
}

#[test]
fn companies_have_no_officials() {
    let found = read("Acme Holdings director Jane Roebuck sold her shares to actor John Doe.");
    assert!(line(&found, "Jane Roebuck").starts_with("person:"), "{}", line(&found, "Jane Roebuck"));
    assert!(line(&found, "John Doe").starts_with("person:"));
}

#[test]
fn ministries_in_every_order() {
    for (text, words, id) in [
        (
            "The Russian Foreign Ministry protested.",
            "Russian Foreign Ministry",
            "ministry:ru/foreign-affairs",
        ),
        ("Japan's defence ministry denied it.", "defence ministry", "ministry:jp/defence"),
        (
            "He works in the Ministry of Foreign Affairs of the Republic of Korea.",
            "Ministry of Foreign Affairs of the Republic of Korea",
            "ministry:kr/foreign-affairs",
        ),
        ("The State Department said no.", "State Department", "ministry:us/foreign-affairs"),
        ("The Pentagon said no.", "Pentagon", "ministry:us/defence"),
    ] {
        assert!(line(&read(text), words).starts_with(id), "{text}: {}", line(&read(text), words));
    }
}

#[test]
fn a_ministry_without_country_takes_that_of_the_sentence_and_the_dateline() {
    let found = read(
        "TALLINN, Estonia – The government will not answer Moscow, the Ministry of Foreign Affairs said.",
    );
    assert!(line(&found, "Ministry of Foreign Affairs").starts_with("ministry:ee/foreign-affairs"));
    let found = read("The Latvian Defence Ministry bought trucks.\n\nThe Defence Ministry will pay in May.");
    assert!(line(&found, "Defence Ministry").starts_with("ministry:lv/defence"));
}

#[test]
fn demonyms_alone_are_no_mentions() {
    assert_eq!(ids(&read("Some French wine was drunk by Germans."), EntityKind::Country), Vec::<&str>::new());
    assert_eq!(
        ids(&read("Wine from France was drunk in Germany."), EntityKind::Country),
        ["country:fr", "country:de"]
    );
}

#[test]
fn capitals_that_act_are_governments() {
    let found = read("Moscow rejected the plan, and envoys urged Pyongyang to wait. They met in Moscow.");
    let kinds: Vec<_> = found.iter().map(|m| (m.text.as_str(), m.kind)).collect();
    assert_eq!(
        kinds,
        [("Moscow", EntityKind::Country), ("Pyongyang", EntityKind::Country), ("Moscow", EntityKind::Place)]
    );
    assert!(line(&read("The Kremlin was silent."), "Kremlin").starts_with("country:ru"));
}

#[test]
fn names_that_are_also_countries() {
    assert_eq!(
        ids(&read("Voters in Atlanta and the rest of Georgia chose a senator."), EntityKind::Country),
        [""; 0]
    );
    assert_eq!(
        ids(&read("Georgia and Armenia share a border."), EntityKind::Country),
        ["country:ge", "country:am"]
    );
    assert_eq!(ids(&read("Michael Jordan retired in New Jersey."), EntityKind::Country), [""; 0]);
    assert_eq!(ids(&read("King Abdullah of Jordan spoke."), EntityKind::Country), ["country:jo"]);
}

#[test]
fn acronyms_stand_for_what_they_were_defined_as() {
    let found = read("The Baltic Herring Commission (BHC) met. Later the BHC adjourned.");
    let named: Vec<_> = found.iter().filter(|m| m.text == "BHC").map(|m| m.id.as_str()).collect();
    assert_eq!(named, ["organisation:baltic-herring-commission"; 2]);
}

#[test]
fn a_known_surname_beside_its_office() {
    let body = "Russian Foreign Minister Lavrov left the room.";
    let found = EXTRACTOR.extract(&article("", body, "2016-05-04"));
    assert!(line(&found, "Lavrov").starts_with("official:sergey-lavrov | Foreign Minister"));
}

#[test]
fn an_office_without_a_name_is_its_holder_on_the_date() {
    let body = "The Russian foreign minister walked out. The Russian deputy foreign minister stayed.";
    let found = EXTRACTOR.extract(&article("", body, "2016-05-04"));
    assert_eq!(
        line(&found, "foreign minister"),
        "official:sergey-lavrov | Foreign Minister | ministry:ru/foreign-affairs | office-at-date"
    );
    assert_eq!(found.iter().filter(|m| m.kind == EntityKind::Official).count(), 1);
    assert_eq!(ids(&read(body), EntityKind::Official), [""; 0], "an undated article tells nothing");
}

#[test]
fn spellings_of_one_name_are_one_person() {
    let found = read(
        "Russian Foreign Minister Sergej Lawrow came. Oleksandr Kovalenko left; Alexander Kovalenko stayed.",
    );
    assert!(
        line(&found, "Sergej Lawrow").starts_with("official:sergey-lavrov"),
        "{}",
        line(&found, "Sergej Lawrow")
    );
    let found = read("Sergei Doe-Morgulov and Sergey Doe-Morgulov are one.");
    let people = ids(&found, EntityKind::Person);
    assert_eq!(people.len(), 1, "{people:?}");
}

#[test]
fn an_office_ends_where_a_given_name_begins() {
    let found = read(
        "The Australian Minister for Veterans' Affairs Darren Roebuck met Assistant Secretary of State Jane Doe.",
    );
    assert!(
        line(&found, "Darren Roebuck").contains("| Minister for Veterans' Affairs |"),
        "{}",
        line(&found, "Darren Roebuck")
    );
    let jane = line(&found, "Jane Doe");
    assert!(jane.contains("| Assistant Secretary of State | ministry:us/foreign-affairs |"), "{jane}");
}

#[test]
fn a_second_office_says_more_than_a_rank() {
    let found = read("They saw Gen. Harold Roebuck, the U.S. national security adviser, on Friday.");
    assert!(line(&found, "Harold Roebuck").contains("| national security adviser |"));
}

#[test]
fn premiers_of_states_are_of_no_ministry() {
    let found = read("Tasmania's Premier Will Doe met Ontario Health Minister Jane Roebuck.");
    assert!(line(&found, "Will Doe").contains("| Premier | - |"), "{}", line(&found, "Will Doe"));
    assert!(line(&found, "Jane Roebuck").contains("| Health Minister | - |"));
}

fn read_on(date: &str, place: &str, body: &str) -> Vec<Mention> {
    let mut article = article("", body, date);
    article.place = Some(place.to_owned());
    EXTRACTOR.extract(&article)
}

#[test]
fn countries_after_the_names_of_a_list_are_theirs() {
    let found = read_on(
        "1990-05-05",
        "Bonn",
        "At the table sat Foreign Ministers Jean Roebuck of France, Ivan Doevich of the Soviet Union and Jan Doewski of Poland.",
    );
    assert!(line(&found, "Jean Roebuck").contains("| Foreign Minister | ministry:fr/foreign-affairs |"));
    assert!(line(&found, "Ivan Doevich").contains("| Foreign Minister | ministry:su/foreign-affairs |"));
    assert!(line(&found, "Jan Doewski").contains("| Foreign Minister | ministry:pl/foreign-affairs |"));
}

#[test]
fn whoever_signs_for_a_country_is_of_it() {
    let found = read_on(
        "1999-03-02",
        "Geneva",
        "Finance Minister Rosa Roebuck signed for Portugal. Prime Minister John Doe of Malta watched.",
    );
    assert!(
        line(&found, "Rosa Roebuck").contains("| ministry:pt/finance |"),
        "{}",
        line(&found, "Rosa Roebuck")
    );
    assert!(line(&found, "John Doe").contains("| ministry:mt/prime-minister |"));
}

#[test]
fn his_minister_is_of_the_same_country() {
    let found = read_on(
        "1999-03-02",
        "London",
        "The Peruvian President Juan Roebuck came to London. He and his foreign minister, Rosa Doe, stayed.",
    );
    assert!(
        line(&found, "Rosa Doe").contains("| ministry:pe/foreign-affairs |"),
        "{}",
        line(&found, "Rosa Doe")
    );
    let found = read_on("1999-03-02", "London", "Peru sent its foreign minister, Rosa Doe.");
    assert!(
        line(&found, "Rosa Doe").contains("| ministry:pe/foreign-affairs |"),
        "{}",
        line(&found, "Rosa Doe")
    );
}

#[test]
fn a_known_holder_keeps_the_country_abroad() {
    let found =
        read_on("1995-11-21", "Amman", "President Bill Clinton spoke to the guests. Clinton then left.");
    assert!(line(&found, "Bill Clinton").contains("| President | ministry:us/presidency |"));
}

#[test]
fn offices_of_a_seat_are_those_of_the_state_at_the_time() {
    let text = "Defence Minister Ivan Doevich received the guests.";
    assert!(line(&read_on("1984-04-04", "Moscow", text), "Ivan Doevich").contains("| ministry:su/defence |"));
    assert!(line(&read_on("1999-04-04", "Moscow", text), "Ivan Doevich").contains("| ministry:ru/defence |"));
}

#[test]
fn a_bare_cabinet_is_the_home_countrys_or_nothing() {
    let text = "Yesterday Cabinet agreed to build the road.";
    assert!(read(text).iter().all(|m| m.ministry.is_none()), "{:?}", read(text));
    assert!(line(&read_on("1999-03-02", "Canberra", text), "Cabinet").contains("ministry:au/cabinet"));
}

#[test]
fn an_office_from_the_lists_is_worded_as_the_press_words_it() {
    use super::shown::press;
    assert_eq!(press("Minister of Foreign Affairs"), "Foreign Minister");
    assert_eq!(press("Deputy Minister of Foreign Affairs"), "Deputy Foreign Minister");
    assert_eq!(press("Minister of National Defence"), "Defence Minister");
    assert_eq!(press("Secretary of State for Foreign and Commonwealth Affairs"), "Foreign Secretary");
    assert_eq!(press("Minister of State for Trade"), "Minister of State for Trade");
    assert_eq!(press("President"), "President");
}

#[test]
fn a_known_minister_is_grounded_by_the_office_of_others() {
    let text = "The foreign ministers met in Vienna. Germany and Frank-Walter Steinmeier wanted more.";
    let found = read_on("2015-07-10", "Vienna", text);
    assert!(
        line(&found, "Frank-Walter Steinmeier")
            .contains("| Foreign Minister | ministry:de/foreign-affairs |")
    );
    let found = read_on("2015-07-10", "Vienna", "Germany and Frank-Walter Steinmeier wanted more.");
    assert!(line(&found, "Frank-Walter Steinmeier").contains("| Foreign Minister | - |"));
}

#[test]
fn bureaus_of_the_state_department_are_foreign_affairs() {
    let found = read(
        "Jane Roebuck, Assistant Secretary of State for European Affairs, met John Doe, the U.S. national security adviser.",
    );
    assert!(
        line(&found, "Jane Roebuck").contains("| ministry:us/foreign-affairs |"),
        "{}",
        line(&found, "Jane Roebuck")
    );
    assert!(line(&found, "John Doe").contains("| ministry:us/white-house |"), "{}", line(&found, "John Doe"));
}

#[test]
fn heads_of_international_bodies_are_officials_of_no_ministry() {
    let found = read(
        "UN Secretary-General Jane Roebuck, NATO Secretary General John Doe and Rosa Roe, the European Union's high representative, met.",
    );
    for name in ["Jane Roebuck", "John Doe", "Rosa Roe"] {
        assert!(line(&found, name).starts_with("official:"), "{}", line(&found, name));
        assert!(line(&found, name).contains("| - |"), "{}", line(&found, name));
    }
}

#[test]
fn mentions_are_ordered_spans_that_do_not_overlap() {
    let text = "“Zażółć” — said Mr Łukasz Wąs, mayor of Łódź; the Polish Foreign Ministry (MFA) didn’t.\n\nU.S. Sen. Doe’s aide, "
        .repeat(7);
    let found = read(&text);
    let mut end = 0;
    for m in &found {
        assert!(m.start >= end && m.end > m.start, "{m:?}");
        assert_eq!(text.get(m.start..m.end), Some(m.text.as_str()));
        end = m.end;
    }
    assert!(found.len() > 7);
}

#[test]
fn a_name_does_not_grow_into_the_next() {
    let found = read("A Kim U.S. U.S. Seoul ( and said Kim U.S. Minister (𐤠𝒥");
    assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start), "{found:?}");
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_strange(text in "[A-Z][a-z.'’() ,-]{0,9}( (Minister|of|Foreign|the|Kim|Seoul|U\\.S\\.|\\(|said|Ministry|Affairs|\\n|Senators|and|-|Russian|’s)){0,24}\\PC{0,20}") {
        let mut end = 0;
        for m in read(&text) {
            proptest::prop_assert!(m.start >= end && m.end > m.start);
            proptest::prop_assert_eq!(text.get(m.start..m.end), Some(m.text.as_str()));
            end = m.end;
        }
    }
}
