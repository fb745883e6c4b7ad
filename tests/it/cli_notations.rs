//! Notations of the user's own, and how midashi says what it makes of a note.

use crate::support::cli::Workplace;

const MINUTES: &str = "name = \"minutes\"\n\n[[heading]]\nmarker = \"◎\"\nlevel = 1\n\n[[heading]]\nmarker = \"〇\"\nlevel = 2\n";
const NOTE: &str = "定例 2026-11-24\n\n◎予算\n\n小倉 真人 さん [月見坂]\n\n〇来期\n・増やす\n  -> 来週まで\n";

/// A folder with a config file, which is empty, and a notation file beside it.
fn workplace(notation: &str) -> Workplace {
    let workplace = Workplace::new();
    workplace.file("config.toml", "");
    std::fs::create_dir(workplace.path().join("notations")).unwrap();
    workplace.file("notations/minutes.toml", notation);
    workplace.file("note.txt", NOTE);
    workplace
}

#[test]
fn a_note_is_read_by_the_notation_that_fits_it() {
    let workplace = workplace(MINUTES);
    let outline = workplace.json(&["--config", "config.toml", "outline", "--json", "note.txt"]);
    assert_eq!(outline["notation"], "minutes");
    let kinds: Vec<&str> =
        outline["nodes"].as_array().unwrap().iter().map(|node| node["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["title", "session", "attribution", "section", "item", "arrow"]);
    let other = workplace.json(&["--config", "config.toml", "outline", "--json", "sample.txt"]);
    assert_eq!(other["notation"], "bullets");
    let told = workplace.json(&[
        "--config",
        "config.toml",
        "--notation",
        "minutes",
        "outline",
        "--json",
        "sample.txt",
    ]);
    assert_eq!(told["notation"], "minutes");
    let known = "unknown notation `minute` (known: bullets, minutes, markdown, org";
    workplace.refuses(&["--config", "config.toml", "--notation", "minute", "note.txt"], 2, known);
}

#[test]
fn how_a_note_is_read_is_shown_line_by_line() {
    let workplace = workplace(MINUTES);
    let shown = workplace.prints(&["--config", "config.toml", "config", "notation", "note.txt"]);
    let expected = "\
note.txt: minutes, 86 % sure, UTF-8
1 title       定例 2026-11-24
3 session     ◎ 予算  [speakers: 小倉 真人]  [companies: 月見坂]
5 attribution   小倉 真人 さん [月見坂]
7 section       〇 来期
8 item            ・ 増やす
9 arrow             -> 来週まで
";
    assert_eq!(shown, expected);
    workplace.file("n.md", "---\ndate: 2026-11-24\n---\n\n# 題\n\n段落の\n続き\n");
    let shown = workplace.prints(&["config", "notation", "n.md"]);
    let expected = "\
n.md: markdown, 91 % sure, UTF-8
1 -           ---
2 text        date: 2026-11-24
3 -           ---
5 title       # 題
7 text        段落の
8             続き
";
    assert_eq!(shown, expected);
    workplace.file("doubtful.txt", "# a\n## b\n■ c\n■ d\n# e\n");
    let ran = workplace.run(&["outline", "doubtful.txt"]);
    let told =
        "midashi: doubtful.txt: read as markdown, which is not sure (--notation NAME says otherwise)\n";
    assert_eq!((ran.status, ran.stderr.as_str()), (0, told));
}

#[test]
fn a_broken_notation_is_told_of_and_the_rest_works() {
    let workplace = workplace("nam = \"minutes\"\n[[heading]]\nmarker = \"\"\nlevel = 12\n");
    workplace.file("notations/twice.toml", MINUTES);
    workplace.file("notations/twice_more.toml", MINUTES);
    let ran = workplace.run(&["--config", "config.toml", "outline", "note.txt"]);
    assert_eq!(ran.status, 0);
    assert!(ran.stdout.contains("◎ 予算"), "{}", ran.stdout);
    let told: Vec<&str> = ran.stderr.lines().collect();
    let expected = [
        "midashi: notations/minutes.toml:1:1: unknown key `nam` (did you mean `name`?)",
        "midashi: notations/minutes.toml:1:1: the notation has no `name` (add name = \"...\")",
        "midashi: notations/minutes.toml:3:10: a marker must not be empty",
        "midashi: notations/minutes.toml:4:9: `level` must be an integer from 1 to 9, but is 12",
        "midashi: notations/twice_more.toml: the notation `minutes` is in notations/twice.toml already",
    ];
    assert_eq!(told, expected);
    let ran = workplace.run(&["--config", "config.toml", "config", "check"]);
    assert_eq!((ran.status, ran.stderr.lines().collect::<Vec<_>>()), (2, expected.to_vec()));
}
