//! The pages in `docs`: what they say of commands, keys, settings and data is what there is, and all there is.
//!
//! `MIDASHI_REWRITE_SCREENS=1 cargo test --test it documents::` writes those anew that are made from the program.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::cli::{Workplace, sample};
use crate::support::page::{commands, quoted};
use midashi::action::{ACTIONS, Group};
use midashi::config::key::KeySequence;
use midashi::config::keymap::{Keymap, Lookup};
use midashi::config::preset::Preset;
use serde_json::Value;

/// The name of a page, and what makes it.
type Made = (&'static str, fn() -> String);
/// The pages that are made from the program.
const MADE: [Made; 3] =
    [("docs/keys.md", keys), ("docs/commands.md", command_line), ("docs/settings.md", settings)];
/// The pages that are written by hand.
const WRITTEN: [&str; 7] = [
    "docs/guide.md",
    "docs/guide.ja.md",
    "docs/recipes.md",
    "docs/json.md",
    "docs/performance.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
];

/// The guide, in each language.
const GUIDES: [&str; 2] = ["docs/guide.md", "docs/guide.ja.md"];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

/// What the program prints for `arguments`.
fn printed(arguments: &[&str]) -> String {
    let ran = Workplace::new().run(arguments);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "midashi {arguments:?}");
    ran.stdout
}

/// Every action with its keys.
fn keys() -> String {
    let mut page = "# All actions and their keys\n\nThe names are those of `[keys]` in the config file and of the palette (`:`). \
                    An action without keys in a preset is in the palette all the same. In fields and lists keys are as in \
                    readline and fzf; `?` there lists them.\n"
        .to_owned();
    let code = |keys: Vec<&str>| {
        let keys: Vec<String> = keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
        keys.join(" ")
    };
    for group in Group::ALL {
        write!(page, "\n## {}\n\n| action | does | `vim` | `arrows` |\n|---|---|---|---|\n", group.name())
            .unwrap();
        for info in ACTIONS.iter().filter(|info| info.group == group) {
            let (vim, arrows) = (code(Preset::Vim.keys(info)), code(Preset::Arrows.keys(info)));
            writeln!(page, "| `{}` | {} | {vim} | {arrows} |", info.name, info.help()).unwrap();
        }
    }
    page
}

/// Every command with all that its help says.
fn command_line() -> String {
    let mut page = "# All commands and their options\n".to_owned();
    let mut waiting = vec![Vec::new()];
    while let Some(command) = waiting.pop() {
        let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        let name = ["midashi"].into_iter().chain(arguments.iter().copied()).collect::<Vec<_>>().join(" ");
        arguments.push("--help");
        let help = printed(&arguments);
        write!(page, "\n## {name}\n\n```text\n{}\n```\n", help.trim_end()).unwrap();
        let below = help.lines().skip_while(|line| *line != "Commands:").skip(1);
        let below: Vec<&str> = below.take_while(|line| !line.is_empty()).collect();
        for line in below.iter().rev().filter(|line| line.starts_with("  ") && !line.starts_with("   ")) {
            let name = line.split_whitespace().next().unwrap().to_owned();
            waiting.push(command.iter().cloned().chain([name]).collect());
        }
    }
    page
}

/// The config file, a theme and a notation, which explain themselves.
fn settings() -> String {
    let file = printed(&["config", "default"]);
    let theme = printed(&["config", "theme", "dark"]);
    let notation = read("assets/notations/bullets.toml");
    format!(
        "# All settings\n\nNone are needed. `midashi config path` says where the files belong, `midashi config check` what is wrong \
         with them.\n\n## The config file\n\n```toml\n{}\n```\n\n## Themes\n\nA theme of yours is a file `themes/NAME.toml` beside the config \
         file, chosen by `theme = \"NAME\"`. It says what differs from the theme that it `inherits`. This is `dark`:\n\n```toml\n{}\n```\n\n## \
         Notations\n\nA notation of yours is a file `notations/NAME.toml` beside the config file. What it does not say is as in \
         `bullets`, which is this:\n\n```toml\n{}\n```\n",
        file.trim_end(),
        theme.trim_end(),
        notation.trim_end()
    )
}

#[test]
fn what_is_made_from_the_program_is_up_to_date() {
    for (name, make) in MADE {
        let made = make();
        if std::env::var_os("MIDASHI_REWRITE_SCREENS").is_some() {
            fs::write(path(name), &made).unwrap();
        }
        assert!(
            made == read(name),
            "{name} is not what the program says: MIDASHI_REWRITE_SCREENS=1 writes it"
        );
    }
}

