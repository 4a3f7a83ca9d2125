//! Records a script through the desk, moment by moment, as a person would have.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::files;
use super::script::{Act, Answer, Document, From, Record, Script, Shown, Step};
use crate::desk::Desk;
use crate::domain::answer::NotAccepted;
use crate::domain::event::{ExhibitDates, HeldElsewhere, Pinpoint};
use crate::domain::exhibit::{Exhibit, ExhibitNo, Holding};
use crate::domain::id::{EventId, FollowUpId, QuestionId, VendorId};
use crate::domain::questionnaire::CORE;
use crate::domain::request::{
    AnswerRequest, Asked, ChangeRequest, ProfileRequest, RecordRequest, Request, SignOffRequest,
    Source, TakeRequest,
};
use crate::problem::{Kind, Problem};
use crate::time::FixedNow;

/// How long one thing took to record.
const PACE: SignedDuration = SignedDuration::from_secs(75);

/// The desk at which the sample is recorded, and its clock.
pub(super) struct Recording<'a> {
    pub desk: &'a mut Desk,
    pub clock: &'a FixedNow,
    pub zone: TimeZone,
}

/// The interview that is going on at a moment.
type Interview = Option<(&'static str, EventId)>;

impl Recording<'_> {
    /// Records the whole story of a vendor.
    pub(super) fn record(&mut self, script: &Script) -> Result<(), Problem> {
        self.clock.set(self.instant(script.added, 0)?);
        let vendor = self.desk.add_vendor(script.name, Some(script.tier), &[])?;
        let mut interview = None;
        for step in &script.steps {
            self.step(vendor, step, &mut interview)
                .map_err(|problem| wrong(script, step, problem))?;
        }
        Ok(())
    }

    fn step(
        &mut self,
        vendor: VendorId,
        step: &Step,
        interview: &mut Interview,
    ) -> Result<(), Problem> {
        self.clock.set(self.instant(step.moment, step.since)?);
        let current = interview.filter(|(moment, _)| *moment == step.moment).map(|(_, id)| id);
        let request = self.request(vendor, &step.act, current)?;
        let recorded = self.desk.record(vendor, &request)?;
        if matches!(step.act, Act::Interview(..)) {
            *interview = recorded.events.last().map(|event| (step.moment, event.id));
        }
        Ok(())
    }

    fn request(
        &mut self,
        vendor: VendorId,
        act: &Act,
        interview: Option<EventId>,
    ) -> Result<Request, Problem> {
        Ok(match act {
            Act::Interview(role, present) => Request::OpenInterview {
                incident: None,
                questionnaire: "core".to_owned(),
                present: present.iter().map(|name| (*name).to_owned()).collect(),
                role: Some(*role),
            },
            Act::Answer(answer) => {
                Request::Answer(AnswerRequest { interview, ..self.answer(answer)? })
            }
            Act::Take(document) => Request::Take(Box::new(self.take(vendor, document)?)),
            Act::Link(file, question, place) => Request::Link {
                exhibit: self.exhibit(vendor, file)?,
                asked: Asked::of_vendor(*question),
                pinpoint: pinpoint(place, None)?,
            },
            Act::Change(file, field, value) => Request::Change(ChangeRequest {
                exhibit: self.exhibit(vendor, file)?,
                field: (*field).to_owned(),
                value: (*value).to_owned(),
            }),
            Act::Withdraw(file, reason) => Request::Withdraw {
                exhibit: self.exhibit(vendor, file)?,
                reason: (*reason).to_owned(),
            },
            Act::Record(record) => Request::SetRecord(self.register_record(vendor, record)?),
            Act::NoRecords(register) => Request::NoRecords(*register),
            Act::Profile(field, value) => Request::SetVendor(ProfileRequest::new(*field, *value)),
            Act::Own(question, owner, by) => Request::OwnGap {
                asked: Asked::of_vendor(*question),
                owner: (*owner).to_owned(),
                fix_by: Some(day(by)?),
            },
            Act::Accept(question, until, reason) => Request::AcceptGap {
                asked: Asked::of_vendor(*question),
                until: day(until)?,
                reason: (*reason).to_owned(),
            },
            Act::EndFollowUp(question, note) => Request::EndFollowUp {
                follow_up: self.follow_up(vendor, question)?,
                note: (*note).to_owned(),
            },
            Act::Cycle(name, due) => Request::OpenCycle {
                name: (*name).to_owned(),
                due: Some(day(due)?),
                questionnaire: Some(CORE.to_owned()),
            },
            Act::Confirm(question) => Request::Confirm(vec![Asked::of_vendor(*question)]),
            Act::Sign(statement) => Request::SignOff(self.sign_off(vendor, statement)?),
            Act::Hold(matter, reason) => Request::SetHold {
                matter: (*matter).to_owned(),
                reason: Some((*reason).to_owned()),
            },
            Act::After(after) => self.after(vendor, after)?,
            Act::Undo => Request::Undo,
            Act::Retire(reason) => Request::Retire { reason: Some((*reason).to_owned()) },
            Act::Mistake(mistake) => return Err(Problem::bug(*mistake)),
        })
    }

    fn sign_off(&mut self, vendor: VendorId, statement: &str) -> Result<SignOffRequest, Problem> {
        let open = self.desk.open_items(vendor, &[])?;
        Ok(SignOffRequest {
            name: super::PRIVACY_OFFICER.to_owned(),
            title: "Privacy Officer".to_owned(),
            statement: Some(statement.to_owned()),
            questionnaires: Vec::new(),
            acknowledged: open.iter().map(ToString::to_string).collect(),
            sure_of: Vec::new(),
        })
    }

    fn answer(&self, answer: &Answer) -> Result<AnswerRequest, Problem> {
        let id = QuestionId::from(answer.question);
        let question = self
            .desk
            .bank()
            .question(&id)
            .ok_or_else(|| Problem::bug(format!("there is no question '{id}'")))?;
        let reply = question.kind.read(answer.typed, self.desk.today()).map_err(
            |NotAccepted { why, accepted, .. }| {
                Problem::bug(format!("{id}: {why}")).cause(format!("accepted: {accepted}"))
            },
        )?;
        let due = |(owner, due): (&str, _)| Ok::<_, Problem>((owner.to_owned(), day(due)?));
        Ok(AnswerRequest {
            note: answer.note.map(str::to_owned),
            counsel_note: answer.counsel_note.map(str::to_owned),
            given_by: answer.speaker.map(|(person, _)| person.to_owned()),
            role: answer.speaker.map(|(_, role)| role),
            follow_up: answer.follow_up.map(due).transpose()?,
            reason: answer.reason.map(str::to_owned),
            ..AnswerRequest::new(Asked::of_vendor(id), reply)
        })
    }

    fn take(&mut self, vendor: VendorId, document: &Document) -> Result<TakeRequest, Problem> {
        let old = document.supersedes.map(|file| self.exhibit(vendor, file)).transpose()?;
        let support = |shown: &Shown| {
            Ok((Asked::of_vendor(shown.question), pinpoint(shown.place, shown.quote)?))
        };
        Ok(TakeRequest {
            source: source(document.source)?,
            title: Some(document.title.to_owned()),
            kind: Some(document.kind),
            dates: ExhibitDates {
                dated: document.dated.map(day).transpose()?,
                period_from: document.period.map(|(first, _)| day(first)).transpose()?,
                period_to: document.period.map(|(_, last)| day(last)).transpose()?,
                expires: document.expires.map(day).transpose()?,
                ..ExhibitDates::default()
            },
            supersedes: old,
            supports: document.shows.iter().map(support).collect::<Result<_, Problem>>()?,
            sure_of: Vec::new(),
        })
    }

    fn register_record(
        &mut self,
        vendor: VendorId,
        record: &Record,
    ) -> Result<RecordRequest, Problem> {
        let typed = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let fields = record.fields.iter().map(typed).collect();
        let files = &record.files;
        let exhibits: Result<Vec<ExhibitNo>, Problem> =
            files.iter().map(|file| self.exhibit(vendor, file)).collect();
        let changed = record.changed.map(str::parse).transpose().map_err(Problem::bug)?;
        Ok(RecordRequest {
            record: changed,
            exhibits: Some(exhibits?).filter(|exhibits| !exhibits.is_empty()),
            ..RecordRequest::new(record.register, fields)
        })
    }

    /// The exhibit that was taken from that file.
    pub(super) fn exhibit(&mut self, vendor: VendorId, file: &str) -> Result<ExhibitNo, Problem> {
        let of_file = |one: &&Exhibit| matches!(&one.holding, Holding::Vault { file_name, .. } if file_name == file);
        let found = self.desk.dossier(vendor)?.exhibits.values().find(of_file);
        found
            .map(|exhibit| exhibit.no)
            .ok_or_else(|| Problem::bug(format!("no exhibit was taken from '{file}'")))
    }

    /// The open follow-up on a question.
    fn follow_up(&mut self, vendor: VendorId, question: &str) -> Result<FollowUpId, Problem> {
        let dossier = self.desk.dossier(vendor)?;
        let open = |one: &&crate::domain::dossier::FollowUpOnFile| {
            one.is_open() && one.question.as_str() == question
        };
        let found = dossier.follow_ups.iter().find(open);
        found
            .map(|one| one.follow_up.id)
            .ok_or_else(|| Problem::bug(format!("there is no open follow-up on {question}")))
    }

    fn instant(&self, moment: &str, since: u32) -> Result<Timestamp, Problem> {
        let unreadable = |error| Problem::bug(format!("'{moment}' is no moment")).cause(error);
        let local: DateTime = moment.parse().map_err(unreadable)?;
        let zoned = self.zone.to_ambiguous_zoned(local).unambiguous().map_err(unreadable)?;
        Ok(zoned.timestamp() + PACE * i32::try_from(since).unwrap_or(0))
    }
}

