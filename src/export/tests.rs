//! Blocks, which are of several lines, in every format that shapes them: the bundled notation has none.

use std::sync::Arc;

use super::{Document, Format, to_string, write};
use crate::note::entry::{Entry, Kind, Line, Rank};
use crate::note::header::Header;
use crate::note::notation::{Family, Notation};
use crate::note::source::Source;
use crate::outline::build::build;
use crate::vault::{Note, NoteId, Place, Vault};

/// A session, each block below it, an item, and each block below that.
fn exported(format: Format) -> String {
    let blocks = [
        (Kind::Code, "let a = \"<b>\";\n  ```\n* b"),
        (Kind::Quote, "一行\n> # 二行"),
        (Kind::Table, "| a | b |\n|---|---|\n| c*d | e\\|f |"),
        (Kind::Rule, "---"),
    ];
    let in_session = blocks.map(|(kind, text)| (kind, Rank::Body(0), text));
    let in_item = blocks.map(|(kind, text)| (kind, Rank::Body(2), text));
    let mut text = String::new();
    let mut entries = Vec::new();
    let all = [(Kind::Session, Rank::Heading(1), "話")].into_iter().chain(in_session);
    for (kind, rank, words) in all.chain([(Kind::Item, Rank::Body(0), "項")]).chain(in_item) {
        let line = Line(u32::try_from(text.lines().count()).unwrap());
        let start = u32::try_from(text.len()).unwrap();
        text.push_str(words);
        let end = u32::try_from(text.len()).unwrap();
        text.push('\n');
        entries.push(Entry { kind, rank, line, marker: start..start, text: start..end });
    }
    let note = Note {
        path: "blocks".into(),
        header: Header::default(),
        source: Source::from_text(text),
        outline: build(entries),
        notation: Arc::new(Notation::bundled()),
        family: Family::Bullets,
    };
    let vault = Vault::new(vec![note]);
    to_string(Document::new(&vault, &[Place { note: NoteId(0), node: None }]), format)
}

#[test]
fn markdown_has_blocks_for_them() {
    let expected = r#"# 話

````
let a = "<b>";
  ```
* b
````

> 一行
> \> # 二行

| a | b |
| --- | --- |
| c\*d | e\|f |

***

- 項

  ````
  let a = "<b>";
    ```
  * b
  ````

  > 一行
  > \> # 二行

  | a | b |
  | --- | --- |
  | c\*d | e\|f |

  ***
"#;
    assert_eq!(exported(Format::Markdown), expected);
}

#[test]
fn org_has_blocks_for_them() {
    let expected = r#"#+options: -:nil
#+title: blocks

* 話

#+begin_example
let a = "<b>";
  ```
,* b
#+end_example

#+begin_quote
一行
> # 二行
#+end_quote

| a | b |
| c*d | e\vert{}f |

-----

- 項
  -
    #+begin_example
    let a = "<b>";
      ```
    ,* b
    #+end_example
  -
    #+begin_quote
    一行
    > # 二行
    #+end_quote
  -
    | a | b |
    | c*d | e\vert{}f |
  -
    -----
"#;
    assert_eq!(exported(Format::Org), expected);
}

#[test]
fn pages_have_blocks_for_them() {
    let in_session = r#"<pre><code>let a = &quot;&lt;b&gt;&quot;;
  ```
* b</code></pre>
<blockquote>一行<br>
&gt; # 二行</blockquote>
<table>
<tr><td>a</td><td>b</td></tr>
<tr><td>c*d</td><td>e|f</td></tr>
</table>
<hr>
<ul>
<li>項<ul>
<li class="block"><pre><code>let a"#;
    let page = exported(Format::Html);
    assert!(page.contains(in_session), "{page}");
}

#[test]
fn lists_keep_their_lines() {
    let list = "- 話\n  - let a = \"<b>\";\n      ```\n    * b\n  - 一行\n    > # 二行\n  - | a | b |\n    |---|---|\n";
    assert!(exported(Format::Spaces2).starts_with(list));
    let html = "<li><pre><code>let a = &quot;&lt;b&gt;&quot;;\n  ```\n* b</code></pre></li>\n<li>一行<br>\n&gt; # 二行</li>\n";
    assert!(exported(Format::HtmlList).contains(html));
    let note =
        "<outline text=\"項\" _note=\"let a = &quot;&amp;lt;b&gt;&quot;;&#10;  ```&#10;* b&#10;一行&#10;";
    assert!(exported(Format::OpmlNote).contains(note));
}

/// Deeper, in blanks, than the formatter of the standard library can indent.
#[test]
fn deep_notes_are_written_in_every_format() {
    let width = "123456789. ".len();
    let levels = usize::from(u16::MAX) / width + 2;
    let text = "123456789. ".repeat(levels) + "x\n";
    let notation = Arc::new(Notation::bundled());
    let note = Note::parse("deep.md", Source::from_text(text), notation);
    assert!(note.outline.len() >= u32::try_from(levels).unwrap(), "{} nodes", note.outline.len());
    let vault = Vault::new(vec![note]);
    for format in Format::ALL {
        let written = write(
            Document::new(&vault, &[Place { note: NoteId(0), node: None }]),
            format,
            &mut std::io::sink(),
        );
        assert!(written.is_ok(), "{format:?}");
    }
}
