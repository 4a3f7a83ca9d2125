//! Signing off at the desk: what it records, what it is refused for, and what `verify` makes of tampering that a chain alone lets pass.

use std::path::Path;

use proofbook::desk::{Desk, Verified, WithheldTexts};
use proofbook::domain::as_of::AsOf;
use proofbook::domain::event::{Change, SignedOff};
use proofbook::domain::id::{Digest, EventId, VendorId};
use proofbook::domain::request::{AnswerRequest, Request, SealRequest, SignOffRequest};
use proofbook::domain::sign_off::superseded_by;
use proofbook::problem::{Doubt, Problem};
use proofbook::store::JournalName;

use super::{Office, account, answer, answer_with, give, refused};

/// A sign-off with everything acknowledged that is open.
fn request(desk: &mut Desk, vendor: VendorId) -> SignOffRequest {
    let open = desk.open_items(vendor, &[]).unwrap();
    SignOffRequest {
        name: "Dana Reyes".to_owned(),
        title: "Privacy Officer".to_owned(),
        statement: None,
        questionnaires: Vec::new(),
        acknowledged: open.iter().map(ToString::to_string).collect(),
        sure_of: Vec::new(),
    }
}

fn sign(desk: &mut Desk, vendor: VendorId) -> Result<SignedOff, Problem> {
    let request = request(desk, vendor);
    signed(desk, vendor, request)
}

fn signed(
    desk: &mut Desk,
    vendor: VendorId,
    request: SignOffRequest,
) -> Result<SignedOff, Problem> {
    let recorded = desk.record(vendor, &Request::SignOff(request))?;
    match recorded.events.into_iter().last().unwrap().change {
        Change::SignedOff(signed) => Ok(signed),
        other => panic!("{other:?}"),
    }
}

/// Acme with one answer.
fn answered() -> (Office, Desk, VendorId) {
    let (office, mut desk, vendor) = Office::founded();
    give(&mut desk, vendor, "ins.required", "no").unwrap();
    (office, desk, vendor)
}

#[test]
fn r26_it_names_both_heads_the_questionnaire_and_what_was_open() {
    let (office, mut desk, vendor) = answered();
    let head = desk.dossier(vendor).unwrap().last_content().unwrap().clone();
    let done = sign(&mut desk, vendor).unwrap();
    let ours = desk.organization().last_content().unwrap();
    let organization = office.store().journal_id(JournalName::Organization);
    let heads: Vec<_> = done.journals.iter().map(|one| (one.journal, one.seq, one.hash)).collect();
    assert_eq!(heads, [(vendor.0, head.seq, head.hash), (organization, ours.seq, ours.hash)]);
    let core = desk.bank().view("core", None).unwrap();
    let named: Vec<_> =
        done.questionnaires.iter().map(|one| (one.id.as_str(), one.digest)).collect();
    assert_eq!(named, [("core", desk.bank().digest_of(&core))]);
    assert!(done.open_items.iter().any(|item| item.starts_with("Gap: ins.required")));
    // Somebody else may sign the same record.
    sign(&mut desk, vendor).unwrap();
    assert_eq!(desk.dossier(vendor).unwrap().sign_offs.len(), 2);
}

#[test]
fn r27_nobody_signs_off_on_what_they_were_not_shown() {
    let (_, mut desk, vendor) = answered();
    let shown = request(&mut desk, vendor);
    refused(
        signed(&mut desk, vendor, SignOffRequest { acknowledged: Vec::new(), ..shown.clone() }),
        &["have to be acknowledged", "Gap: ins.required", "--acknowledge"],
    );
    // Another program records something meanwhile: the list is another one.
    give(&mut desk, vendor, "ins.required", "yes").unwrap();
    refused(signed(&mut desk, vendor, shown.clone()), &["not among those acknowledged"]);
    let mut more = request(&mut desk, vendor);
    more.acknowledged.push("Gap: gone".to_owned());
    refused(signed(&mut desk, vendor, more), &["not open any more"]);
    sign(&mut desk, vendor).unwrap();
}

