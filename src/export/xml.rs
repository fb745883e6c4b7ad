//! Text in XML and in HTML.

use std::borrow::Cow;

use super::plain::visible;

/// `text` as content or as the value of an attribute in double quotes. Line feeds and tabs become references, since
/// readers make spaces of them in attributes.
pub(super) fn attribute(text: &str) -> String {
    escaped(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

/// `text` as content. Characters that XML forbids are made visible.
pub(super) fn escaped(text: &str) -> String {
    let visible: Cow<'_, str> = visible(text);
    quick_xml::escape::escape(visible.as_ref()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_forbidden_characters_are_text() {
        assert_eq!(
            escaped("</ul><script>'\"]]>&amp;\0"),
            "&lt;/ul&gt;&lt;script&gt;&apos;&quot;]]&gt;&amp;amp;␀"
        );
        assert_eq!(attribute("a\n\tb\u{ffff}"), "a&#10;&#9;b\u{fffd}");
    }
}
