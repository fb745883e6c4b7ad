//! The commands that answer scripts: `outline`, `find`, `index` and `export`, as the binary gives them.
#![cfg(unix)]

use crate::support::cli::{Workplace, each, keys, lines, sample, sample_golden};
use serde_json::{Value, json};

/// Headings that need escapes, lines that end in CRLF, two places that are alike, and a last line without an ending.
const AWKWARD: &str = "■ガムの話\r\n・ｶﾞﾑ と紙\r\n●CI/CD\r\n・tag: 手引き\r\n・tag\r\n\r\n■別の話\r\n・手引き\r\n・手引き\r\n最後";

#[test]
fn the_outline_as_a_tree_is_indented_by_depth_and_cut_at_a_level() {
    let workplace = Workplace::new();
    let tree = workplace.prints(&["outline", "sample.txt"]);
    assert_eq!(tree.lines().count(), sample_golden()["nodes"].as_array().unwrap().len());
    for expected in [
        "■ 全角は二倍えらいのか？ 文字幅をめぐる三十年  墨田 ひかり · にばいかく研究所",
        "  ● 事件は行末で起きる",
        "    ・ 端末は方眼紙",
        "      半角はひとマス、全角はふたマス",
        "      -> 数えまちがえると、右の枠がずれる",
        "      1. 端末に聞く",
    ] {
        assert!(tree.lines().any(|line| line == expected), "{expected}\nis not in\n{tree}");
    }
    for (levels, spaces) in [(1, 0), (2, 2), (3, 4)] {
        let cut = workplace.prints(&["outline", "--depth", &levels.to_string(), "sample.txt"]);
        let indent = |line: &str| line.chars().take_while(|&c| c == ' ').count();
        let kept: Vec<&str> = tree.lines().filter(|line| indent(line) <= spaces).collect();
        assert_eq!(cut.lines().collect::<Vec<_>>(), kept, "{levels} levels");
    }
}

#[test]
fn the_outline_as_lines_says_where_each_node_stands() {
    let workplace = Workplace::new();
    workplace.file("notes/long.md", "# T\n\n## One\n\nTwo\n  goes on\n\n- three\n");
    let tree = workplace.prints(&["outline", "sample.txt"]);
    let rows = workplace.prints(&["outline", "--format", "lines", "sample.txt"]);
    let golden = sample_golden();
    let nodes = golden["nodes"].as_array().unwrap();
    let row = |(node, line): (&Value, &str)| format!("sample.txt:{}: {line}", node["line"]);
    assert_eq!(rows.lines().collect::<Vec<_>>(), nodes.iter().zip(tree.lines()).map(row).collect::<Vec<_>>());
    let several =
        workplace.prints(&["outline", "--format", "lines", "--depth", "2", "notes/long.md", "sample.txt"]);
    assert!(
        several.starts_with("notes/long.md:1: # T\nnotes/long.md:3: ## One\nnotes/long.md:5:   Two goes on\nnotes/long.md:8:   - three\nsample.txt:1: "),
        "{several}"
    );
}

#[test]
fn the_outline_as_json_is_the_golden_one() {
    let workplace = Workplace::new();
    let golden = sample_golden();
    let long = workplace.json(&["outline", "--format", "json", "sample.txt"]);
    assert_eq!(long, golden);
    assert_eq!(workplace.json(&["outline", "--json", "sample.txt"]), golden);
}

