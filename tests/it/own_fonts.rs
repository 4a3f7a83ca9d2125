//! Fonts of the user's own: what is set in them, what is written out all the same, and that no font file can do harm.
#![cfg(test)]

pub(crate) mod made;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use made::{Made, collection};
use proofbook::report::layout::{
    self, Drawing, Face, Font, Layout, Notice, SetWords, Setting, Shelf, Typecase, Unset,
};
use proofbook::report::model::{Block, Report, Words};
use proofbook::report::pdf;
use proofbook::report::theme::PaperSize;
use proofbook::text::named;

use super::report_engine::reader::Reader;

/// Font files in memory, and which of them were read.
#[derive(Clone, Debug, Default)]
struct Files(Arc<Mutex<Kept>>);

/// The files by their names, and the names of those that were read.
type Kept = (BTreeMap<String, Vec<u8>>, Vec<String>);

impl Files {
    fn new(files: impl IntoIterator<Item = (&'static str, Vec<u8>)>) -> Self {
        let files = files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes));
        Self(Arc::new(Mutex::new((files.collect(), Vec::new()))))
    }

    fn case(&self) -> Arc<Typecase> {
        Arc::new(Typecase::with(Box::new(self.clone())))
    }

    fn read_so_far(&self) -> Vec<String> {
        self.0.lock().unwrap().1.clone()
    }
}

impl Shelf for Files {
    fn place(&self) -> String {
        "the shelf".to_owned()
    }

    fn names(&self) -> Result<Vec<String>, String> {
        Ok(self.0.lock().unwrap().0.keys().cloned().collect())
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let mut held = self.0.lock().unwrap();
        held.1.push(name.to_owned());
        held.0.get(name).cloned().ok_or_else(|| "it is gone".to_owned())
    }
}

fn set(text: &str, case: &Arc<Typecase>) -> Layout {
    let mut report = Report::new("A report", "2026-03-20T16:30:00Z".parse().unwrap());
    report.push(Block::Paragraph(text.into()));
    layout::pages_in(&report, PaperSize::Letter, case)
}

fn words(layout: &Layout) -> Vec<&SetWords> {
    let items = layout.pages.iter().flat_map(|page| &page.items);
    let words = items.filter_map(|item| match &item.drawing {
        Drawing::Words(set) => Some(set),
        _ => None,
    });
    words.collect()
}

/// What the paragraph says on the page.
fn shown(layout: &Layout) -> String {
    let all = words(layout).iter().map(|set| set.words.as_str()).collect::<String>();
    all.replace("A report", "").replace("Page 1 of 1", "").trim().to_owned()
}

/// What the paragraph says to whoever searches the file.
fn found(layout: &Layout) -> String {
    let reader = Reader::new(&pdf::bytes(layout).unwrap());
    reader.parts().into_iter().find(|part| part.0 == "P").unwrap().2
}

fn japanese() -> Made {
    Made::drawing(&[
        ('日', 'N'),
        ('本', 'H'),
        ('語', 'G'),
        ('、', ','),
        ('。', '.'),
        ('「', '['),
        ('」', ']'),
    ])
}

// The chain.

#[test]
fn what_the_programs_faces_lack_is_set_in_the_first_own_font_that_has_it() {
    let one = Made::drawing(&[('日', 'N')]).file();
    let two = Made::drawing(&[('日', 'M'), ('本', 'H'), ('a', 'b')]).file();
    let case = Files::new([("fonts/2.ttf", two), ("fonts/1.ttf", one)]).case();
    let layout = set("Dr. 日本 said aye", &case);
    let fonts: Vec<(&str, Font)> =
        words(&layout).iter().map(|set| (set.words.as_str(), set.face)).collect();
    let of = |words: &str| fonts.iter().find(|(other, _)| *other == words).unwrap().1;
    let file = |font| match font {
        Font::Own(id) => Some(id.file),
        Font::Shipped(_) => None,
    };
    assert_eq!((file(of("日")), file(of("本"))), (Some(0), Some(1)));
    assert_eq!(of("Dr. "), Font::Shipped(Face::Regular));
    assert_eq!(of(" said aye"), Font::Shipped(Face::Regular));
    assert_eq!(found(&layout), "Dr. 日本 said aye");
    let named: Vec<String> = layout.notices.iter().map(ToString::to_string).collect();
    let expected = ["fonts/1.ttf", "fonts/2.ttf"].map(|file| {
        format!(
            "Characters that the program's own typefaces lack are set in IBM Plex Sans Regular, from {file}"
        )
    });
    assert_eq!(named, expected);
}