#[test]
fn what_is_refused() {
    let (_, mut desk, vendor) = Office::founded();
    refused(sign(&mut desk, vendor), &["nothing to sign off on"]);
    give(&mut desk, vendor, "ins.required", "no").unwrap();
    let good = request(&mut desk, vendor);
    let cases = [
        (SignOffRequest { name: " ".into(), ..good.clone() }, "name of who signs is blank"),
        (SignOffRequest { title: ".".into(), ..good.clone() }, "title of who signs is blank"),
        (SignOffRequest { name: "a\nb".into(), ..good.clone() }, "is one line"),
        (SignOffRequest { name: "x".repeat(301), ..good.clone() }, "301 characters"),
        (SignOffRequest { statement: Some("a\u{7}".into()), ..good.clone() }, "control character"),
        (SignOffRequest { questionnaires: vec!["cor".into()], ..good.clone() }, "no questionnaire"),
    ];
    for (request, why) in cases {
        refused(signed(&mut desk, vendor, request), &[why]);
    }
    let patient = SignOffRequest { statement: Some("MRN 12345".into()), ..good.clone() };
    let problem = signed(&mut desk, vendor, patient.clone()).unwrap_err();
    assert_eq!(problem.doubt, Some(Doubt::PatientData));
    signed(&mut desk, vendor, SignOffRequest { sure_of: vec![Doubt::PatientData], ..patient })
        .unwrap();
    let ours = desk.ours().unwrap();
    refused(signed(&mut desk, ours, good.clone()), &["goes for vendors only"]);
    refused(desk.open_items(ours, &[]), &["goes for vendors only"]);
    desk.record(vendor, &Request::Retire { reason: None }).unwrap();
    refused(signed(&mut desk, vendor, good), &["is retired"]);
}

#[test]
fn r22_a_sign_off_is_not_undone() {
    let (_, mut desk, vendor) = answered();
    sign(&mut desk, vendor).unwrap();
    // The last change that can be taken back is the answer before it; that supersedes.
    desk.record(vendor, &Request::Undo).unwrap();
    let dossier = desk.dossier(vendor).unwrap();
    assert_eq!(dossier.sign_offs.len(), 1);
    assert!(superseded_by(dossier, &dossier.sign_offs[0]).is_some());
}

#[test]
fn r26_a_seal_is_kept_once_and_supersedes_nothing() {
    let (office, mut desk, vendor) = answered();
    sign(&mut desk, vendor).unwrap();
    let of = desk.dossier(vendor).unwrap().sign_offs[0].event;
    let seal = |of| SealRequest { of, file_name: "seal.sig".into(), bytes: b"bytes".to_vec() };
    desk.record(vendor, &Request::AttachSeal(seal(of))).unwrap();
    let kept = desk.dossier(vendor).unwrap().sign_offs[0].seals[0].sha256;
    assert_eq!(office.store().vault().read(kept).unwrap().unwrap(), b"bytes");
    let dossier = desk.dossier(vendor).unwrap();
    assert!(superseded_by(dossier, &dossier.sign_offs[0]).is_none());
    refused(desk.record(vendor, &Request::AttachSeal(seal(of))), &["on file already"]);
    let other = EventId(uuid::Uuid::nil());
    refused(desk.record(vendor, &Request::AttachSeal(seal(other))), &["no such sign-off"]);
    // These bytes are no seal at all: our own program says so, whatever the journal claims.
    assert!(said(&desk.verify(Some(vendor)).unwrap()).contains("is not one of the sign-off"));
    office.file("/seal.txt", b"not a seal");
    refused(desk.attach_seal(vendor, None, Path::new("/seal.txt")), &["neither an SSH signature"]);
    refused(desk.attach_seal(vendor, Some(0), Path::new("/seal.txt")), &["event 0", "no sign-off"]);
}

#[test]
fn r28_verify_names_no_withheld_text() {
    let (office, mut desk, vendor) = answered();
    let noted = Request::Answer(AnswerRequest {
        counsel_note: Some("what counsel said".to_owned()),
        ..answer("baa.executed", "yes")
    });
    desk.record(vendor, &noted).unwrap();
    sign(&mut desk, vendor).unwrap();
    let of = desk.dossier(vendor).unwrap().sign_offs[0].event;
    let seal = SealRequest { of, file_name: "doe-v-acme.sig".into(), bytes: b"bytes".to_vec() };
    desk.record(vendor, &Request::AttachSeal(seal)).unwrap();
    let vault = office.store();
    let path = vault.vault().path(Digest::of(b"bytes"));
    office.disk.plant(&path, b"damaged").unwrap();
    let found = said(&desk.verify(Some(vendor)).unwrap());
    assert!(found.contains("doe-v-acme.sig is damaged"), "{found}");
    for (event, field) in [(2, "counsel_note"), (4, "file_name")] {
        let (field, reason) = (field.to_owned(), "privileged".to_owned());
        desk.record(vendor, &Request::Withhold { event, field, reason }).unwrap();
    }
    let verified = desk.verify(Some(vendor)).unwrap();
    let found = said(&verified);
    assert!(found.contains("is damaged") && !found.contains("doe-v-acme"), "{found}");
    // The text of a note that is withheld is in the vault still, and verifies.
    assert!(!found.contains("counsel-only"), "{found}");
    assert_eq!(verified[1].texts_withheld, 2);
}

