//! What the screens are told of the open vendor: every event once, as one's own or as somebody else's.

use proofbook::app::effect::{Effect, Overwrite, World};
use proofbook::app::message::Message;
use proofbook::domain::event::Edition;
use proofbook::domain::id::VendorId;
use proofbook::domain::reporting::Kind;
use proofbook::domain::request::Request;
use proofbook::runtime::Runtime;

use super::{Office, answer, give, held_bytes, take};

/// The events of which these messages tell, by number: first somebody else's, then one's own.
fn told(messages: &[Message]) -> (Vec<u64>, Vec<u64>) {
    let (mut others, mut own) = (Vec::new(), Vec::new());
    for message in messages {
        match message {
            Message::ChangedElsewhere { events, .. } => {
                others.extend(events.iter().map(|event| event.seq));
            }
            Message::Recorded { events, .. } => own.extend(events.iter().map(|event| event.seq)),
            _ => {}
        }
    }
    (others, own)
}

/// Ann's screens, with the vendor open.
fn screens(office: &Office, vendor: VendorId) -> Runtime {
    let mut screens = Runtime::open(office.seat("ann"), None, "/reports".into()).unwrap();
    let opened = screens.perform(Effect::OpenVendor(vendor));
    assert!(matches!(opened.as_slice(), [Message::VendorOpened { .. }]), "{opened:?}");
    screens
}

fn answering(vendor: VendorId, question: &str) -> Effect {
    Effect::Record { vendor, request: Box::new(Request::Answer(answer(question, "yes"))) }
}

#[test]
fn each_event_is_told_once_as_ones_own_or_as_anothers() {
    let (office, mut ann, vendor) = Office::founded();
    take(&mut ann, vendor, held_bytes("a.txt", b"a")).unwrap();
    let mut screens = screens(&office, vendor);
    let mut bob = office.sit("bob");
    give(&mut bob, vendor, "ins.required", "yes").unwrap();
    assert_eq!(told(&screens.perform(Effect::Refresh)), (vec![2], vec![]));
    assert_eq!(told(&screens.perform(Effect::Refresh)), (vec![], vec![]));
    give(&mut bob, vendor, "liab.indemnity", "no").unwrap();
    assert_eq!(told(&screens.perform(answering(vendor, "assur.audit_right"))), (vec![3], vec![4]));
    give(&mut bob, vendor, "liab.indemnity", "yes").unwrap();
    assert_eq!(told(&screens.perform(answering(vendor, "no.such"))), (vec![5], vec![]));
    give(&mut bob, vendor, "liab.indemnity", "no").unwrap();
    assert_eq!(told(&screens.perform(Effect::VerifyExhibits(vendor))), (vec![6], vec![7]));
    give(&mut bob, vendor, "liab.indemnity", "yes").unwrap();
    let (edition, path) = (Edition::Internal, "/report.pdf".into());
    let (kind, overwrite) = (Kind::Vendor, Overwrite::Agreed);
    let setting = proofbook::report::model::Setting::default();
    let write = Effect::WriteReport { vendor, kind, edition, path, overwrite, setting };
    assert_eq!(told(&screens.perform(write)), (vec![8], vec![9]));
    assert_eq!(told(&screens.perform(Effect::Refresh)), (vec![], vec![]));
}

#[test]
fn of_a_vendor_that_is_not_open_nothing_is_told_but_what_one_records() {
    let (office, mut ann, vendor) = Office::founded();
    let other = ann.add_vendor("Cedar", None, &[]).unwrap();
    let mut screens = screens(&office, vendor);
    let mut bob = office.sit("bob");
    give(&mut bob, other, "ins.required", "yes").unwrap();
    assert_eq!(told(&screens.perform(Effect::Refresh)), (vec![], vec![]));
    assert_eq!(told(&screens.perform(answering(other, "liab.indemnity"))), (vec![], vec![2]));
}

#[test]
fn a_portfolio_is_told_as_ones_own_event_where_our_organization_is_open_and_as_none_where_a_vendor_is()
 {
    let (office, ann, vendor) = Office::founded();
    let write =
        || Effect::WritePortfolio { path: "/portfolio.pdf".into(), overwrite: Overwrite::Agreed };
    let mut open = screens(&office, vendor);
    assert_eq!(told(&open.perform(write())), (vec![], vec![]));
    let mut ours = screens(&office, ann.ours().unwrap());
    let (others, own) = told(&ours.perform(write()));
    assert_eq!((others.len(), own.len()), (0, 1));
    assert_eq!(told(&ours.perform(Effect::Refresh)), (vec![], vec![]));
}
