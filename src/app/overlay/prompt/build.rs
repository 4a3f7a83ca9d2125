//! The fields of every form, with what is known already filled in.

use super::{About, Purpose};
use crate::app::form::picker::Picks;
use crate::app::form::{Field, FieldName, Form};
use crate::app::screen::evidence::dates;
use crate::app::state::{App, Named};
use crate::app::words::many;
use crate::domain::bank::Source;
use crate::domain::event::ExhibitKind;
use crate::domain::exhibit::ExhibitLink;
use crate::domain::gap;
use crate::domain::question::Role;
use crate::domain::questionnaire::{OURS, REASSESSMENT};
use crate::domain::request::Asked;
use crate::domain::summary::Summary;
use crate::domain::vendor::Tier;

/// How a day is typed.
const DAY: &str = "a day as YYYY-MM-DD";
/// How a day that may be left out is typed.
pub(super) const DAY_OR_NOTHING: &str = "a day as YYYY-MM-DD, or nothing";

/// The form for a purpose.
pub(super) fn form(app: &App, purpose: Purpose, about: &About) -> Form {
    match purpose {
        Purpose::AddVendor => super::vendors::add_form(app),
        Purpose::FilterVendors => super::vendors::filter_form(app),
        Purpose::SetTier => set_tier(app),
        Purpose::SetFact => set_fact(app, about),
        Purpose::OpenInterview => open_interview(app),
        Purpose::Unknown => unknown(),
        Purpose::NotApplicable => {
            let note = app.draft().or(app.recorded_note()).unwrap_or_default();
            reason(
                "Does not apply",
                "The reason stands in the report, beside the question.",
                "why it does not apply",
                note,
            )
        }
        Purpose::Attach => {
            Form::new("Attach a file", vec![COPY_IS_TAKEN.to_owned()], exhibit_fields(app, about))
                .picking(Picks::Several)
        }
        Purpose::Supersede => supersede(app, about),
        Purpose::Link => link(app, about),
        Purpose::Unlink => unlink(app, about),
        Purpose::ChangeExhibit => change_exhibit(app, about),
        Purpose::Withdraw => {
            let exhibit = about.exhibit.map(|no| no.to_string()).unwrap_or_default();
            let stays = "Its copy and its number stay on record, marked as withdrawn.";
            reason(&format!("Withdraw {exhibit}"), stays, "why it is withdrawn", "")
        }
        Purpose::SignOff => super::signing::form(app),
        Purpose::OwnGap => super::chosen::own_form(app, about),
        Purpose::AssignFollowUp => super::chosen::assign_form(app, about),
        Purpose::AcceptGap => accept_gap(app, about),
        Purpose::EndFollowUp => {
            reason("End the follow-up", "The question stays as it is answered.", "how it ended", "")
        }
        Purpose::OpenCycle => open_cycle(app),
        Purpose::WriteReport => super::reports::write_form(app),
        Purpose::MakeBinder => super::reports::binder_form(app),
        Purpose::WritePortfolio => super::reports::portfolio_form(app),
        Purpose::ImportList => super::importing::form(app),
        Purpose::SetOwnFact => super::ours::form(app, about),
        Purpose::MarkSent => super::incident::sent_form(app, about),
        Purpose::WhatIf => super::incident::what_if_form(app),
        Purpose::FilterHistory => super::history::filter_form(app),
        Purpose::LookBack => super::history::look_back_form(app),
        Purpose::Compare => super::history::compare_form(app),
        Purpose::ChooseReport => super::reports::choose_form(app),
        Purpose::Correct => super::history::correct_form(app, about),
        Purpose::SetSetting => super::settings::form(app, about),
        _ if purpose.is_of_inquiry() => super::inquiries::form(app, purpose, about),
        _ => super::record::form(app, purpose, about),
    }
}

const COPY_IS_TAKEN: &str =
    "A copy is taken; the file itself stays where it is and is not watched.";

fn reason(title: &str, intro: &str, hint: &str, text: &str) -> Form {
    let field = Field::text(FieldName::Reason, "Reason", hint, text);
    let field = if title.starts_with("End") { Field { label: "Note", ..field } } else { field };
    Form::new(title, vec![intro.to_owned()], vec![field])
}

pub(super) fn tier_field(taken: &str) -> Field {
    let options = Tier::ALL.map(|tier| (tier.word().to_owned(), tier.title().to_owned()));
    let none = (String::new(), "not decided yet".to_owned());
    Field::choice(FieldName::Tier, "Tier", options.into_iter().chain([none]), taken)
}

