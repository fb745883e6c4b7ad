//! The index and the mentions of whole notes.

use std::sync::Arc;

use super::index::EntityIndex;
use super::mention::{Mention, Mentions, node_count};
use crate::note::notation::Notation;
use crate::note::source::Source;
use crate::vault::{Note, NoteId, Vault};

/// A note with a session for each attribution, and one more with `lines`.
fn note(attributions: &[&str], lines: &[&str]) -> Note {
    let mut text = String::new();
    for attribution in attributions {
        text.extend(["■話\n\n", attribution, "\n\n"]);
    }
    text.extend(["■本文\n\n●節\n", &lines.join("\n"), "\n"]);
    Note::parse("note.txt", Source::from_text(text), Arc::new(Notation::bundled()))
}

fn indexed(notes: Vec<Note>) -> (Vault, EntityIndex, Mentions) {
    let vault = Vault::new(notes);
    let index = vault.entities();
    let mentions = vault.mentions(&index);
    (vault, index, mentions)
}

/// What is mentioned, as `name: text`.
fn told(attributions: &[&str], line: &str) -> Vec<String> {
    let (vault, index, mentions) = indexed(vec![note(attributions, &[line])]);
    let mut all: Vec<(Mention, String)> = Vec::new();
    for (speaker, mentions) in index.speakers.iter().zip(&mentions.speakers) {
        all.extend(mentions.iter().map(|&mention| (mention, speaker.name.clone())));
    }
    for (company, mentions) in index.companies.iter().zip(&mentions.companies) {
        all.extend(mentions.iter().map(|&mention| (mention, company.name.clone())));
    }
    all.sort_by_key(|(mention, _)| mention.start);
    let text = |mention: Mention| {
        let (note, id) = mention.spot;
        let text = vault.note(NoteId(note)).text_of(id);
        text.get(mention.start as usize..mention.end as usize).unwrap_or("?").to_owned()
    };
    all.into_iter().map(|(mention, name)| format!("{name}: {}", text(mention))).collect()
}

#[test]
fn names_are_found_in_other_spellings_and_not_in_other_words() {
    let person = &["青葉 しおり さん"][..];
    let cases: [(&[&str], &str, &[&str]); 27] = [
        (person, "これは青葉しおりの話", &["青葉 しおり: 青葉しおり"]),
        (person, "青葉　しおりと青葉 しおり", &["青葉 しおり: 青葉　しおり", "青葉 しおり: 青葉 しおり"]),
        (person, "青葉さんの質問", &["青葉 しおり: 青葉さん"]),
        (person, "青葉 さんの質問", &["青葉 しおり: 青葉 さん"]),
        (person, "若い青葉が茂る", &[]),
        (person, "大青葉さん", &[]),
        (&["青葉 しおり さん", "青葉 健 さん"], "青葉さんの質問", &[]),
        (&["小倉さん"], "小倉の話", &[]),
        (&["小倉さん"], "小倉さんの話", &["小倉: 小倉さん"]),
        (&["Ken Sato (Tsukimi)"], "asked KEN SATO of TSUKIMI", &["Ken Sato: KEN SATO", "Tsukimi: TSUKIMI"]),
        (&["Ken Sato (Tsukimi)"], "Ｋｅｎ　Ｓａｔｏ", &["Ken Sato: Ｋｅｎ　Ｓａｔｏ"]),
        (&["Ken Sato (Tsukimi)"], "Tsukimiko, Tsukimi2", &[]),
        (&["Ken Sato (Tsukimi)"], "Tsukimiの話", &["Tsukimi: Tsukimi"]),
        (&["@LINE"], "LINEとONLINEとline", &["LINE: LINE"]),
        (&["@YJ"], "YJの話", &[]),
        (&["@日立"], "日立市と日立の話", &["日立: 日立"]),
        (&["@日立"], "毎日 立つ", &[]),
        (&["@カナ"], "カナダのカナ", &["カナ: カナ"]),
        (&["株式会社月見坂"], "月見坂の㈱月見坂", &["株式会社月見坂: 月見坂", "株式会社月見坂: 月見坂"]),
        (&["株式会社月見"], "月見の株式会社月見", &["株式会社月見: 株式会社月見"]),
        (&["月見坂", "月見坂総研"], "月見坂総研", &["月見坂総研: 月見坂総研"]),
        (&["月見坂", "月見坂総研"], "月見坂総合", &["月見坂: 月見坂"]),
        (&["@ｶﾞﾗｽﾓ社"], "ガラスモ社", &["ｶﾞﾗｽﾓ社: ガラスモ社"]),
        (&["@Paper Lantern Labs"], "paper  lantern labs", &["Paper Lantern Labs: paper  lantern labs"]),
        (&["ジョン・スミス さん"], "ジョン スミス", &["ジョン・スミス: ジョン スミス"]),
        (&["森 鴎 さん"], "森鴎と森鴎外", &["森 鴎: 森鴎"]),
        (&["@株式会社"], "株式会社の話", &["株式会社: 株式会社"]),
    ];
    for (attributions, line, expected) in cases {
        assert_eq!(told(attributions, line), expected, "{attributions:?} in {line}");
    }
}

