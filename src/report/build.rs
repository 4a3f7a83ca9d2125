//! What the report of a vendor says: its dossier, as it stands on a day, becomes a [`Report`] in which every word is decided.
//!
//! Pure: the same record, questions and day give the same words, and so the same bytes. The produced edition leaves out what stays in
//! the building, and says how much of each (rules, section 16).

mod amendment;
mod attached;
mod changes;
mod clocks;
mod closing;
mod contradictions;
mod cover;
mod critical;
mod derivations;
mod exhibits;
mod figures;
mod four_questions;
mod four_records;
mod gaps;
mod head_lines;
mod incident_questions;
mod incidents;
mod inquiry;
mod interview_record;
mod later;
mod left_out;
mod of_kind;
mod phrases;
pub mod portfolio;
mod questions;
mod reassessment;
mod registers;
mod sign_off;
mod timeline;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

pub use attached::{Copied, MOST_ATTACHED, NotAttached, attach};
pub use head_lines::counsel;

use super::model::{Block, Covers, HeaderLine, Heading, Level, Report, Text};
use crate::domain::as_of::AsOf;
use crate::domain::bank::Bank;
use crate::domain::clock::Board;
use crate::domain::comparison::Comparison;
use crate::domain::contradiction::{self, Contradiction};
use crate::domain::dossier::Dossier;
use crate::domain::event::{Edition, Event, Subject};
use crate::domain::exhibit::Exhibit;
use crate::domain::gap::{self, Gap};
use crate::domain::id::{Digest, QuestionId};
use crate::domain::inquiry::Inquiry;
use crate::domain::interview::Interview;
use crate::domain::later::Later;
use crate::domain::organization::Organization;
use crate::domain::questionnaire::View;
use crate::domain::readiness::Readiness;
use crate::domain::sign_off::Status;
use crate::domain::standing::{Stand, Standing, Standings};

/// Everything a vendor's report is made of.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The vendor's dossier, folded up to the day.
    pub dossier: &'a Dossier,
    /// Our organization, folded up to the day.
    pub organization: &'a Organization,
    /// The questions in force on the day.
    pub bank: &'a Bank,
    /// The questionnaire that is shown, as it is asked about this vendor.
    pub questionnaire: &'a View<'a>,
    /// The day.
    pub day: Date,
    /// The past day or event that is looked back to, if one is.
    pub past: Option<AsOf>,
    /// What was recorded after the past day, where the annex is wanted.
    pub later: Option<&'a [Later]>,
    /// Which edition is written.
    pub edition: Edition,
    /// The lines at the head of every page that somebody asked for.
    pub header: &'a [HeaderLine],
    /// The day of a sample; `None` for a record.
    pub sample: Option<Date>,
    /// The id of the organization's journal.
    pub organization_journal: uuid::Uuid,
    /// The texts of the counsel-only notes, by digest; used in the internal edition only.
    pub counsel_notes: &'a BTreeMap<Digest, String>,
    /// How many questions stand otherwise than when the report was signed off; 0 where it is not.
    pub moved_since_signed: usize,
}

/// What the parts of a report share: the standings and what follows from them, computed once.
struct Matter<'s, 'a> {
    source: Source<'a>,
    standings: &'s Standings<'a>,
    stands: Vec<&'s Stand<'a>>,
    readiness: Readiness,
    gaps: Vec<Gap<'s, 'a>>,
    contradictions: Vec<Contradiction>,
    boards: Vec<Board<'a>>,
    status: Status<'a>,
    /// The exhibits that it lists: all of them; those that answer the letter, where it is about one.
    exhibits: Vec<&'a Exhibit>,
    /// The letter that it answers, where it answers one.
    letter: Option<&'a Inquiry>,
}

