//! Scripts of keys: what they ask to be recorded, and what is shown.

use proofbook::app::effect::{Effect, Overwrite};
use proofbook::app::message::Message;
use proofbook::domain::event::{AnswerSet, CycleOpened, Subject};
use proofbook::domain::id::{CycleId, Digest};
use proofbook::domain::question::Role;
use proofbook::domain::request::Request;
use proofbook::domain::value::{Reply, ReplyState, Value};
use proofbook::domain::vendor::Tier;
use proofbook::problem::Problem;
use proofbook::report::model::{HeaderLine, PaperSize};

use crate::support::{FakeWorld, Screen};

fn answers(screen: &Screen) -> Vec<(String, Reply, Option<String>)> {
    let answers = screen.requests().into_iter().filter_map(|request| match request {
        Request::Answer(answer) => {
            Some((answer.asked.question.to_string(), answer.reply.clone(), answer.note.clone()))
        }
        _ => None,
    });
    answers.collect()
}

#[test]
fn from_the_vendors_to_an_answer_a_note_and_its_gap() {
    let mut screen = Screen::of(FakeWorld::with_vendor("Northwind Claims LLC"));
    screen.shows("Northwind Claims LLC").keys("enter");
    screen.shows("Interview about Northwind Claims LLC").types("Omar Haddad").keys("ctrl-s");
    screen.shows("Is a business associate agreement signed");
    screen.keys("2").shows("saved 10:42: baa.executed answered \"No\"").shows("Gap: Critical.");
    screen.keys("i").types("Not signed by them yet.").keys("ctrl-s");
    assert_eq!(
        answers(&screen),
        [
            ("baa.executed".to_owned(), Reply::Value(Value::word("no")), None),
            (
                "baa.executed".to_owned(),
                Reply::Value(Value::word("no")),
                Some("Not signed by them yet.".to_owned())
            ),
        ]
    );
    screen
        .shows("Not signed by them yet.")
        .keys("enter")
        .shows("When was the agreement last reviewed");
    screen.keys("g a").shows("Not met: Signed agreement").shows("What would close it");
    screen
        .keys("enter")
        .shows("Is a business associate agreement signed")
        .keys("esc")
        .shows("Not met: Signed agreement");
}

#[test]
fn another_answer_over_an_old_note_says_that_the_note_is_the_one_from_before() {
    let mut screen = Screen::interview();
    let from_before = "its note is the one from before: i changes it";
    let said = |screen: &Screen| {
        let status = format!("{:?}", screen.app.status);
        status.contains(from_before)
    };
    screen.keys("2").keys("i").types("Not signed by them yet.").keys("ctrl-s");
    assert!(!said(&screen));
    screen.keys("1").shows("answered \"Yes\"").shows(from_before);
    screen.keys("i").types(" Signed now.").keys("ctrl-s");
    assert!(!said(&screen));
}

#[test]
fn nothing_changes_until_it_is_on_disk_and_typed_text_stays() {
    let mut screen = Screen::interview();
    screen.world.refuse = Some(
        Problem::world("the disk is full").safe("411 events are on disk").next("free some space"),
    );
    screen.keys("1").shows("The disk is full.").shows(". Open");
    assert!(screen.app.reply().is_none());
    screen.keys("f1").shows("411 events are on disk").shows("free some space");
    assert!(!screen.text().contains("still in the field"), "nothing was typed");
    screen.keys("esc");
    screen.keys("right e").types("2026-01-05");
    screen.world.refuse = Some(Problem::world("the disk is full"));
    screen
        .keys("enter")
        .shows("Answer: 2026-01-05")
        .keys("f1")
        .shows("what you typed is still in the field")
        .keys("esc enter")
        .shows("saved 10:42: baa.reviewed answered \"2026-01-05\"");
}

#[test]
fn typed_answers_are_read_by_kind_and_asked_again() {
    let mut screen = Screen::interview();
    screen.keys("right").types("2").shows("Answer: 2").types("7 days").keys("enter");
    screen.shows("Accepted: a past day as YYYY-MM-DD");
    assert!(answers(&screen).is_empty());
    screen.keys("ctrl-a ctrl-k").types("none").keys("enter");
    assert_eq!(answers(&screen)[0].1, Reply::State(ReplyState::None));
}

