//! Reassessments at the desk: what is fixed and frozen, what may be confirmed together, and what is refused with what to do (rules R22
//! to R24).

use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::{Change, CycleOpened};
use proofbook::domain::questionnaire::View;
use proofbook::domain::vendor::Tier;
use proofbook::problem::Doubt;

use super::*;

fn open(name: &str) -> Request {
    Request::OpenCycle { name: name.to_owned(), due: None, questionnaire: Some("core".to_owned()) }
}

fn opened(desk: &mut Desk, vendor: VendorId) -> CycleOpened {
    let events = desk.dossier(vendor).unwrap().events.clone();
    let opened = events.into_iter().rev().find_map(|event| match event.change {
        Change::CycleOpened(opened) => Some(opened),
        _ => None,
    });
    opened.unwrap()
}

fn listed(ids: &[&str], dossier: &Dossier) -> Request {
    let listed = ids.iter().map(|id| Asked::of_vendor(*id)).collect();
    Request::ConfirmListed { listed, shown: dossier.events.len() }
}

/// Two answers of core that are met and shown, one of them critical, before a cycle.
fn reassessed() -> (Office, Desk, VendorId) {
    let (office, mut desk, vendor) = Office::founded();
    office.file("/record/a.pdf", b"a");
    for (id, value) in [("ins.required", "yes"), ("baa.executed", "yes")] {
        answer(&mut desk, vendor, id, value);
    }
    let supports = ["ins.required", "baa.executed"];
    let take = TakeRequest {
        source: Source::File("/record/a.pdf".into()),
        title: None,
        kind: Some(proofbook::domain::event::ExhibitKind::Letter),
        dates: ExhibitDates { dated: "2026-06-01".parse().ok(), ..ExhibitDates::default() },
        supersedes: None,
        supports: supports.iter().map(|id| (Asked::of_vendor(*id), None)).collect(),
        sure_of: Vec::new(),
    };
    desk.record(vendor, &Request::Take(Box::new(take))).unwrap();
    desk.record(vendor, &open("2026")).unwrap();
    (office, desk, vendor)
}

fn answer(desk: &mut Desk, vendor: VendorId, id: &str, value: &str) {
    let asked = Asked::of_vendor(id);
    let request = AnswerRequest::new(asked, Reply::Value(Value::word(value)));
    desk.record(vendor, &Request::Answer(request)).unwrap();
}

fn standing(desk: &mut Desk, vendor: VendorId, id: &str) -> Standing {
    let dossier = desk.dossier(vendor).unwrap().clone();
    desk.standings(&dossier).get(&id.into()).unwrap().standing
}

#[test]
fn r23_opening_fixes_the_questionnaire_of_the_tier_with_its_digest_and_revisions() {
    let (_office, mut desk, vendor) = Office::founded();
    desk.record(
        vendor,
        &Request::SetVendor(proofbook::domain::request::ProfileRequest::new("tier", "low")),
    )
    .unwrap();
    assert_eq!(desk.dossier(vendor).unwrap().tier, Some(Tier::Low));
    let due = Some("2026-12-31".parse().unwrap());
    let request = Request::OpenCycle { name: " 2026 ".to_owned(), due, questionnaire: None };
    desk.record(vendor, &request).unwrap();
    let fixed = opened(&mut desk, vendor);
    // The yearly questionnaire hands vendors of low tier on to core.
    assert_eq!(
        (fixed.name.as_str(), fixed.questionnaire.as_str(), fixed.due),
        ("2026", "core", due)
    );
    let core = desk.bank().questionnaire("core").unwrap().clone();
    let ids: Vec<QuestionId> = fixed.questions.iter().map(|(id, _)| id.clone()).collect();
    assert_eq!(ids, core.questions().cloned().collect::<Vec<_>>());
    assert_eq!(fixed.digest, desk.bank().digest_of(&View::whole(&core)));
    // The tier of tomorrow changes nothing of it.
    desk.record(
        vendor,
        &Request::SetVendor(proofbook::domain::request::ProfileRequest::new("tier", "critical")),
    )
    .unwrap();
    let dossier = desk.dossier(vendor).unwrap().clone();
    assert_eq!(dossier.view_of_record(desk.bank()).asked.questions().count(), ids.len());
}