#[test]
fn no_font_file_is_read_before_a_character_needs_it_and_none_twice() {
    let files = Files::new([("1.ttf", japanese().file()), ("2.ttf", japanese().file())]);
    let case = files.case();
    set("Plain words, “quoted” – and Žižek, Жёлтый, Ελληνικά\nשלום", &case);
    assert_eq!(files.read_so_far(), [""; 0]);
    set("日本", &case);
    set("本語", &case);
    assert_eq!(files.read_so_far(), ["1.ttf"]);
}

#[test]
fn the_fonts_of_a_collection_stand_in_for_each_other() {
    let fonts = [
        Made::drawing(&[('日', 'N')]),
        Made::drawing(&[('本', 'H')]),
        Made::drawing(&[('語', 'G')]).licensed(2),
    ];
    let case = Files::new([("all.ttc", collection(&fonts))]).case();
    let layout = set("日本語", &case);
    assert_eq!(found(&layout), "日本‹U+8A9E›");
    assert!(layout.notices.contains(&Notice::MissingGlyph { character: '語', times: 1 }));
}

#[test]
fn a_letter_and_its_marks_are_set_in_one_font() {
    // A mark that no program's face has.
    let mark = '\u{20D2}';
    assert_eq!(Face::Regular.covering(mark), None);
    let case = Files::new([("1.ttf", Made::drawing(&[(mark, '|'), ('q', 'q')]).file())]).case();
    let layout = set(&format!("ab q{mark} q"), &case);
    let runs: Vec<(&str, bool)> = words(&layout)
        .iter()
        .map(|set| (set.words.as_str(), matches!(set.face, Font::Own(_))))
        .filter(|(words, _)| words.contains('q') || words.contains(mark))
        .collect();
    assert_eq!(runs, [("q\u{20D2}", true), (" q", false)]);
    assert_eq!(found(&layout), format!("ab q{mark} q"));
}

#[test]
fn characters_that_a_font_draws_alike_are_given_back_each_as_itself() {
    let case =
        Files::new([("1.ttf", Made::drawing(&[('⼀', '-'), ('一', '-'), ('日', 'N')]).file())])
            .case();
    let layout = set("⼀日一日⼀", &case);
    assert_eq!(found(&layout), "⼀日一日⼀");
}

#[test]
fn every_font_in_the_file_is_embedded_cut_down_and_named_by_its_subset() {
    let layout = set("日本 and more", &Files::new([("1.ttf", japanese().file())]).case());
    let reader = Reader::new(&pdf::bytes(&layout).unwrap());
    let fonts = reader.fonts();
    assert!(fonts.contains_key(b"U0-0".as_slice()), "{:?}", fonts.keys());
    for font in fonts.values() {
        let name = font.get(b"BaseFont").unwrap().as_name().unwrap();
        assert_eq!(name.iter().position(|byte| *byte == b'+'), Some(6));
        let descendant =
            font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0].as_dict().unwrap();
        let descriptor = reader.dictionary(descendant, "FontDescriptor");
        let capitals = descriptor.get(b"CapHeight").unwrap().as_i64().unwrap();
        assert_eq!(capitals, 698, "the height of capitals of IBM Plex Sans");
        let file = descriptor.get(b"FontFile2").unwrap().as_reference().unwrap();
        let file = reader.document.get_object(file).unwrap().as_stream().unwrap();
        assert!(file.decompressed_content().unwrap().len() < 30_000);
    }
}

// What is written out though a font has it.

#[test]
fn text_that_would_be_set_in_the_wrong_order_is_written_out_whatever_fonts_there_are() {
    let has_all =
        Made::drawing(&[('ש', 's'), ('ל', 'l'), ('ع', 'e'), ('क', 'k'), ('ि', 'i'), ('ก', 'g')]);
    let layout = set("שלع, कि and ก", &Files::new([("1.ttf", has_all.file())]).case());
    assert_eq!(shown(&layout), "‹U+05E9›‹U+05DC›‹U+0639›, ‹U+0915›‹U+093F› and ‹U+0E01›");
    assert_eq!(
        layout.notices,
        [
            Notice::ScriptNotSet { why: Unset::RightToLeft, characters: 3 },
            Notice::ScriptNotSet { why: Unset::Shaped, characters: 3 },
        ]
    );
    let said = layout.notices[0].to_string();
    assert!(said.contains("right to left") && said.ends_with("3 characters"), "{said}");
}

