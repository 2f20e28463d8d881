//! The words that the grammars are made of: heads of offices, ranks, words that end the names of bodies and places.

/// What kind of office a head word names; decides about ministry, country and whether the office is public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Head {
    /// A minister, or a secretary who is one: the portfolio names the ministry.
    Minister,
    /// A secretary: a minister where a portfolio stands beside it.
    Secretary,
    /// The United States' and others' secretary of state: foreign affairs unless a portfolio follows.
    SecretaryOfState,
    /// A president: of a state unless the text says otherwise.
    President,
    /// A head of government.
    PrimeMinister,
    /// A chancellor: head of government in Germany and Austria, finance in Britain with `of the Exchequer`.
    Chancellor,
    /// Kings, emperors, popes.
    Monarch,
    /// Speaks for a ministry, a government or another body.
    Spokesperson,
    /// Represents a state in another.
    Ambassador,
    /// Sent for a task.
    Envoy,
    /// Heads a staff or a bank, governs a province, a city: public, without a ministry.
    Public,
    /// Sits in a parliament.
    Legislator,
    /// A justice minister, or a public prosecutor.
    Attorney,
    /// Ranks of armed forces and police.
    Officer,
    /// Judges.
    Judge,
    /// Heads of anything: public only beside a country, a ministry or a public body.
    Leader,
    /// A profession: shows that a name is a person's, no office.
    Profession,
}