fn set_tier(app: &App) -> Form {
    let row = app.vendor_in_hand();
    let name = row.map_or("", Summary::name);
    let taken = row.and_then(|row| row.tier).map_or("", Tier::word);
    let mut field = tier_field(taken);
    if let crate::app::form::Input::Choice { options, .. } = &mut field.input {
        options.retain(|(word, _)| !word.is_empty());
    }
    let intro = vec!["How much harm could a failure of this vendor do?".to_owned()];
    Form::new(format!("Tier of {name}"), intro, vec![field])
}

fn set_fact(app: &App, about: &About) -> Form {
    let Some(row) = about.fact.and_then(|name| app.fact_named(name)) else {
        return Form::new("Fact", Vec::new(), Vec::new());
    };
    let accepted = row.accepted.clone().unwrap_or_default();
    let hint =
        if row.name == "name" { accepted } else { format!("{accepted}; nothing takes it away") };
    Form::new(
        row.title,
        vec![row.help.clone()],
        vec![
            Field::text(FieldName::Value, "On file", hint, &row.typed),
            Field::text(
                FieldName::Day,
                "True from",
                "a past day as YYYY-MM-DD, where it is not today; or nothing",
                "",
            ),
        ],
    )
}

fn open_interview(app: &App) -> Form {
    let (Some(store), Some(vendor)) = (&app.store, &app.vendor) else {
        return Form::new("Interview", Vec::new(), Vec::new());
    };
    let last = vendor.dossier.interviews.last().map(|(_, opened)| opened);
    let by = store.organization.person(&store.account);
    let present = last.map(|opened| opened.present.join(", ")).unwrap_or_default();
    let roles = Role::ALL
        .iter()
        .map(|role| (role.word().to_owned(), format!("only what {} can answer", role.title())));
    let all = (String::new(), "all questions".to_owned());
    let taken = last.and_then(|opened| opened.role).map_or("", Role::word);
    // Of our organization only what is asked of us can be asked.
    let ours = store.bank.questionnaire(OURS).filter(|_| vendor.dossier.is_ours());
    let of_vendors = if ours.is_some() { &[][..] } else { &store.bank.questionnaires };
    let views = || ours.into_iter().chain(of_vendors);
    let shown = |id: &str| vendor.dossier.view(&store.bank, id);
    let choices = views().map(|one| {
        let title = shown(&one.id).map_or_else(|| one.title.clone(), |view| view.title());
        let own = if Source::of(&one.id) == Source::Own { " (our own)" } else { "" };
        (one.id.clone(), format!("{title}{own}"))
    });
    let meanings = views().map(|one| {
        let view = shown(&one.id);
        let asked = view.as_ref().map_or(one, |view| &view.asked);
        format!(
            "For: {} About {} minutes. Leaves out: {}",
            one.for_whom, asked.minutes, asked.leaves_out
        )
    });
    let asked =
        app.interview().map_or(vendor.dossier.questionnaire_of_record(), |one| &one.questionnaire);
    let mut fields = vec![
        Field::text(
            FieldName::Present,
            "Who answers",
            "names joined by commas; nothing if you answer yourself",
            &present,
        ),
        Field::choice(FieldName::Role, "Ask", std::iter::once(all).chain(roles), taken),
        Field::choice(FieldName::Questionnaire, "Questionnaire", choices, asked).meaning(meanings),
    ];
    fields.extend(which_incident(app));
    Form::new(
        format!("Interview about {}", vendor.dossier.name),
        vec![format!(
            "Recorded by {by}. Answers are kept as given by the first person named here."
        )],
        fields,
    )
}

/// About which incident the questions about one are asked; nothing to choose where none is recorded.
fn which_incident(app: &App) -> Option<Field> {
    let incidents = app.incidents();
    let seen = app.interview().and_then(|interview| interview.incident);
    let taken = incidents.iter().find(|one| Some(one.id) == seen).or(incidents.last())?;
    let taken = taken.no.to_string();
    let options =
        incidents.iter().map(|one| (one.no.to_string(), format!("{} {}", one.no, one.label())));
    let none = (String::new(), "none: only questions about the vendor".to_owned());
    Some(Field {
        hint: "the one that the questionnaire asks about, where it asks about one".to_owned(),
        ..Field::choice(FieldName::Incident, "Incident", options.chain([none]), &taken)
    })
}

fn unknown() -> Form {
    let intro = vec![
        "\"We do not know\" is recorded as such, never as no. It stays a gap until it is answered."
            .to_owned(),
        "If somebody will find out, say who and by when.".to_owned(),
    ];
    let fields = vec![
        Field::text(FieldName::Owner, "Who finds out", "a name, or nothing", ""),
        Field::text(FieldName::Day, "By", DAY_OR_NOTHING, ""),
    ];
    Form::new("We do not know", intro, fields)
}

/// How the path of something that is to be made is typed: there is nothing to choose from.
pub(super) const fn new_path_hint(app: &App) -> &'static str {
    match app.named {
        Named::ByKey => "its path; tab completes it",
        Named::ByWord => "its path",
    }
}

