//! Chromium, and the outlines that it finds in HTML.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::tree::{Line, normal, run};

/// Walks what stands in an element and leaves it, a depth and a text a node, where the test finds it.
const WALK: &str = "
function own(item) {
  const text = node => node.nodeName == 'BR' ? ' ' : node.textContent;
  return [...item.childNodes].filter(node => !/^[UO]L$/.test(node.nodeName)).map(text).join('');
}
function walk(element, depth, found) {
  for (const child of element.children) {
    if (child.matches('details')) {
      found.push([depth, child.querySelector('summary > :first-child').textContent]);
      walk(child.querySelector(':scope > div'), depth + 1, found);
    } else if (child.matches('ul, ol')) {
      for (const item of child.children) {
        if (item.nodeName != 'LI') found.push([depth, 'NO ITEM: ' + item.nodeName]);
        found.push([depth, own(item)]);
        for (const list of item.querySelectorAll(':scope > ul, :scope > ol')) {
          const holder = document.createElement('div');
          holder.append(list.cloneNode(true));
          walk(holder, depth + 1, found);
        }
      }
    } else if (child.matches('p')) {
      for (const line of child.innerText.split('\\n')) found.push([depth, line]);
    } else {
      found.push([depth, child.textContent]);
    }
  }
  return found;
}
function leave(found) {
  document.body.innerHTML = '<pre>FOUND' + encodeURIComponent(JSON.stringify(found)) + 'END</pre>';
}
";

/// Lets pages read the clipboard, which takes a word from the user otherwise.
const PREFERENCES: &str = r#"{"profile": {"default_content_setting_values": {"clipboard": 1}}}"#;

/// What a page of ours may do; see its head.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A browser with a profile of its own.
pub struct Browser {
    folder: tempfile::TempDir,
}

impl Browser {
    /// A browser that was never started.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("profile/Default")).unwrap();
        fs::write(folder.path().join("profile/Default/Preferences"), PREFERENCES).unwrap();
        Self { folder }
    }

    /// The outline of an exported page below its headline, where tops have the depth `top`; the page has no script.
    pub fn page(&self, page: &str, top: usize) -> Vec<Line> {
        // The policy allows no script, not even ours.
        assert_eq!(page.matches(POLICY).count(), 1);
        let script = format!(
            "<script>{WALK}
            const ours = document.scripts.length == 1;
            leave(ours ? walk(document.querySelector('main'), {top}, []) : [[0, 'another script']]);
            </script></body>"
        );
        self.found(&page.replace(POLICY, "").replace("</body>", &script))
    }

    /// The outline in an editor that a list was pasted into, through the clipboard and all that guards it.
    pub fn pasted(&self, list: &str) -> Vec<Line> {
        self.found(&format!(
            "<!DOCTYPE html><meta charset=utf-8><body><div contenteditable id=editor></div><script>{WALK}
            document.addEventListener('copy', event => {{
              event.clipboardData.setData('text/html', {list});
              event.preventDefault();
            }});
            document.execCommand('copy');
            const editor = document.getElementById('editor');
            editor.focus();
            document.execCommand('paste');
            leave(walk(editor, 0, []));
            </script>",
            list = literal(list)
        ))
    }

    /// What becomes of an exported page to which somebody has added `markup` at the end, with its policy or without.
    pub fn tampered(&self, page: &str, markup: &str, has_policy: bool) -> String {
        assert_eq!(page.matches(POLICY).count(), 1);
        let page = page.replace("</body>", &format!("{markup}</body>"));
        self.dom(&if has_policy { page } else { page.replace(POLICY, "") })
    }

    /// What the script of `page` leaves when it is loaded.
    fn found(&self, page: &str) -> Vec<Line> {
        let dom = self.dom(page);
        let found = dom.split_once("<pre>FOUND").and_then(|(_, rest)| rest.split_once("END</pre>"));
        let (encoded, _) = found.unwrap_or_else(|| panic!("nothing found in {dom}"));
        let lines: Vec<Line> = serde_json::from_slice(&percent_decoded(encoded)).unwrap();
        lines.into_iter().map(|(depth, text)| (depth, normal(&text))).collect()
    }

    /// The elements of `page` when it is loaded.
    fn dom(&self, page: &str) -> String {
        let file = self.folder.path().join("page.html");
        fs::write(&file, page).unwrap();
        run(Command::new("chromium")
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--virtual-time-budget=5000"])
            .arg("--blink-settings=javaScriptCanAccessClipboard=true,DOMPasteAllowed=true")
            .arg(format!("--user-data-dir={}", self.folder.path().join("profile").display()))
            .arg(format!("file://{}", file.display())))
    }
}

/// `text` as a literal of a script that stands in a page.
fn literal(text: &str) -> String {
    Value::from(text).to_string().replace('<', "\\u003c")
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).unwrap());
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}