#[test]
fn the_outline_as_json_keeps_to_its_schema() {
    let workplace = Workplace::new();
    let note = workplace.json(&["outline", "--json", "sample.txt"]);
    assert_eq!(keys(&note), ["date", "encoding", "nodes", "notation", "path", "schema", "tags", "title"]);
    let plain = ["depth", "id", "kind", "line", "marker", "parent", "parent_id", "text"];
    let session =
        ["companies", "depth", "id", "kind", "line", "marker", "parent", "parent_id", "speakers", "text"];
    for node in note["nodes"].as_array().unwrap() {
        let is_session = node["kind"] == "session";
        assert_eq!(keys(node), if is_session { session.to_vec() } else { plain.to_vec() }, "{node}");
        let is_root = node["depth"] == 0;
        assert_eq!((node["parent"].is_null(), node["parent_id"].is_null()), (is_root, is_root), "{node}");
    }
    workplace.file("bare.txt", "●節\n");
    let bare = workplace.json(&["outline", "--json", "./bare.txt"]);
    let header = (&bare["path"], &bare["date"], &bare["tags"]);
    assert_eq!(header, (&json!("./bare.txt"), &json!(null), &json!([])));

    let cut = workplace.json(&["outline", "--json", "--depth", "1", "sample.txt"]);
    assert!(cut["nodes"].as_array().unwrap().iter().all(|node| node["depth"] == 0));
}

#[test]
fn one_file_is_an_object_and_all_else_an_array() {
    let workplace = Workplace::new();
    workplace.file("folder/only.txt", "■話\n");
    let cases: [(&[&str], Option<&[&str]>); 4] = [
        (&["sample.txt"], None),
        (&["folder/only.txt"], None),
        (&["folder"], Some(&["folder/only.txt"])),
        (&["sample.txt", "folder/only.txt"], Some(&["sample.txt", "folder/only.txt"])),
    ];
    for (paths, expected) in cases {
        let printed = workplace.json(&[&["outline", "--json"], paths].concat());
        assert_eq!(printed.is_array().then(|| each(&printed, "path")).as_deref(), expected, "{paths:?}");
    }
}

#[test]
fn find_puts_the_right_line_first_and_marks_the_characters_of_the_note() {
    let workplace = Workplace::new();
    workplace.file("awkward.txt", AWKWARD);
    let cases = [
        ("ハンカク", "sample.txt", 43, "item", "ハンカク"),
        ("ﾊﾝｶｸ", "sample.txt", 43, "item", "ハンカク"),
        ("はんかく", "sample.txt", 43, "item", "ハンカク"),
        ("fold", "sample.txt", 133, "session", "Fold"),
        ("ｆｏｌｄ", "sample.txt", 133, "session", "Fold"),
        ("@若葉", "sample.txt", 165, "speaker", "若葉"),
        ("speaker:りん", "sample.txt", 105, "speaker", "りん"),
        ("&ひつじ", "sample.txt", 165, "company", "ひつじ"),
        ("#tty", "sample.txt", 3, "tag", "tty"),
        ("s:議事録", "sample.txt", 165, "session", "議事録"),
        ("link:madoromi", "sample.txt", 235, "link", "madoromi"),
        ("item:がむ", "awkward.txt", 2, "item", "ｶﾞﾑ"),
        ("がむ", "awkward.txt", 1, "session", "ガム"),
    ];
    for (query, path, line, kind, marked) in cases {
        let found = workplace.json(&["find", "--json", query, path]);
        let first = &found[0];
        assert_eq!(keys(first), ["breadcrumb", "kind", "line", "path", "ranges", "score", "text"]);
        assert_eq!(
            (&first["path"], &first["line"], &first["kind"]),
            (&json!(path), &json!(line), &json!(kind))
        );
        let chars: Vec<char> = first["text"].as_str().unwrap().chars().collect();
        let place = |number: &serde_json::Value| usize::try_from(number.as_u64().unwrap()).unwrap();
        let ranges = first["ranges"].as_array().unwrap().iter();
        let characters: String =
            ranges.flat_map(|range| &chars[place(&range[0])..place(&range[1])]).collect();
        assert_eq!(characters, marked, "{query}");
        let scores: Vec<u64> =
            found.as_array().unwrap().iter().map(|found| found["score"].as_u64().unwrap()).collect();
        assert!(scores.is_sorted_by(|better, worse| better >= worse), "{query}: {scores:?}");
    }
}

