//! Readings over the bundled assets: what is found, and where.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

static JAPANESE: LazyLock<Readings> = LazyLock::new(|| Readings::bundled(Language::Japanese).unwrap());

fn find(readings: &Readings, text: &str, query: &ReadingQuery) -> Option<ReadingMatch> {
    readings.find(text, query, &mut Letters::default())
}

/// The part of `text` that `typed` is found in.
fn found_in(readings: &Readings, typed: &str, text: &str) -> Option<String> {
    let found = find(readings, text, &readings.query(typed)?)?;
    Some(text.chars().skip(found.range.start).take(found.range.len()).collect())
}

#[test]
fn queries_find_what_they_read() {
    // Query, text, the part of it that is found.
    let cases = include_str!("cases.tsv");
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in cases.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [typed, text, expected] = fields[..] else { panic!("not three fields: {line}") };
        let found = found_in(&JAPANESE, typed, text);
        if found.as_deref() != Some(expected).filter(|expected| *expected != "-") {
            wrong.push(format!("{line}: {found:?}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 80, "{count}");
}

#[test]
fn every_prefix_of_a_query_that_matches_does() {
    for (query, text) in [
        ("kaosuenjiniaringu", "カオスエンジニアリング"),
        ("shachou", "社長"),
        ("syatyou", "社長"),
        ("matcha", "抹茶"),
        ("zasshi", "雑誌"),
        ("shimbun", "新聞"),
        ("shin'ichi", "真一"),
        ("awskatsuyou", "AWS活用"),
        ("juudai", "10台"),
        ("fujiwararyouma", "藤原 涼馬"),
        ("kabushikigaisha", "株式会社"),
    ] {
        for length in 2..=query.len() {
            let typed = query.get(..length).unwrap();
            // What stands there as it was typed is found literally.
            if typed.len() > 3 || !text.to_lowercase().starts_with(typed) {
                assert!(found_in(&JAPANESE, typed, text).is_some(), "{typed} in {text}");
            }
        }
    }
}

#[test]
fn a_match_tells_how_good_it_is() {
    let fits = |typed: &str, text: &str| {
        let found = find(&JAPANESE, text, &JAPANESE.query(typed).unwrap()).unwrap();
        (found.range, found.at_word_start, found.is_whole, found.at_word_end, found.parts)
    };
    assert_eq!(fits("kaosu", "・カオス、カオスエンジニアリング"), (1..4, true, true, true, 1));
    assert_eq!(fits("kao", "カオス"), (0..2, true, true, false, 1));
    assert_eq!(fits("naisei", "ツールを内製化"), (4..6, true, true, false, 2));
    assert_eq!(fits("nais", "内製"), (0..2, true, false, true, 2));
    assert_eq!(fits("yosoku", "為替予測"), (2..4, false, true, true, 2));
    assert_eq!(fits("kyou", "今日"), (0..2, true, true, true, 1));
    assert_eq!(fits("gaido", "a ｶﾞｲﾄﾞ"), (2..7, true, true, true, 1));
    assert_eq!(fits("ogura", "昔の小さい小倉"), (5..7, true, true, true, 2));
}

#[test]
fn what_can_be_no_reading_is_no_query() {
    let long = "ka".repeat(32);
    let endless = "か".repeat(10_000);
    for typed in ["", "k", "ー", "-", "小倉", "ka!", "10", "^ka", "ka su", &long, &endless] {
        assert!(JAPANESE.query(typed).is_none(), "{typed}");
    }
    assert!(JAPANESE.query(&"ka".repeat(31)).is_some());
}

#[test]
fn hostile_texts_are_bounded() {
    let query = JAPANESE.query("kakakakakakakakakakakakakakakakakakakakakakakakakakakakakakax").unwrap();
    for unit in ["日", "か", "々", "ー", "1", "加科ー", " ", "か ", "a", "가", "\u{3099}", "小\u{FE00}"]
    {
        let found = find(&JAPANESE, &unit.repeat(10_000), &query);
        assert_eq!(found, None, "{unit}");
    }
}

#[test]
fn the_user_adds_readings() {
    let mut readings = Readings::bundled(Language::Japanese).unwrap();
    assert_eq!(found_in(&readings, "suzumari", "涼馬さん"), None);
    readings.add("涼馬", &["すずまり", "涼馬"]);
    readings.add("K8s", &["クバネテス", "keeto"]);
    readings.add("𠮷野家", &["よしのけ"]);
    readings.add("", &["か"]);
    for (typed, text, expected) in [
        ("suzumari", "涼馬さん", "涼馬"),
        ("kubanetesuunyou", "Ｋ８Ｓ運用", "Ｋ８Ｓ運用"),
        ("kubane", "the k8s way", "k8s"),
        ("keet", "the k8s way", "k8s"),
        ("yoshinoke", "𠮷野家で", "𠮷野家"),
    ] {
        assert_eq!(found_in(&readings, typed, text).as_deref(), Some(expected), "{typed}");
    }
    for (reading, can) in
        [("か", true), ("Ｋ8s", true), ("한글", true), ("涼馬", false), ("", false), ("か か", false)]
    {
        assert_eq!(Readings::can_read(reading), can, "{reading}");
    }
}

#[test]
fn chinese_and_korean_read_in_their_own_way() {
    let chinese = Readings::bundled(Language::Chinese).unwrap();
    let korean = Readings::bundled(Language::Korean).unwrap();
    for (readings, typed, text, expected) in [
        (&chinese, "chongqingyinhang", "中国重庆银行", "重庆银行"),
        (&chinese, "zhongqing", "重庆", "重庆"),
        (&chinese, "chongq", "重庆", "重庆"),
        (&chinese, "lvse", "绿色", "绿色"),
        (&chinese, "ojisan", "おじさん", "おじさん"),
        (&korean, "hanguk", "한국 사람", "한국"),
        (&korean, "ㅎㄱ", "안녕 한국", "한국"),
        (&korean, "한국", "大韓國", "韓國"),
        (&korean, "hangu", "韓國", "韓國"),
        (&korean, "gimchi", "김치", "김치"),
        (&korean, "kimchi", "김치", "김치"),
    ] {
        assert_eq!(found_in(readings, typed, text).as_deref(), Some(expected), "{typed}");
    }
}

#[test]
fn a_damaged_asset_is_told() {
    let bytes = include_bytes!("../../../assets/readings/ko.bin");
    let load = |bytes: &[u8]| Readings::load(Language::Korean, bytes).map(drop);
    let changed = |place: usize, byte: u8| {
        let mut bytes = bytes.to_vec();
        bytes[place] = byte;
        load(&bytes)
    };
    assert_eq!(load(bytes), Ok(()));
    assert_eq!(load(b"MDR"), Err(ReadingsError::NotReadings));
    assert_eq!(changed(0, b'X'), Err(ReadingsError::NotReadings));
    assert_eq!(changed(4, 9), Err(ReadingsError::Version(9)));
    assert_eq!(changed(5, b'j'), Err(ReadingsError::Language));
    assert_eq!(changed(1000, !bytes[1000]), Err(ReadingsError::Checksum));
    assert_eq!(load(bytes.get(..1000).unwrap()), Err(ReadingsError::Checksum));
    assert_eq!(
        ReadingsError::Checksum.to_string(),
        "damaged readings: the checksum does not fit",
        "a message that a user understands"
    );
}

#[test]
#[ignore = "needs ../shared/notes"]
#[expect(clippy::disallowed_methods, reason = "the notes are no part of the project")]
fn the_seed_queries_find_their_words_in_the_notes() {
    let notes = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/notes");
    let note = std::fs::read_to_string(format!("{notes}/cndt2019-day2.txt")).unwrap();
    let queries = std::fs::read_to_string(format!("{notes}/romaji-queries.tsv")).unwrap();
    let mut count = 0;
    for (typed, expected) in queries.lines().filter_map(|line| line.split_once('\t')) {
        let query = JAPANESE.query(typed).unwrap();
        let found = |line: &str| {
            let range = find(&JAPANESE, line, &query)?.range;
            Some(line.chars().skip(range.start).take(range.len()).collect::<String>())
        };
        let holds_it = |line: &&str| line.contains(expected);
        let in_note = note.lines().filter(holds_it).any(|line| found(line).as_deref() == Some(expected));
        assert!(in_note, "{typed} does not find {expected}");
        count += 1;
    }
    assert!(count >= 18, "{count}");
}

/// Romaji of sounds, each in its first spelling.
fn romaji(sounds: &[Sound]) -> String {
    let spellings = sounds.iter().filter_map(|sound| sound.spellings().first());
    String::from_utf8(spellings.flatten().copied().collect()).unwrap()
}

proptest! {
    #[test]
    fn what_is_found_is_a_match(
        text in "([か-ごァ-オー]|[一-二内製化藤原加奈金今日五十嵐人台]|[0-9]|[a-c]|きゃ|ん|ー|々|・| |[ぁ-んァ-ヶ]){0,40}",
        typed in "(ka|ki|kya|na|kin|i|10|1|a|o|go|ichi|一|かな|ん){1,4}",
    ) {
        if let Some(query) = JAPANESE.query(&typed) {
            prop_assert_eq!(JAPANESE.matches(&text, &query, &mut Letters::default()), find(&JAPANESE, &text, &query).is_some());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_surface_is_found_by_its_own_readings(entry in 0..16_000_usize) {
        let surface = String::from_utf16(JAPANESE.lexicon.surface(entry)).unwrap();
        for sounds in JAPANESE.lexicon.readings(entry) {
            let typed = romaji(sounds);
            if let Some(query) = JAPANESE.query(&typed) {
                let found = find(&JAPANESE, &surface, &query);
                prop_assert!(found.is_some_and(|found| found.range.start == 0), "{} {}", surface, typed);
            }
        }
    }

    #[test]
    fn a_range_lies_in_the_text(typed in "[a-z]{2,4}|[ぁ-ゖー]{1,3}", text in "([ぁ-ヺーｦ-ﾟa-zA-Z0-9 ・]|[一-鿿]|\u{3099}|\\PC){0,40}") {
        if let Some(query) = JAPANESE.query(&typed)
            && let Some(found) = find(&JAPANESE, &text, &query)
        {
            prop_assert!(found.range.start < found.range.end);
            prop_assert!(found.range.end <= text.chars().count());
            prop_assert!(found.parts >= 1);
        }
    }

    #[test]
    fn turning_texts_away_early_loses_none(
        typed in "[a-z]{2,3}",
        text in "([ぁ-ヺー・ ]|[一-鿿]|[化可課時事日本人生ｦ-ﾟ\u{3099}々]|[a-z0-9]){1,8}",
    ) {
        if let Some(query) = JAPANESE.query(&typed) {
            let found = find(&JAPANESE, &text, &query);
            let everywhere = ReadingQuery { spelling: query.spelling, starts: Starts::everywhere() };
            prop_assert_eq!(found, find(&JAPANESE, &text, &everywhere));
        }
    }
}
