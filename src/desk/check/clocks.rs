//! Marking the notice of a clock as sent.

use super::{OnFile, not_ahead};
use crate::domain::clock::rule::ClockId;
use crate::domain::clock::{Board, Clock, Incident, State};
use crate::domain::event::ClockSent;
use crate::domain::register::{RecordNo, RegisterKind};
use crate::domain::request::SentRequest;
use crate::problem::{Doubt, Problem};

impl OnFile<'_> {
    pub(super) fn mark_sent(&self, sent: &SentRequest) -> Result<ClockSent, Problem> {
        let incident = self.incident(sent.incident)?;
        let board = Board::of(incident, &self.bank.clocks, self.today);
        let clock = board.clock(&sent.clock).ok_or_else(|| no_such_clock(&board, &sent.clock))?;
        let on = not_ahead("of sending", Some(sent.on), self.today)?.unwrap_or(sent.on);
        refuse_before_it_began(clock, sent)?;
        let said = self
            .dossier
            .sent
            .iter()
            .rev()
            .find(|one| one.incident == board.incident.id && one.clock == sent.clock.as_str());
        let exhibit = sent.exhibit.map(|no| self.exhibit_on_file(no)).transpose()?;
        if said.is_some_and(|said| said.on == on && (exhibit.is_none() || said.exhibit == exhibit))
        {
            return Err(Problem::wrong_use(format!(
                "it is on file already that \"{}\" was sent on {on}",
                clock.rule.title
            )));
        }
        Ok(ClockSent {
            incident: board.incident.id,
            clock: sent.clock.to_string(),
            on,
            // A day that is corrected keeps the proof that it had.
            exhibit: exhibit.or_else(|| said.and_then(|said| said.exhibit)),
        })
    }

    /// The incident of that number, set aside or not.
    fn incident(&self, no: RecordNo) -> Result<Incident<'_>, Problem> {
        let registers = &self.dossier.registers;
        let known = registers.of(RegisterKind::Incidents).map(|record| record.no.to_string());
        let found = registers.numbered(no).filter(|_| no.register == RegisterKind::Incidents);
        let Some(record) = found else {
            let known: Vec<String> = known.collect();
            let problem = Problem::wrong_use(format!("there is no incident {no}"));
            return Err(if known.is_empty() {
                problem.next(format!(
                    "record it first: proofbook incident add {} --what WORDS --discovered DAY",
                    self.dossier.slug
                ))
            } else {
                problem.next(format!("these are there: {}", known.join(", ")))
            });
        };
        Ok(Incident::of(record, self.dossier, self.organization))
    }
}

fn no_such_clock(board: &Board<'_>, id: &ClockId) -> Problem {
    let known = board.clocks.iter().map(|clock| clock.rule.id.as_str());
    Problem::wrong_use(format!("there is no clock '{id}'")).did_you_mean(id.as_str(), known).next(
        format!(
            "see those of this incident: proofbook incident show {} {} --all",
            board.incident.dossier.slug, board.incident.no
        ),
    )
}

/// Asks once where a notice is said to have been sent before the clock began: one of the two days is wrong.
fn refuse_before_it_began(clock: &Clock<'_>, sent: &SentRequest) -> Result<(), Problem> {
    let began = clock.steps.first().map(|step| step.gives().day);
    let early = began.filter(|began| sent.on < *began && clock.state != State::NotRunning);
    match early.filter(|_| !sent.sure_of.contains(&Doubt::SentEarly)) {
        None => Ok(()),
        Some(began) => Err(Problem::wrong_use(format!(
            "\"{}\" would have been sent on {}, before its clock began on {began}",
            clock.rule.title, sent.on
        ))
        .safe("nothing was recorded")
        .next("look at both days; say yes to record it all the same")
        .doubt(Doubt::SentEarly)),
    }
}