/// How the path of a file that is there is typed.
pub(super) const fn path_hint(app: &App) -> &'static str {
    match app.named {
        Named::ByKey => "type or paste its path; up and down choose, tab completes",
        Named::ByWord => "its path",
    }
}

/// Every field of a new exhibit.
pub(super) fn exhibit_fields(app: &App, about: &About) -> Vec<Field> {
    let supports = about.question.as_ref().map(|one| app.named(one.subject, &one.question));
    let supports = supports.unwrap_or_default();
    let kinds = ExhibitKind::ALL.map(|kind| (kind.word().to_owned(), kind.title().to_owned()));
    let guess = (String::new(), "guess it from the name".to_owned());
    let evidence = app.question().map(|question| question.evidence.join("; ")).unwrap_or_default();
    let title_hint = if evidence.is_empty() {
        "if nothing is typed, a PDF's own title or the file's name".to_owned()
    } else {
        format!("good here: {evidence}")
    };
    vec![
        Field::text(FieldName::Path, "File", path_hint(app), ""),
        Field::text(FieldName::Title, "Title", title_hint, ""),
        Field::choice(FieldName::Kind, "Kind", std::iter::once(guess).chain(kinds), ""),
        Field::text(FieldName::Dated, "Dated", "the document's own date, YYYY-MM-DD", ""),
        Field::text(
            FieldName::PeriodEnd,
            "Period end",
            "audit reports: last day of the period covered",
            "",
        ),
        Field::text(
            FieldName::Expires,
            "Expires",
            "last day in force; insurance: first day without cover",
            "",
        ),
        Field::text(
            FieldName::Question,
            "Supports",
            "ids of questions, joined by commas",
            &supports,
        ),
    ]
    .into_iter()
    .chain(place_fields())
    .chain([
        Field::text(FieldName::From, "From", "the first day in force, where it says one", ""),
        Field::text(FieldName::Obtained, "Obtained", "the day on which we got it", ""),
    ])
    .collect()
}

/// Where in an exhibit: the fields of a pinpoint.
fn place_fields() -> [Field; 3] {
    [
        Field::text(FieldName::Page, "Page", "where it says so, as the document numbers it", ""),
        Field::text(FieldName::Section, "Section", "the section or clause", ""),
        Field::text(FieldName::Quote, "Its words", "quoted exactly, where they matter", ""),
    ]
}

fn supersede(app: &App, about: &About) -> Form {
    let mut fields = exhibit_fields(app, about);
    let old = about.exhibit.and_then(|no| app.vendor.as_ref()?.dossier.exhibits.get(&no));
    let links = old.map(|old| {
        let named = old.links.iter().map(|link| app.named(link.subject, &link.question));
        named.collect::<Vec<_>>().join(", ")
    });
    for field in &mut fields {
        if let (FieldName::Question, crate::app::form::Input::Text(text)) =
            (field.name, &mut field.input)
        {
            text.set(links.as_deref().unwrap_or_default());
            "the questions that the new file supports too; take away those it does not"
                .clone_into(&mut field.hint);
        }
    }
    let title = old.map(|old| format!("Supersede {} {}", old.no, old.title)).unwrap_or_default();
    let stays =
        "The old exhibit stays as it was recorded; links are carried over only as listed here."
            .to_owned();
    Form::new(title, vec![stays], fields).picking(Picks::One)
}

fn link(app: &App, about: &About) -> Form {
    let question = super::chosen::questions(app, about);
    let exhibits = app.vendor.iter().flat_map(|vendor| vendor.dossier.exhibits.values());
    let options: Vec<_> = exhibits
        .filter(|exhibit| exhibit.withdrawn.is_none())
        .map(|exhibit| (exhibit.no.to_string(), format!("{}  {}", exhibit.no, exhibit.title)))
        .collect();
    let taken = about.exhibit.map(|no| no.to_string()).unwrap_or_default();
    Form::new(
        "Link an exhibit",
        vec!["Where they are linked already, what is left blank stays as it was.".to_owned()],
        vec![
            Field::choice(FieldName::Exhibit, "Exhibit", options, &taken),
            Field::text(
                FieldName::Question,
                "Question",
                "its id; ids of several, joined by commas",
                &question,
            ),
        ]
        .into_iter()
        .chain(place_fields())
        .collect(),
    )
}

