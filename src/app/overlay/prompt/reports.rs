//! The form that says which report is shown: all that is on file, a letter's, the checklist, an interview's, or what moved.

use super::submit;
use crate::app::effect::Effect;
use crate::app::form::{Field, FieldName, Form};
use crate::app::screen::Screen;
use crate::app::state::App;
use crate::domain::as_of::AsOf;
use crate::domain::comparison::earlier;
use crate::domain::event::Edition;
use crate::domain::inquiry::InquiryNo;
use crate::domain::interview::Interview;
use crate::domain::reporting::Kind;

/// The form, with every report that there is about the open vendor.
pub(super) fn form(app: &App) -> Form {
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