#[test]
fn several_choices_are_checked_and_recorded_together() {
    let mut screen = Screen::interview();
    screen.keys("} right").shows("Which of these safeguards").keys("1 3 1 2");
    assert!(answers(&screen).is_empty());
    screen.shows("[x] Backups that are tested").keys("enter");
    let words = vec!["encryption".to_owned(), "backup".to_owned()];
    assert_eq!(answers(&screen)[0].1, Reply::Value(Value::Words(words)));
    // The tenth and later have no digit; the arrows reach them.
    screen.keys("home down down down down down down down down down space enter");
    let Reply::Value(Value::Words(words)) = &answers(&screen)[1].1 else { panic!("words") };
    assert_eq!(words.last().map(String::as_str), Some("inventory"));
}

#[test]
fn r25_unknown_asks_who_finds_out_and_shows_in_follow_ups() {
    let mut screen = Screen::interview();
    screen.keys("w").types("Lee").keys("enter enter").shows("by which day will they find out?");
    screen.types("2026-12-04").keys("enter").shows("? Unknown");
    let Some(Request::Answer(answer)) = screen.requests().pop() else { panic!("an answer") };
    assert_eq!(answer.follow_up, Some(("Lee".to_owned(), "2026-12-04".parse().unwrap())));
    assert_eq!(answer.given_by.as_deref(), Some("Omar Haddad"));
    screen
        .keys("g f")
        .shows("Lee")
        .shows("in 12 days")
        .keys("D")
        .types("asked twice")
        .keys("enter")
        .shows("Ended: asked twice");
}

#[test]
fn deadlines_and_follow_ups_go_over_one_vendor_or_all() {
    let mut screen = Screen::interview();
    screen.keys("w").types("Lee").keys("enter").types("2026-11-20").keys("enter");
    screen.keys("g t").shows("1 overdue").shows("2 days late").shows("Lee finds out");
    screen.shows("Why that day: the day named when it was answered");
    // From the list of vendors it goes over all of them; enter opens the vendor where the deadline hangs.
    screen.keys("g v g t").shows("Deadlines, all vendors").shows("Northwind Claims LLC");
    screen.keys("f").shows("This vendor alone").keys("f enter").shows("? Unknown");
    screen
        .keys("g f f")
        .shows("Follow-ups, all vendors")
        .shows("Lee finds out by Friday 2026-11-20");
    screen.keys("D").shows("this list is of all vendors").keys("u").shows("this list is of all");
    // What was recorded since is looked at anew, without being asked.
    screen.keys("f D").types("asked twice").keys("enter f").shows("Nothing is to be found out");
}

#[test]
fn a_link_that_is_moved_keeps_the_words_that_were_quoted() {
    let mut screen = Screen::interview();
    let downs = |count: usize| vec!["down"; count].join(" ");
    screen.keys("a").types("/home/dana/Documents/agreement.pdf").keys(&downs(7)).types("4");
    screen.keys(&downs(2)).types("signed by both").keys("ctrl-s");
    let pinpoint = |screen: &Screen| {
        let dossier = &screen.app.vendor.as_ref().unwrap().dossier;
        let exhibit = dossier.exhibits.values().next().unwrap();
        let at = exhibit.links[0].pinpoint.clone().unwrap();
        (at.page.unwrap(), at.section, at.quote)
    };
    let quoted = Some("signed by both".to_owned());
    assert_eq!(pinpoint(&screen), ("4".to_owned(), None, quoted.clone()));
    // Only the page is typed anew.
    screen.keys("l down down").types("5").keys("ctrl-s");
    assert_eq!(pinpoint(&screen), ("5".to_owned(), None, quoted));
    screen.keys("g e").shows("page 5, \"signed by both\"");
}

#[test]
fn does_not_apply_needs_a_reason() {
    let mut screen = Screen::interview();
    screen.keys("- enter").shows("say why it does not apply").types("   ").keys("enter");
    assert!(answers(&screen).is_empty());
    screen.types("no patient data reaches them").keys("enter").shows("Leaves the figure");
    assert_eq!(answers(&screen)[0].2.as_deref(), Some("no patient data reaches them"));
}

