//! Do two names name one person? Part against part, with a reason in words.

use super::data::is_given;
use super::links::{Link, link, squeeze, swapped};
use super::parts::{Name, Part, is_patronymic, parse};
use super::{Verdict, chinese, korean, sounds};

/// How a name reads in the East.
pub(super) enum East {
    Korean(korean::Korean),
    Chinese(chinese::Chinese),
}

/// The reading of a name as Korean or Chinese, where it has one.
pub(super) fn east(name: &Name) -> Option<East> {
    if name.comma && name.parts.len() > 3 || name.suffix.is_some() {
        return None;
    }
    let korean = korean::read(&name.parts);
    if let Some(korean) = korean.as_ref().filter(|korean| korean.whole()) {
        return Some(East::Korean(korean.clone()));
    }
    if let Some(chinese) = chinese::read(&name.parts) {
        return Some(East::Chinese(chinese));
    }
    korean.map(East::Korean)
}

fn yes(why: impl Into<String>) -> Verdict {
    Verdict { same: true, why: why.into() }
}

fn no(why: impl Into<String>) -> Verdict {
    Verdict { same: false, why: why.into() }
}

/// See [`super::same`].
pub(super) fn same(left: &str, right: &str) -> Verdict {
    let (a, b) = (parse(left), parse(right));
    if a.parts.is_empty() || b.parts.is_empty() {
        return no("there is no name to compare");
    }
    if let (Some(x), Some(y)) = (a.suffix, b.suffix)
        && x != y
    {
        return no(format!("one is marked {x}, the other {y}"));
    }
    let spelt = |name: &Name| name.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ");
    let (spelt_a, spelt_b) = (spelt(&a), spelt(&b));
    if spelt_a == spelt_b {
        return yes("the same words");
    }
    if super::key_of(&a) == super::key_of(&b) {
        return yes("the same name, spelt or ordered in another way");
    }
    let (east_a, east_b) = (east(&a), east(&b));
    match (&east_a, &east_b) {
        (Some(East::Korean(x)), Some(East::Korean(y))) => {
            if x.matches(y) {
                return yes("the same Korean name in two romanisations");
            }
            if x.whole() && y.whole() {
                return slip_in_east(&a, &b).unwrap_or_else(|| no("two Korean names"));
            }
        }
        (Some(East::Chinese(x)), Some(East::Chinese(y))) => {
            if x.matches(y) {
                return yes("the same Chinese name in two romanisations");
            }
            return slip_in_east(&a, &b).unwrap_or_else(|| no("two Chinese names"));
        }
        (Some(East::Korean(_)), Some(East::Chinese(y))) | (Some(East::Chinese(y)), Some(East::Korean(_))) => {
            // Names that can be both: the reading the two have in common decides.
            if let (Some(x), Some(z)) = (korean::read(&a.parts), korean::read(&b.parts)) {
                return if x.matches(&z) {
                    yes("the same Korean name in two romanisations")
                } else {
                    no("two names")
                };
            }
            if let (Some(x), Some(z)) = (chinese::read(&a.parts), chinese::read(&b.parts)) {
                return if x.matches(&z) {
                    yes("the same Chinese name in two romanisations")
                } else {
                    no("two names")
                };
            }
            if y.whole() {
                return slip_in_east(&a, &b).unwrap_or_else(|| no("a Korean and a Chinese name"));
            }
        }
        _ => {}
    }
    aligned(&a, &b)
}

/// Run together, two names that are split or hyphened in other places are alike but for a slip.
fn slip_in_east(a: &Name, b: &Name) -> Option<Verdict> {
    let surname = |name: &Name| name.parts.first().map(|part| part.text.clone());
    let join = |name: &Name| name.parts.iter().map(|part| part.text.as_str()).collect::<String>();
    let (x, y) = (join(a), join(b));
    if squeeze(&x) == squeeze(&y) {
        return Some(yes("the same letters, split in another way"));
    }
    (surname(a) == surname(b) && x.len().min(y.len()) >= 7 && swapped(&x, &y))
        .then(|| yes("two letters swapped"))
}