/// Head words and phrases of offices, folded; `+s` adds the regular plural.
pub(crate) const HEADS: &[(Head, &str)] = &[
    (Head::Minister, "minister+s|vice-minister+s|viceminister|minister of state|minister without portfolio|treasurer|\
        minister counsellor|parliamentary under-secretary of state|parliamentary secretary|under-secretary|\
        undersecretary|under secretary|assistant secretary|permanent secretary|parliamentary under secretary|\
        minister delegate|exchequer secretary|state counselor|state councilor|state councillor|\
        federal councillor+s|federal council member|\
        people's commissar|commissar|assistant minister|vice minister"),
    (Head::Secretary, "secretary|secretaries|state secretary|cabinet secretary|chief cabinet secretary|chief secretary"),
    (Head::SecretaryOfState, "secretary of state|secretaries of state"),
    (Head::President, "president+s|head of state|co-president|federal president"),
    (Head::PrimeMinister, "prime minister+s|premier+s|taoiseach|head of government|chief minister|pm|minister-president|\
        minister president"),
    (Head::Chancellor, "chancellor+s|federal chancellor"),
    (Head::Monarch, "king|queen|emperor|empress|emir|sultan|shah|pope|crown prince|prince|princess|crown princess|\
        grand duke|sheikh|ayatollah|dalai lama|patriarch|archbishop|cardinal|imam|grand mufti|duke|duchess|\
        governor-general|governor general|supreme leader"),
    (Head::Spokesperson, "spokesperson+s|spokesman|spokeswoman|spokesmen|spokespersons|spokespeople|press secretary|\
        spokesperson-in-chief|communications director"),
    (Head::Ambassador, "ambassador+s|high commissioner+s|charge d'affaires|consul general|consul|permanent representative|\
        permanent representative+s|ambassador-at-large|ambassador at large|consul-general|chief of mission|\
        deputy chief of mission|permanent observer|ambassador extraordinary and plenipotentiary"),
    (Head::Envoy, "envoy+s|special envoy+s|special representative+s|special adviser|special advisor|negotiator+s|\
        special presidential envoy|emissary|mediator|special coordinator|special rapporteur"),
    (Head::Public, "governor+s|gov.|mayor+s|chief of staff|lieutenant governor|lt. governor|central bank governor|\
        chief executive officer of the government|police chief|chief of police|police commissioner|sheriff|\
        attorney general of switzerland|chief of the general staff|\
        chairman of the joint chiefs of staff|joint chiefs chairman|intelligence chief|spy chief|army chief|\
        military chief|navy chief|air force chief|central banker|national security adviser|national security advisor|\
        security adviser|solicitor general|surgeon general|comptroller general|inspector general|vice chancellor|\
        deputy mayor|state treasurer|state auditor|county executive|city manager|diplomat|first lady|\
        secretary-general|secretary general|secretaries-general|director-general|director general|general secretary|\
        under-secretary-general|under secretary-general|assistant secretary-general|commissioner+s|\
        high representative|prosecutor general|chief prosecutor|prosecutor|public prosecutor|ombudsman|governor-elect|\
        defence chief|defense chief|foreign policy chief|first secretary|first deputy|commandant|administrator|\
        counselor|counsellor|attache|federal chancellor of switzerland|cabinet minister+s|taipan|viceroy|party secretary|\
        executive secretary|president of the senate|border guard chief|bank governor|treasury chief|\
        high commissioner for human rights|high commissioner for refugees|superintendent"),
    (Head::Legislator, "senator+s|congressman|congresswoman|congressmen|congresswomen|representative+s|rep.|reps.|\
        sen.|sens.|congresswoman-elect|congressman-elect|senator-elect|lawmaker+s|member of parliament|members of parliament|mp|mps|mep|legislator+s|majority leader|\
        minority leader|majority whip|minority whip|whip|speaker|house speaker|speaker of the house|senate president|\
        chairwoman|chairman|chair|ranking member+s|delegate|leader of the opposition|opposition leader|assemblyman|\
        assemblywoman|councilman|councilwoman|councillor|national councillor|state senator|deputy speaker|\
        republican leader|democratic leader|majority leader of the senate|president pro tempore|parliamentarian|\
        party leader|resident commissioner|shadow minister|shadow treasurer|alderman|councilor|councilmember|\
        democratic whip|republican whip|republican conference chair|speaker pro tempore|vice chairman|vice chair|\
        co-chair|co-chairs|cochair|speaker emerita|vice chairwoman|ranking democrat|ranking republican|ranking minority member"),
    (Head::Attorney, "attorney general|attorney-general|attorneys general|lord chancellor"),
    (Head::Officer, "general|gen.|admiral|adm.|colonel|col.|major|maj.|captain|capt.|lieutenant|lt.|sergeant|sgt.|\
        marshal|field marshal|brigadier|brig.|brigadier general|major general|lieutenant general|lt. gen.|lt. general|\
        maj. gen.|brig. gen.|rear admiral|vice admiral|lieutenant colonel|lt. col.|commander|cmdr.|commodore|corporal|\
        commander-in-chief|commander in chief|air marshal|wing commander|air chief marshal|staff sergeant|\
        first lieutenant|second lieutenant|sergeant major|private first class|master sergeant|petty officer|\
        chief warrant officer|sergeant first class|cpl.|pfc.|specialist|airman"),
    (Head::Judge, "chief justice|justice|judge+s|associate justice|magistrate"),
    (Head::Leader, "leader+s|chief+s|head|director+s|chairperson|chief executive|executive director|\
        managing director|ceo|chief executive officer|chief economist|chief financial officer|deputy director|adviser+s|\
        advisor+s|aide+s|official+s|secretary-treasurer|founder|co-founder|co-chairman|boss|deputy head|\
        member+s|officer|chief operating officer|vice-president|party chief|warlord|cleric|coordinator|deputy|dictator|\
        tsar|czar|strongman|ruler|provost|dean|rector|vice-chancellor|inspector|superior|nominee+s|candidate+s|dissident+s|\
        oligarch|politician+s|ideologue|activist+s|comrade+s|marshal of the soviet union|president and ceo|president & ceo"),
    (Head::Profession, "professor|prof.|doctor|dr.|economist|analyst+s|lawyer+s|attorney+s|journalist+s|reporter+s|writer|\
        author+s|actor+s|actress|singer|businessman|businesswoman|scientist|historian|researcher|expert+s|coach|\
        player|striker|midfielder|goalkeeper|captain|archaeologist|physicist|chemist|philosopher|poet|painter|composer|\
        musician|guitarist|drummer|bassist|filmmaker|producer|engineer|architect|pilot|astronaut|cosmonaut|\
        student|teacher|farmer|resident|survivor|eyewitness|witness|father|mother|brother|sister|\
        son|daughter|wife|husband|uncle|aunt|cousin|grandfather|grandmother|widow|colleague|friend|novelist|dramatist|\
        photographer|editor|columnist|correspondent|commentator|blogger|biographer|vocalist|rapper|wrestler|boxer|swimmer|\
        runner|cyclist|golfer|footballer|cricketer|quarterback|pitcher|manager|owner|entrepreneur|billionaire|tycoon|\
        magnate|inventor|surgeon|physician|nurse|bishop|rabbi|priest|reverend|rev.|pastor|monk|nun|saint|theologian|veteran|host|\
        presenter|interviewer|broadcaster|sir|lord|lady|dame|baron|baroness|count|countess|viscount|earl"),
];

