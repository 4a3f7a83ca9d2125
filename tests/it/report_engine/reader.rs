//! Reads a report's PDF back, by the structure tree as a screen reader would, and by the page as it is drawn.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A PDF file, read back.
pub(crate) struct Reader {
    pub(crate) document: Document,
    pages: Vec<ObjectId>,
    /// The text of each marked piece, by page and number.
    pieces: BTreeMap<(usize, i64), String>,
    /// The text that is no part of the document, by page.
    pub(crate) artifacts: Vec<String>,
}

impl Reader {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let mut reader = Self { document, artifacts: Vec::new(), pieces: BTreeMap::new(), pages };
        for page in 0..reader.pages.len() {
            reader.read_page(page);
        }
        reader
    }

    pub(crate) fn page_count(&self) -> usize {
        self.pages.len()
    }

    pub(crate) fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    pub(crate) fn follow<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).unwrap().1
    }

    pub(crate) fn dictionary<'a>(&'a self, parent: &'a Dictionary, key: &str) -> &'a Dictionary {
        self.follow(parent.get(key.as_bytes()).unwrap()).as_dict().unwrap()
    }

    /// The words of the document that stand on a page, without a break between them.
    pub(crate) fn page_words(&self, page: usize) -> String {
        self.pieces.range((page, 0)..(page + 1, 0)).map(|(_, words)| words.as_str()).collect()
    }

    /// Every link: what it says of itself, and the page to which it leads.
    pub(crate) fn links(&self) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        for page in 0..self.pages.len() {
            let Ok(links) = self.page(page).get(b"Annots") else { continue };
            for link in self.follow(links).as_array().unwrap() {
                let link = self.follow(link).as_dict().unwrap();
                let to = link.get(b"Dest").unwrap().as_array().unwrap()[0].as_reference().unwrap();
                let to = self.pages.iter().position(|page| *page == to).unwrap();
                found.push((text(link.get(b"Contents").unwrap()), to));
            }
        }
        found
    }

    pub(crate) fn page(&self, page: usize) -> &Dictionary {
        self.document.get_dictionary(self.pages[page]).unwrap()
    }

    /// The fonts that pages name, with their dictionaries.
    pub(crate) fn fonts(&self) -> BTreeMap<Vec<u8>, &Dictionary> {
        let resources = self.dictionary(self.page(0), "Resources");
        let fonts = self.dictionary(resources, "Font");
        fonts
            .iter()
            .map(|(name, font)| (name.clone(), self.follow(font).as_dict().unwrap()))
            .collect()
    }

    fn read_page(&mut self, page: usize) {
        let maps: BTreeMap<Vec<u8>, BTreeMap<u16, String>> =
            self.fonts().into_iter().map(|(name, font)| (name, self.unicode_map(font))).collect();
        let content = self.document.get_page_content(self.pages[page]);
        let (mut font, mut piece, mut artifact) = (Vec::new(), None, String::new());
        for operation in Content::decode(&content).unwrap().operations {
            let operand = |index: usize| operation.operands.get(index).unwrap();
            match operation.operator.as_str() {
                "BDC" => {
                    piece = operand(1)
                        .as_dict()
                        .unwrap()
                        .get(b"MCID")
                        .ok()
                        .map(|id| id.as_i64().unwrap());
                    if let Some(id) = piece {
                        assert!(
                            self.pieces.insert((page, id), String::new()).is_none(),
                            "a number used twice"
                        );
                    }
                }
                "EMC" => piece = None,
                "Tf" => font = operand(0).as_name().unwrap().to_vec(),
                "Tj" => {
                    let map = &maps[&font];
                    let codes = operand(0)
                        .as_str()
                        .unwrap()
                        .chunks(2)
                        .map(|two| u16::from_be_bytes([two[0], two[1]]));
                    let words: String = codes.map(|code| map[&code].as_str()).collect();
                    match piece {
                        Some(id) => *self.pieces.get_mut(&(page, id)).unwrap() += &words,
                        None => artifact += &(words + "\n"),
                    }
                }
                "TJ" | "'" | "\"" => panic!("an operator that the reader does not know"),
                _ => {}
            }
        }
        self.artifacts.push(artifact);
    }

    /// Glyph → characters, from the font's own map.
    fn unicode_map(&self, font: &Dictionary) -> BTreeMap<u16, String> {
        let stream = self.follow(font.get(b"ToUnicode").unwrap()).as_stream().unwrap();
        let text = String::from_utf8(stream.decompressed_content().unwrap()).unwrap();
        let mut map = BTreeMap::new();
        let mut inside = false;
        for line in text.lines() {
            match line.split_whitespace().last() {
                Some("beginbfchar") => inside = true,
                Some("endbfchar") => inside = false,
                Some("beginbfrange") => panic!("a range that the reader does not know"),
                _ if inside => {
                    let mut parts =
                        line.split_whitespace().map(|part| part.trim_matches(['<', '>']));
                    let code = u16::from_str_radix(parts.next().unwrap(), 16).unwrap();
                    let hex = parts.next().unwrap();
                    let units: Vec<u16> = (0..hex.len())
                        .step_by(4)
                        .map(|at| u16::from_str_radix(&hex[at..at + 4], 16).unwrap())
                        .collect();
                    map.insert(code, String::from_utf16(&units).unwrap());
                }
                _ => {}
            }
        }
        assert!(!map.is_empty());
        map
    }

    /// Every part of the document in reading order: its tag, depth and own text.
    pub(crate) fn parts(&self) -> Vec<(String, usize, String)> {
        let root = self.dictionary(self.catalog(), "StructTreeRoot");
        let mut parts = Vec::new();
        for kid in self.follow(root.get(b"K").unwrap()).as_array().unwrap() {
            self.visit(self.follow(kid).as_dict().unwrap(), 0, &mut parts);
        }
        parts
    }

    fn visit(&self, part: &Dictionary, depth: usize, parts: &mut Vec<(String, usize, String)>) {
        let tag = String::from_utf8(part.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap();
        let index = parts.len();
        parts.push((tag, depth, String::new()));
        let own_page = part.get(b"Pg").ok().map(|page| page.as_reference().unwrap());
        let page_of = |id: ObjectId| self.pages.iter().position(|page| *page == id).unwrap();
        let Ok(kids) = part.get(b"K") else { return };
        // A part with one kid may name it alone (ISO 32000-1, table 323).
        let kids = match self.follow(kids) {
            Object::Array(kids) => kids.as_slice(),
            one => std::slice::from_ref(one),
        };
        for kid in kids {
            if let Object::Integer(id) = kid {
                parts[index].2 += &self.pieces[&(page_of(own_page.unwrap()), *id)];
                continue;
            }
            let kid = self.follow(kid).as_dict().unwrap();
            if let Ok(id) = kid.get(b"MCID") {
                let page = page_of(kid.get(b"Pg").unwrap().as_reference().unwrap());
                parts[index].2 += &self.pieces[&(page, id.as_i64().unwrap())];
            } else if kid.has(b"S") {
                self.visit(kid, depth + 1, parts);
            }
        }
    }

    /// The outline: depth and title, in order.
    pub(crate) fn outline(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        self.visit_outline(self.dictionary(self.catalog(), "Outlines"), 0, &mut found);
        found
    }

    fn visit_outline(&self, parent: &Dictionary, depth: usize, found: &mut Vec<(usize, String)>) {
        let mut next = parent.get(b"First").ok();
        while let Some(object) = next {
            let entry = self.follow(object).as_dict().unwrap();
            found.push((depth, text(entry.get(b"Title").unwrap())));
            self.visit_outline(entry, depth + 1, found);
            next = entry.get(b"Next").ok();
        }
    }
}

/// Words outside of page content: UTF-16 with its mark.
pub(crate) fn text(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    let units: Vec<u16> =
        bytes[2..].chunks(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
    String::from_utf16(&units).unwrap()
}
