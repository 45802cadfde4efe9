//! The flat XML of WeChat and WeCom: one root, children with text. Nothing else is read: no document type (so no
//! entities of anybody's making), no depth beyond what the platforms use.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::refused::Refused;

/// Fields and depth of the largest message that is read.
const MOST_FIELDS: usize = 200;
const MOST_DEPTH: usize = 6;

/// The leaves of a document by name; of leaves with one name the first.
pub(super) fn fields(text: &str) -> Result<BTreeMap<String, String>, Refused> {
    let bad = Refused::Malformed("not the XML of a message");
    let mut reader = Reader::from_str(text);
    let (mut out, mut path): (BTreeMap<String, String>, Vec<String>) = Default::default();
    let mut words = String::new();
    loop {
        match reader.read_event().map_err(|_| bad.clone())? {
            Event::Start(e) => {
                path.push(name(e.name()));
                words.clear();
                if path.len() > MOST_DEPTH {
                    return Err(bad);
                }
            }
            Event::Empty(e) if !path.is_empty() => drop(out.entry(name(e.name())).or_default()),
            Event::Text(e) => words.push_str(&e.xml10_content()),
            Event::CData(e) => words.push_str(&e.xml10_content()),
            Event::GeneralRef(e) => words.push(match e.xml10_content().as_ref() {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                _ => return Err(bad),
            }),
            Event::End(_) => {
                let name = path.pop().ok_or_else(|| bad.clone())?;
                if !path.is_empty() {
                    out.entry(name).or_insert_with(|| words.trim().to_owned());
                }
                words.clear();
                if out.len() > MOST_FIELDS {
                    return Err(bad);
                }
            }
            Event::DocType(_) => return Err(bad),
            Event::Eof if path.is_empty() && !out.is_empty() => return Ok(out),
            Event::Eof => return Err(bad),
            _ => {}
        }
    }
}

fn name(name: quick_xml::name::QName<'_>) -> String {
    name.as_ref().to_owned()
}

/// Words as they may stand in a CDATA section.
pub(super) fn cdata(words: &str) -> String {
    format!("<![CDATA[{}]]>", words.replace("]]>", "]]]]><![CDATA[>"))
}