struct Match {
    left: usize,
    right: usize,
    link: Link,
}

/// Pairs off the parts, the surest first, and judges what is left over.
fn aligned(a: &Name, b: &Name) -> Verdict {
    let (x, y) = (joined_to_fit(a, b), joined_to_fit(b, a));
    let (x, y): (Vec<&Part>, Vec<&Part>) =
        (x.iter().filter(|part| !part.particle).collect(), y.iter().filter(|part| !part.particle).collect());
    if let Some(verdict) = run_together(&x, &y) {
        return verdict;
    }
    let mut links: Vec<Match> = Vec::new();
    for (left, p) in x.iter().enumerate() {
        for (right, q) in y.iter().enumerate() {
            if let Some(link) = link(p, q) {
                links.push(Match { left, right, link });
            }
        }
    }
    let from_end = |m: &Match| (x.len() - m.left).abs_diff(y.len() - m.right).min(m.left.abs_diff(m.right));
    links.sort_by_key(|m| (std::cmp::Reverse(m.link), from_end(m), m.left, m.right));
    let mut pairs: Vec<Match> = Vec::new();
    for m in links {
        // An initial stands for a given name: never for the last word, but where it is the last itself.
        let ends = (m.left + 1 == x.len()) != (m.right + 1 == y.len());
        if m.link == Link::Initial && ends {
            continue;
        }
        if pairs.iter().all(|p| p.left != m.left && p.right != m.right) {
            pairs.push(m);
        }
    }
    judge(&x, &y, &pairs, a, b)
}

/// The parts of `name`, neighbours joined where the other name has them as one word.
fn joined_to_fit(name: &Name, other: &Name) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::with_capacity(name.parts.len());
    let mut rest = name.parts.as_slice();
    'outer: while let Some(part) = rest.first() {
        for take in (2..=4.min(rest.len())).rev() {
            let Some(run) = rest.get(..take) else { continue };
            if run.iter().any(|part| part.initial) {
                continue;
            }
            let text: String = run.iter().map(|part| part.text.as_str()).collect();
            let code = sounds::code(&text);
            if other.parts.iter().any(|part| {
                part.code == code
                    && !part.particle
                    && (squeeze(&part.text) == squeeze(&text) || text.len() > 9)
            }) {
                parts.push(Part { text, code, particle: false, ..part.clone() });
                rest = rest.get(take..).unwrap_or_default();
                continue 'outer;
            }
        }
        parts.push(part.clone());
        rest = rest.get(1..).unwrap_or_default();
    }
    parts
}

/// `SergeiLavrov`, `Jan Daniel` and `JanDaniel`.
fn run_together(x: &[&Part], y: &[&Part]) -> Option<Verdict> {
    let join = |parts: &[&Part]| parts.iter().map(|part| part.text.as_str()).collect::<String>();
    let (p, q) = (join(x), join(y));
    if p.len() < 6 || x.iter().chain(y).any(|part| part.initial) {
        return None;
    }
    if x.len() == y.len() && x.len() > 1 {
        return None;
    }
    let turned = |parts: &[&Part]| {
        let (last, front) = parts.split_last()?;
        Some(format!("{}{}", last.text, join(front)))
    };
    let alike = p == q || turned(x).is_some_and(|p| p == q) || turned(y).is_some_and(|q| p == q);
    alike.then(|| yes("the same letters, split in another way"))
}

