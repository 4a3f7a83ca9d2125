//! The forms about reports: which one is shown, where it is written, and where a binder or the portfolio goes.

use std::path::PathBuf;

use super::build::new_path_hint;
use super::{Prompt, Purpose, submit};
use crate::app::command::CommandId;
use crate::app::effect::{Effect, Overwrite};
use crate::app::form::{Field, FieldName, Form};
use crate::app::screen::Screen;
use crate::app::state::App;
use crate::domain::as_of::AsOf;
use crate::domain::comparison::earlier;
use crate::domain::event::Edition;
use crate::domain::inquiry::InquiryNo;
use crate::domain::interview::Interview;
use crate::domain::reporting::Kind;
use crate::report::model::{HeaderLine, PaperSize, Setting};
use crate::text::naming;

/// The form, with every report that there is about the open vendor.
pub(super) fn choose_form(app: &App) -> Form {
    let (Some(open), Some(store)) = (&app.vendor, &app.store) else {
        return Form::new("Which report?", Vec::new(), Vec::new());
    };
    let dossier = &open.dossier;
    let mut options = vec![(Kind::Vendor.word().to_owned(), "All that is on file".to_owned())];
    options.extend(dossier.inquiries.iter().map(|inquiry| {
        let what = format!("Inquiry {}: {}", inquiry.no, inquiry.label());
        (inquiry.no.to_string(), what)
    }));
    options.push((Kind::Amendment.word().to_owned(), Kind::Amendment.title().to_owned()));
    let interviews = Interview::all(dossier, &store.organization, &store.bank);
    options.extend(interviews.iter().map(|one| {
        let event = AsOf::Event(one.event.seq).to_string();
        let day = store.organization.zones.day_of(one.opened_at);
        let who = one.opened.present.first().map_or_else(String::new, |name| format!(", {name}"));
        (event.clone(), format!("Interview of {day} ({event}){who}"))
    }));
    options.push(("changes".to_owned(), "What moved since the day below".to_owned()));
    let (taken, since, until) = match app.screen() {
        Some(Screen::Report(report)) => shown(report.kind),
        _ => shown(Kind::Vendor),
    };
    let cycle = dossier.cycles.last();
    let cycle =
        cycle.map_or_else(String::new, |cycle| format!(", or a cycle such as {}", cycle.name));
    let intro = "The days are for what moved, and for nothing else.".to_owned();
    Form::new(
        "Which report?",
        vec![intro],
        vec![
            Field::choice(FieldName::Which, "Report", options, &taken),
            Field::text(
                FieldName::Day,
                "Since",
                format!("YYYY-MM-DD, or #12 for an event{cycle}"),
                &since,
            ),
            Field::text(FieldName::Until, "Until", "the same; nothing for what is seen", &until),
        ],
    )
}

/// What is in the form for the report that is shown: its word, the earlier side and the later.
fn shown(kind: Kind) -> (String, String, String) {
    let word = match kind {
        Kind::Inquiry(no) => no.to_string(),
        Kind::Interview(Some(which)) => which.to_string(),
        Kind::Changes { since, until } => {
            let until = until.map_or_else(String::new, |until| until.to_string());
            return (kind.word().to_owned(), since.to_string(), until);
        }
        _ => kind.word().to_owned(),
    };
    (word, String::new(), String::new())
}

/// Asks for the report that was chosen.
pub(super) fn choose(app: &App, form: &mut Form) -> Result<Vec<Effect>, String> {
    let (Some(open), Some(Screen::Report(report))) = (&app.vendor, app.screen()) else {
        return Err("no report is seen".to_owned());
    };
    let word = form.value(FieldName::Which);
    let kind = match word.as_str() {
        "vendor" => Kind::Vendor,
        "amendment" => Kind::Amendment,
        "changes" => {
            let typed = submit::needed(form, FieldName::Day, "since when? type the earlier day")?;
            let since = side(app, form, FieldName::Day, &typed)?;
            let until = form.filled(FieldName::Until);
            let until = until.map(|typed| side(app, form, FieldName::Until, &typed)).transpose()?;
            Kind::Changes { since, until }
        }
        word => match (InquiryNo::read(word), AsOf::read(word)) {
            (Some(no), _) => Kind::Inquiry(no),
            (None, Ok(which)) => Kind::Interview(Some(which)),
            (None, Err(why)) => return Err(form.wrong(FieldName::Which, why)),
        },
    };
    let edition = if kind.has_edition(report.edition) { report.edition } else { Edition::Internal };
    Ok(vec![Effect::PreviewReport { vendor: open.dossier.id, kind, edition }])
}