#[test]
fn r24_one_is_open_at_a_time_with_a_name_of_its_own_and_a_day_ahead() {
    let (_office, mut desk, vendor) = reassessed();
    let why = |problem: Problem| format!("{problem}");
    let second = why(desk.record(vendor, &open("2027")).unwrap_err());
    assert!(second.contains("is open already: 2026") && second.contains("cycle close"), "{second}");
    desk.record(vendor, &Request::CloseCycle { sure_of: vec![Doubt::CycleUnfinished] }).unwrap();
    let same = why(desk.record(vendor, &open("2026")).unwrap_err());
    assert!(same.contains("called '2026' already"), "{same}");
    let past = Request::OpenCycle {
        name: "2027".to_owned(),
        due: Some("2026-11-21".parse().unwrap()),
        questionnaire: None,
    };
    assert!(why(desk.record(vendor, &past).unwrap_err()).contains("has passed"));
    let blank = Request::OpenCycle { name: " ".to_owned(), due: None, questionnaire: None };
    assert!(why(desk.record(vendor, &blank).unwrap_err()).contains("blank"));
    let unknown = Request::OpenCycle {
        name: "2027".to_owned(),
        due: None,
        questionnaire: Some("cor".to_owned()),
    };
    assert!(why(desk.record(vendor, &unknown).unwrap_err()).contains("did you mean 'core'"));
}

#[test]
fn r23_a_vendors_cycle_holds_vendor_questions_and_ours_holds_ours() {
    let (_office, mut desk, vendor) = Office::founded();
    let named = |id: &str| Request::OpenCycle {
        name: "2026".to_owned(),
        due: None,
        questionnaire: Some(id.to_owned()),
    };
    let refused = desk.record(vendor, &named("organization")).unwrap_err().to_string();
    assert!(refused.contains("organization asks nothing about the vendor"), "{refused}");
    // Of a questionnaire that asks about both, only what is about the vendor is held.
    desk.record(vendor, &named("dora")).unwrap();
    let bank = desk.bank().clone();
    let scopes = |fixed: CycleOpened| -> Vec<_> {
        fixed.questions.iter().map(|(id, _)| bank.question(id).unwrap().scope).collect()
    };
    let held = scopes(opened(&mut desk, vendor));
    assert!(!held.is_empty());
    assert!(held.iter().all(|scope| *scope == proofbook::domain::question::Scope::Vendor));
    let ours = desk.ours().unwrap();
    assert!(desk.record(ours, &named("core")).is_err());
    let yearly = Request::OpenCycle { name: "2026".to_owned(), due: None, questionnaire: None };
    desk.record(ours, &yearly).unwrap();
    let held = scopes(opened(&mut desk, ours));
    assert!(held.iter().all(|scope| *scope == proofbook::domain::question::Scope::Organization));
}

#[test]
fn r24_closing_asks_about_what_is_left_freezes_the_figures_and_cannot_be_undone() {
    let (_office, mut desk, vendor) = reassessed();
    let refused = desk.record(vendor, &Request::CloseCycle { sure_of: Vec::new() }).unwrap_err();
    assert_eq!(refused.doubt, Some(Doubt::CycleUnfinished));
    desk.record(vendor, &Request::Confirm(vec![Asked::of_vendor("baa.executed")])).unwrap();
    desk.record(vendor, &Request::CloseCycle { sure_of: vec![Doubt::CycleUnfinished] }).unwrap();
    let dossier = desk.dossier(vendor).unwrap().clone();
    let summary = dossier.cycles[0].closed.unwrap().1;
    assert_eq!((summary.documented, summary.carried), (1, 1));
    assert!(summary.open > 20 && summary.applicable == summary.open + 2, "{summary:?}");
    assert!(dossier.open_cycle().is_none());
    let none = desk.record(vendor, &Request::CloseCycle { sure_of: Vec::new() }).unwrap_err();
    assert!(none.to_string().contains("no reassessment"), "{none}");
    // Rule R22: the undo takes back what was confirmed before, never the closing.
    desk.record(vendor, &Request::Undo).unwrap();
    let dossier = desk.dossier(vendor).unwrap();
    assert!(dossier.open_cycle().is_none());
    assert_eq!(dossier.cycles[0].closed.unwrap().1, summary);
}

