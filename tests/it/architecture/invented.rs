//! The reader of code, tried on sources that are made up, with rings that are known.

use super::code::Code;
use super::graph::rings;
use super::modules::Target;

/// The code of made-up sources below an empty root.
fn code_of(sources: &[(&str, &str)]) -> Code {
    Code::read(sources.iter().copied().chain([("lib.rs", "")]))
}

/// The rings of made-up sources, each a line of its files.
fn rings_of(sources: &[(&str, &str)]) -> Vec<String> {
    let code = code_of(sources);
    rings(&code.imports()).into_iter().map(|ring| ring.join(" ")).collect()
}

/// What a file refers to outside of the crate.
fn outside(source: &str) -> Vec<String> {
    let code = code_of(&[("a.rs", source)]);
    let references = code.files["a.rs"].references.iter();
    references
        .filter_map(|reference| match &reference.target {
            Target::Outside(path) => Some(path.clone()),
            Target::Item { .. } | Target::Module { .. } => None,
        })
        .collect()
}

#[test]
fn uses_paths_and_parents_make_rings() {
    let sources = [
        ("a.rs", "use crate::b::B; pub struct A;"),
        ("b.rs", "pub struct B; fn c() -> Option<crate::c::inner::C> { None }"),
        ("c/mod.rs", "pub mod inner; pub fn low() {}"),
        ("c/inner.rs", "pub struct C; fn a() { let _: super::super::a::A; }"),
        ("d.rs", "use crate::a::A; fn d() { super::c::low() }"),
    ];
    assert_eq!(rings_of(&sources), ["a.rs b.rs c/inner.rs"]);
}

#[test]
fn a_module_that_declares_others_imports_none_of_them() {
    let sources =
        [("a/mod.rs", "mod b; pub use b::B; pub struct A;"), ("a/b.rs", "use super::A; pub struct B;")];
    assert!(rings_of(&sources).is_empty());
    let sources = [
        ("a/mod.rs", "mod b; pub use b::B; pub struct A { b: B }"),
        ("a/b.rs", "use super::A; pub struct B;"),
    ];
    assert_eq!(rings_of(&sources), ["a/b.rs a/mod.rs"]);
}

#[test]
fn names_handed_on_lead_to_the_file_that_defines_them() {
    let sources = [
        ("front/mod.rs", "mod one; mod two; pub use one::One; pub use two::*;"),
        ("front/one.rs", "use super::Two; pub struct One;"),
        ("front/two.rs", "use crate::front::One as Renamed; pub struct Two;"),
    ];
    assert_eq!(rings_of(&sources), ["front/one.rs front/two.rs"]);
}

#[test]
fn a_use_of_a_module_counts_where_its_names_are_used() {
    let sources = [
        ("a.rs", "use crate::b::{self, other}; pub fn a() { b::low(); other::low() }"),
        ("b/mod.rs", "pub mod other; pub fn low() {}"),
        ("b/other.rs", "pub fn low() { crate::a::a() }"),
    ];
    assert_eq!(rings_of(&sources), ["a.rs b/other.rs"]);
}

#[test]
fn methods_of_a_type_that_is_spread_over_files_make_rings() {
    let app = (
        "app/mod.rs",
        "mod go; mod say; pub struct App { pub log: Vec<String> } impl App { pub fn new() -> Self { App { log: Vec::new() } } }",
    );
    let say = ("app/say.rs", "use super::App; impl App { pub fn say(&mut self) { self.go(); } }");
    let calls = [
        "use super::App; impl App { pub fn go(&mut self) { self.say(); } }",
        "use super::App; impl App { pub fn go(&self) {} } pub fn went(app: &mut App) { app.say(); }",
        "use super::App; impl App { pub fn go(&self) {} } pub fn went() { let mut app = App::new(); app.say(); }",
        "use super::App; impl App { pub fn go(&self) {} } pub fn went(app: App) { App::say(&mut app); }",
        "use super::App; impl App { pub fn go(&self) {} } struct Shell { app: Box<App> } impl Shell { fn went(&mut self) { self.app.say(); } }",
        // Nothing tells the type of `app`, but no other type has a method of this name.
        "use super::App; impl App { pub fn go(&self) {} } pub fn went(apps: &mut [App]) { for app in apps { app.say(); } }",
        "use super::App; impl App { pub fn go(&self) {} } pub fn went(app: &mut App) { println!(\"{:?}\", app.say()); }",
        "use super::App; impl App { pub fn go(&self) {} } pub fn went(app: &mut App) { assert!(matches!(app.say(), () if true)); }",
    ];
    for call in calls {
        assert_eq!(rings_of(&[app, say, ("app/go.rs", call)]), ["app/go.rs app/say.rs"], "{call}");
    }
    let others = [
        "use super::App; impl App { pub fn go(&self) {} }",
        // A variable of another type that has a method of this name, too.
        "use super::App; impl App { pub fn go(&self) {} } struct Other; impl Other { fn say(&self) {} } fn went(app: Other) { app.say(); }",
        // A function of its own that shares the name.
        "use super::App; impl App { pub fn go(&self) {} } fn say() {} fn went() { say(); }",
    ];
    for other in others {
        assert!(rings_of(&[app, say, ("app/go.rs", other)]).is_empty(), "{other}");
    }
}

#[test]
fn macros_make_rings_by_their_names_and_by_what_they_hold() {
    let sources = [
        ("a.rs", "pub fn a() { shout!(1) }"),
        ("b.rs", "#[macro_export] macro_rules! shout { ($n:expr) => { $crate::a::a() }; }"),
    ];
    assert_eq!(rings_of(&sources), ["a.rs b.rs"]);
    let sources =
        [("a.rs", "pub fn a() { strange!(one => crate::b::b()) }"), ("b.rs", "pub fn b() { crate::a::a() }")];
    assert_eq!(rings_of(&sources), ["a.rs b.rs"]);
}

