//! `--as-of`: which verbs it goes with, and what is said of a vendor of which nothing was on file then (rules, section 8).

use serde::Serialize;

use super::arguments::Verb;
use super::output::Output;
use super::{
    Ended, cycle, evidence, followup, handover, hold, incident, inquiry, organization,
    questionnaire, register, seal, vendor,
};
use crate::desk::Desk;
use crate::domain::as_of::AsOf;
use crate::problem::Problem;

/// Refuses what cannot be looked at as of a past day, before anything is read.
///
/// # Errors
/// The verb records something, has nothing to do with a day, or covers more than the vendor whose event was named.
pub(super) fn allowed(as_of: AsOf, verb: Option<&Verb>) -> Result<(), Problem> {
    let Some(verb) = verb else {
        return Err(Problem::wrong_use("--as-of goes with a verb")
            .safe("nothing was read or written")
            .next("in the program, press ctrl-p and choose 'Look at the record as of a day'"));
    };
    if let Some(why) = without_a_day(verb) {
        return Err(Problem::wrong_use(format!("--as-of has no meaning here: {why}"))
            .safe("nothing was read or written")
            .next("leave out --as-of"));
    }
    if records(verb) {
        return Err(Problem::wrong_use(format!("nothing can be recorded as of {as_of}"))
            .safe("nothing was read or written")
            .next("leave out --as-of to record today")
            .next("a fact that was true then is recorded today with its own dates, such as --dated or --from"));
    }
    if let (
        AsOf::Event(_),
        Verb::Question(_) | Verb::Questionnaire(_) | Verb::Incident(incident::Verb::Rules { .. }),
    ) = (as_of, verb)
    {
        return Err(Problem::wrong_use(format!(
            "{as_of} is an event of one vendor, and the questions are the same for all"
        ))
        .safe("nothing was read or written")
        .next("name a day: --as-of YYYY-MM-DD"));
    }
    Ok(())
}

/// Why a past day means nothing to a verb.
const fn without_a_day(verb: &Verb) -> Option<&'static str> {
    match verb {
        Verb::Sample(_) => Some("a sample is made as it is"),
        Verb::Backup(_) | Verb::Restore(_) => Some("a backup holds the whole record"),
        Verb::Doctor(_) => Some("it looks at what is around the record now"),
        Verb::Verify(_) => Some("the record is verified as it is now, with everything in it"),
        Verb::Seal(seal::Verb::Export { .. }) => Some("a seal is that of its sign-off"),
        Verb::Log(log) if log.is_lines() => Some(
            "the journal's lines are handed on whole, and any beginning of them verifies by itself",
        ),
        Verb::Generate(_) => Some("what is printed does not come from the record"),
        Verb::Questionnaire(questionnaire::Verb::Check(_)) => {
            Some("question files are checked as they are now")
        }
        Verb::Register(register::Verb::Fields { .. }) => {
            Some("what a record may hold does not hang on the day")
        }
        _ => None,
    }
}

/// Whether a verb records something. What is not listed here is refused by the desk all the same; writing a report is noted today.
const fn records(verb: &Verb) -> bool {
    match verb {
        Verb::Interview(_)
        | Verb::Answer(_)
        | Verb::Confirm(_)
        | Verb::Undo(_)
        | Verb::Redo(_)
        | Verb::Gap(_)
        | Verb::Withhold(_)
        | Verb::Sign(_)
        | Verb::ClockFault(_) => true,
        Verb::Organization(verb) => !matches!(
            verb,
            organization::Verb::Show | organization::Verb::Status | organization::Verb::Gaps { .. }
        ),
        Verb::Vendor(verb) => {
            !matches!(verb, vendor::Verb::List { .. } | vendor::Verb::Show { .. })
        }
        // Looking at the copies notes when they were looked at.
        Verb::Evidence(verb) => {
            !matches!(verb, evidence::Verb::List { .. } | evidence::Verb::Show { .. })
        }
        Verb::Register(verb) => {
            !matches!(verb, register::Verb::List { .. } | register::Verb::Show { .. })
        }
        Verb::Incident(verb) => matches!(
            verb,
            incident::Verb::Add(_) | incident::Verb::Set(_) | incident::Verb::Sent(_)
        ),
        Verb::Cycle(verb) => !matches!(verb, cycle::Verb::List { .. }),
        Verb::Inquiry(verb) => {
            !matches!(verb, inquiry::Verb::List { .. } | inquiry::Verb::Show { .. })
        }
        Verb::Handover(verb) => !matches!(verb, handover::Verb::List { .. }),
        Verb::Hold(verb) => !matches!(verb, hold::Verb::List { .. }),
        Verb::Seal(verb) => matches!(verb, seal::Verb::Attach { .. }),
        Verb::Followup(verb) => !matches!(verb, followup::Verb::List { .. }),
        Verb::Questionnaire(verb) => matches!(verb, questionnaire::Verb::Adopt),
        _ => false,
    }
}

/// A vendor of which nothing was on file on the day that is looked back to is an answer, not a failure; any other problem stays one.
///
/// # Errors
/// The problem, where it is another one.
pub(super) fn nothing_on_file(
    desk: &Desk,
    problem: Problem,
    out: &mut Output<'_>,
) -> Result<Ended, Problem> {
    #[derive(Serialize)]
    struct Document<'a> {
        slug: &'a str,
        on_file: bool,
    }
    let Some(slug) = desk.nothing_on_file_about() else { return Err(problem) };
    out.result("nothing-on-file", &Document { slug, on_file: false }, |out| {
        out.line(&format!("Nothing was on file about {slug}."));
    });
    Ok(Ended::Well)
}