/// Words of rank that stand before a head or portfolio and belong to the office.
pub(crate) const RANKS: &[&str] = &[
    "first", "second", "vice", "deputy", "acting", "assistant", "associate", "interim", "caretaker", "shadow", "state",
    "parliamentary", "senior", "chief", "principal deputy", "executive", "junior", "under", "honorary", "federal",
    "general", "extraordinary", "plenipotentiary", "lord", "nuclear", "climate", "peace", "special", "political",
    "military", "joint", "national", "permanent", "union", "cabinet", "provincial", "regional", "minister-designate",
    "lieutenant", "presidential", "private", "press", "majority", "minority", "opposition", "human rights", "border",
    "budget", "counter-terrorism", "anti-corruption", "drug", "chief executive", "supreme", "high",
];

/// Words before an office that say when or how, and do not belong to it.
pub(crate) const ATTRIBUTES: &[&str] = &[
    "new", "current", "incoming", "outgoing", "longtime", "long-time", "visiting", "then", "top", "principal", "embattled",
    "veteran", "late", "newly elected", "newly appointed", "newly-appointed", "newly-elected", "hardline", "main",
    "powerful", "popular", "influential", "lead", "incumbent", "sitting", "previous", "next", "present", "fellow",
    "respected", "great", "beloved", "dear", "conservative", "liberal", "moderate", "leftist", "right-wing", "republican",
    "democratic", "democrat", "labor", "labour", "socialist", "far-right", "hon", "honourable", "honorable",
    "right honourable", "distinguished", "his excellency", "her excellency", "h.e.", "excellency", "colleague", "colleagues",
    "american-born", "independent", "counterpart", "two-term", "centrist", "reformist", "designated", "my friend",
];

/// Words before an office that say it is no longer, or not yet, held.
pub(crate) const FORMER: &[&str] =
    &["former", "ex", "one-time", "erstwhile", "onetime", "past", "ousted", "deposed", "retired", "would-be", "ex-"];

/// Titles of courtesy: what follows is a person, of no office.
pub(crate) const COURTESY: &[&str] =
    &["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "messrs", "messrs.", "mme.", "mlle.", "herr", "frau", "madame",
      "monsieur", "señor", "comrade", "mister", "madam", "sir", "dame", "dr", "dr.", "rev.", "professor", "prof."];

/// Particles inside the names of people.
pub(crate) const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "el", "al", "bin",
    "ibn", "ben", "bint", "ter", "ten", "zu", "af", "av", "ould", "abu", "ul", "ur", "und", "e", "y", "al-", "mac", "st.",
    "san", "santa", "lo", "dal", "degli", "dei", "vom", "zur", "'t", "op", "st",
];

/// Verbs of saying, in the forms of news prose.
pub(crate) const SAYING: &[&str] = &[
    "said", "says", "told", "added", "adds", "stated", "noted", "explained", "wrote", "argued", "insisted", "urged", "warned",
    "announced", "stressed", "claimed", "denied", "commented", "remarked", "declared", "asked", "replied", "reiterated",
    "emphasized", "emphasised", "concluded", "continued", "recalled", "acknowledged", "admitted", "testified", "tweeted",
    "predicted", "complained", "suggested", "observed", "called", "articulated", "confirmed", "pledged", "vowed",
];

/// Verbs and auxiliaries after the seat of a government that acts: `Moscow urged`, `Beijing has`.
pub(crate) const ACTING: &[&str] = &[
    "said", "says", "urged", "urges", "warned", "warns", "denied", "denies", "accused", "accuses", "has", "had", "would",
    "will", "should", "must", "wants", "wanted", "insists", "insisted", "rejected", "rejects", "announced", "announces",
    "demanded", "demands", "hopes", "hoped", "believes", "regards", "sees", "supports", "supported", "backed", "backs",
    "condemned", "condemns", "called", "calls", "agreed", "agrees", "pledged", "vowed", "vows", "expelled", "summoned", "recalled",
    "refused", "refuses", "seeks", "sought", "sent", "signed", "imposed", "responded", "recognised", "recognized", "considers", "threatened",
    "threatens", "claims", "claimed", "blamed", "blames", "criticised", "criticized", "welcomed", "could", "may", "might",
    "can", "cannot", "did", "does", "decided", "proposed", "offered", "continues", "maintains", "views", "deployed", "launched",
    "retaliated", "tries", "tried", "fears", "faces", "faced", "needs", "adopted", "is", "was", "and",
];

