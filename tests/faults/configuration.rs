//! What is read as configuration stands in the user's own config folder, and nowhere else.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::support::cli::Workplace;

/// Files that would change everything, were they read.
const FILES: [(&str, &str); 6] = [
    (
        "config.toml",
        "language = \"ja\"\nsort = \"title\"\n[notation.item]\nmarkers = [\"x\"]\n[keys]\nquit = [\"j\"]\n",
    ),
    ("readings.toml", "題 = [\"なにか\"]\n"),
    ("themes/terminal.toml", "text = \"red on blue\"\n"),
    ("notations/bullets.toml", "name = \"bullets\"\n[[heading]]\nmarker = \"・\"\nlevel = 1\n"),
    ("languages/en.toml", "\"no match\" = \"owned\"\n"),
    ("state/midashi/state.json", "{}"),
];

/// Names of folders in which programs look for such files.
const FOLDERS: [&str; 5] = ["", "midashi", ".midashi", ".config/midashi", ".local"];

/// What nobody has named is no pipe that is waited for, and no device that never ends.
#[test]
fn pipes_and_devices_in_the_place_of_settings_hold_nobody_up() {
    let files = ["config.toml", "readings.toml", "themes/x.toml", "notations/x.toml", "languages/x.toml"];
    for name in files {
        for is_pipe in [true, false] {
            let workplace = Workplace::new();
            let path = workplace.path().join("home/config/midashi").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            if is_pipe {
                assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
            } else {
                symlink("/dev/zero", &path).unwrap();
            }
            for arguments in [&["find", "か", "sample.txt"][..], &["config", "check"], &["doctor", "--json"]]
            {
                let ran = workplace.run(arguments);
                assert!(ran.status <= 2, "{name}: {arguments:?}: {}", ran.stderr);
            }
        }
    }
}

#[test]
fn settings_that_are_named_may_come_through_a_pipe() {
    let workplace = Workplace::new();
    let ran = workplace.run_piped(&["--config", "/dev/stdin", "config", "check"], b"wrap = 1\n");
    assert!(ran.stderr.contains("/dev/stdin:1:8: `wrap` must be true or false"), "{}", ran.stderr);
}

#[test]
fn nothing_in_the_folder_of_a_note_is_configuration() {
    let clean = Workplace::new();
    let full = Workplace::new();
    for folder in FOLDERS {
        for (name, text) in FILES {
            full.file(&format!("notes/{folder}/{name}"), text);
        }
    }
    for workplace in [&clean, &full] {
        workplace.file("notes/a.txt", "題\n■話\n・項\n・xの項\n");
    }
    let commands: [&[&str]; 5] = [
        &["outline", "a.txt"],
        &["find", "--json", "nanika", "a.txt"],
        &["config", "check"],
        &["config", "notation", "a.txt"],
        &["config", "theme", "terminal"],
    ];
    for arguments in commands {
        let run = |workplace: &Workplace| {
            let mut command = workplace.command(arguments);
            let output = command.current_dir(workplace.path().join("notes")).output().unwrap();
            let text = |bytes: Vec<u8>| {
                String::from_utf8(bytes).unwrap().replace(workplace.path().to_str().unwrap(), "")
            };
            (output.status.code(), text(output.stdout), text(output.stderr))
        };
        assert_eq!(run(&full), run(&clean), "{arguments:?}");
    }
    let told = fs::read_to_string(full.path().join("notes/config.toml")).unwrap();
    assert_eq!(told, FILES[0].1, "nor is it written");
}