#[test]
fn a_family_name_is_whose_session_it_stands_in() {
    let text =
        "■一\n\n青葉 しおり さん\n\n●節\n青葉さんの質問\n\n■二\n\n青葉 健 さん\n\n●節\n青葉さんの質問\n";
    let one = Note::parse("one.txt", Source::from_text(text), Arc::new(Notation::bundled()));
    let (_, index, mentions) = indexed(vec![one, note(&["青葉 健 さん"], &["青葉さんの質問"])]);
    assert_eq!(index.speakers.len(), 2);
    let spots: Vec<Vec<u32>> =
        mentions.speakers.iter().map(|all| all.iter().map(|mention| mention.spot.0).collect()).collect();
    assert_eq!(spots, [vec![0], vec![0, 1]], "of two of that name the one who speaks in the note");
}

#[test]
fn what_is_written_in_several_ways_is_listed_once() {
    let notes = vec![
        note(
            &["青葉 しおり さん [月見坂]"],
            &["#Tty #tty ＃ＴＴＹ", "https://example.com/a https://example.com/a"],
        ),
        note(
            &["青葉しおり [㈱月見坂]", "青葉　しおり (月見坂株式会社)"],
            &["see https://example.com/a #other"],
        ),
    ];
    let (_, index, mentions) = indexed(notes);
    let [speaker] = index.speakers.as_slice() else { panic!("{:?}", index.speakers) };
    assert_eq!((speaker.name.as_str(), speaker.sessions.len()), ("青葉 しおり", 3));
    assert_eq!(speaker.companies, ["月見坂"]);
    let [company] = index.companies.as_slice() else { panic!("{:?}", index.companies) };
    assert_eq!((company.name.as_str(), company.sessions.len()), ("月見坂", 3));
    assert_eq!(company.spellings, ["月見坂", "㈱月見坂", "月見坂株式会社"]);
    let tags: Vec<(&str, u32, usize)> =
        index.tags.iter().map(|tag| (tag.name.as_str(), tag.count, tag.spots.len())).collect();
    assert_eq!(tags, [("Tty", 3, 1), ("other", 1, 1)]);
    let [link] = index.links.as_slice() else { panic!("{:?}", index.links) };
    assert_eq!(link.spots.len(), 2);
    assert_eq!(node_count(&mentions.speakers[0]), 0, "what stands under sessions is no mention");
}

#[test]
fn nothing_is_found_in_nothing() {
    assert_eq!(indexed(Vec::new()).2, Mentions::default());
    assert_eq!(indexed(vec![note(&[], &["ただの行"])]).2, Mentions::default());
}