/// Words before the seat of a government that is dealt with: `called upon Moscow`, `with Pyongyang`.
pub(crate) const DEALING: &[&str] = &[
    "with", "against", "between", "upon", "urge", "urged", "urges", "urging", "press", "pressed", "pressing", "warn", "warned",
    "told", "tell", "by", "accuse", "accused", "accuses", "accusing", "blame", "blamed", "ask", "asked", "for", "on", "help", "support",
    "condemn", "condemned", "criticise", "criticised", "criticized", "pressure", "persuade", "persuaded", "force", "forced",
    "towards", "toward", "let", "pro", "anti", "convince", "isolate", "punish", "if", "that", "while", "whether", "but",
    "because", "when", "as", "allow", "isolating", "engage", "provoke", "and",
];

/// Words that end the name of a body. Each may be followed by `of …`.
pub(crate) const BODY_ENDS: &[&str] = &[
    "agency", "alliance", "army", "assembly", "association", "authority", "bank", "board", "brigade", "broadcasting",
    "bureau", "cabinet", "center", "centre", "chamber", "church", "club", "coalition", "college", "command", "commission",
    "committee", "company", "confederation", "conference", "congress", "consortium", "cooperative", "corporation",
    "corps", "council", "court", "department", "directorate", "division", "duma", "exchange", "faction", "federation", "fleet",
    "force", "forces", "forum", "foundation", "fund", "government", "group", "guard", "holdings", "hospital", "inc",
    "industries", "initiative", "institute", "institution", "laboratory", "league", "legislature", "ltd", "ministry",
    "mission", "movement", "museum", "navy", "network", "news", "observatory", "office", "orchestra", "organisation", "organization",
    "organisations", "parliament", "partnership", "party", "patrol", "police", "post", "press", "program", "programme", "quartet",
    "regiment", "registry", "school", "secretariat", "senate", "service", "services", "society", "staff", "survey", "syndicate",
    "task force", "team", "telegraph", "times", "tribunal", "tribune", "trust", "union", "unit", "university", "wing",
    "records", "airlines", "airways", "motors", "studios", "entertainment", "pictures", "systems", "technologies", "bancorp",
    "newspaper", "magazine", "journal", "gazette", "herald", "administration", "academy", "corp", "co", "co.", "inc.", "corp.", "ltd.",
    "plc", "llc", "gmbh", "ag", "sa", "seminary", "caucus", "subcommittee", "front", "brotherhood", "brigades", "battalion",
    "squadron", "libraries", "library", "committees", "associates", "productions", "enterprises", "laboratories", "chronicle", "register",
    "orchestras", "choir", "federations", "clinic", "band", "inspectorate", "bundesrat", "bundestag", "conservancy", "council's",
];

/// Words that end the name of a place.
pub(crate) const PLACE_ENDS: &[&str] = &[
    "river", "province", "county", "island", "islands", "peninsula", "city", "valley", "mountains", "district", "region",
    "sea", "ocean", "lake", "bay", "gulf", "strait", "straits", "desert", "airport", "square", "street", "avenue", "road", "bridge",
    "oblast", "prefecture", "governorate", "municipality", "canal", "coast", "basin", "forest", "park", "beach", "harbor",
    "harbour", "heights", "hill", "hills", "village", "township", "town", "port", "stadium", "border", "plateau", "creek", "canyon",
    "territory", "palace", "reservoir", "falls", "glacier", "pass", "highway", "boulevard", "lane", "archipelago", "reef", "plaza",
    "parish", "borough", "ranch", "castle", "cemetery", "monument", "dam", "reservation", "base", "station", "range", "ridge",
    "cathedral", "abbey", "zone", "garden", "gardens", "tower", "railway", "wharf", "mine", "area", "refuge",
];

/// Words that begin the name of a place.
pub(crate) const PLACE_STARTS: &[&str] = &[
    "lake", "mount", "mt.", "mt", "fort", "cape", "gulf of", "bay of", "strait of", "isle of", "port", "camp", "sea of",
    "province of", "city of", "county of", "state of", "town of", "village of", "island of", "district of", "point",
    "straits of", "river", "republic of", "ft.",
];

