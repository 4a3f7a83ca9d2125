//! `interview`, and the program without a verb: handed on to the line mode or to the screens.
#![expect(
    clippy::doc_markdown,
    reason = "some comments are printed as help, where backticks would show"
)]

use super::about::OfIncident;
use super::output::Output;
use super::{Around, Ended, typed};
use crate::app::App;
use crate::app::keymap::Keymap;
use crate::app::message::Message;
use crate::desk::Desk;
use crate::desk::check;
use crate::domain::question::Role;
use crate::domain::request::Request;
use crate::line;
use crate::problem::Problem;
use crate::runtime::Runtime;
use crate::settings::Settings;
use crate::store::paths;
use crate::tui;
use crate::tui::look::Look;

/// `interview`.
#[derive(Debug, clap::Args)]
pub(super) struct Interview {
    /// The vendor
    vendor: String,
    /// The questionnaire; the vendor's own, where none is named
    #[arg(long, value_name = "ID")]
    questionnaire: Option<String>,
    /// Who is present beside whoever records; may be given several times
    #[arg(long = "with", value_name = "NAME")]
    present: Vec<String>,
    #[command(flatten)]
    about: OfIncident,
    /// Only what this role can answer: privacy, security, legal, procurement, vendor_manager or vendor
    #[arg(long, value_parser = typed::role)]
    role: Option<Role>,
}

impl Interview {
    pub(super) fn run(
        self,
        desk: &mut Desk,
        settings: &Settings,
        around: &mut Around<'_>,
        out: &mut Output<'_>,
    ) -> Result<Ended, Problem> {
        let dossier = typed::dossier(desk, &self.vendor)?;
        let of_record = dossier.questionnaire_of_record();
        let bank = desk.bank().clone();
        let asked = self.questionnaire.as_deref().unwrap_or(of_record);
        let view = typed::view(&bank, asked, Some(&dossier))?;
        if check::asks_about_incidents(&view, &bank) {
            match self.about.incident {
                Some(no) => drop(check::incident_numbered(&dossier, no)?),
                None => check::refuse_several(asked, &dossier)?,
            }
        }
        let opening = Request::OpenInterview {
            questionnaire: view.named.id.clone(),
            present: self.present,
            role: self.role,
            incident: self.about.incident,
        };
        let start = Message::Interview { vendor: dossier.id, opening: Box::new(opening) };
        converse(Some(start), settings, around, out)
    }
}

/// The program without a verb.
pub(super) fn whole_program(
    settings: &Settings,
    around: &mut Around<'_>,
    out: &mut Output<'_>,
) -> Result<Ended, Problem> {
    converse(None, settings, around, out)
}

/// The screens or, where they are not wanted or not possible, plain lines, until the user leaves.
fn converse(
    start: Option<Message>,
    settings: &Settings,
    around: &mut Around<'_>,
    out: &mut Output<'_>,
) -> Result<Ended, Problem> {
    let mut runtime = around.runtime(settings)?;
    let mut first = runtime.first()?;
    first.extend(start);
    if around.is_plain(settings) {
        line::run(App::new(), &mut runtime, first, around.stdin, out.stdout())?;
    } else {
        let mut app = App::with_keys(Keymap::with(&settings.keys.value));
        app.working.pace = settings.motion.value.into();
        let suggested = Look::of_environment(|name| around.environment.get(name).cloned());
        let ran = tui::run::run(app, &suggested, &mut runtime, first);
        for said in runtime.leave() {
            out.say(&said);
        }
        ran?;
        out.say(&format!("Everything that was called saved is in {}.", runtime.folder().display()));
    }
    Ok(Ended::Well)
}

impl Around<'_> {
    /// Whether plain lines are wanted: by flag or setting, by `ACCESSIBLE`, on a dumb terminal, or where there is none.
    fn is_plain(&self, settings: &Settings) -> bool {
        let filled = |name: &str| self.environment.get(name).filter(|text| !text.is_empty());
        settings.plain.value
            || filled("ACCESSIBLE").is_some()
            || filled("TERM").is_some_and(|term| term == "dumb")
            || !self.terminal.input
            || !self.terminal.output
    }

    /// The world behind the screens and the line mode.
    fn runtime(&self, settings: &Settings) -> Result<Runtime, Problem> {
        let filled =
            |name: &str| self.environment.get(name).filter(|text| !text.is_empty()).cloned();
        let editor = filled("VISUAL").or_else(|| filled("EDITOR"));
        let runtime = Runtime::open(self.seat(settings)?, editor, paths::documents_folder())?;
        Ok(runtime.with_settings(settings.clone(), self.settings.clone()))
    }
}