/// What the pairs found, and what is left of each name, say.
fn judge(x: &[&Part], y: &[&Part], pairs: &[Match], a: &Name, b: &Name) -> Verdict {
    let left_over = |parts: &[&Part], left: bool| -> Vec<usize> {
        (0..parts.len())
            .filter(|&i| pairs.iter().all(|m| if left { m.left != i } else { m.right != i }))
            .collect()
    };
    let (over_x, over_y) = (left_over(x, true), left_over(y, false));
    // Words repeated in one name, soft titles, are nothing.
    let weighs = |parts: &[&Part], at: &usize| -> bool {
        let Some(part) = parts.get(*at) else { return false };
        let beside = |i: usize| {
            parts.get(i).is_some_and(|other| {
                other.code == part.code || other.code.ends_with(&part.code) && part.code.len() > 3
            })
        };
        let repeated = beside(at + 1) || *at > 0 && beside(at - 1);
        !(part.soft_title || repeated)
    };
    let over_x: Vec<usize> = over_x.into_iter().filter(|at| weighs(x, at)).collect();
    let over_y: Vec<usize> = over_y.into_iter().filter(|at| weighs(y, at)).collect();
    let eastern = matches!(east(a), Some(East::Korean(ref name)) if name.whole())
        || matches!(east(a), Some(East::Chinese(_)))
        || matches!(east(b), Some(East::Korean(ref name)) if name.whole())
        || matches!(east(b), Some(East::Chinese(_)));
    let full_over = |parts: &[&Part], over: &[usize]| {
        over.iter().any(|at| parts.get(*at).is_some_and(|part| !part.initial))
    };
    if eastern && (full_over(x, &over_x) || full_over(y, &over_y)) {
        return no("a Korean or Chinese name, and the other has not the same syllables");
    }
    let word = |parts: &[&Part], at: usize| parts.get(at).map(|part| part.text.clone()).unwrap_or_default();
    if let (Some(&p), Some(&q)) = (over_x.first(), over_y.first()) {
        return no(format!("`{}` against `{}`", word(x, p), word(y, q)));
    }
    let full = pairs.iter().filter(|m| m.link > Link::Initial).count();
    let slips = pairs.iter().filter(|m| matches!(m.link, Link::Slip | Link::Lost)).count();
    let in_surname = |m: &Match| m.left + 1 == x.len() && m.right + 1 == y.len() && word(x, m.left).len() < 9;
    if pairs.iter().any(|m| m.link == Link::Lost && in_surname(m)) {
        return no("surnames that are not the same");
    }
    if full == 0 {
        return no("nothing but initials in common");
    }
    let (short, short_name, long, over, left) =
        if over_x.is_empty() { (x, a, y, &over_y, true) } else { (y, b, x, &over_x, false) };
    let long_name = if left { b } else { a };
    if x.len() == 1 && y.len() == 1 {
        return match pairs.first() {
            Some(m) if !matches!(m.link, Link::Slip | Link::Lost) || word(x, 0).len() >= 7 => {
                yes("one word each, in two spellings")
            }
            _ => no("one word each, and not the same"),
        };
    }
    if short.len() == 1 {
        let Some(m) = pairs.first() else { return no("nothing in common") };
        let at = if left { m.right } else { m.left };
        let last = at + 1 == long.len();
        if m.link < Link::Variant {
            return no("one word, and not the same");
        }
        return if last
            && (short_name.titled || !is_given(&short.first().map(|p| p.code.clone()).unwrap_or_default()))
            && !long_name.titled
        {
            yes("the surname alone, and nothing contradicts it")
        } else if at == 0 && long.len() > 2 {
            yes("the first name alone, and nothing contradicts it")
        } else {
            no("one word says too little")
        };
    }
    let weighty = |parts: &[&Part], at: &usize| {
        parts.get(*at).is_some_and(|part| !part.initial && !is_patronymic(&part.text))
    };
    if slips > 0 && (over_x.iter().any(|at| weighty(x, at)) || over_y.iter().any(|at| weighty(y, at))) {
        return no("spelt alike, and one has a name that the other has not");
    }
    if slips > 1 || slips == 1 && full < 2 {
        return no("spelt alike, but too little else in common");
    }
    // Where every word is a given name, their order tells people apart.
    let crossed = pairs.iter().any(|m| pairs.iter().any(|n| m.left < n.left && m.right > n.right));
    let order_known = |name: &Name| name.comma || name.parts.iter().any(|part| part.caps);
    if crossed && a.vietnamese && b.vietnamese {
        return no("two Vietnamese names");
    }
    let fathers = x.iter().chain(y).any(|part| part.of_father);
    if crossed
        && !fathers
        && over.is_empty()
        && !order_known(a)
        && !order_known(b)
        && all_given(short)
        && all_given(long)
    {
        return no("two given names in another order");
    }
    if crossed
        && (slips > 0 || pairs.iter().any(|m| m.link == Link::Initial))
        && !order_known(a)
        && !order_known(b)
    {
        return no("spelt alike, in another order");
    }
    let weighty_over = over.iter().any(|at| weighty(long, at));
    if crossed && weighty_over {
        return no("another order, and one has a name that the other has not");
    }
    let short_given = all_given(short);
    if short_given && weighty_over && (over.contains(&0) || over.len() > 1) {
        return no("given names alone, and one has names that the other has not");
    }
    // `C. Boyden Gray` is no `Charles Gray`: who goes by his second name is known by it.
    let initial_in_long = pairs.iter().any(|m| {
        m.link == Link::Initial
            && long.get(if left { m.right } else { m.left }).is_some_and(|part| part.initial)
    });
    if initial_in_long && weighty_over {
        return no("goes by another name");
    }
    if let Some(verdict) = extra(short, long, pairs, over, left, crossed) {
        return verdict;
    }
    let mut why: Vec<&str> = Vec::new();
    if pairs.iter().any(|m| m.link == Link::Initial) {
        why.push("an initial stands for a name");
    }
    if slips > 0 {
        why.push("one word differs by a slip");
    }
    if pairs.iter().any(|m| m.link == Link::Variant) {
        why.push("spellings of one name");
    }
    if !over.is_empty() {
        why.push("one leaves out a name that the other has");
    }
    if crossed {
        why.push("another order");
    }
    if why.is_empty() {
        why.push("the same names");
    }
    yes(why.join("; "))
}