#[test]
fn a_character_written_out_is_never_torn() {
    let layout = set(&"日本語".repeat(40), &Arc::default());
    let lines: Vec<&str> = words(&layout)
        .iter()
        .map(|set| set.words.trim())
        .filter(|words| words.contains("U+"))
        .collect();
    assert!(lines.len() > 5);
    for line in lines {
        assert!(line.starts_with('‹') && line.ends_with('›'), "{line}");
    }
}

#[test]
fn of_many_missing_characters_eight_are_named_and_the_others_counted() {
    let text: String = ('\u{4E00}'..'\u{4E20}').collect();
    let notices = set(&text, &Arc::default()).notices;
    assert_eq!(notices.len(), 9);
    assert_eq!(notices[8], Notice::MoreMissing { characters: 24 });
}

#[test]
fn where_a_font_could_be_put_is_said_where_one_is_missing_and_none_is_there() {
    let hint = Notice::NoOwnFonts { place: "the shelf".to_owned() };
    let said = |text: &str, case: &Arc<Typecase>| set(text, case).notices.contains(&hint);
    assert!(said("日", &Files::default().case()));
    assert!(!said("plain", &Files::default().case()));
    assert!(!said("日", &Files::new([("1.ttf", japanese().file())]).case()));
}

// Files that are no good.

#[test]
fn a_font_file_that_cannot_or_may_not_be_used_is_named_with_its_reason() {
    let good = japanese();
    let whole = good.file();
    for (file, why) in [
        (b"no font".to_vec(), "damaged, or no TrueType"),
        (Vec::new(), "damaged, or no TrueType"),
        (whole[..whole.len() / 2].to_vec(), ""),
        (japanese().variable().file(), "variable font"),
        (japanese().licensed(0x0002).file(), "license does not let it be embedded"),
        (japanese().licensed(0x0100).file(), "a part of it"),
        (japanese().licensed(0x0200).file(), "only pictures"),
        (japanese().without(*b"glyf").file(), "no outlines"),
        (japanese().without(*b"cmap").file(), "which characters"),
        (b"ttcf\0\x01\0\0\xFF\xFF\xFF\xFF".to_vec(), "more fonts than"),
    ] {
        let layout = set("ok 日", &Files::new([("fonts/x.ttf", file)]).case());
        assert_eq!(found(&layout), "ok ‹U+65E5›", "{why}");
        let refused = layout
            .notices
            .iter()
            .map(ToString::to_string)
            .find(|said| said.contains("fonts/x.ttf"));
        let said = refused.unwrap_or_else(|| panic!("not said: {why}"));
        assert!(said.starts_with("The font fonts/x.ttf is not used: it"), "{said}");
        assert!(said.contains(why), "{said}");
    }
    let allowed = [0x0000, 0x0004, 0x0008].map(|bits| japanese().licensed(bits).file());
    for file in allowed {
        assert_eq!(found(&set("日", &Files::new([("x.ttf", file)]).case())), "日");
    }
}

#[test]
fn a_bad_font_file_does_not_keep_the_next_from_being_used() {
    let case = Files::new([("1.ttf", b"no font".to_vec()), ("2.ttf", japanese().file())]).case();
    assert_eq!(found(&set("日", &case)), "日");
}

#[test]
fn a_font_file_cut_or_changed_anywhere_fails_nothing() {
    let whole = japanese().file();
    for step in 0..60 {
        let at = whole.len() * step / 60;
        let mut changed = whole.clone();
        for byte in changed.iter_mut().skip(at).take(16) {
            *byte ^= 0xA5;
        }
        for file in [whole[..at].to_vec(), changed] {
            let layout = set("ok 日本", &Files::new([("x.ttf", file)]).case());
            // A drawing that is damaged inside can be found only when it is cut out: then that is said.
            if let Err(fault) = pdf::bytes(&layout) {
                assert!(matches!(fault, pdf::Fault::Font { .. }), "{fault}");
            }
        }
    }
}