/// The report of one vendor.
pub fn build(source: Source<'_>) -> Report {
    let standings = Standings::of(source.dossier, source.organization, source.bank, source.day);
    let stands = standings.view(&source.questionnaire.asked);
    let of_incidents = standings.incidents().iter().flat_map(|one| one.whole(source.bank));
    let with_incidents: Vec<&Stand<'_>> = stands.iter().copied().chain(of_incidents).collect();
    let matter = Matter {
        gaps: gap::gaps(
            &with_incidents,
            source.dossier,
            source.organization,
            source.bank,
            source.day,
        ),
        contradictions: contradiction::contradictions(
            source.dossier,
            source.organization,
            &standings,
        ),
        boards: Matter::boards(source),
        exhibits: source.dossier.exhibits.values().collect(),
        ..Matter::bare(source, &standings, stands)
    };
    let mut report = matter.frame();
    let parts: [Vec<Block>; 14] = [
        matter.four_questions(),
        contents(),
        matter.figures(),
        matter.questions(),
        matter.questions_about_incidents(),
        matter.registers(),
        matter.incidents(),
        matter.gap_register(),
        matter.contradiction_register(),
        matter.exhibit_index(),
        matter.method(),
        matter.sign_off(),
        matter.journal_record(),
        matter.recorded_later(),
    ];
    report.blocks = parts.into_iter().flatten().collect();
    report.attachments = vec![matter.index_of_exhibits()];
    report
}

/// The report in the order of a letter's requests: what answers each, or why nothing does. It lists no question, exhibit or gap but those
/// that have to do with the letter.
pub fn of_inquiry(source: Source<'_>, letter: &Inquiry) -> Report {
    let standings = Standings::of(source.dossier, source.organization, source.bank, source.day);
    let stands = inquiry::mapped(letter, &standings);
    let matter = Matter {
        gaps: gap::gaps(&stands, source.dossier, source.organization, source.bank, source.day),
        exhibits: letter.answering(&standings, source.dossier),
        letter: Some(letter),
        ..Matter::bare(source, &standings, stands)
    };
    let mut report = matter.frame_of_letter(letter);
    let parts: [Vec<Block>; 8] = [
        matter.letter(letter),
        matter.requests(letter),
        matter.gap_register(),
        matter.exhibit_index(),
        matter.records_behind(),
        matter.handed_over(letter),
        matter.method(),
        matter.journal_record(),
    ];
    report.blocks = parts.into_iter().flatten().collect();
    report.attachments = vec![matter.index_of_exhibits()];
    report
}

/// The contract-amendment checklist: the contract on file, what falls short, and words to start from, in the order of the six revisions.
pub fn of_amendment(source: Source<'_>) -> Report {
    let standings = Standings::of(source.dossier, source.organization, source.bank, source.day);
    let stands = amendment::listed(&standings);
    let gaps = gap::gaps(&stands, source.dossier, source.organization, source.bank, source.day);
    let mut matter = Matter { gaps, ..Matter::bare(source, &standings, stands) };
    matter.exhibits = matter.numbered(&matter.exhibits_of_contract());
    let mut report = matter.frame_of_amendment();
    report.blocks = of_kind::bound([
        matter.six_revisions(),
        matter.revisions(),
        matter.exhibits_named(),
        matter.records_behind_but(&matter.told_records()),
        matter.method(),
        matter.journal_record(),
    ]);
    report
}

/// The record of one interview, with what it left open.
pub fn of_interview(
    source: Source<'_>,
    interview: &Interview<'_>,
    left: &[(Subject, QuestionId, Standing)],
) -> Report {
    let standings = Standings::of(source.dossier, source.organization, source.bank, source.day);
    let stands = interview_record::said(interview, &standings);
    let mut matter = Matter::bare(source, &standings, stands);
    matter.exhibits = matter.numbered(&matter.shown_with_questions());
    let mut report = matter.frame_of_interview(interview);
    report.blocks = of_kind::bound([
        matter.interview(interview, left),
        matter.answers_given(interview),
        matter.follow_ups_agreed(interview),
        matter.left_open(left),
        matter.notes_left_out(interview),
        matter.signatures(interview),
        matter.exhibits_named(),
        matter.records_behind(),
        matter.method(),
        matter.journal_record(),
    ]);
    report
}

