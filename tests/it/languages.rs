//! The bundled languages, held to the code: each text that the code says is in each of them, and none is there in vain; and
//! what the code says to the user is said as a text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::support::literals::{Literal, literals};
use crate::support::pseudo::words;
use crate::support::sources::{Source, sources};
use clap::CommandFactory;
use midashi::cli::args::Arguments;
use midashi::config::default_file::explanations;
use midashi::text::language::{Catalogue, ENGLISH, bundled_file, bundled_names};

/// Each file of code with its literals.
fn code() -> Vec<(String, Vec<Literal>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources =
        sources(&root).into_iter().filter(|source| !source.path.ends_with("text/language/macros.rs"));
    sources.map(|Source { path, code }| (path.display().to_string(), literals(&code))).collect()
}

/// Each text that the code says, with the file that says it first.
fn texts() -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for (file, literals) in code() {
        for literal in literals.into_iter().filter(|literal| literal.is_said) {
            texts.entry(literal.text).or_insert_with(|| file.clone());
        }
    }
    texts_of_commands(&Arguments::command(), &mut texts);
    texts.extend(explanations().into_iter().map(|text| (text, "the default config file".to_owned())));
    texts
}

/// Each text of the command line, which clap says.
fn texts_of_commands(command: &clap::Command, texts: &mut BTreeMap<String, String>) {
    let mut add = |text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            texts.entry(text).or_insert_with(|| format!("the arguments of {}", command.get_name()));
        }
    };
    add(command.get_about().map(ToString::to_string));
    add(command.get_long_about().map(ToString::to_string));
    for argument in command.get_arguments() {
        add(argument.get_help().map(ToString::to_string));
        if argument.get_action().takes_values() {
            for value in argument.get_possible_values() {
                add(value.get_help().map(ToString::to_string));
            }
        }
    }
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        texts_of_commands(command, texts);
    }
}

#[test]
fn each_language_says_all_that_the_code_says() {
    let texts = texts();
    for name in bundled_names().filter(|name| *name != ENGLISH) {
        let catalogue = Catalogue::read(name, bundled_file(name).unwrap()).unwrap();
        let missing: Vec<String> = texts
            .iter()
            .filter(|(text, _)| catalogue.text(text).is_none())
            .map(|(text, file)| format!("{file}: {text:?}"))
            .collect();
        assert!(missing.is_empty(), "not in {name}.toml:\n{}", missing.join("\n"));
        let mut unused: Vec<&str> = catalogue.known().filter(|text| !texts.contains_key(*text)).collect();
        unused.sort_unstable();
        assert!(unused.is_empty(), "nothing says these of {name}.toml:\n{}", unused.join("\n"));
    }
}

/// The modules whose words are for the user, but for those that are named here: keys, names of files, what a program reads.
const SHOWING: [&str; 2] = ["app/", "view/"];
const NO_TEXTS: [(&str, &str); 5] = [
    (
        "app/modes/help/lines.rs",
        "Tab Shift Ctrl Alt Enter Esc Up Down Left Right Home End PageUp PageDown Delete",
    ),
    ("app/links.rs", "abcdefhilmnoprstuvwxyz"),
    ("app/note_memory.rs", "BTreeMap new"),
    ("app/modes/prompt.rs", "txt md markdown org opml html htm json mmd mermaid midashi"),
    ("view/hyperlinks.rs", "http https mailto"),
];
/// A test of what a frame costs, beside the code that it counts.
const TEST: &str = "view/cost.rs";

#[test]
fn what_is_shown_is_said_as_a_text() {
    let names = NO_TEXTS.iter().flat_map(|(file, names)| names.split(' ').map(|name| (*file, name)));
    let mut unused: BTreeSet<(&str, &str)> = names.clone().collect();
    let names: BTreeSet<(&str, &str)> = names.collect();
    let mut forgotten = Vec::new();
    let showing = |file: &str| SHOWING.iter().any(|module| file.starts_with(module)) && file != TEST;
    let code = code();
    for (file, literals) in code.iter().filter(|(file, _)| showing(file)) {
        for Literal { text, .. } in literals.iter().filter(|literal| !literal.is_said) {
            // What stands in braces is an argument of a format.
            let pieces = text.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, own)| own));
            for word in pieces.flat_map(words) {
                if names.contains(&(file.as_str(), word)) {
                    unused.remove(&(file.as_str(), word));
                } else {
                    forgotten.push(format!("{file}: {word:?} of {text:?}"));
                }
            }
        }
    }
    assert!(forgotten.is_empty(), "not said by `tr!`:\n{}", forgotten.join("\n"));
    assert!(unused.is_empty(), "not there: {unused:?}");
}

#[test]
fn literals_are_read_as_the_compiler_reads_them() {
    let read = |code: &str| -> Vec<(String, bool)> {
        literals(code).into_iter().map(|literal| (literal.text, literal.is_said)).collect()
    };
    let cases = [
        ("tr!(\"a \\\"b\\\" \\\\ c\", d)", vec![("a \"b\" \\ c", true)]),
        ("say(tr!(\n  \"one \\\n   line\"))", vec![("one line", true)]),
        (
            "tr_count!(n, \"1 row\" | \"{n} rows\", n) + \"x\"",
            vec![("1 row", true), ("{n} rows", true), ("x", false)],
        ),
        ("'\"' + r#\"a\"b\"# + '\\'' + \"c\" // \"d\"", vec![("a\"b", false), ("c", false)]),
        ("fn f<'a>(x: &'a str) { other_tr!(\"e\") }", vec![("e", false)]),
    ];
    for (code, expected) in cases {
        let expected: Vec<(String, bool)> =
            expected.into_iter().map(|(text, is_said)| (text.to_owned(), is_said)).collect();
        assert_eq!(read(code), expected, "{code}");
    }
}
