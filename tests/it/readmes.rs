//! What the READMEs say: the same in both languages, and nothing that the program does not have.

use std::fs;
use std::path::Path;

use crate::support::page::{code, commands};
use midashi::config::key::KeySequence;
use midashi::config::keymap::{Keymap, Lookup};

const READMES: [&str; 2] = ["README.md", "README.ja.md"];

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The words between back quotes in the first cells of the table of keys, a row each.
fn keys(text: &str) -> Vec<Vec<String>> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    let first_cell = |row: &str| format!("`{}", row.replace("\\|", "\u{0}").split('|').next().unwrap());
    let words = |cell: String| -> Vec<String> {
        cell.split('`').skip(1).step_by(2).map(|word| word.replace('\u{0}', "|")).collect()
    };
    rows.map(first_cell).map(words).collect()
}

#[test]
fn both_languages_say_the_same() {
    let [english, japanese] = READMES.map(read);
    assert_eq!(code(&english), code(&japanese));
    assert_eq!(keys(&english), keys(&japanese));
    let sections = |text: &str| text.lines().filter(|line| line.starts_with("## ")).count();
    assert_eq!(sections(&english), sections(&japanese));
    let pictures = |text: &str| -> Vec<String> {
        text.split("](assets/pictures/")
            .skip(1)
            .map(|rest| rest.split('.').next().unwrap().to_owned())
            .collect()
    };
    assert!(!pictures(&english).is_empty());
    assert_eq!(pictures(&english), pictures(&japanese));
    for name in READMES {
        assert!(read(name).contains(&format!("]({})", READMES[usize::from(name == READMES[0])])), "{name}");
    }
}

#[test]
fn every_key_in_them_does_something() {
    let keymap = Keymap::default();
    let rows = keys(&read(READMES[0]));
    assert!(rows.len() > 20, "{rows:?}");
    for key in rows.iter().flatten() {
        let sequence = KeySequence::parse(key.trim_start_matches(|c: char| c.is_ascii_digit())).unwrap();
        let found = keymap.lookup(sequence.keys());
        assert!(!matches!(found, Lookup::None), "{key} does nothing");
    }
}

#[cfg(unix)]
#[test]
fn every_command_in_them_is_understood() {
    use crate::support::cli::Workplace;

    let workplace = Workplace::new();
    workplace.file("note.txt", crate::support::cli::sample());
    workplace.file("notes/note.txt", crate::support::cli::sample());
    let readme = read(READMES[0]);
    let mut count = 0;
    for arguments in commands(&readme) {
        let ran = workplace.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "midashi {arguments:?}");
        count += 1;
    }
    assert!(count > 5, "{count}");
}
