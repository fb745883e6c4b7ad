//! The body of the page: what notes become in it.

use super::super::super::Format;
use super::super::super::testing::{exported, exported_parts};

/// What stands in the body of a page.
fn body(page: &str) -> &str {
    page.split_once("<body>\n").and_then(|(_, rest)| rest.split_once("</body>")).map_or("", |(body, _)| body)
}

#[test]
fn a_note_is_a_page() {
    let note = "2026-11-23 集い #月\n前書き\n続き\n■話\n\n青葉 しおり さん [月見坂]\n\n●節\n・項\n  字\n  -> 結論\n1. 一\n■空\n";
    let page = exported(note, Format::Html);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"ja\">\n"), "{page}");
    assert!(page.contains("<title>集い</title>") && page.contains("default-src 'none'"), "{page}");
    let expected = "<header>\n<h1>集い</h1>\n<p class=\"about\"><time datetime=\"2026-11-23\">2026-11-23</time> <span>#月</span></p>\n</header>\n\
                    <main>\n<p>前書き<br>\n続き</p>\n\
                    <details class=\"session\" id=\"session-1\" open>\n\
                    <summary><h2>話</h2> <span class=\"who\">青葉 しおり · 月見坂</span></summary>\n<div>\n\
                    <p class=\"by\">青葉 しおり さん [月見坂]</p>\n\
                    <details class=\"section\" open>\n<summary><h3>節</h3></summary>\n<div>\n\
                    <ul>\n<li>項<ul>\n<li class=\"text\">字</li>\n<li class=\"arrow\"><span>→</span> 結論</li>\n</ul>\n</li>\n</ul>\n\
                    <ol>\n<li value=\"1\">一</li>\n</ol>\n</div>\n</details>\n</div>\n</details>\n\
                    <div class=\"session\" id=\"session-2\"><h2>空</h2></div>\n</main>\n";
    assert_eq!(body(&page), expected);
}

#[test]
fn sessions_are_listed_and_led_to() {
    let page = exported("■一\n■二\n\n青葉 しおり さん [月見坂]\n\n■三\n", Format::Html);
    let contents = "<nav aria-label=\"目次\">\n<ol>\n<li><a href=\"#session-1\">一</a></li>\n\
                    <li><a href=\"#session-2\">二</a> <span class=\"who\">青葉 しおり · 月見坂</span></li>\n\
                    <li><a href=\"#session-3\">三</a></li>\n</ol>\n</nav>\n";
    assert!(body(&page).contains(contents), "{page}");
    assert!(!exported("■一\n■二\n", Format::Html).contains("<nav"));
}

#[test]
fn several_notes_are_parts_of_the_page() {
    let page = exported_parts(&["■一\n本文\n", "・項\n"], &[(0, None), (1, None)], Format::Html);
    let expected = "<main>\n<details class=\"note\" open>\n<summary><h1>0.txt</h1></summary>\n<div>\n\
                    <details class=\"session\" id=\"session-1\" open>\n<summary><h2>一</h2></summary>\n<div>\n<p>本文</p>\n\
                    </div>\n</details>\n</div>\n</details>\n\
                    <details class=\"note\" open>\n<summary><h1>1.txt</h1></summary>\n<div>\n<ul>\n<li>項</li>\n</ul>\n\
                    </div>\n</details>\n</main>\n";
    assert_eq!(body(&page), expected);
}
