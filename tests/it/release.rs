//! What names the program and its version: all of it names the same.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::cli::Workplace;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

/// A value in the manifest's table of the package.
fn package(key: &str) -> String {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    manifest["package"][key].as_str().unwrap().to_owned()
}

/// The value of a key of the desktop entry.
fn entry(key: &str) -> String {
    let entry = read("assets/desktop/midashi.desktop");
    let values: Vec<&str> =
        entry.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix('=')).collect();
    let [value] = values[..] else { panic!("{key}: {values:?}") };
    value.to_owned()
}

#[test]
fn the_version_is_the_same_everywhere() {
    let version = package("version");
    let workplace = Workplace::new();
    assert_eq!(workplace.prints(&["--version"]), format!("midashi {version}\n"));
    let page = workplace.prints(&["man"]);
    assert!(page.contains(&format!(".TH midashi 1  \"midashi {version}\" midashi\n")), "{page}");
    assert!(page.contains("\nmidashi \\- A terminal browser for outline notes\n"), "{page}");
    for name in ["README.md", "README.ja.md"] {
        let text = read(name);
        for file in
            [format!("midashi_{version}-1_amd64.deb"), format!("midashi-{version}-x86_64-linux.tar.gz")]
        {
            assert!(text.contains(&file), "{name} does not tell how to install {file}");
        }
    }
}

#[test]
fn the_changes_begin_with_those_of_this_version() {
    let changes = read("CHANGELOG.md");
    let (heading, below) = changes.split_once("\n## ").unwrap().1.split_once('\n').unwrap();
    assert_eq!(heading.split(' ').next().unwrap(), package("version"), "{heading}");
    assert!(below.lines().take_while(|line| !line.starts_with("## ")).any(|line| line.starts_with("- ")));
}

#[test]
fn the_desktop_entry_starts_this_program() {
    let name = package("name");
    assert_eq!([entry("Name"), entry("Icon")], [name.clone(), name.clone()]);
    assert_eq!(entry("Exec"), format!("{name} %F"));
    assert_eq!(entry("Terminal"), "true");
    let icon = read(&format!("assets/desktop/{name}.svg"));
    assert!(icon.starts_with("<svg ") && icon.contains(&format!("<title>{name}</title>")), "{icon}");
}
