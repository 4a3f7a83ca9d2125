//! What can be done on the registers, and if not, why.

use crate::app::command::CommandId;
use crate::app::state::App;
use crate::domain::register::force::Force;
use crate::domain::register::{Record, RegisterKind};

/// Whether a command can run on the registers; nothing, where another screen is seen or the registers have no say in it.
pub(super) fn can_run(app: &App, id: CommandId) -> Option<Result<(), String>> {
    let register = app.register_in_hand()?;
    Some(match id {
        CommandId::AddVendor => new_record(app, register),
        CommandId::AnswerNone => none(app, register),
        CommandId::Accept | CommandId::TypeAnswer | CommandId::ChangeExhibit => {
            needs_record(app).map(|_| ())
        }
        CommandId::AddClause => clause(app, register),
        CommandId::Supersede => needs_record(app).and_then(|record| supersede(app, record)),
        CommandId::Withdraw => needs_record(app).and_then(|record| match record.set_aside() {
            Some(_) => Err(format!("not now: {} is set aside already", record.no)),
            None => Ok(()),
        }),
        CommandId::EndRecord => match register {
            RegisterKind::Audits | RegisterKind::Problems | RegisterKind::Incidents => {
                Err("not now: only agreements, clauses, insurance and subcontractors end"
                    .to_owned())
            }
            _ => needs_record(app).map(|_| ()),
        },
        CommandId::Attach => needs_record(app).map(|_| ()),
        CommandId::Link => needs_record(app).and_then(|record| link(app, record)),
        CommandId::Unlink => needs_record(app).and_then(|record| {
            let linked = |record: &Record| !record.exhibits.is_empty();
            Some(())
                .filter(|()| linked(record))
                .ok_or_else(|| format!("not now: no exhibit is linked to {}", record.no))
        }),
        CommandId::DropDraft if !app.has_draft_here() => {
            Err("not now: nothing is typed and not recorded here".to_owned())
        }
        CommandId::DropDraft => Ok(()),
        _ => return None,
    })
}

fn needs_record(app: &App) -> Result<&Record, String> {
    let how = app.how(CommandId::AddVendor);
    app.record_under_cursor()
        .ok_or_else(|| format!("not now: no record is under the cursor; {how} writes one"))
}

fn new_record(app: &App, register: RegisterKind) -> Result<(), String> {
    let registers = app.vendor.as_ref().map(|vendor| &vendor.dossier.registers);
    let agreement = registers.and_then(|registers| {
        registers.of(RegisterKind::Agreements).find(|record| record.set_aside().is_none())
    });
    if register == RegisterKind::Clauses && agreement.is_none() {
        return Err("not now: a clause stands in an agreement, and none is recorded yet".to_owned());
    }
    Ok(())
}

fn none(app: &App, register: RegisterKind) -> Result<(), String> {
    let Some(vendor) = &app.vendor else { return Ok(()) };
    let registers = &vendor.dossier.registers;
    let standing = registers.of(register).find(|record| record.set_aside().is_none());
    match standing {
        Some(record) => Err(format!("not now: {} is on file in {}", record.no, register.title())),
        None if registers.known_empty(register).is_some() => {
            Err("not now: that is on file already".to_owned())
        }
        None => Ok(()),
    }
}

fn clause(app: &App, register: RegisterKind) -> Result<(), String> {
    if register != RegisterKind::Agreements {
        return Err("not now: go to the agreement first, in Agreements".to_owned());
    }
    match needs_record(app)? {
        record if record.set_aside().is_some() => {
            Err(format!("not now: {} is set aside", record.no))
        }
        _ => Ok(()),
    }
}

fn supersede(app: &App, record: &Record) -> Result<(), String> {
    if record.no.register == RegisterKind::Incidents {
        let change = app.how(CommandId::ChangeExhibit);
        return Err(format!(
            "not now: an incident is changed, not superseded; {change} changes it"
        ));
    }
    let (Some(vendor), Some(store)) = (&app.vendor, &app.store) else { return Ok(()) };
    match vendor.dossier.registers.force(record, store.today) {
        Force::SetAside => Err(format!("not now: {} is set aside", record.no)),
        Force::SupersededBy(newer) => {
            Err(format!("not now: {} is superseded by {newer} already", record.no))
        }
        _ => Ok(()),
    }
}

fn link(app: &App, record: &Record) -> Result<(), String> {
    let exhibits = app.vendor.iter().flat_map(|vendor| vendor.dossier.exhibits.values());
    let mut free =
        exhibits.filter(|one| one.withdrawn.is_none() && !record.exhibits.contains(&one.id));
    let attach = app.how(CommandId::Attach);
    free.next()
        .map(|_| ())
        .ok_or_else(|| format!("not now: no other exhibit is on file; {attach} attaches one"))
}
