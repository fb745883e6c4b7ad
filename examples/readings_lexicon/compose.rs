//! Which words need an entry: those that shorter entries do not compose.
//!
//! First come the readings of single ideographs: from entries of their own, from Unihan, and what is left of words when
//! all their other parts are read as known (馬 is ま in many names). Then words by length, the shortest first; one
//! whose reading the entries so far compose is left out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use midashi::text::reading::romaji::{GEMINATING, VOICED};

use crate::unihan::Japanese;
use crate::{Words, is_kana};

/// In how many words an ideograph must have been left with a reading for that to be one of its own.
const MIN_EVIDENCE: usize = 2;
/// The same for a reading of a single kana, which is easily left over by mistake and found nearly everywhere.
const MIN_EVIDENCE_FOR_KANA: usize = 8;
/// The longest reading (kana) that an ideograph is left with.
const MAX_DERIVED: usize = 4;
/// Surfaces of words that may be parts of others are at most so long.
const MAX_PART: usize = 4;

type Lexicon = HashMap<Vec<char>, BTreeSet<Vec<char>>>;

/// The entries that `words` and the readings of single ideographs come down to.
pub(crate) fn pruned(words: &Words, unihan: &Japanese) -> Words {
    let mut lexicon = Lexicon::new();
    for (surface, readings) in words.iter().filter(|(surface, _)| surface.len() == 1) {
        lexicon.entry(surface.clone()).or_default().extend(readings.iter().cloned());
    }
    for (surface, readings) in &unihan.kun {
        // A kun reading runs on over kana that follow; words tell better which of it is the ideograph's.
        lexicon.entry(surface.clone()).or_insert_with(|| readings.clone());
    }
    for (surface, readings) in attested(words, &lexicon, &unihan.on) {
        lexicon.entry(surface).or_default().extend(readings);
    }
    for (surface, readings) in derived(words, &lexicon) {
        lexicon.entry(surface).or_default().extend(readings);
    }
    let mut by_length: Vec<(&Vec<char>, &BTreeSet<Vec<char>>)> =
        words.iter().filter(|(surface, _)| surface.len() > 1).collect();
    by_length.sort_by_key(|(surface, _)| surface.len());
    for (surface, readings) in by_length {
        for reading in readings {
            if !composes(&lexicon, surface, reading) {
                lexicon.entry(surface.clone()).or_default().insert(reading.clone());
            }
        }
    }
    lexicon.into_iter().collect()
}

/// Of the readings `on` those that a word has, its other parts being read as known; all for ideographs that `lexicon`
/// does not know. Dictionaries of ideographs list many that no word has any more.
fn attested(words: &Words, lexicon: &Lexicon, on: &Words) -> Words {
    let mut with_on = lexicon.clone();
    for (surface, readings) in on {
        with_on.entry(surface.clone()).or_default().extend(readings.iter().cloned());
    }
    let mut attested: Words = on.clone();
    attested.retain(|surface, _| !lexicon.contains_key(surface));
    for (surface, readings) in words.iter().filter(|(surface, _)| surface.len() > 1) {
        for reading in readings {
            let forward = reach(&with_on, surface, reading);
            for (place, ideograph) in surface.iter().enumerate() {
                let surface_of_one = vec![*ideograph];
                for one in on.get(&surface_of_one).into_iter().flatten() {
                    let forms = variants(one, place > 0).into_iter().chain([one.clone()]);
                    let ends = forms
                        .map(|form| after(forward[place], reading, &form))
                        .fold(0, |all, ends| all | ends);
                    let is_known = attested.get(&surface_of_one).is_some_and(|known| known.contains(one));
                    if ends != 0
                        && !is_known
                        && reach_from(&with_on, surface, reading, place + 1, ends)[surface.len()]
                            & (1 << reading.len())
                            != 0
                    {
                        attested.entry(surface_of_one.clone()).or_default().insert(one.clone());
                    }
                }
            }
        }
    }
    attested
}

/// Readings of single ideographs that enough words leave them with.
fn derived(words: &Words, lexicon: &Lexicon) -> Words {
    let mut evidence: BTreeMap<(char, Vec<char>), usize> = BTreeMap::new();
    for (surface, readings) in words.iter().filter(|(surface, _)| surface.len() > 1) {
        for reading in readings.iter().filter(|reading| !composes(lexicon, surface, reading)) {
            let left: BTreeSet<(char, Vec<char>)> = remainders(lexicon, surface, reading).collect();
            for remainder in left {
                *evidence.entry(remainder).or_default() += 1;
            }
        }
    }
    let mut by_count: Vec<(usize, char, Vec<char>)> =
        evidence.into_iter().map(|((ideograph, reading), count)| (count, ideograph, reading)).collect();
    by_count.sort_by_key(|&(count, ..)| std::cmp::Reverse(count));
    let mut derived = Words::new();
    for (count, ideograph, reading) in by_count {
        let surface = vec![ideograph];
        let known = lexicon.get(&surface).into_iter().chain(derived.get(&surface)).flatten();
        // 馬 is left with りま where 有 is あり: what another reading is a part of was cut at the wrong place.
        let is_cut_wrong = known
            .into_iter()
            .any(|known| reading.ends_with(known) || (known.len() > 1 && reading.starts_with(known)));
        let needed = if reading.len() == 1 { MIN_EVIDENCE_FOR_KANA } else { MIN_EVIDENCE };
        if count >= needed && !is_cut_wrong {
            derived.entry(surface).or_default().insert(reading);
        }
    }
    derived
}

