//! The report that answers a letter: its requests in the letter's order, each with what answers it, or the stated reason why nothing does.

use std::collections::BTreeSet;

use super::Matter;
use super::cover::{edition_sentence, who_we_are};
use super::phrases::{counted, exhibit_anchor, exhibit_text, question_anchor, record_anchor};
use crate::domain::exhibit::Exhibit;
use crate::domain::id::{ExhibitId, QuestionId};
use crate::domain::inquiry::progress::{Progress, RequestState};
use crate::domain::inquiry::{Inquiry, LetterRequest, RequestNo};
use crate::domain::register::RecordNo;
use crate::domain::standing::{Stand, Standings};
use crate::report::model::{
    Anchor, Bar, Block, Callout, Cell, Column, Cover, Entry, Fact, Heading, Level, List, ListKind,
    Mark, Part, Report, Row, Table, Text, Tone,
};

/// The most characters of a request in the list at the head; the whole stands with the request.
const IN_THE_LIST: usize = 160;

/// The questions that answer the letter, each once, in the letter's order.
pub(super) fn mapped<'s, 'a>(letter: &Inquiry, standings: &'s Standings<'a>) -> Vec<&'s Stand<'a>> {
    let mut seen: BTreeSet<&QuestionId> = BTreeSet::new();
    let all = letter.requests.iter().flat_map(|request| &request.questions);
    let stands = all.filter_map(|id| standings.get(id));
    stands.filter(|stand| seen.insert(&stand.question.id)).collect()
}

fn request_anchor(number: &RequestNo) -> Anchor {
    Anchor::new(format!("request-{number}"))
}

fn state_mark(state: RequestState) -> Mark {
    let tone = match state {
        RequestState::Documented => Tone::Documented,
        RequestState::Mapped => Tone::Asserted,
        RequestState::Absent => Tone::Aside,
        RequestState::NotMapped => Tone::Open,
    };
    Mark::new(state.mark(), state.title(), tone)
}

impl Matter<'_, '_> {
    /// Cover, head and foot.
    pub(super) fn frame_of_letter(&self, letter: &Inquiry) -> Report {
        let (vendor, as_of) = (&self.source.dossier.name, self.as_of_in_brief());
        let mut report = self.frame();
        report.title = format!("Inquiry {}: {vendor}", letter.no).into();
        report.subject = format!(
            "What answers the inquiry by {} about {vendor}, as of {as_of}, {} edition",
            letter.label(),
            self.source.edition.word()
        )
        .into();
        report.head_right = format!("Inquiry {} as of {as_of}", letter.no).into();
        report.cover = Some(Cover {
            label: format!("Inquiry {}: the requests of the letter", letter.no).into(),
            title: vendor.as_str().into(),
            subtitle: format!("Prepared for {}", self.source.organization.shown_name()).into(),
            gauge: None,
            facts: self.letter_cover_facts(letter),
            notes: self.cover_notes(),
        });
        report
    }

    fn letter_cover_facts(&self, letter: &Inquiry) -> Vec<Fact> {
        let mut facts = vec![Fact::new("Asked by", letter.from.as_str())];
        facts.extend(letter.reference.as_ref().map(|own| Fact::new("Their number", own.as_str())));
        facts.push(Fact::new("Letter received", letter.received.to_string()));
        facts.push(Fact::new("Answer due", due(letter)));
        facts.push(Fact::new("Requests", Progress::of(letter, self.standings).words()));
        facts.push(Fact::new("As of", self.as_of()));
        facts.push(Fact::new("Edition", edition_sentence(self.source.edition)));
        facts.push(self.status_fact());
        facts.extend(who_we_are(self.source.organization));
        facts.extend(self.seal_fact());
        facts
    }

    /// Progress, the days, and every request in one line.
    pub(super) fn letter(&self, letter: &Inquiry) -> Vec<Block> {
        let progress = Progress::of(letter, self.standings);
        let count = |state| match state {
            RequestState::Documented => progress.documented,
            RequestState::Mapped => progress.mapped,
            RequestState::Absent => progress.absent,
            RequestState::NotMapped => progress.not_mapped,
        };
        let parts = RequestState::ALL.map(|state| Part {
            mark: state_mark(state),
            count: u32::try_from(count(state)).unwrap_or(u32::MAX),
        });
        let requests = counted(progress.requests, "request", "requests");
        let mut blocks = vec![
            Block::PageBreak,
            Heading::new(Level::One, "The letter and its requests").into(),
            Text::from(
                "Each request stands under the letter's own number. Documented means that every question that answers it is met and an exhibit \
                 on file shows it on this day; Mapped, that questions or exhibits answer it otherwise.",
            )
            .into(),
        ];
        if progress.requests > 0 {
            let caption = format!("{requests} by what answers them").into();
            blocks.push(Bar { caption, parts: parts.into() }.into());
        }
        blocks.push(Block::KeyValues(self.letter_facts(letter)));
        blocks.push(self.list_of_requests(letter).into());
        blocks
    }

