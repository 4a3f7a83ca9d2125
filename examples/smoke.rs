use proofbook::desk::*;
use proofbook::domain::request::*;
use proofbook::*;
use std::sync::Arc;
fn main() {
    let dir = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let io: io::SharedIo = Arc::new(io::Disk::default());
    let seat = Seat {
        folder: dir.clone(),
        io,
        now: Arc::new(time::SystemNow),
        account: domain::id::AccountId::from_user_name("dana"),
    };
    let mut d = Desk::open(seat).unwrap();
    println!("store {}", d.has_store());
    let v = if d.has_store() {
        d.find("north").unwrap()
    } else {
        d.found(&Founding {
            name: Some("Lakeside Health".into()),
            zone: Some("America/New_York".into()),
            person: Some("Dana Whitfield".into()),
            sample: None,
        })
        .unwrap();
        d.add_vendor("Northwind Claims LLC", Some(domain::vendor::Tier::High), &[]).unwrap()
    };
    println!("{:?}", d.said());
    let bank = d.bank().clone();
    let today = d.today();
    for (i, q) in bank.questions().iter().enumerate() {
        let typed = match q.kind.word() {
            "yes_no_partial" => ["yes", "no", "partial", "unknown"][i % 4],
            "date" => "2026-03-01",
            "hours" => "72",
            "days" => "10",
            "choice" | "choices" => q.kind.choices()[i % 2].0,
            _ => "none",
        };
        let reply = q.kind.read(typed, today).unwrap();
        let mut a = AnswerRequest::new(Asked::of_vendor(q.id.as_str()), reply);
        a.note=(i%3==0).then(||format!("Note for {}: the vendor's security lead explained how this works, and will send the ticket SEC-1182 by the end of the month.",q.id));
        a.given_by = Some("R. Osei".into());
        if let Err(e) = d.record(v, &Request::Answer(a)) {
            println!("{e}");
        }
    }
    let f = dir.join("baa.pdf");
    std::fs::copy("/etc/hostname", &f).unwrap();
    let t = TakeRequest {
        source: Source::File(f),
        title: Some("Business associate agreement".into()),
        kind: None,
        dates: domain::event::ExhibitDates {
            dated: Some("2026-01-02".parse().unwrap()),
            ..Default::default()
        },
        supersedes: None,
        supports: vec![
            (
                Asked::of_vendor("risk.ba_status"),
                Some(domain::event::Pinpoint {
                    page: Some("3".into()),
                    section: Some("4.2".into()),
                    quote: Some("shall notify within 24 hours".into()),
                }),
            ),
            (Asked::of_vendor("baa.executed"), None),
            (Asked::of_vendor("ctrl.contract_schedule"), None),
        ],
        sure_of: vec![],
    };
    println!("{:?}", d.record(v, &Request::Take(Box::new(t))).map(|r| r.events.len()));
    println!("{:?}", d.summaries().unwrap()[0].readiness.whole.to_string());
    let org = d.organization().clone();
    let orgj = d.store().unwrap().journal_id(store::JournalName::Organization);
    let dossier = d.dossier(v).unwrap().clone();
    for (ed, n) in [
        (domain::event::Edition::Internal, "internal"),
        (domain::event::Edition::Produced, "produced"),
    ] {
        let s = report::build::Source {
            dossier: &dossier,
            organization: &org,
            bank: &bank,
            questionnaire: bank.questionnaire("core").unwrap(),
            day: today,
            edition: ed,
            sample: None,
            organization_journal: orgj,
            counsel_notes: &Default::default(),
        };
        let t0 = std::time::Instant::now();
        let r = report::build::build(s);
        let t1 = t0.elapsed();
        let l = report::layout::pages(&r, report::theme::PaperSize::Letter);
        let t2 = t0.elapsed();
        let b = report::pdf::bytes(&l).unwrap();
        println!(
            "build {t1:?} layout {t2:?} pdf {:?} pages {} notices {:?}",
            t0.elapsed(),
            l.pages.len(),
            l.notices
        );
        std::fs::write(format!("/tmp/smoke-{n}.pdf"), b).unwrap();
        std::fs::write(format!("/tmp/smoke-{n}.txt"), report::plain::text(&r, 80)).unwrap();
    }
    for v in d.verify(None).unwrap() {
        println!("{} {} {:?}", v.about, v.events, v.problems);
    }
}