fn unlink(app: &App, about: &About) -> Form {
    let exhibits = app.vendor.iter().flat_map(|vendor| vendor.dossier.exhibits.values());
    let mut options = Vec::new();
    for exhibit in exhibits.filter(|exhibit| about.exhibit.is_none_or(|no| no == exhibit.no)) {
        let meant = |link: &&ExhibitLink| {
            let same = |one: &Asked| one.question == link.question && one.subject == link.subject;
            about.question.as_ref().is_none_or(same)
        };
        for link in exhibit.links.iter().filter(meant) {
            let named = app.named(link.subject, &link.question);
            options
                .push((format!("{} {named}", exhibit.no), format!("{} from {named}", exhibit.no)));
        }
    }
    let intro = vec!["The exhibit stays on file; the question no longer rests on it.".to_owned()];
    Form::new("Take a link away", intro, vec![Field::choice(FieldName::Which, "Link", options, "")])
}

/// The fields of an exhibit that can be corrected: the word in the record and what is shown.
const CHANGEABLE: [(&str, &str); 9] = [
    ("title", "title"),
    ("kind", "kind"),
    ("dated", "document's date"),
    ("from", "in force from"),
    ("period-from", "first day of the period"),
    ("period-end", "last day of the period"),
    ("expires", "expires"),
    ("obtained", "obtained on"),
    ("reread", "read again on"),
];

fn change_exhibit(app: &App, about: &About) -> Form {
    let exhibit = about.exhibit.and_then(|no| app.vendor.as_ref()?.dossier.exhibits.get(&no));
    let title = exhibit.map(|one| format!("Change {} {}", one.no, one.title)).unwrap_or_default();
    let mut intro =
        vec!["The bytes of an exhibit never change, only what is said about it.".to_owned()];
    intro.extend(exhibit.map(|one| format!("Now: {}, {}", one.kind.title(), dates(&one.dates))));
    let options = CHANGEABLE.map(|(word, label)| (word.to_owned(), label.to_owned()));
    Form::new(
        title,
        intro,
        vec![
            Field::choice(FieldName::Which, "Change", options, "dated"),
            Field::text(FieldName::Value, "To", "days as YYYY-MM-DD; none takes a day away", ""),
        ],
    )
}

pub(super) fn gap_words(app: &App, asked: &Asked) -> String {
    let meant = |gap: &&gap::Gap<'_, '_>| {
        gap.stand.question.id == asked.question && gap.stand.subject == asked.subject
    };
    let words = |gaps: &[gap::Gap<'_, '_>]| gaps.iter().find(meant).map(gap::Gap::wording);
    app.with_gaps(words).flatten().unwrap_or_default()
}

fn accept_gap(app: &App, about: &About) -> Form {
    let last = app.store.as_ref().map(|store| gap::last_acceptance_day(store.today));
    let last = last.map(|day| format!("{DAY}, at most {day}")).unwrap_or_default();
    let intro = vec![
        about.question.as_ref().map(|asked| gap_words(app, asked)).unwrap_or_default(),
        "Accepting changes no standing and no figure; it lapses on its day, or when the standing changes.".to_owned(),
    ];
    let fields = vec![
        Field::text(FieldName::Day, "Until", last, ""),
        Field::text(FieldName::Reason, "Reason", "why it is accepted; it stands in the report", ""),
    ];
    Form::new("Accept the gap", intro, fields)
}

fn open_cycle(app: &App) -> Form {
    let (Some(store), Some(open)) = (&app.store, &app.vendor) else {
        return Form::new("Reassessment", Vec::new(), Vec::new());
    };
    let ours = store.bank.questionnaire(OURS).filter(|_| open.dossier.is_ours());
    let of_vendors = if ours.is_some() { &[][..] } else { &store.bank.questionnaires };
    let choices = ours.into_iter().chain(of_vendors).filter_map(|one| {
        let view = store.bank.view(&one.id, open.dossier.tier)?;
        Some((one.id.clone(), view.title()))
    });
    let usual = if ours.is_some() { OURS } else { REASSESSMENT };
    let now = open.dossier.view_of_record(&store.bank).asked.questions().count();
    let meanings = ours.into_iter().chain(of_vendors).filter_map(|one| {
        let asks = store.bank.view(&one.id, open.dossier.tier)?.asked.questions().count();
        Some(format!(
            "Asks up to {}; what counts now asks {now}. What it asks beside that begins as open, and the figure with it.",
            many(asks, "question")
        ))
    });
    let year = store.today.year().to_string();
    let fields = vec![
        Field::text(FieldName::Name, "Name", "what it is called, such as the year", &year),
        Field::text(FieldName::Day, "Done by", DAY_OR_NOTHING, ""),
        Field::choice(FieldName::Questionnaire, "Questionnaire", choices, usual).meaning(meanings),
    ];
    let asked = if ours.is_some() {
        "as they are asked today"
    } else {
        "as they are asked of this tier today"
    };
    let intro = format!(
        "Its questions are fixed {asked}. What was met or did not apply waits to be confirmed; bad news stays."
    );
    Form::new(format!("Reassess {}", open.dossier.name), vec![intro], fields)
}
