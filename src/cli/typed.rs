//! Reading single words of the command line: dates, tiers, roles and the like, and the vendor and question that are meant.

use jiff::civil::Date;

use crate::desk::Desk;
use crate::desk::check;
use crate::domain::bank::Bank;
use crate::domain::day;
use crate::domain::dossier::Dossier;
use crate::domain::event::ExhibitKind;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::VendorId;
use crate::domain::inquiry::InquiryNo;
use crate::domain::question::{Question, Role, Severity};
use crate::domain::questionnaire::View;
use crate::domain::register::{RecordNo, RegisterKind};
use crate::domain::telling::InRegister;
use crate::domain::vendor::Tier;
use crate::problem::Problem;
use crate::text::nearest;

/// A day.
pub(super) fn date(typed: &str) -> Result<Date, String> {
    day::read_date(typed)
}

/// A tier.
pub(super) fn tier(typed: &str) -> Result<Tier, String> {
    let words = Tier::ALL.map(Tier::word);
    Tier::of_word(typed).ok_or_else(|| not_one_of(typed, "a tier", &words))
}

/// A role.
pub(super) fn role(typed: &str) -> Result<Role, String> {
    let words: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    Role::of_word(typed).ok_or_else(|| not_one_of(typed, "a role", &words))
}

/// A severity.
pub(super) fn severity(typed: &str) -> Result<Severity, String> {
    let words: Vec<&str> = Severity::ALL.iter().map(|severity| severity.word()).collect();
    Severity::of_word(typed).ok_or_else(|| not_one_of(typed, "a severity", &words))
}

/// A kind of exhibit.
pub(super) fn kind(typed: &str) -> Result<ExhibitKind, String> {
    let words = ExhibitKind::ALL.map(ExhibitKind::word);
    check::read_kind(typed).map_err(|_| not_one_of(typed, "a kind of exhibit", &words))
}

/// The number of an exhibit.
pub(super) fn exhibit(typed: &str) -> Result<ExhibitNo, String> {
    ExhibitNo::read(typed)
        .ok_or_else(|| format!("'{typed}' is not the number of an exhibit, such as A-07"))
}

/// An exhibit that is left out, and why: `A-03=REASON`.
pub(super) fn left_out(typed: &str) -> Result<(ExhibitNo, String), String> {
    let (no, reason) = typed.split_once('=').unwrap_or((typed, ""));
    let reason = reason.trim();
    if reason.is_empty() {
        return Err("say why, since the reason is listed: A-03=\"privileged\"".to_owned());
    }
    Ok((exhibit(no)?, reason.to_owned()))
}

/// The number of an inquiry.
pub(super) fn inquiry(typed: &str) -> Result<InquiryNo, String> {
    InquiryNo::read(typed)
        .ok_or_else(|| format!("'{typed}' is not the number of an inquiry, such as IQ-01"))
}

/// A register, in the plural or the singular.
pub(super) fn register(typed: &str) -> Result<RegisterKind, String> {
    let words: Vec<&str> = RegisterKind::ALL.iter().map(|kind| kind.word()).collect();
    RegisterKind::named(typed).ok_or_else(|| not_one_of(typed, "a register", &words))
}

/// A register, or the number of one of its records.
pub(super) fn in_register(typed: &str) -> Result<InRegister, String> {
    InRegister::read(typed).map_or_else(|| register(typed).map(InRegister::Whole), Ok)
}

/// The word that is typed for one record of a register.
pub(super) fn one(kind: RegisterKind) -> &'static str {
    let word = kind.word();
    word.strip_suffix('s').unwrap_or(word)
}

/// The number of a record of a register: `AG-01`, or only `1`.
pub(super) fn record_of(register: RegisterKind, typed: &str) -> Result<RecordNo, String> {
    let number = typed.trim().parse().ok().filter(|number: &u32| *number > 0);
    match number {
        Some(number) => Ok(RecordNo { register, number }),
        None => typed.parse(),
    }
}

/// The number of an incident.
pub(super) fn incident(typed: &str) -> Result<RecordNo, String> {
    match record_of(RegisterKind::Incidents, typed) {
        Ok(no) if no.register == RegisterKind::Incidents => Ok(no),
        _ => Err(format!("'{typed}' is not the number of an incident, such as IC-01")),
    }
}

/// The number of a record.
pub(super) fn record(typed: &str) -> Result<RecordNo, String> {
    typed.parse()
}

fn not_one_of(typed: &str, what: &str, words: &[&str]) -> String {
    let near = nearest(typed, words.iter().copied());
    let near = near.map_or_else(String::new, |near| format!("; did you mean '{near}'?"));
    format!("'{typed}' is not {what}; use one of {}{near}", words.join(", "))
}

/// The dossier of the vendor that is meant, with everything on file.
pub(super) fn dossier(desk: &mut Desk, typed: &str) -> Result<Dossier, Problem> {
    desk.store()?;
    let vendor = desk.find(typed)?;
    Ok(desk.dossier(vendor)?.clone())
}

/// The vendor that is meant.
pub(super) fn vendor(desk: &mut Desk, typed: &str) -> Result<VendorId, Problem> {
    desk.store()?;
    desk.find(typed)
}

/// The question that is meant, by id or alias.
pub(super) fn question<'b>(bank: &'b Bank, typed: &str) -> Result<&'b Question, Problem> {
    let typed = typed.trim();
    bank.question(&typed.into()).ok_or_else(|| {
        let known = bank.questions().iter().map(|question| question.id.as_str());
        Problem::wrong_use(format!("there is no question '{typed}'"))
            .did_you_mean(typed, known)
            .next("see them all: proofbook question list")
    })
}

/// The questionnaire that is meant: as it is asked about this vendor, or in itself.
pub(super) fn view<'b>(
    bank: &'b Bank,
    typed: &str,
    about: Option<&Dossier>,
) -> Result<View<'b>, Problem> {
    let id = typed.trim();
    match about {
        Some(dossier) => check::questionnaire_named(bank, id, dossier),
        None => bank.view(id, None).ok_or_else(|| check::no_such_questionnaire(bank, id)),
    }
}

/// The dossiers of all vendors that are not retired, and our organization's.
pub(super) fn all_dossiers(desk: &mut Desk) -> Result<Vec<Dossier>, Problem> {
    let mut all = dossiers(desk)?;
    let ours = desk.ours()?;
    all.push(desk.dossier(ours)?.clone());
    Ok(all)
}

/// The dossiers of all vendors, retired ones too, and of our organization.
pub(super) fn every_dossier(desk: &mut Desk) -> Result<Vec<Dossier>, Problem> {
    let ours = desk.ours()?;
    let vendors: Vec<VendorId> = desk.summaries()?.iter().map(|one| one.vendor).collect();
    let mut all = Vec::new();
    for id in vendors.into_iter().chain([ours]) {
        all.push(desk.dossier(id)?.clone());
    }
    Ok(all)
}

/// The dossiers of all vendors that are not retired.
pub(super) fn dossiers(desk: &mut Desk) -> Result<Vec<Dossier>, Problem> {
    let mut dossiers = Vec::new();
    for summary in desk.summaries()? {
        if !summary.retired {
            dossiers.push(desk.dossier(summary.vendor)?.clone());
        }
    }
    Ok(dossiers)
}