#[test]
fn r22_an_opening_is_undone_until_something_was_recorded_in_it() {
    let (office, mut desk, vendor) = reassessed();
    desk.record(vendor, &Request::Undo).unwrap();
    assert!(desk.dossier(vendor).unwrap().open_cycle().is_none());
    assert_eq!(standing(&mut desk, vendor, "baa.executed"), Standing::Documented);
    desk.record(vendor, &Request::Redo).unwrap();
    desk.record(vendor, &Request::Confirm(vec![Asked::of_vendor("baa.executed")])).unwrap();
    let mut bob = office.sit("bob");
    bob.record(vendor, &Request::Confirm(vec![Asked::of_vendor("ins.required")])).unwrap();
    desk.record(vendor, &Request::Undo).unwrap();
    let refused = desk.record(vendor, &Request::Undo).unwrap_err().to_string();
    assert!(refused.contains("cannot be undone"), "{refused}");
}

#[test]
fn r23_only_what_is_unchanged_is_confirmed_together_and_never_what_is_critical() {
    let (_office, mut desk, vendor) = reassessed();
    let dossier = desk.dossier(vendor).unwrap().clone();
    let both = listed(&["ins.required", "baa.executed"], &dossier);
    let refused = desk.record(vendor, &both).unwrap_err().to_string();
    assert!(refused.contains("baa.executed cannot be confirmed together"), "{refused}");
    assert!(refused.contains("critical"), "{refused}");
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::Carried);
    // Nor by naming it beside others.
    let ids = ["ins.required", "baa.executed"];
    let named = Request::Confirm(ids.iter().map(|id| Asked::of_vendor(*id)).collect());
    let refused = desk.record(vendor, &named).unwrap_err().to_string();
    assert!(refused.contains("one by one"), "{refused}");
    let one = listed(&["ins.required"], &dossier);
    let recorded = desk.record(vendor, &one).unwrap();
    let Change::Confirmed(confirmed) = &recorded.events[0].change else { panic!("{recorded:?}") };
    assert_eq!(confirmed.cycle, Some(dossier.open_cycle().unwrap().id));
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::Documented);
    let again = desk.record(vendor, &one).unwrap_err().to_string();
    assert!(again.contains("confirmed already") || again.contains("changed since"), "{again}");
}

#[test]
fn r23_a_list_that_is_not_what_was_shown_is_not_confirmed() {
    let (_office, mut desk, vendor) = reassessed();
    let shown = desk.dossier(vendor).unwrap().clone();
    let exhibit = proofbook::domain::exhibit::ExhibitNo(1);
    let withdraw = Request::Withdraw { exhibit, reason: "not theirs".to_owned() };
    desk.record(vendor, &withdraw).unwrap();
    let stale = desk.record(vendor, &listed(&["ins.required"], &shown)).unwrap_err().to_string();
    assert!(stale.contains("changed since the list was shown"), "{stale}");
    let now = desk.dossier(vendor).unwrap().clone();
    let bare = desk.record(vendor, &listed(&["ins.required"], &now)).unwrap_err().to_string();
    assert!(bare.contains("A-01 withdrawn"), "{bare}");
    let ahead = Request::ConfirmListed { listed: Vec::new(), shown: 99 };
    assert!(desk.record(vendor, &ahead).unwrap_err().to_string().contains("no event"));
}
