//! No file has an error of syntax (qpdf), and every font of it is embedded, cut down and maps to Unicode (pdffonts).

use super::documents::{self, ALL, write};
use super::tools::{Tool, side_by_side};

fn is_sound(path: &str) -> Result<(), String> {
    let ran = Tool::Qpdf.ask(["--check", path]);
    let said = String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned();
    let sound = ran.status.success() && said.contains("No syntax or stream encoding errors found");
    if sound { Ok(()) } else { Err(format!("{path}: {said}")) }
}

#[test]
fn no_file_has_an_error_of_syntax() {
    if !Tool::Qpdf.is_here() {
        return;
    }
    let verdicts = side_by_side(&ALL, |document| is_sound(document.path()));
    assert_eq!(verdicts.into_iter().filter_map(Result::err).collect::<Vec<_>>(), [""; 0]);
    // A file whose end is gone.
    let good = documents::shortest()[0];
    let path = good.path.with_file_name("broken-end.pdf");
    write(&path, &good.bytes[..good.bytes.len() - 40]);
    assert!(is_sound(path.to_str().unwrap()).is_err());
}

/// The fonts of a file, each with whether it is embedded, cut down and maps to Unicode.
fn fonts(path: &str) -> Vec<(String, [bool; 3])> {
    let told = Tool::PdfFonts.tell([path]);
    let font = |line: &str| {
        let cells: Vec<&str> = line.split_whitespace().collect();
        // name, type, encoding, emb, sub, uni, object, generation; types and encodings may hold blanks.
        let [emb, sub, uni, _, _] = cells[cells.len() - 5..] else { panic!("{line}") };
        (cells[0].to_owned(), [emb, sub, uni].map(|word| word == "yes"))
    };
    told.lines().skip(2).map(font).collect()
}

#[test]
fn every_font_is_embedded_cut_down_and_maps_to_unicode() {
    if !Tool::PdfFonts.is_here() {
        return;
    }
    for (document, fonts) in ALL.iter().zip(side_by_side(&ALL, |one| fonts(one.path()))) {
        assert!(fonts.len() >= 3, "{}: {fonts:?}", document.name());
        assert!(fonts.iter().all(|font| font.1 == [true; 3]), "{}: {fonts:?}", document.name());
    }
    // A file whose fonts have lost their maps.
    let good = documents::shortest()[0];
    let mut file = lopdf::Document::load_mem(&good.bytes).unwrap();
    for object in file.objects.values_mut() {
        if let Ok(object) = object.as_dict_mut() {
            object.remove(b"ToUnicode");
        }
    }
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    let path = good.path.with_file_name("broken-maps.pdf");
    write(&path, &bytes);
    assert!(fonts(path.to_str().unwrap()).iter().all(|font| font.1 == [true, true, false]));
}
