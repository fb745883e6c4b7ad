//! Lines that say who speaks, in all patterns.

use super::*;

/// Line, speakers, companies.
const CASES: [(&str, &[&str], &[&str]); 45] = [
    ("青葉 しおり さん [月見坂システムズ]", &["青葉 しおり"], &["月見坂システムズ"]),
    ("青葉 しおりさん［月見坂システムズ］", &["青葉 しおり"], &["月見坂システムズ"]),
    ("青葉しおり 氏（月見坂システムズ）", &["青葉しおり"], &["月見坂システムズ"]),
    ("青葉 しおり様 (Tsukimi Inc.)", &["青葉 しおり"], &["Tsukimi Inc."]),
    ("青葉 先生", &["青葉"], &[]),
    ("青葉 しおり", &["青葉 しおり"], &[]),
    ("佐々木 一", &["佐々木 一"], &[]),
    ("青葉 しおり / 月見坂システムズ", &["青葉 しおり"], &["月見坂システムズ"]),
    ("青葉 しおり／月見坂システムズ", &["青葉 しおり"], &["月見坂システムズ"]),
    ("株式会社月見坂 / 青葉 しおり", &["青葉 しおり"], &["株式会社月見坂"]),
    ("月見坂システムズ 青葉 しおり", &["青葉 しおり"], &["月見坂システムズ"]),
    ("月見坂システムズ 青葉 しおり さん", &["青葉 しおり"], &["月見坂システムズ"]),
    ("株式会社月見坂 青葉さん", &["青葉"], &["株式会社月見坂"]),
    ("Tsukimi Systems 青葉 しおり", &["青葉 しおり"], &["Tsukimi Systems"]),
    ("青葉 しおり, 月見坂システムズ", &["青葉 しおり"], &["月見坂システムズ"]),
    ("Shiori Aoba, Tsukimi Systems Inc.", &["Shiori Aoba"], &["Tsukimi Systems Inc."]),
    ("Shiori Aoba, Ken Sato", &["Shiori Aoba", "Ken Sato"], &[]),
    ("Speaker: Shiori Aoba (Tsukimi)", &["Shiori Aoba"], &["Tsukimi"]),
    ("speaker: Shiori Aoba", &["Shiori Aoba"], &[]),
    ("登壇者：青葉 しおり", &["青葉 しおり"], &[]),
    ("登壇者: 青葉しおり（月見坂システムズ）", &["青葉しおり"], &["月見坂システムズ"]),
    ("講師：青葉しおり", &["青葉しおり"], &[]),
    ("by Shiori Aoba", &["Shiori Aoba"], &[]),
    ("by 青葉 しおり @月見坂システムズ", &["青葉 しおり"], &["月見坂システムズ"]),
    ("青葉 しおり @Tsukimi", &["青葉 しおり"], &["Tsukimi"]),
    ("@Tsukimi", &[], &["Tsukimi"]),
    ("青葉 しおり さん、佐藤 健 さん [月見坂システムズ]", &["青葉 しおり", "佐藤 健"], &["月見坂システムズ"]),
    (
        "青葉 しおり さん [月見坂] と 佐藤 健 さん [星野工業]",
        &["青葉 しおり", "佐藤 健"],
        &["月見坂", "星野工業"],
    ),
    ("青葉 しおり & 佐藤 健", &["青葉 しおり", "佐藤 健"], &[]),
    ("青葉さんと佐藤さん", &["青葉", "佐藤"], &[]),
    ("青葉 しおり、佐藤 健、星野 はるか", &["青葉 しおり", "佐藤 健", "星野 はるか"], &[]),
    ("青葉 さとこ さん", &["青葉 さとこ"], &[]),
    ("三浦 とまり さん", &["三浦 とまり"], &[]),
    ("三浦 とまり と 林 とわ", &["三浦 とまり", "林 とわ"], &[]),
    ("Tsukimi Systems", &[], &["Tsukimi Systems"]),
    ("月見坂システムズ", &[], &["月見坂システムズ"]),
    ("青葉 しおり さん [月見坂 (東京)]", &["青葉 しおり"], &["月見坂 (東京)"]),
    ("Keynote: Shiori Aoba", &["Shiori Aoba"], &[]),
    ("Speakers: Shiori Aoba, Ken Sato", &["Shiori Aoba", "Ken Sato"], &[]),
    ("-- Shiori Aoba @ Tsukimi", &["Shiori Aoba"], &["Tsukimi"]),
    ("— Shiori Aoba, Tsukimi", &["Shiori Aoba"], &["Tsukimi"]),
    ("Presented by Shiori Aoba (Tsukimi)", &["Shiori Aoba"], &["Tsukimi"]),
    ("青葉 しおり さん [（株）月見坂]", &["青葉 しおり"], &["（株）月見坂"]),
    ("㈱月見坂 青葉 しおり", &["青葉 しおり"], &["㈱月見坂"]),
    ("端末で日本語を読むための桁と幅についてのとても長い説明の行", &[], &[]),
];

/// Line, and who is of which company.
const PAIRS: [(&str, &[(&str, &str)]); 4] = [
    (
        "青葉 しおり さん [月見坂] と 佐藤 健 さん [星野工業]",
        &[("青葉 しおり", "月見坂"), ("佐藤 健", "星野工業")],
    ),
    ("青葉 しおり さん、佐藤 健 さん [月見坂]", &[("青葉 しおり", "月見坂"), ("佐藤 健", "月見坂")]),
    ("青葉 しおり さん [月見坂]、佐藤 健 さん", &[("青葉 しおり", "月見坂")]),
    ("株式会社月見坂 青葉さん [星野工業]", &[("青葉", "株式会社月見坂"), ("青葉", "星野工業")]),
];

#[test]
fn people_are_of_the_company_that_follows_them() {
    let notation = Notation::bundled();
    for (line, expected) in PAIRS {
        let found = parse(line, notation.people());
        let names = found
            .pairs
            .iter()
            .map(|&(speaker, company)| (found.speakers[speaker].as_str(), found.companies[company].as_str()));
        assert_eq!(names.collect::<Vec<_>>(), expected, "{line}");
    }
}

#[test]
fn people_and_companies_are_told_in_all_patterns() {
    let notation = Notation::bundled();
    for (line, speakers, companies) in CASES {
        let found = parse(line, notation.people());
        assert_eq!(found.speakers, speakers, "speakers of {line}");
        assert_eq!(found.companies, companies, "companies of {line}");
    }
}