    fn letter_facts(&self, letter: &Inquiry) -> Vec<Fact> {
        let mut facts = vec![
            Fact::new("Asked by", letter.label()),
            Fact::new("Letter received", letter.received.to_string()),
            Fact::new("Answer due", due(letter)),
        ];
        let moved = letter.extensions.iter().map(|one| {
            let at = self.source.organization.zones.day_of(one.at);
            let text = Text::from(format!("from {} to {}, recorded on {at}", one.was, one.due));
            // Who granted what is for those who may ask back.
            match one.note.as_ref().filter(|_| self.is_internal()) {
                Some(note) => text.plain(format!(": {note}")),
                None => text,
            }
        });
        let moved: Vec<Text> = moved.collect();
        if !moved.is_empty() {
            facts.push(Fact::new("Due day moved", Cell::paragraphs(moved)));
        }
        let paper = letter.letter.and_then(|id| self.source.dossier.exhibit(id));
        facts.extend(paper.map(|exhibit| Fact::new("The letter", exhibit_text(exhibit))));
        if let Some(note) = letter.note.as_ref().filter(|_| self.is_internal()) {
            facts.push(Fact::new("Note", Text::note(note)));
        }
        facts
    }

    fn list_of_requests(&self, letter: &Inquiry) -> Table {
        let columns = vec![
            Column::fit("Request"),
            Column::share("What is asked for", 5),
            Column::fit("Stands"),
            Column::share("Answered by", 3),
        ];
        let none = "No request of the letter is recorded.";
        let mut table = Table::new("Requests in the letter's order", columns, none);
        for request in &letter.requests {
            let number = Text::new().link(request.number.as_str(), request_anchor(&request.number));
            table.push([
                Cell::from(number),
                Cell::from(super::phrases::clipped(&request.text, IN_THE_LIST)),
                Cell::from(state_mark(RequestState::of(request, self.standings))),
                Cell::from(self.answered_by(request)),
            ]);
        }
        table
    }

    /// The ids of the questions and the numbers of the exhibits, each leading to its place.
    fn answered_by(&self, request: &LetterRequest) -> Text {
        let mut text = Text::new();
        for id in &request.questions {
            text = self.to_question(comma(text), id);
        }
        for exhibit in self.on_file(&request.exhibits) {
            text = comma(text).link(exhibit.no.to_string(), exhibit_anchor(exhibit.no));
        }
        match (text.is_empty(), &request.absence) {
            (false, _) => text,
            (true, Some(_)) => Text::from("Nothing; the reason is given"),
            (true, None) => Text::new().strong("Open"),
        }
    }

    fn on_file(&self, ids: &[ExhibitId]) -> impl Iterator<Item = &Exhibit> {
        ids.iter().filter_map(|id| self.source.dossier.exhibit(*id))
    }