#[test]
fn every_command_in_the_guide_is_understood() {
    let workplace = Workplace::new();
    workplace.file("note.txt", sample());
    workplace.file("notes/note.txt", sample());
    let commands: Vec<_> = GUIDES.iter().flat_map(|guide| commands(&read(guide))).collect();
    assert!(commands.len() > 24, "{}", commands.len());
    for command in commands {
        let ran = workplace.run(&command.iter().map(String::as_str).collect::<Vec<_>>());
        // The first match is the config file's, of which there is none here.
        let may_be_missing = command == ["config", "check"];
        assert!(ran.status == 0 || may_be_missing, "midashi {command:?}: {ran:?}");
    }
}

/// Each language's guide says the same: it quotes the same words, has the same commands, and shows the same pictures.
#[test]
fn the_guides_say_the_same() {
    let said = GUIDES.map(|guide| {
        let text = read(guide);
        let pictures = text.matches("](../assets/pictures/").count();
        let sections = text.lines().filter(|line| line.starts_with("## ")).count();
        let quoted: BTreeSet<String> = quoted(&text).into_iter().map(str::to_owned).collect();
        (quoted, commands(&text), pictures, sections)
    });
    assert_eq!(said[0], said[1]);
}

/// What is quoted in the guide is a key that does something, an option, a setting, a command, or the name of something there.
#[test]
fn what_the_guide_quotes_is_there() {
    let (keymap, options, settings) = (Keymap::default(), command_line(), settings());
    let guides = GUIDES.map(read);
    let mut count = 0;
    for word in guides.iter().flat_map(|guide| quoted(guide)) {
        let does_something = || {
            let sequence = KeySequence::parse(word);
            sequence.is_ok_and(|sequence| !matches!(keymap.lookup(sequence.keys()), Lookup::None))
        };
        let is_prefix = || ["@", "&", "#", "s:"].contains(&word);
        let is_option = || word.starts_with("--") && options.split_whitespace().any(|option| option == word);
        let setting = word.split(" = ").next().unwrap();
        let is_setting =
            || [format!("# {setting} = "), format!("\"{setting}\"")].iter().any(|it| settings.contains(it));
        // Of the jump's own keys.
        let is_other = || ["less", "midashi", "midashi tour", "Alt-r"].contains(&word);
        assert!(
            does_something() || is_prefix() || is_option() || is_setting() || is_other(),
            "`{word}` is nothing"
        );
        count += 1;
    }
    assert!(count > 100, "{count}");
}

/// The names of all fields in `value`.
fn fields(value: &Value, found: &mut BTreeSet<String>) {
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(object) => {
                found.extend(object.keys().cloned());
                waiting.extend(object.values());
            }
            Value::Array(values) => waiting.extend(values),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}

#[test]
fn every_field_of_the_data_is_described() {
    let runs: [&[&str]; 4] = [
        &["outline", "--json", "sample.txt"],
        &["export", "--format", "json", "--select", "罫線", "sample.txt"],
        &["find", "--json", "罫線", "sample.txt"],
        &["index", "--json", "sample.txt"],
    ];
    let mut found = BTreeSet::new();
    for run in runs {
        fields(&serde_json::from_str(&printed(run)).unwrap(), &mut found);
    }
    let page = read("docs/json.md");
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    // In the table of the index, the last column names fields, too; what a kind can be is said in the second.
    let cells = rows.flat_map(|row| row.split('|').enumerate().filter(|(at, _)| [1, 3].contains(at)));
    let described: BTreeSet<String> =
        cells.flat_map(|(_, cell)| quoted(cell)).map(str::to_owned).chain(["title".to_owned()]).collect();
    assert_eq!(described, found);
}

#[test]
fn every_link_between_the_pages_leads_somewhere() {
    let pages = MADE.iter().map(|(name, _)| *name).chain(WRITTEN).chain(["README.md", "README.ja.md"]);
    for name in pages {
        let text = read(name);
        let mut running = text.split("```").step_by(2).collect::<String>();
        running.retain(|c| c != '\n');
        for link in running.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            if file.contains("://") {
                continue;
            }
            let target = path(name).parent().unwrap().join(file);
            assert!(target.exists(), "{name}: {link}");
            let is_heading = |line: &str| line.trim_start_matches(['#', ' ']).to_lowercase() == heading;
            let has_heading = || fs::read_to_string(&target).unwrap().lines().any(is_heading);
            assert!(heading.is_empty() || has_heading(), "{name}: {link}");
        }
    }
}