/// One side of what moved, as it was typed.
fn side(app: &App, form: &mut Form, field: FieldName, typed: &str) -> Result<AsOf, String> {
    let Some(open) = &app.vendor else { return Err("no vendor is open".to_owned()) };
    earlier(typed, &open.dossier).map_err(|problem| {
        let more = problem.next.first().map(|next| format!("; {next}")).unwrap_or_default();
        form.wrong(field, format!("{}{more}", problem.summary))
    })
}

/// Where the report that is seen is written, on which sheet, with which lines at the head.
pub(super) fn write_form(app: &App) -> Form {
    let (suggested, kind, edition) = match app.screen() {
        Some(Screen::Report(report)) => {
            let path = report.preview.as_ref().map(|preview| preview.suggested.clone());
            (path.unwrap_or_default(), report.kind, report.edition.word())
        }
        _ => (String::new(), Kind::Vendor, "internal"),
    };
    let intro = vec![format!(
        "The {edition} edition. A file that is there already is never replaced without asking."
    )];
    let field = Field::text(FieldName::Path, "Write to", new_path_hint(app), &suggested);
    let pair = |(word, label): (&str, &str)| (word.to_owned(), label.to_owned());
    let papers = [("letter", "Letter, 8.5 by 11 inches"), ("a4", "A4, 210 by 297 mm")];
    let lines = [
        ("none", "nothing more"),
        ("counsel", "Prepared at the direction of counsel"),
        ("confidential", "Confidential treatment requested"),
        ("both", "both lines"),
    ];
    let paper = Field::choice(FieldName::Paper, "Sheet", papers.map(pair), "letter");
    let header = Field::choice(FieldName::Header, "At the head", lines.map(pair), "none");
    Form::new(
        format!("Write the {}", kind.title().to_lowercase()),
        intro,
        vec![field, paper, header],
    )
}

/// Where a binder is made, and which report goes into it.
pub(super) fn binder_form(app: &App) -> Form {
    let (beside, kind) = match app.screen() {
        Some(Screen::Report(report)) => {
            let beside = report.preview.as_ref().map(|preview| preview.suggested.as_str());
            (beside.unwrap_or_default(), report.kind)
        }
        _ => ("", Kind::Vendor),
    };
    let other = app.how(CommandId::ChooseReport);
    let (title, holds) = if let Kind::Inquiry(no) = kind {
        let letters = app.vendor.iter().flat_map(|open| open.dossier.inquiries.iter());
        let from = letters.filter(|one| one.no == no).map(|one| format!(" ({})", one.label()));
        let from: String = from.collect();
        let holds = format!(
            "It holds the report about the letter {no}{from}, produced edition, and only the exhibits that answer it. {other} chooses the whole report."
        );
        (format!("Make a binder for the letter {no}"), holds)
    } else {
        let holds = format!(
            "It holds the whole report about the vendor, produced edition, and every exhibit. {other} chooses a letter's report."
        );
        ("Make a binder".to_owned(), holds)
    };
    let leaves = "`proofbook binder --without` leaves an exhibit out. A folder that is there is never replaced.";
    let intro = vec![holds, leaves.to_owned()];
    let suggested = naming::binder_beside(beside);
    let field = Field::text(FieldName::Path, "Folder to make", new_path_hint(app), &suggested);
    Form::new(title, intro, vec![field])
}