    /// Every request with what answers it. A question that answers several stands whole under the first.
    pub(super) fn requests(&self, letter: &Inquiry) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut told: Vec<(&QuestionId, &RequestNo)> = Vec::new();
        for (place, request) in letter.requests.iter().enumerate() {
            let heading = format!("Request {}", request.number);
            let level = Heading::new(Level::One, heading).anchored(request_anchor(&request.number));
            let state = RequestState::of(request, self.standings);
            let mut head = vec![level.into(), Block::Quote(Text::note(&request.text))];
            match (&request.absence, request.is_open()) {
                (Some(reason), _) => head.push(Block::KeyValues(vec![
                    Fact::new("Stands", Cell::from(state_mark(state))),
                    Fact::new("Reason", Text::note(reason)),
                ])),
                (None, true) => head.push(
                    Callout {
                        tone: Tone::Open,
                        title: "Open".into(),
                        body: vec![
                            "Nothing on file is named yet that answers this request.".into(),
                        ],
                    }
                    .into(),
                ),
                (None, false) => head.push(Block::KeyValues(vec![
                    Fact::new("Stands", Cell::from(state_mark(state))),
                    Fact::new("Answered by", self.answered_by(request)),
                ])),
            }
            if place == 0 {
                blocks.push(Block::PageBreak);
            }
            head.extend(self.exhibits_themselves(request));
            let answers = request.questions.iter();
            let mut answers = answers.map(|id| self.question_under(id, request, &mut told).into());
            // A request's head never stands alone at the foot of a page.
            head.extend(answers.next());
            blocks.push(Block::Together(head));
            blocks.extend(answers);
        }
        blocks
    }

    /// The exhibits that answer a request themselves.
    fn exhibits_themselves(&self, request: &LetterRequest) -> Vec<Block> {
        let items = self.on_file(&request.exhibits).map(|exhibit| {
            let text = exhibit_text(exhibit);
            match (&exhibit.withdrawn, exhibit.superseded_by) {
                (Some(_), _) => text.strong(" \u{2014} withdrawn since"),
                (None, Some(newer)) => {
                    text.strong(" \u{2014} superseded by ").plain(newer.to_string())
                }
                (None, None) => text,
            }
        });
        let items: Vec<Text> = items.collect();
        if items.is_empty() {
            return Vec::new();
        }
        vec![
            Text::from("Exhibits that answer it themselves:").into(),
            Block::List(List { kind: ListKind::Bulleted, items }),
        ]
    }

    fn question_under<'l>(
        &self,
        id: &'l QuestionId,
        request: &'l LetterRequest,
        told: &mut Vec<(&'l QuestionId, &'l RequestNo)>,
    ) -> Entry {
        let Some(stand) = self.standings.get(id) else {
            return Entry::new(
                id.as_str(),
                "This question is no longer in the question bank; an answer to it is kept and counts nothing.",
            );
        };
        let called = |one: &&(&QuestionId, &RequestNo)| stand.question.is_called(one.0.as_str());
        if let Some((_, number)) = told.iter().find(called) {
            let place = question_anchor(stand.question.id.as_str());
            let whole = Text::from("Whole under ").link(format!("request {number}"), place);
            return Entry::new(stand.question.id.as_str(), stand.question.text.as_str())
                .marked(super::phrases::standing_mark(stand.standing))
                .fact("Answer", whole);
        }
        told.push((id, &request.number));
        self.question(stand)
    }

    /// The records through which these exhibits count, so that every number that is named leads somewhere.
    pub(super) fn records_behind(&self) -> Vec<Block> {
        self.records_behind_but(&BTreeSet::new())
    }

    /// The same without those that the report tells of elsewhere.
    pub(super) fn records_behind_but(&self, told: &BTreeSet<RecordNo>) -> Vec<Block> {
        let registers = &self.source.dossier.registers;
        let shown: BTreeSet<ExhibitId> = self.exhibits.iter().map(|exhibit| exhibit.id).collect();
        let resting = registers
            .iter()
            .filter(|record| record.exhibits.iter().any(|id| shown.contains(id)))
            .map(|record| record.no);
        let through = self.stands.iter().flat_map(|stand| &stand.exhibits);
        let through = through.filter_map(|one| one.through);
        let numbers: BTreeSet<RecordNo> =
            resting.chain(through).filter(|no| !told.contains(no)).collect();
        if numbers.is_empty() {
            return Vec::new();
        }
        let columns = vec![Column::fit("No."), Column::fit("Register"), Column::share("Record", 1)];
        let mut table = Table::new("Records that rest on these exhibits", columns, "");
        for record in numbers.iter().filter_map(|no| registers.numbered(*no)) {
            let cells = [
                Cell::from(record.no.to_string()),
                Cell::from(record.no.register.title()),
                Cell::from(record.label()),
            ];
            table.push(Row::new(cells).anchored(record_anchor(record.no)));
        }
        vec![Block::Together(vec![
            Heading::new(Level::One, "Records that rest on these exhibits").into(),
            table.into(),
        ])]
    }

    /// What was handed over in this matter; in the internal edition.
    pub(super) fn handed_over(&self, letter: &Inquiry) -> Vec<Block> {
        let entries = self.source.dossier.handed_over.iter();
        let entries = entries.filter(|one| one.handed.inquiry == Some(letter.id));
        let entries: Vec<Block> = entries
            .map(|one| {
                let handed = &one.handed;
                let mut entry = Entry::new(one.no.to_string(), handed.to.as_str())
                    .fact("Handed over", handed.on.to_string())
                    .fact("Edition", handed.edition.as_str())
                    .fact("SHA-256", Text::new().code(handed.sha256.to_string()));
                let with = self
                    .on_file(&handed.exhibits)
                    .fold(Text::new(), |text, one| comma(text).plain(one.no.to_string()));
                if !with.is_empty() {
                    entry = entry.fact("With", with);
                }
                entry.into()
            })
            .collect();
        if entries.is_empty() || !self.is_internal() {
            return Vec::new();
        }
        let heading = Heading::new(Level::One, "Handed over in this matter").into();
        std::iter::once(heading).chain(entries).collect()
    }
}

fn comma(text: Text) -> Text {
    if text.is_empty() { text } else { text.plain(", ") }
}

/// The day by which the answer is due, and that the matter was closed.
fn due(letter: &Inquiry) -> Text {
    let text = Text::from(letter.due.to_string());
    match letter.closed {
        Some(day) => text.plain(format!("; the matter was closed on {day}")),
        None => text,
    }
}
