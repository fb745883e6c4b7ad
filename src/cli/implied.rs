//! The command that is meant where none is named.

use std::ffi::{OsStr, OsString};

use clap::CommandFactory;

use super::args::Arguments;

/// The arguments with `browse` put in where no command is named, so that the first word that names a command is one,
/// and any other is a path. What follows `--` is never a command.
pub(super) fn with_browse(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let command = Arguments::command();
    let takes_value = |option: &OsStr| {
        let option = option.to_string_lossy();
        let Some(name) = option.strip_prefix("--").filter(|name| !name.contains('=')) else { return false };
        let known = command.get_arguments().find(|argument| argument.get_long() == Some(name));
        known.is_some_and(|argument| argument.get_action().takes_values())
    };
    let mut index = 1;
    let mut asks_for_help = false;
    while let Some(argument) = arguments.get(index) {
        if argument == "--" || !argument.to_string_lossy().starts_with('-') || argument == "-" {
            break;
        }
        asks_for_help |= ["-h", "--help", "-V", "--version"].iter().any(|flag| argument == flag);
        index += 1 + usize::from(takes_value(argument));
    }
    let first_word = arguments.get(index).filter(|word| *word != "--").map(|word| word.to_string_lossy());
    let names_command = first_word.is_some_and(|word| command.find_subcommand(word.as_ref()).is_some());
    if !names_command && !asks_for_help {
        // Options of browsing may stand before its paths: all that was passed over is its own or global.
        arguments.insert(1.min(arguments.len()), OsString::from("browse"));
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_that_names_a_command_is_one() {
        Arguments::command().debug_assert();
        let cases = [
            ("", "browse"),
            ("a.txt outline", "browse a.txt outline"),
            ("outline a.txt", "outline a.txt"),
            ("--color never outline a.txt", "--color never outline a.txt"),
            ("--color=never a.txt", "browse --color=never a.txt"),
            ("--color never a.txt", "browse --color never a.txt"),
            ("-- outline", "browse -- outline"),
            ("./index", "browse ./index"),
            ("--select x a.txt", "browse --select x a.txt"),
            ("- ", "browse -"),
            ("--help", "--help"),
        ];
        for (typed, expected) in cases {
            let arguments = |text: &str| -> Vec<OsString> {
                std::iter::once("midashi").chain(text.split_whitespace()).map(OsString::from).collect()
            };
            assert_eq!(with_browse(arguments(typed)), arguments(expected), "{typed}");
        }
    }
}