#[test]
fn an_exhibit_is_attached_with_a_completed_path_and_stands_in_the_interview() {
    let mut screen = Screen::interview();
    screen.keys("1").shows("~ Asserted").keys("a").types("/home/dana/Documents/agr").keys("tab");
    screen.shows("/home/dana/Documents/agreement.pdf").keys("down").types("Signed agreement");
    screen
        .keys("down down")
        .types("2025-03-14")
        .keys("down down down down")
        .types("4")
        .keys("ctrl-s");
    screen.shows("Evidence A-01 Signed agreement, page 4: current").shows("+ Documented");
    screen
        .keys("g e")
        .shows("A-01")
        .shows("- baa.executed, page 4: current")
        .keys("v")
        .shows("1 copy checked");
    screen
        .keys("W enter")
        .shows("withdrawing needs a reason")
        .types("wrong file")
        .keys("enter")
        .shows("Withdrawn: wrong file");
    screen.keys("g i esc").shows("s Stale").shows("not current: withdrawn");
}

#[test]
fn a_file_that_cannot_be_taken_leaves_the_form_as_it_was() {
    let mut screen = Screen::interview();
    screen
        .keys("a")
        .types("/tmp/gone.pdf")
        .keys("ctrl-s")
        .shows("there is no file /tmp/gone.pdf")
        .shows("/tmp/gone.pdf");
    screen.keys("esc a");
    screen.shows("What you typed here before is still in the form");
}

#[test]
fn esc_keeps_the_note_as_a_draft_that_survives_a_crash() {
    let mut screen = Screen::interview();
    screen
        .keys("i")
        .types("half a thought")
        .keys("esc")
        .shows("Note, typed and not recorded yet: half a thought");
    assert_eq!(screen.world.drafts[&screen.world.first()].len(), 1);
    // The program starts again: the draft and the place are there.
    let mut again = Screen::of(screen.world);
    again.keys("enter esc").shows("half a thought").keys("1");
    assert_eq!(answers(&again)[0].2.as_deref(), Some("half a thought"));
    assert!(again.world.drafts[&again.world.first()].is_empty());
}

#[test]
fn an_interview_resumes_where_it_stopped() {
    let mut screen = Screen::interview();
    screen
        .keys("right right right")
        .shows("Which of these safeguards")
        .keys("esc")
        .shows("Vendors");
    let mut again = Screen::of(screen.world);
    again.keys("enter enter enter enter").shows("Which of these safeguards");
}

#[test]
fn questions_that_are_not_asked_are_left_out_and_listed_with_the_reason() {
    let mut screen = Screen::interview();
    screen.keys("} }").shows("pass protected health information to subcontractors").keys("2");
    screen.keys("right").shows("Within how many hours");
    screen.keys("tab").shows("List of subcontractors (not asked: sub.any is answered \"No\")");
    screen
        .keys("tab")
        .shows("Why it is asked")
        .keys("tab left left")
        .shows("Which of these safeguards");
}

#[test]
fn a_role_walks_only_through_its_own_questions() {
    let mut screen = Screen::interview();
    screen.keys("N down 3 ctrl-s").shows("Controls, 1 of 2");
    screen
        .shows("sign in under a name of their own")
        .keys("right")
        .shows("Which of these safeguards");
    screen.keys("right").shows("That was the last question");
}

#[test]
fn undo_says_what_it_takes_back_and_is_a_request_of_its_own() {
    let mut screen = Screen::interview();
    screen
        .keys("1 2 u")
        .shows("Undo: baa.executed answered \"No\", back to \"Yes\".")
        .keys("enter");
    assert_eq!(screen.requests().last(), Some(&&Request::Undo));
    screen
        .shows("~ Asserted")
        .keys("ctrl-r")
        .shows("Redo: baa.executed answered \"No\"")
        .keys("enter")
        .shows("! Unmet");
}