#[test]
fn find_prints_where_what_and_below_what() {
    let workplace = Workplace::new();
    let first = |arguments: &[&str]| workplace.prints(arguments).lines().next().unwrap().to_owned();
    assert_eq!(
        first(&["find", "手紙", "sample.txt"]),
        "sample.txt:149: item  手紙  › Fold, Don't Scroll › 木としてのメモ（同時通訳より） › 家 › 二階 › 書斎 › 机 › 引き出し"
    );
    assert_eq!(first(&["find", "@若葉", "sample.txt"]), "sample.txt:165: speaker  若葉 奏");
}

#[test]
fn find_narrows_to_kinds_and_to_a_number() {
    let workplace = Workplace::new();
    let found =
        |options: &[&str]| workplace.json(&[&["find", "--json", "罫線", "sample.txt"], options].concat());
    assert_eq!(each(&found(&["--kind", "session"]), "kind"), ["session"]);
    let both = found(&["--kind", "session", "--kind", "company"]);
    assert_eq!(each(&both, "kind"), ["company", "session"]);
    assert_eq!(found(&["--limit", "2"]).as_array().unwrap().len(), 2);

    let nothing = workplace.run(&["find", "みつからない言葉", "sample.txt"]);
    assert_eq!((nothing.status, nothing.stdout.as_str(), nothing.stderr.as_str()), (1, "", ""));
    let nothing = workplace.run(&["find", "--json", "みつからない言葉", "sample.txt"]);
    assert_eq!((nothing.status, nothing.stdout.as_str(), nothing.stderr.as_str()), (1, "[]\n", ""));
    workplace.refuses(&["find", "--kind", "speaker", "&堂", "sample.txt"], 2, "the query narrows to a kind");
    let unknown = workplace.run(&["find", "--kind", "person", "x", "sample.txt"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.stderr.contains("'person'") && unknown.stderr.contains("speaker"), "{}", unknown.stderr);
}

#[test]
fn the_index_leads_to_sessions() {
    let workplace = Workplace::new();
    let index = workplace.json(&["index", "--json", "sample.txt"]);
    assert_eq!(keys(&index), ["companies", "dates", "links", "speakers", "tags"]);
    let schema = [
        ("speakers", &["companies", "mentions", "name", "sessions"][..]),
        ("companies", &["mentions", "name", "sessions", "speakers"]),
        ("tags", &["count", "name", "sessions"]),
        ("dates", &["date", "sessions"]),
        ("links", &["line", "path", "url"]),
    ];
    for (list, expected) in schema {
        for entity in index[list].as_array().unwrap() {
            assert_eq!(keys(entity), expected, "{list}");
            for session in entity["sessions"].as_array().into_iter().flatten() {
                assert_eq!(keys(session), ["line", "path", "title"], "{list}");
            }
        }
        let kind = if list == "companies" { "company" } else { list.trim_end_matches('s') };
        let alone = workplace.json(&["index", "--json", "--kind", kind, "sample.txt"]);
        assert_eq!((keys(&alone), &alone[list]), (vec![list], &index[list]), "{kind}");
    }
    let names = ["墨田 ひかり", "轟 文左", "早乙女 りん", "百瀬 航", "June Halloway", "若葉 奏"];
    assert_eq!(each(&index["speakers"], "name"), names);
    let session = json!({"path": "sample.txt", "line": 165, "title": "三年分の議事録を木にした話"});
    let [speaker, company] = [&index["speakers"][5], &index["companies"][4]];
    assert_eq!((&speaker["sessions"][0], &company["sessions"][0]), (&session, &session));
    assert_eq!(
        (&speaker["companies"], &company["speakers"]),
        (&json!(["ひつじ雲データ"]), &json!(["若葉 奏"]))
    );
    assert_eq!(each(&index["tags"], "name"), ["等幅の夜明け", "tty", "まどろみ質問箱"]);
    assert_eq!(each(&index["dates"], "date"), ["2025-11-08", "2025-09-01", "2026-11-07"]);
    assert_eq!(
        index["links"][1],
        json!({"url": "https://example.com/madoromi/", "path": "sample.txt", "line": 235})
    );
}

#[test]
fn the_index_as_text_tells_name_and_sessions() {
    let workplace = Workplace::new();
    let cases = [
        ("speaker", "speaker  轟 文左  罫線堂\n    sample.txt:75  罫線職人の朝は早い\n"),
        (
            "company",
            "company  かぎかっこ書房  早乙女 りん, 百瀬 航\n    sample.txt:105  行の頭に「、」を置かない技術\n",
        ),
        (
            "speaker",
            "speaker  若葉 奏  ひつじ雲データ\n    sample.txt:165  三年分の議事録を木にした話\n\
             \x20 ~ sample.txt:195  「若葉さんの言ってたあれ」で会話が済む  › 三年分の議事録を木にした話\n",
        ),
        (
            "tag",
            "tag  まどろみ質問箱  once\n    sample.txt:235  質問は #まどろみ質問箱 へ、資料は \
             https://example.com/madoromi/ にあります。  › うろ覚えで探す\n",
        ),
        (
            "date",
            "date  2026-11-07\n    sample.txt:245  来年の「等幅の夜明け」は 2026年11月7日、\
             会場はおなじ海辺の図書館だそうです。  › 帰り道に\n",
        ),
        ("link", "link  https://example.com/madoromi/\n    sample.txt:235  › うろ覚えで探す\n"),
    ];
    for (kind, expected) in cases {
        let alone = workplace.prints(&["index", "--kind", kind, "sample.txt"]);
        assert!(alone.contains(expected), "{expected}\nis not in\n{alone}");
        assert!(workplace.prints(&["index", "sample.txt"]).contains(&alone), "{kind}");
    }
    workplace.file("plain.txt", "ただの行\n");
    let nothing = workplace.run(&["index", "plain.txt"]);
    assert_eq!((nothing.status, nothing.stdout.as_str(), nothing.stderr.as_str()), (1, "", ""));
    assert_eq!(workplace.run(&["index", "--json", "plain.txt"]).status, 1);
}

#[test]
fn a_selector_exports_exactly_the_lines_of_its_subtree() {
    let workplace = Workplace::new();
    workplace.file("awkward.txt", AWKWARD);
    let (sample, ended) = (sample(), format!("{AWKWARD}\n"));
    let cases = [
        ("sample.txt", "line:95", 95, 102),
        ("sample.txt", "罫線/道具箱", 95, 102),
        ("sample.txt", "罫線職人の朝は早い/道具箱", 95, 102),
        ("sample.txt", "全角/端末に聞く", 54, 56),
        ("sample.txt", "ﾒﾓ/机", 147, 150),
        ("sample.txt", "section:道具", 95, 102),
        ("sample.txt", "speaker:june", 133, 162),
        ("sample.txt", "company:かぎかっこ", 105, 130),
        ("sample.txt", "tag:tty", 3, 3),
        ("sample.txt", "link:monowidth", 102, 102),
        ("awkward.txt", r"CI\/CD", 3, 5),
        ("awkward.txt", r"tag\: 手引き", 4, 4),
        ("awkward.txt", "ガムの話/手引き", 4, 4),
        ("awkward.txt", "line:8", 8, 8),
        ("awkward.txt", "最後", 10, 10),
    ];
    for (path, selector, first, last) in cases {
        let note = if path == "sample.txt" { &sample } else { &ended };
        let exported = workplace.prints(&["export", "--select", selector, path]);
        assert_eq!(exported, lines(note, first, last), "{selector}");
    }
    assert_eq!(workplace.prints(&["export", "sample.txt"]), sample);
    assert_eq!(workplace.prints(&["export", "--format", "text", "awkward.txt"]), ended);
}

#[test]
fn a_subtree_is_exported_in_other_forms() {
    let workplace = Workplace::new();
    let export = |format: &str| {
        workplace.prints(&[
            "export",
            "--format",
            format,
            "--select",
            "全角/どう決めるか/端末に聞く",
            "sample.txt",
        ])
    };
    let markdown =
        "1. 端末に聞く\n   - ① を書いて、カーソルの位置を尋ねる\n     - 1 か 2 か、答えはそこにある\n";
    assert_eq!(export("markdown"), markdown);
    let json: serde_json::Value = serde_json::from_str(&export("json")).unwrap();
    let nodes = json["nodes"].as_array().unwrap();
    let (golden, first) = (sample_golden(), &nodes[0]);
    assert_eq!((nodes.len(), &first["parent"], &first["depth"]), (3, &json!(null), &json!(0)));
    let id = usize::try_from(first["id"].as_u64().unwrap()).unwrap();
    assert_eq!(golden["nodes"][id]["line"], json!(54));
    assert_eq!(workplace.json(&["export", "--format", "json", "sample.txt"]), golden);
}

#[test]
fn an_export_goes_to_the_file_that_is_named() {
    let workplace = Workplace::new();
    for option in ["--output", "-o"] {
        let printed = workplace.prints(&["export", "--select", "line:95", option, "out.txt", "sample.txt"]);
        let written = std::fs::read_to_string(workplace.path().join("out.txt")).unwrap();
        assert_eq!((printed.as_str(), written), ("", lines(&sample(), 95, 102)), "{option}");
    }
    // What stands there already gives way as a whole, or, when the disk is full, not at all.
    let left = std::fs::read_dir(workplace.path()).unwrap().count();
    workplace.prints(&["export", "--output", "out.txt", "sample.txt"]);
    assert_eq!(std::fs::read_to_string(workplace.path().join("out.txt")).unwrap(), sample());
    assert_eq!(std::fs::read_dir(workplace.path()).unwrap().count(), left);
}

#[test]
fn selectors_that_fit_nothing_or_several_list_what_there_is() {
    let workplace = Workplace::new();
    workplace.file("awkward.txt", AWKWARD);
    workplace.file("alike.txt", "■話\n".repeat(12));
    let cases: [(&str, &str, i32, &str, usize); 13] = [
        ("sample.txt", "zzz", 1, "  line:9  このメモの歩きかた", 8),
        ("sample.txt", "罫線/zzz", 1, "  line:75  罫線職人の朝は早い", 4),
        ("sample.txt", "speaker:zzz", 1, "  speaker:墨田 ひかり", 6),
        ("sample.txt", "line:999", 1, "  line:253  帰り道に / わたしの道具箱", 1),
        ("sample.txt", "line:10", 1, "  line:9  このメモの歩きかた", 1),
        ("awkward.txt", "CI/CD", 1, "  line:3  ガムの話 / CI/CD", 1),
        ("awkward.txt", "別/手引き", 2, "  line:8  別の話 / 手引き", 2),
        ("alike.txt", "話", 2, "  and 4 more", 9),
        ("alike.txt", "session:話", 2, "  and 4 more", 9),
        ("sample.txt", "line:0", 2, "", 0),
        ("sample.txt", "line:x", 2, "", 0),
        ("sample.txt", "speaker:", 2, "", 0),
        ("sample.txt", "/", 2, "", 0),
    ];
    for (path, selector, status, listed, count) in cases {
        let said = match (status, listed) {
            (1, _) if selector == "zzz" => "nothing fits; the sessions are:",
            (1, _) => "nothing fits; the nearest:",
            (_, "") => "",
            (_, _) => "several fit equally well; name one of them:",
        };
        let told = workplace.refuses(&["export", "--select", selector, path], status, said);
        if listed.is_empty() {
            assert_eq!(told.len(), 1, "{selector}: {told:?}");
        } else {
            assert!(told.contains(&format!("midashi: {listed}")), "{selector}: {told:?}");
            assert_eq!(told.len(), 1 + count, "{selector}: {told:?}");
        }
    }
}