/// The letter that the report on the screen is about: a form about it is none about another report.
pub(super) fn letter_seen(app: &App) -> Option<InquiryNo> {
    match app.screen() {
        Some(Screen::Report(report)) => match report.kind {
            Kind::Inquiry(no) => Some(no),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a form that was kept says something else of the report than the screen does now: another kind, or another edition.
pub(super) fn is_of_another(app: &App, kept: &Prompt) -> bool {
    let fresh = match kept.purpose {
        Purpose::WriteReport => write_form(app),
        Purpose::MakeBinder => binder_form(app),
        _ => return false,
    };
    fresh.title != kept.form.title || fresh.intro != kept.form.intro
}

/// Why no binder is made of what is seen, with what to do; nothing where one is.
pub(crate) fn no_binder(app: &App, kind: Kind) -> Option<String> {
    (!kind.has_binder()).then(|| {
        let what = kind.title().to_lowercase();
        let (other, alone) = (app.how(CommandId::ChooseReport), app.how(CommandId::WriteReport));
        format!(
            "not now: no binder is made of the {what}; {other} chooses the whole report or a letter's, {alone} writes this one alone"
        )
    })
}

/// Where the portfolio is written.
pub(super) fn portfolio_form(app: &App) -> Form {
    let today = app.store.as_ref().map(|store| store.today).unwrap_or_default();
    let intro = vec![
        "The internal edition, over all vendors that are not retired. A name without a folder goes to your documents; a file that is there \
         already is never replaced without asking."
            .to_owned(),
    ];
    let suggested = naming::portfolio(today, Edition::Internal.word());
    let field = Field::text(FieldName::Path, "Write to", new_path_hint(app), &suggested);
    Form::new("Write the portfolio", intro, vec![field])
}

/// Asks for the report to be written.
pub(super) fn write(app: &App, form: &mut Form) -> Result<Vec<Effect>, String> {
    let path = submit::needed(form, FieldName::Path, "where to? type the path of the PDF")?;
    let (Some(Screen::Report(report)), Some(vendor)) = (app.screen(), &app.vendor) else {
        return Err("no report is seen".to_owned());
    };
    Ok(vec![Effect::WriteReport {
        vendor: vendor.dossier.id,
        kind: report.kind,
        edition: report.edition,
        path: PathBuf::from(path),
        overwrite: Overwrite::Ask,
        setting: setting(form),
    }])
}

/// Asks for a binder.
pub(super) fn make_binder(app: &App, form: &mut Form) -> Result<Vec<Effect>, String> {
    let path = submit::needed(form, FieldName::Path, "where to? type the path of the folder")?;
    let (Some(Screen::Report(report)), Some(vendor)) = (app.screen(), &app.vendor) else {
        return Err("no report is seen".to_owned());
    };
    if let Some(why) = no_binder(app, report.kind) {
        return Err(why);
    }
    let (vendor, path) = (vendor.dossier.id, PathBuf::from(path));
    Ok(vec![Effect::MakeBinder { vendor, kind: report.kind, path }])
}

/// Asks for the portfolio to be written.
pub(super) fn write_portfolio(form: &mut Form) -> Result<Vec<Effect>, String> {
    let path = submit::needed(form, FieldName::Path, "where to? type the path of the PDF")?;
    let path = PathBuf::from(path);
    Ok(vec![Effect::WritePortfolio { path, overwrite: Overwrite::Ask }])
}

/// The sheet and the lines at the head that were chosen.
fn setting(form: &Form) -> Setting {
    let paper = match form.value(FieldName::Paper).as_str() {
        "a4" => PaperSize::A4,
        _ => PaperSize::Letter,
    };
    let header = match form.value(FieldName::Header).as_str() {
        "counsel" => vec![HeaderLine::DirectionOfCounsel],
        "confidential" => vec![HeaderLine::ConfidentialTreatment],
        "both" => vec![HeaderLine::DirectionOfCounsel, HeaderLine::ConfidentialTreatment],
        _ => Vec::new(),
    };
    Setting { paper, header }
}