#[test]
fn r19_accepting_a_gap_needs_a_day_within_a_year_and_a_reason() {
    let mut screen = Screen::interview();
    screen.keys("2 g a A").types("2028-01-01").keys("enter").types("budget").keys("enter");
    screen.shows("at most 365 days ahead").keys("ctrl-a ctrl-k").types("2027-01-31").keys("ctrl-s");
    screen
        .shows("Accepted until 2027-01-31 by Dana Reyes: budget")
        .keys("o")
        .types("legal")
        .keys("ctrl-s")
        .shows("legal");
}

#[test]
fn a_change_in_another_window_is_shown_and_nothing_is_written_over_it() {
    let mut screen = Screen::interview();
    let vendor = screen.world.first();
    let asked = proofbook::domain::event::AnswerSet::new(
        proofbook::domain::event::Subject::Vendor,
        "baa.executed".into(),
        1,
        Reply::Value(Value::word("no")),
    );
    let event = screen.world.append(vendor, asked.into());
    screen.tell(proofbook::app::message::Message::ChangedElsewhere { vendor, events: vec![event] });
    screen
        .shows("! Unmet")
        .keys("1")
        .shows("The question changed since it was shown")
        .shows("! Unmet");
    screen.keys("1").shows("~ Asserted");
}

#[test]
fn a_note_about_a_patient_is_questioned_once() {
    let mut screen = Screen::interview();
    screen
        .keys("1 i")
        .types("SSN 123-45-6789")
        .keys("ctrl-s")
        .shows("The note seems to hold a Social Security number.")
        .keys("enter")
        .shows("nothing was recorded");
    let on_file = |screen: &Screen| {
        let vendor = screen.app.vendor.as_ref().unwrap();
        vendor
            .dossier
            .answers
            .iter()
            .filter_map(|(_, _, answer)| answer.note.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(on_file(&screen), Vec::<String>::new());
    screen.keys("i ctrl-s tab enter");
    assert_eq!(on_file(&screen), ["SSN 123-45-6789"]);
}

#[test]
fn a_paste_is_one_change_and_control_characters_are_refused_with_words() {
    let mut screen = Screen::interview();
    let long = "All sign-ins are personal. ".repeat(400);
    screen.keys("i").pastes(&long).keys("ctrl-s").keys("1");
    assert_eq!(answers(&screen)[0].2.as_deref(), Some(long.trim()));
    screen.keys("i").pastes("evil \u{1b}[2J").shows("‹U+001B› cannot be recorded");
}

#[test]
fn digits_answer_choices_only_and_letters_do_not_act_while_typing() {
    let mut screen = Screen::interview();
    screen.keys("} } } ").shows("Within how many hours").keys("2 4 enter");
    assert_eq!(answers(&screen)[0].1, Reply::Value(Value::Whole(24)));
    screen.keys("i").types("quit u g a ]").shows("quit u g a ]");
    assert!(!screen.quit);
}

#[test]
fn vendors_are_added_sorted_searched_tiered_and_retired() {
    let mut screen = Screen::of(FakeWorld::default());
    screen.shows("no vendor on record yet").keys("esc").shows("You left the first steps.");
    screen.keys("n ctrl-s").shows("the vendor needs a name");
    screen
        .types("Bluebird Telehealth")
        .keys("enter")
        .keys("1")
        .keys("enter")
        .shows("The vendor is added")
        .shows("Critical");
    screen.keys("n").types("Cedar Imaging").keys("ctrl-s s").shows("Sorted by tier");
    screen.keys("/").types("ced").shows("Cedar Imaging");
    assert!(!screen.text().contains("Bluebird"));
    screen
        .keys("enter ctrl-p")
        .types("retire the")
        .keys("enter")
        .shows("Its record and exhibits stay")
        .keys("enter");
    screen.shows("Cedar Imaging").keys("ctrl-p").types("retire the").keys("enter tab enter");
    assert!(matches!(screen.requests().last(), Some(Request::Retire { .. })));
    screen.keys("esc").shows("1 vendor");
}

#[test]
fn the_report_is_read_and_written_where_the_user_says() {
    let mut screen = Screen::interview();
    screen
        .keys("r")
        .shows("internal edition")
        .shows("Readiness of Northwind")
        .keys("t")
        .shows("produced edition");
    screen
        .keys("enter")
        .shows("GAPS")
        .keys("p")
        .shows("/home/dana/Documents/northwind-claims-llc-2026-11-22.pdf");
    screen.world.files.push("/home/dana/Documents/northwind-claims-llc-2026-11-22.pdf".into());
    screen.keys("ctrl-s").shows("is there already").keys("enter");
    let written = |screen: &Screen| {
        screen
            .world
            .effects
            .iter()
            .filter(|effect| matches!(effect, Effect::WriteReport { .. }))
            .count()
    };
    assert_eq!(written(&screen), 1);
    // The sheet and the lines that were chosen are not lost where the file is there already.
    screen
        .keys("p down right down right ctrl-s tab enter")
        .shows("The report is in /home/dana/Documents/");
    let last = screen.world.effects.iter().rev().find_map(|effect| match effect {
        Effect::WriteReport { setting, .. } => Some(setting.clone()),
        _ => None,
    });
    let setting = last.unwrap();
    assert_eq!(setting.paper, PaperSize::A4);
    assert_eq!(setting.header, [HeaderLine::DirectionOfCounsel]);
}

#[test]
fn a_binder_of_the_produced_edition_is_made_in_a_folder_that_is_named() {
    let mut screen = Screen::interview();
    screen
        .keys("r B")
        .shows("Make a binder")
        .shows("dana/Documents/northwind-claims-llc-2026-11-22-binder")
        .keys("enter")
        .shows("The binder is in /home/dana/Documents/");
    let made = |effect: &&Effect| matches!(effect, Effect::MakeBinder { .. });
    assert_eq!(screen.world.effects.iter().filter(made).count(), 1);
}

#[test]
fn the_portfolio_is_written_from_the_list_of_vendors_and_a_file_is_replaced_only_when_asked() {
    let mut screen = Screen::of(FakeWorld::with_vendor("Northwind Claims LLC"));
    screen.keys("P").shows("Write the portfolio").shows("portfolio-2026-11-22-internal.pdf");
    screen.world.files.push("portfolio-2026-11-22-internal.pdf".into());
    screen.keys("enter").shows("is there already").keys("enter");
    let written = |screen: &Screen, agreed: Overwrite| {
        let portfolio = |effect: &&Effect| matches!(effect, Effect::WritePortfolio { overwrite, .. } if *overwrite == agreed);
        screen.world.effects.iter().filter(portfolio).count()
    };
    assert_eq!((written(&screen, Overwrite::Ask), written(&screen, Overwrite::Agreed)), (1, 0));
    screen.keys("P enter tab enter").shows("The report is in portfolio-2026-11-22-internal.pdf");
    assert_eq!(written(&screen, Overwrite::Agreed), 1);
}

#[test]
fn r27_signing_off_has_no_key_and_wants_the_vendors_name_typed() {
    let mut screen = Screen::interview();
    screen.keys("1 r ctrl-p").types("sign off").keys("enter");
    screen
        .shows("Sign off on Northwind")
        .shows("By signing, all this is acknowledged as open")
        .shows("Critical, not answered: 1; Gap: 1; Not answered: 6")
        .shows("Each is listed in the part \"Sign-off\"");
    // Nothing is signed without a title, nor with another name typed than the vendor's.
    screen.keys("ctrl-s").shows("type their title").types("Privacy Officer").keys("ctrl-s");
    screen.shows("to sign off, type the vendor's name").types("Northwind").keys("ctrl-s");
    assert!(!screen.requests().iter().any(|request| matches!(request, Request::SignOff(_))));
    screen.keys("ctrl-a ctrl-k").types("northwind claims llc").keys("ctrl-s").shows("signed off");
    let Some(Request::SignOff(asked)) = screen.requests().last().copied() else { panic!() };
    assert_eq!((asked.name.as_str(), asked.title.as_str()), ("Dana Reyes", "Privacy Officer"));
    assert!(!asked.acknowledged.is_empty());
    let vendor = screen.world.first();
    assert_eq!(screen.world.dossiers[&vendor].sign_offs.len(), 1);
    // The report is made anew: it says from now on that it is signed.
    screen.shows("internal edition · signed off");
    let last = screen.world.effects.last();
    assert!(matches!(last, Some(Effect::PreviewReport { .. })), "{last:?}");
}

#[test]
fn the_first_start_asks_who_we_are_and_where_days_are_counted() {
    let mut screen = Screen::first_start();
    screen
        .shows("/home/dana/.local/share/proofbook")
        .keys("enter enter enter enter")
        .shows("the organization needs a name");
    screen
        .types("Riverside Clinic")
        .keys("enter enter")
        .keys("ctrl-a ctrl-k")
        .types("America/New_Yrok")
        .keys("enter");
    screen
        .shows("did you mean America/New_York?")
        .keys("ctrl-a ctrl-k")
        .types("America/New_York")
        .keys("enter");
    screen.shows("Riverside Clinic has no vendor on record yet");
    let mut sample = Screen::first_start();
    sample.keys("right ctrl-s").shows("SAMPLE");
}

#[test]
fn the_editor_gives_the_note_back() {
    let mut screen = Screen::interview();
    screen.keys("1 E");
    assert_eq!(answers(&screen)[1].2.as_deref(), Some("and more from the editor"));
}

#[test]
fn an_interview_asked_for_on_the_command_line_opens_at_once() {
    let world = FakeWorld::with_vendor("Northwind Claims LLC");
    let vendor = world.first();
    let mut screen = Screen::of(world);
    let opening = Request::OpenInterview {
        incident: None,
        questionnaire: "core".to_owned(),
        present: vec!["Omar Haddad".to_owned()],
        role: Some(Role::Security),
    };
    screen.tell(Message::Interview { vendor, opening: Box::new(opening) });
    screen.shows("sign in under a name of their own").keys("1");
    let Some(Request::Answer(answer)) = screen.requests().pop() else { panic!("an answer") };
    assert_eq!(
        (answer.given_by.as_deref(), answer.role),
        (Some("Omar Haddad"), Some(Role::Security))
    );
    assert!(answer.interview.is_some());
}

#[test]
fn what_is_summed_up_takes_no_answer_and_gives_the_question_back() {
    let mut screen = Screen::interview();
    let before = screen.world.dossiers[&screen.world.first()].events.len();
    screen.keys("z 1 2");
    screen.shows("Summing up the interview with Omar Haddad");
    assert_eq!(
        screen.world.dossiers[&screen.world.first()].events.len(),
        before,
        "nothing is answered unseen"
    );
    screen.keys("enter 2");
    assert_eq!(screen.world.dossiers[&screen.world.first()].events.len(), before + 1);
}

#[test]
fn r16_the_gaps_are_those_of_what_the_vendors_tier_is_asked() {
    let gaps_of = |tier: Tier| {
        let mut world = FakeWorld::default();
        world.bank = proofbook::questionnaires::builtin::bank().unwrap();
        let vendor = world.add("Northwind Claims LLC", Some(tier));
        let bank = world.bank.clone();
        let asked = bank.view("annual-reassessment", Some(tier)).unwrap().asked;
        let cycle = CycleOpened {
            cycle: CycleId(uuid::Uuid::from_u128(9)),
            name: "2026".to_owned(),
            due: None,
            questionnaire: asked.id.clone(),
            digest: Digest::of(b"annual-reassessment"),
            questions: asked.questions().map(|id| (id.clone(), 1)).collect(),
        };
        world.append(vendor, cycle.into());
        // Asked in the yearly reassessment, and not among the core questions.
        let none = Reply::Value(Value::word("no-certificate"));
        let answer = AnswerSet::new(Subject::Vendor, "assur.iso27001".into(), 1, none);
        world.append(vendor, answer.into());
        let mut screen = Screen::of(world);
        screen.keys("g a");
        screen.app.with_gaps_and_contradictions(|gaps, _| gaps.len()).unwrap()
    };
    assert_eq!((gaps_of(Tier::High), gaps_of(Tier::Low)), (1, 0));
}