/// Capitalised words that are no names: days, months and the like.
pub(crate) const CALENDAR: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
    "may", "june", "july", "august", "september", "october", "november", "december", "jan.", "feb.", "mar.", "apr.", "jun.",
    "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.", "christmas", "easter", "ramadan", "today", "yesterday", "tomorrow",
    "am", "pm", "gmt", "utc", "est", "edt",
];

/// Capitalised words that never stand in the name of a person.
pub(crate) const NEVER_PERSON: &[&str] = &[
    "the", "a", "an", "and", "or", "of", "in", "on", "at", "to", "for", "with", "by", "from", "as", "but", "if", "i", "we", "he",
    "she", "it", "they", "you", "his", "her", "its", "their", "our", "my", "your", "this", "that", "these", "those", "what", "who", "when",
    "where", "why", "how", "no", "not", "yes", "so", "then", "there", "here", "after", "before", "while", "since", "until", "because",
    "although", "though", "however", "meanwhile", "moreover", "furthermore", "all", "both", "each", "every", "some", "any",
    "many", "most", "more", "other", "another", "such", "only", "also", "just", "even", "still", "yet", "now", "once", "under",
    "over", "between", "during", "through", "against", "about", "into", "without", "within", "among", "across", "despite",
    "according", "act", "bill", "question", "answer", "transcript", "press", "release", "statement", "interview", "speech", "e",
    "government", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "new", "day",
    "republican", "democrat", "democratic", "congressional", "american", "americans", "nobel", "olympic", "internet", "english",
    "inc", "ltd", "corp", "co", "plan", "treaty", "agreement", "amendment", "medicare", "medicaid", "covid", "let", "well", "oh",
    "first", "second", "third", "last", "next", "two", "three", "four", "five", "six", "ten", "one", "q", "earth", "god", "wto", "chapter",
    "section", "article", "part", "title", "volume", "figure", "table", "page", "phase", "prize", "award", "medal", "cup", "war",
    "journalist", "host", "interviewer", "reporter", "compere", "qu", "jnl", "subject", "re", "dear", "sincerely", "thank", "thanks",
];

/// Family names that stand before the given name, in the usual romanisations of Korea, China and Vietnam.
pub(crate) const EASTERN_SURNAMES: &[&str] = &[
    "kim", "lee", "park", "pak", "choi", "choe", "chung", "jung", "jeong", "kang", "cho", "jo", "yoon", "yun", "jang", "chang", "lim",
    "im", "rim", "han", "oh", "seo", "suh", "shin", "sin", "kwon", "hwang", "ahn", "an", "song", "ryu", "yoo", "yu", "hong", "jeon", "chun",
    "ko", "koh", "moon", "mun", "son", "sohn", "yang", "bae", "paik", "baek", "nam", "roh", "no", "noh", "ri", "rhee", "ha", "joo", "ju",
    "woo", "ku", "koo", "min", "jin", "chin", "na", "ra", "ro", "chi", "ji", "um", "won", "cha", "bang", "byun", "pyon", "kwak", "thae", "tae",
    "wang", "li", "zhang", "liu", "chen", "yang", "zhao", "huang", "zhou", "wu", "xu", "sun", "hu", "zhu", "gao", "lin", "he",
    "guo", "ma", "luo", "liang", "zheng", "xie", "tang", "deng", "cao", "peng", "zeng", "xiao", "tian", "dong", "yuan",
    "pan", "jiang", "cai", "yu", "du", "ye", "cheng", "wei", "su", "lu", "ding", "ren", "shen", "yao", "xi", "mao", "qin", "qian",
    "hua", "wen", "bo", "nguyen", "tran", "pham", "phan", "vo", "truong", "bui", "dang", "le", "hoang", "vu", "hun", "teng", "chou", "chiang",
    "tsai", "lai", "hau", "so", "sim", "paek", "o", "pyo", "kye", "hyon", "jon", "tong", "sok", "ham", "ho", "huh", "heo", "hur",
];

/// Folds the plural of a `+s` entry away: yields each head phrase.
pub(crate) fn phrases(list: &'static str) -> impl Iterator<Item = (String, bool)> {
    list.split('|').map(str::trim).flat_map(|item| match item.strip_suffix("+s") {
        Some(single) => vec![(single.to_owned(), false), (format!("{single}s"), true)],
        None => vec![(item.to_owned(), false)],
    })
}