/// What moved since an earlier side of the record.
pub fn of_changes(source: Source<'_>, moved: &Comparison, since: AsOf) -> Report {
    let standings = Standings::of(source.dossier, source.organization, source.bank, source.day);
    let stands = changes::moved(moved, &standings);
    let mut matter = Matter::bare(source, &standings, stands);
    matter.exhibits = matter.numbered(&matter.exhibits_that_moved(moved));
    let told = moved.records.iter().filter_map(|one| one.record.parse().ok()).collect();
    let mut report = matter.frame_of_changes(moved, since);
    report.blocks = of_kind::bound([
        matter.both_sides(moved, since),
        matter.what_moved(moved),
        changes::things_that_moved(moved),
        matter.gap_news_left_out(moved),
        matter.exhibits_named(),
        matter.records_behind_but(&told),
        matter.method(),
        matter.journal_record(),
    ]);
    report
}

fn contents() -> Vec<Block> {
    vec![Block::OnePage(vec![Heading::new(Level::One, "Contents").into(), Block::Contents])]
}

impl Matter<'_, '_> {
    /// Adds a question's name, leading to the question where this report shows it.
    fn to_stand(&self, text: Text, stand: &Stand<'_>) -> Text {
        self.to_asked(text, stand.subject, &stand.question.id)
    }

    /// The same of a question about a subject.
    fn to_asked(&self, text: Text, subject: Subject, id: &QuestionId) -> Text {
        if subject == self.source.dossier.subject {
            return self.to_question(text, id);
        }
        match self.standings.about(subject, id) {
            Some(stand) => text.link(stand.name(), phrases::stand_anchor(stand)),
            None => text.plain(self.source.dossier.question_named(subject, id)),
        }
    }

    /// Adds a question's id, leading to the question where this report shows it.
    fn to_question(&self, text: Text, id: &QuestionId) -> Text {
        let shown = self.stands.iter().find(|stand| stand.question.is_called(id.as_str()));
        let shown = shown.map(|stand| &stand.question.id).or_else(|| {
            let kept = self.standings.without_question();
            kept.into_iter().map(|(kept, _)| kept).find(|kept| *kept == id)
        });
        match shown {
            Some(place) => text.link(id.as_str(), phrases::question_anchor(place.as_str())),
            None => text.plain(id.as_str()),
        }
    }

    /// The events that the report covers: each journal's last event of content (rule R26).
    fn covered(&self) -> Vec<&Event> {
        let heads = [self.source.dossier.last_content(), self.source.organization.last_content()];
        heads.into_iter().flatten().collect()
    }

    /// The instant the report speaks for: that of the last event it covers, the sign-off among them.
    fn speaks_for(&self) -> Timestamp {
        let events = self.covered().into_iter().chain(self.sign_off_event());
        events.map(|event| event.at).max().unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The journals that the report rests on, as its file names them.
    fn rests_on(&self) -> Vec<Covers> {
        let Source { dossier, organization, organization_journal, .. } = self.source;
        let vendor = dossier.last_content().map(|event| (dossier.id.0, event));
        let ours = organization.last_content().map(|event| (organization_journal, event));
        let covers = |(journal, event): (uuid::Uuid, &Event)| Covers {
            journal: journal.to_string(),
            seq: event.seq,
            sha256: event.hash.to_string(),
        };
        vendor.into_iter().chain(ours).map(covers).collect()
    }

    /// Whether the report is about a question: about every one, or about those that answer the letter.
    fn is_about(&self, id: &QuestionId) -> bool {
        self.letter.is_none()
            || self.stands.iter().any(|stand| stand.question.is_called(id.as_str()))
    }

    fn is_internal(&self) -> bool {
        self.source.edition == Edition::Internal
    }
}
