//! pdfdetach: what lies inside a file comes out of it byte by byte as the model has it.

use std::collections::BTreeMap;
use std::io;

use proofbook::progress::Unwatched;
use proofbook::report::model::{Attached, Attachment, Heading, Level, Relation, Report};
use proofbook::report::press;
use proofbook::report::theme::PaperSize;

use super::documents::{self, write};
use super::tools::{Tool, side_by_side};

/// The files inside a file, by name.
fn taken_out(path: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    Tool::PdfDetach.tell(["-saveall", "-o", folder.path().to_str().unwrap(), path]);
    let files = std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap);
    let file = |file: std::fs::DirEntry| {
        (file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap())
    };
    files.map(file).collect()
}

#[test]
fn every_document_holds_the_files_of_its_model_and_no_other() {
    if !Tool::PdfDetach.is_here() {
        return;
    }
    let documents = documents::shortest();
    let all = side_by_side(&documents, |document| taken_out(document.path()));
    for (document, found) in documents.iter().zip(all) {
        let expected = &document.report.attachments;
        assert_eq!(found.len(), expected.len(), "{}", document.name());
        for Attachment { name, content, .. } in expected {
            let found = &found[name.as_str()];
            match content {
                Attached::Bytes(bytes) => assert!(found == bytes, "{}: {name}", document.name()),
                Attached::Stored { sha256, .. } => {
                    let digest = proofbook::domain::id::Digest::of(found);
                    assert_eq!(digest.to_string(), *sha256, "{}: {name}", document.name());
                }
            }
        }
    }
}

#[test]
fn files_come_out_as_they_went_in_wherever_they_lay() {
    if !Tool::PdfDetach.is_here() {
        return;
    }
    let at = "2026-03-20T16:30:00Z".parse().unwrap();
    let stored: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
    let content = |bytes: &[u8]| Attached::Bytes(bytes.to_vec());
    let in_vault = Attached::Stored {
        sha256: proofbook::domain::id::Digest::of(&stored).to_string(),
        bytes: stored.len() as u64,
    };
    let attachment = |name: &str, content, relation| Attachment {
        name: name.into(),
        about: "What it is".into(),
        media_type: "application/octet-stream".to_owned(),
        relation,
        modified: at,
        content,
    };
    let mut report = Report::new("A report with files", at);
    report.push(Heading::new(Level::One, "Files"));
    report.attachments = vec![
        attachment(
            "z-index.csv",
            content(b"id,words\r\n1,\"\x80 endstream endobj\"\r\n"),
            Relation::Data,
        ),
        attachment("A-01 Vertr\u{E4}ge (\u{3A9}) \\ 100%.txt", content(b""), Relation::Supplement),
        attachment("A-02.bin", in_vault, Relation::Supplement),
    ];
    let open = |_: &Attachment| -> io::Result<Box<dyn io::Read>> {
        Ok(Box::new(io::Cursor::new(stored.clone())))
    };
    let mut bytes = Vec::new();
    press::print(
        &mut report.clone(),
        &press::Run::on(PaperSize::Letter),
        &open,
        &mut Unwatched,
        &mut bytes,
    )
    .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("files.pdf");
    write(&path, &bytes);
    let found = taken_out(path.to_str().unwrap());
    let expected = report.attachments.iter().map(|one| match &one.content {
        Attached::Bytes(bytes) => (one.name.to_string(), bytes.clone()),
        Attached::Stored { .. } => (one.name.to_string(), stored.clone()),
    });
    assert!(found == expected.collect(), "{:?}", found.keys());
}