/// What the desk does not take is a mistake of the story; what the disk refuses is none.
fn wrong(script: &Script, step: &Step, problem: Problem) -> Problem {
    if matches!(problem.kind, Kind::World | Kind::Data) {
        return problem;
    }
    Problem::bug(format!("the sample's story of {} went wrong at {}", script.name, step.moment))
        .cause(problem)
}

fn source(from: From) -> Result<Source, Problem> {
    Ok(match from {
        From::File(name) => Source::Held { file_name: name, bytes: files::bytes(name)? },
        From::Elsewhere(place, seen_by, seen_on) => Source::Elsewhere(HeldElsewhere {
            place: place.to_owned(),
            seen_by: seen_by.to_owned(),
            seen_on: day(seen_on)?,
        }),
    })
}

/// Reads `p. 1, sec. 3.2`, or a part of it.
fn pinpoint(place: &str, quote: Option<&str>) -> Result<Option<Pinpoint>, Problem> {
    let mut pinpoint = Pinpoint { quote: quote.map(str::to_owned), ..Pinpoint::default() };
    for part in place.split(", ").filter(|part| !part.is_empty()) {
        if let Some(page) = part.strip_prefix("p. ") {
            pinpoint.page = Some(page.to_owned());
        } else if let Some(section) = part.strip_prefix("sec. ") {
            pinpoint.section = Some(section.to_owned());
        } else {
            return Err(Problem::bug(format!("'{place}' is no place in a document")));
        }
    }
    Ok(Some(pinpoint).filter(|pinpoint| *pinpoint != Pinpoint::default()))
}

/// Reads a day of a script.
pub(super) fn day(text: &str) -> Result<Date, Problem> {
    crate::domain::day::read_date(text).map_err(Problem::bug)
}