/// What each ideograph of a word is left with when all before and after it are read as known.
fn remainders(
    lexicon: &Lexicon,
    surface: &[char],
    reading: &[char],
) -> impl Iterator<Item = (char, Vec<char>)> {
    let forward = reach(lexicon, surface, reading);
    let mut left = Vec::new();
    for (place, &ideograph) in surface.iter().enumerate().filter(|(_, c)| !is_kana(**c) && **c != '々') {
        for start in bits(forward[place]) {
            let longest = (reading.len() - start).min(MAX_DERIVED);
            for end in start + 1..=start + longest {
                let rest_composes = reach_from(lexicon, surface, reading, place + 1, 1 << end)[surface.len()]
                    & (1 << reading.len())
                    != 0;
                if rest_composes && begins_mora(reading, start) && begins_mora(reading, end) {
                    left.push((ideograph, reading[start..end].to_vec()));
                }
            }
        }
    }
    left.into_iter()
}

/// Whether a mora that can stand first begins at `place`, or the reading ends there.
fn begins_mora(reading: &[char], place: usize) -> bool {
    reading.get(place).is_none_or(|kana| !"っゃゅょぁぃぅぇぉんー".contains(*kana))
}

fn bits(set: u64) -> impl Iterator<Item = usize> {
    (0..64).filter(move |place| set & 1 << place != 0)
}

/// Whether entries shorter than `surface` compose its reading.
fn composes(lexicon: &Lexicon, surface: &[char], reading: &[char]) -> bool {
    reach(lexicon, surface, reading)[surface.len()] & (1 << reading.len()) != 0
}

fn reach(lexicon: &Lexicon, surface: &[char], reading: &[char]) -> Vec<u64> {
    reach_from(lexicon, surface, reading, 0, 1)
}

/// For each place in `surface`, the places in `reading` (as bits) that entries lead to, from `first` on.
fn reach_from(lexicon: &Lexicon, surface: &[char], reading: &[char], first: usize, start: u64) -> Vec<u64> {
    let mut reached = vec![0; surface.len() + 1];
    reached[first] = start;
    for place in first..surface.len() {
        if reached[place] == 0 {
            continue;
        }
        let from = reached[place];
        let c = surface[place];
        if is_kana(c) {
            let spoken: &[char] = if c == 'ゖ' { &['か', 'が', 'け', 'こ'] } else { &[c] };
            for kana in spoken {
                reached[place + 1] |= after(from, reading, &[*kana]);
            }
            continue;
        }
        let longest = (surface.len() - place).min(MAX_PART).min(surface.len() - 1);
        for length in 1..=longest {
            let repeated = c == '々' && place > 0 && length == 1;
            let part = if repeated { &surface[place - 1..place] } else { &surface[place..place + length] };
            for known in lexicon.get(part).into_iter().flatten() {
                let mut ends = after(from, reading, known);
                if length == 1 {
                    for variant in variants(known, place > 0) {
                        ends |= after(from, reading, &variant);
                    }
                }
                reached[place + length] |= ends;
            }
        }
    }
    reached
}

/// Where `part` leads from each of the places `from`.
fn after(from: u64, reading: &[char], part: &[char]) -> u64 {
    let ends = bits(from).filter(|&start| reading.get(start..).is_some_and(|rest| rest.starts_with(part)));
    ends.map(|start| 1 << (start + part.len())).fold(0, |all, end: u64| all | end)
}

/// The forms of an ideograph's reading in a compound: with its first kana voiced, its last one as っ.
fn variants(reading: &[char], is_later: bool) -> Vec<Vec<char>> {
    let mut firsts = vec![reading.to_vec()];
    for (plain, voiced) in VOICED.iter().filter(|_| is_later) {
        if let Some((_, voiced)) =
            plain.chars().zip(voiced.chars()).find(|(plain, _)| Some(plain) == reading.first())
        {
            let mut form = reading.to_vec();
            form[0] = voiced;
            firsts.push(form);
        }
    }
    let geminated: Vec<Vec<char>> = firsts
        .iter()
        .filter(|form| form.len() > 1 && form.last().is_some_and(|last| GEMINATING.contains(last)))
        .map(|form| [&form[..form.len() - 1], &['っ']].concat())
        .collect();
    firsts.extend(geminated);
    firsts
}