fn said(verified: &[Verified]) -> String {
    let problems = verified.iter().flat_map(|one| &one.problems);
    problems.map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Records a change as somebody does who writes lines of a journal with a tool of their own: chained, and with a witness.
fn forge(office: &Office, vendor: VendorId, change: Change) {
    let store = office.store();
    let (now, by) = (&*office.now, account("mallory"));
    let mut opened = store.open_journal(JournalName::Vendor(vendor), now, &by).unwrap();
    let done = opened.journal.append(now, &by, |_| Ok::<_, std::convert::Infallible>(change));
    assert!(done.is_ok());
}

#[test]
fn verify_looks_up_what_a_sign_off_attests() {
    let (office, mut desk, vendor) = answered();
    let good = sign(&mut desk, vendor).unwrap();
    assert_eq!(said(&desk.verify(None).unwrap()), "");
    let mut other_head = good.clone();
    other_head.journals[1].hash = Digest([7; 32]);
    forge(&office, vendor, other_head.into());
    let found = said(&office.sit("bob").verify(None).unwrap());
    assert!(found.contains("rests on event") && found.contains("another one or gone"), "{found}");
    let (office, mut desk, vendor) = answered();
    let mut other_questions = sign(&mut desk, vendor).unwrap();
    other_questions.questionnaires[0].digest = Digest([7; 32]);
    forge(&office, vendor, other_questions.into());
    let found = said(&office.sit("bob").verify(None).unwrap());
    assert!(found.contains("names another questionnaire 'core'"), "{found}");
}

#[test]
fn verify_sees_that_our_own_journal_was_written_anew() {
    let (office, mut desk, vendor) = answered();
    let ours = desk.ours().unwrap();
    desk.record(ours, &Request::SetOrganization { field: "name".into(), value: "St. Mary".into() })
        .unwrap();
    sign(&mut desk, vendor).unwrap();
    // Cut back with its witness gone: the chain of what is left verifies by itself.
    let folder = office.store().journal_folder(JournalName::Organization);
    let journal = String::from_utf8(office.journal(JournalName::Organization)).unwrap();
    let lines: Vec<&str> = journal.lines().collect();
    let cut = format!("{}\n", lines[..lines.len() - 1].join("\n"));
    office.disk.plant(&folder.join("journal.jsonl"), cut.as_bytes()).unwrap();
    office.disk.plant(&folder.join("head"), b"").unwrap();
    let found = said(&office.sit("bob").verify(Some(vendor)).unwrap());
    assert!(found.contains("the sign-off of event"), "{found}");
}

#[test]
fn r28_lines_with_withheld_texts_leave_only_when_it_is_said() {
    let (office, mut desk, vendor) = answered();
    let noted = Request::Answer(answer_with("baa.executed", "yes", "what counsel said"));
    desk.record(vendor, &noted).unwrap();
    let whole = desk.lines(vendor, WithheldTexts::StayHidden).unwrap();
    assert_eq!(whole, office.vendor_journal(vendor).into_bytes());
    let (event, field) = (2, "note".to_owned());
    let withhold = Request::Withhold { event, field, reason: "privileged".to_owned() };
    desk.record(vendor, &withhold).unwrap();
    // The lines of a past day hold the text as well, though it was withheld after it.
    let past = desk.past(AsOf::Event(2)).unwrap();
    for desk in [&mut desk, &mut { past }] {
        refused(
            desk.lines(vendor, WithheldTexts::StayHidden).map(drop),
            &["1 text is withheld", "--include-withheld"],
        );
    }
    let lines = desk.lines(vendor, WithheldTexts::AreIncluded).unwrap();
    assert_eq!(lines, office.vendor_journal(vendor).into_bytes());
}
