//! Writes the licences of all that a binary of midashi is made of: of the crates, of Rust's own library, and of the data.
//!
//! ```text
//! cargo run --example licences -- x86_64-unknown-linux-gnu [--debian] > THIRD-PARTY
//! ```
//!
//! Debian's packages refer to the Apache licence that every system of Debian has, instead of having it: `--debian`.
//! Of a crate that may be used under one licence or another, one is chosen, and its text is what the crate brings along. It
//! fails on a crate that has no text, unless the licence's text is the same for all but for who holds the copyright.

mod expression;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// A crate, or something else that others hold the rights to.
struct Part {
    name: String,
    licence: String,
    home: String,
    texts: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (target, is_debian) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [target] => (target, false),
        [target, "--debian"] => (target, true),
        _ => return Err("usage: licences TARGET [--debian]".into()),
    };
    let packages = in_the_binary(target)?;
    let (parts, wrong): (Vec<_>, Vec<_>) = packages.iter().map(part).partition(Result::is_ok);
    let wrong: Vec<String> = wrong.into_iter().filter_map(Result::err).collect();
    if !wrong.is_empty() {
        return Err(wrong.join("\n").into());
    }
    let mut parts: Vec<Part> = parts.into_iter().flatten().collect();
    parts.sort_by(|a, b| a.name.cmp(&b.name));
    parts.extend(texts::beside_the_crates(target));
    if is_debian {
        for text in parts.iter_mut().flat_map(|part| &mut part.texts).filter(|text| texts::is_apache(text)) {
            "On Debian systems, the Apache licence 2.0 is /usr/share/common-licenses/Apache-2.0."
                .clone_into(text);
        }
    }
    let data = texts::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/readings/NOTICE.md"))?;
    let mut out = io::stdout().lock();
    write_all(&mut out, target, &parts, &data)?;
    Ok(out.flush()?)
}

/// What `cargo` prints.
fn cargo(arguments: &[&str]) -> Result<String, Box<dyn Error>> {
    #[expect(clippy::disallowed_methods, reason = "a generator asks for its sources")]
    let mut command = Command::new(env!("CARGO"));
    let output =
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("cargo {arguments:?} failed").into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The packages that midashi is built from for a target, as cargo describes them. What is used only by tests or while
/// building is not in the binary.
fn in_the_binary(target: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    // The metadata have the descriptions; only the tree leaves out what no feature asks for.
    let tree =
        cargo(&["tree", "--locked", "--edges=normal", "--target", target, "--prefix=none", "--format={p}"])?;
    let names = tree.lines().filter_map(|line| {
        let (name, rest) = line.split_once(" v")?;
        Some(format!("{name} {}", rest.split(' ').next()?))
    });
    let mut names: BTreeSet<String> = names.collect();
    names.remove(concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")));
    let metadata =
        cargo(&["metadata", "--locked", "--format-version=1", &format!("--filter-platform={target}")])?;
    let mut metadata: Value = serde_json::from_str(&metadata)?;
    let Value::Array(mut packages) = metadata["packages"].take() else {
        return Err("the metadata have no packages".into());
    };
    packages.retain(|package| names.remove(&name(package)));
    if !names.is_empty() {
        return Err(format!("not in the metadata: {names:?}").into());
    }
    Ok(packages)
}

/// A crate and its version.
fn name(package: &Value) -> String {
    let word = |key: &str| package[key].as_str().unwrap_or_default();
    format!("{} {}", word("name"), word("version"))
}

/// A crate with the texts of the licence that is chosen, or why there are none.
fn part(package: &Value) -> Result<Part, String> {
    let word = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let name = name(package);
    let licence = word("license");
    let folder = Path::new(package["manifest_path"].as_str().unwrap_or_default()).parent();
    let folder = folder.ok_or_else(|| format!("{name}: it is nowhere"))?;
    let files = texts::files(folder).map_err(|error| format!("{name}: {error}"))?;
    let authors: Vec<&str> =
        package["authors"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let holders = match authors.as_slice() {
        [] => format!("the authors of {}", word("name")),
        authors => authors.join(", "),
    };
    let mut choices = expression::choices(&licence).map_err(|error| format!("{name}: {error}"))?;
    // Licences that are known are better than others, and texts of the crate's own better than standard ones.
    choices.sort_by_key(|ids| ids.iter().map(|id| texts::rank(id)).max());
    let own = choices.iter().find_map(|ids| texts::of_files(ids, &files));
    let texts = own.or_else(|| choices.iter().find_map(|ids| texts::standard(ids, &files, &holders)));
    let texts = texts.ok_or_else(|| format!("{name}: no text of {licence} among {} files", files.len()))?;
    Ok(Part { name, licence, home: word("repository"), texts })
}

/// Writes all of it, each text once.
fn write_all(out: &mut impl Write, target: &str, parts: &[Part], data: &str) -> io::Result<()> {
    let rule = "=".repeat(78);
    let version = env!("CARGO_PKG_VERSION");
    writeln!(out, "What midashi {version} for {target} is made of, and under which licences.\n")?;
    writeln!(out, "midashi itself may be used under the MIT licence or the Apache licence 2.0.\n")?;
    writeln!(out, "The sources of its parts, unchanged, are at the addresses below, and on crates.io.\n")?;
    writeln!(out, "{rule}\nParts\n{rule}\n")?;
    let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for part in parts {
        writeln!(out, "{}", format!("{}: {}  {}", part.name, part.licence, part.home).trim_end())?;
        for text in &part.texts {
            texts.entry(text).or_default().push(&part.name);
        }
    }
    let mut texts: Vec<(&str, Vec<&str>)> = texts.into_iter().collect();
    texts.sort_by(|(_, a), (_, b)| a.cmp(b));
    for (text, names) in texts {
        writeln!(out, "\n{rule}\n{}\n{rule}\n\n{text}", names.join(", "))?;
    }
    writeln!(out, "\n{rule}\nData\n{rule}\n\n{}", data.trim_end())
}