#[test]
fn a_local_variable_is_no_item_of_its_name() {
    let sources = [
        ("a/mod.rs", "pub mod b; pub use b::*; pub fn a(rows: usize) -> usize { rows }"),
        ("a/b.rs", "pub fn rows() { super::a(1); }"),
    ];
    assert!(rings_of(&sources).is_empty());
}

#[test]
fn only_code_of_tests_is_left_out() {
    let sources = [
        ("a.rs", "#[cfg(test)] use crate::b::low; pub fn a() {} fn after() { crate::b::high(); }"),
        ("b.rs", "pub fn low() {} pub fn high() {} #[cfg(test)] mod tests { use crate::a::a; }"),
        ("c/mod.rs", "#[cfg(test)] mod counting; pub fn c() { #[cfg(test)] counting::count(); }"),
        ("c/counting.rs", "pub fn count() { super::c(); crate::d::d(); }"),
        ("d.rs", "pub fn d() { crate::c::c(); }"),
    ];
    assert!(rings_of(&sources).is_empty());
    for still in ["#[cfg(any(test, unix))]", "#[cfg(not(test))]", "#[cfg(unix)]", ""] {
        let b = format!("pub fn high() {{}} {still} fn back() {{ crate::a::a(); }}");
        let sources = [("a.rs", "pub fn a() { crate::b::high(); }"), ("b.rs", b.as_str())];
        assert_eq!(rings_of(&sources), ["a.rs b.rs"], "{still}");
    }
    for cut in ["#[cfg(test)]", "#[cfg(all(unix, test))]", "#[test]"] {
        let b = format!("pub fn high() {{}} {cut} fn back() {{ crate::a::a(); }}");
        let sources = [("a.rs", "pub fn a() { crate::b::high(); }"), ("b.rs", b.as_str())];
        assert!(rings_of(&sources).is_empty(), "{cut}");
    }
}

#[test]
fn statements_of_tests_are_left_out_in_every_form() {
    for call in [
        "b::b();",
        "b::b()?;",
        "b::N += 1;",
        "b::N = 1;",
        "x(b::b());",
        "*b::b() = 1;",
        "b::b().c();",
        "let c = b::b();",
        "if b::b() {}",
        "for c in b::b() {}",
        "while b::b() {}",
        "match b::b() { _ => {} }",
        "loop { b::b() }",
        "{ b::b() }",
        "return b::b();",
        "print!(\"{}\", b::b());",
        "use b::b;",
        "fn c() { b::b() }",
    ] {
        let of = |attribute: &str| {
            format!("use crate::b::{{self, low}}; pub fn a() {{ low(); {attribute} {call} }}")
        };
        let found = |source: &str| {
            let code =
                code_of(&[("a.rs", source), ("b.rs", "pub fn low() {} pub fn b() {} pub static N: u8 = 1;")]);
            let items = code.files["a.rs"].references.iter().filter(|reference| match &reference.target {
                Target::Item { path, .. } => path == "b::b" || path == "b::N",
                Target::Module { .. } | Target::Outside(_) => false,
            });
            items.count()
        };
        assert!(found(&of("")) > 0, "{call}");
        assert_eq!(found(&of("#[cfg(test)]")), 0, "{call}");
    }
}

#[test]
fn the_lines_of_tests_are_not_counted_wherever_they_stand() {
    let source = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {\n    #[cfg(test)]\n    d();\n}\n\
                  struct S {\n    #[cfg(test)]\n    only: u8,\n    both: u8,\n}\n";
    let code = code_of(&[("a.rs", source)]);
    assert_eq!(code.files["a.rs"].lines, 14 - 4 - 2 - 2);
}

#[test]
fn outside_paths_are_seen_however_they_are_written() {
    for source in [
        "use paint::buffer::Buffer;",
        "use paint::{layout::Rect, buffer::{self, Buffer}};",
        "use paint::buffer; fn a(b: &buffer::Buffer) {}",
        "use paint as p; fn a(b: &p::buffer::Buffer) {}",
        "fn a() { let b = ::paint::buffer::Buffer::empty(); }",
        "fn a() { println!(\"{}\", paint::buffer::Buffer::empty()); }",
        "fn a() { strange!(b => paint::buffer::Buffer); }",
        "fn later() {} #[cfg(test)] mod tests {} use paint::buffer::Buffer;",
    ] {
        let found = outside(source);
        assert!(found.iter().any(|path| path.starts_with("paint::buffer")), "{source}: {found:?}");
    }
    let found = outside(
        "#[cfg(test)] mod tests { use paint::buffer::Buffer; } mod paint { pub mod buffer {} } use self::paint::buffer;",
    );
    assert!(found.iter().all(|path| !path.starts_with("paint")), "{found:?}");
}

#[test]
fn a_ring_is_the_whole_of_it_and_two_rings_are_two() {
    let sources = [
        ("a.rs", "pub fn a() { crate::b::b() }"),
        ("b.rs", "pub fn b() { crate::c::c(); crate::x::x() }"),
        ("c.rs", "pub fn c() { crate::b::b(); crate::a::a() }"),
        ("x.rs", "pub fn x() { crate::y::y() }"),
        ("y.rs", "pub fn y() { crate::x::x(); y() }"),
    ];
    assert_eq!(rings_of(&sources), ["a.rs b.rs c.rs", "x.rs y.rs"]);
    let code = code_of(&sources);
    let ring = ["x.rs".to_owned(), "y.rs".to_owned()];
    assert_eq!(code.describe(&ring), "  x.rs -> y.rs: y::y (line 1)\n  y.rs -> x.rs: x::x (line 1)");
}