#[test]
fn a_font_file_that_changes_while_it_is_in_use_is_not_embedded() {
    let files = Files::new([("1.ttf", japanese().file())]);
    let layout = set("日", &files.case());
    files.0.lock().unwrap().0.insert("1.ttf".to_owned(), Made::drawing(&[('日', 'X')]).file());
    let fault = pdf::bytes(&layout).unwrap_err().to_string();
    assert!(fault.contains("1.ttf was changed while it was in use"), "{fault}");
    files.0.lock().unwrap().0.clear();
    let fault = pdf::bytes(&layout).unwrap_err().to_string();
    assert!(fault.contains("1.ttf: it is gone"), "{fault}");
}

// Lines.

#[test]
fn japanese_breaks_between_its_characters_but_not_before_a_stop_or_after_an_opening_bracket() {
    let case = Files::new([("1.ttf", japanese().file())]).case();
    for shift in 0..8 {
        let text = format!("{}{}", "日".repeat(shift), "「本語」日、日本。".repeat(30));
        let layout = set(&text, &case);
        let lines: Vec<&str> = words(&layout)
            .iter()
            .map(|set| set.words.as_str())
            .filter(|words| words.contains('日'))
            .collect();
        assert!(lines.len() > 3, "{lines:?}");
        assert_eq!(lines.concat(), text);
        for line in lines {
            assert!(!line.starts_with(['、', '。', '」']) && !line.ends_with('「'), "{line}");
        }
    }
}

// The same bytes, and hostile text.

const HOSTILE: [&str; 7] = [
    "Emoji 😀 and joined 👩\u{200D}👩\u{200D}👧, with ❤\u{FE0F} and 🇩🇪",
    "Stacks: Z\u{351}\u{36B}\u{343}\u{36A}\u{302}a\u{310}\u{489}l\u{334}g\u{35C}\u{361}o",
    "RTL: שָׁלוֹם עולם, \u{202E}abc\u{202C}, مرحبا بالعالم 123",
    "CJK: 日本語、中文。한국어 ｱｲｳ ＡＢＣ 𠮷",
    "Cyrillic Жёлтый, Greek Ελληνικά and ἄνθρωπος",
    "नमस्ते สวัสดี བོད་ မြန်မာ ខ្មែរ",
    "\u{FFFD}\u{20DD}\u{3099}\u{1100}\u{1161}",
];

#[test]
fn hostile_text_is_all_there_with_and_without_fonts() {
    let two = Made::drawing(&[('\u{310}', '~'), ('a', 'a'), ('ἄ', 'α')]).file();
    let with = Files::new([("1.ttf", japanese().file()), ("2.ttf", two)]).case();
    for case in [Arc::default(), with] {
        for text in HOSTILE {
            let layout = set(text, &case);
            for set in words(&layout) {
                assert!(set.words.chars().all(|c| case.covers(set.face, c)), "{set:?}");
                assert!(set.x + set.width <= set.column.1 + 0.1, "{set:?}");
            }
            // Written out or not, every character is there, in order.
            let cleaned = Words::from(text).to_string();
            let expected: String = cleaned
                .chars()
                .map(|c| match case.setting(Face::Regular, c) {
                    Setting::In(_) => c.to_string(),
                    _ => named(c),
                })
                .collect();
            assert_eq!(found(&layout).replace(' ', ""), expected.replace(' ', ""));
        }
    }
}

#[test]
fn the_same_text_and_fonts_give_the_same_bytes_whatever_was_set_before() {
    let files = || {
        Files::new([("1.ttf", japanese().file()), ("2.ttf", Made::drawing(&[('中', 'Z')]).file())])
    };
    let print = |case: &Arc<Typecase>, text: &str| pdf::bytes(&set(text, case)).unwrap();
    let fresh = print(&files().case(), "日本 and 中");
    let used = files().case();
    print(&used, "中 alone, then 本");
    assert_eq!(print(&used, "日本 and 中"), fresh);
    assert_ne!(print(&used, "日本 and 文"), fresh);
}

#[test]
fn a_font_of_the_system_gives_back_what_was_set_in_it() {
    let candidates = [
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    ];
    let mut any = false;
    for path in candidates {
        let Ok(bytes) = std::fs::read(path) else { continue };
        any = true;
        let text = "日本語の証拠、中文「证据」 and more";
        let layout = set(text, &Files::new([("font", bytes)]).case());
        assert_eq!(found(&layout), text, "{path}");
    }
    if !any {
        eprintln!("SKIPPED: none of {candidates:?} is here");
    }
}