fn all_given(parts: &[&Part]) -> bool {
    parts.iter().all(|part| is_given(&part.code))
}

/// Whether the names that only the longer form has may be left out; a verdict where they may not.
fn extra(
    short: &[&Part],
    long: &[&Part],
    pairs: &[Match],
    over: &[usize],
    left: bool,
    crossed: bool,
) -> Option<Verdict> {
    if over.is_empty() {
        return None;
    }
    let long_at = |m: &Match| if left { m.right } else { m.left };
    let taken = |at: usize| pairs.iter().any(|m| long_at(m) == at);
    let word = |at: usize| long.get(at).map(|part| part.text.clone()).unwrap_or_default();
    let last = long.len() - 1;
    if let Some(at) = over.iter().find(|at| {
        long.get(**at).is_some_and(|part| part.caps)
            && !long.iter().enumerate().any(|(i, part)| part.caps && taken(i))
    }) {
        return Some(no(format!("the surname `{}` is missing", word(*at))));
    }
    let fathers = long.iter().any(|part| part.of_father);
    let first_is_first = pairs.iter().any(|m| m.left == 0 && m.right == 0);
    if fathers && !first_is_first {
        return Some(no(format!("`{}` is missing, and the rest is of his fathers", word(0))));
    }
    // The given name alone is left out: what remains are middle names and a surname, or two surnames.
    if !taken(last) {
        let end = short
            .last()
            .is_some_and(|part| !part.of_father && is_given(&part.code) || is_patronymic(&part.text));
        if end && !crossed {
            return Some(no(format!("the surname `{}` is missing", word(last))));
        }
        if !fathers && short.iter().all(|part| is_given(&part.code)) {
            return Some(no(format!("the surname `{}` is missing", word(last))));
        }
    }
    let hyphened = long.get(last).is_some_and(|part| part.tied);
    if !fathers && !hyphened && last > 2 && !taken(last) && !taken(last - 1) {
        return Some(no(format!("the names `{}` and `{}` are missing", word(last - 1), word(last))));
    }
    let full = pairs.iter().filter(|m| m.link > Link::Initial).count();
    if full < 2 && !taken(last) {
        return Some(no("an initial and too little else"));
    }
    if full < 2 && !taken(0) {
        return Some(no("an initial and too little else"));
    }
    None
}
