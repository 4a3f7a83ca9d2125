//! The record of one interview: who, when, what was answered and confirmed in it in its order, what became of it since, what was agreed to
//! be found out, and what was left open.

use std::collections::BTreeSet;

use super::phrases::{cited, counted, question_anchor, stand_anchor, standing_mark};
use super::questions::as_recorded;
use super::{Matter, left_out};
use crate::domain::dossier::FollowUpOnFile;
use crate::domain::event::Subject;
use crate::domain::id::QuestionId;
use crate::domain::interview::{How, Interview, Said, Since};
use crate::domain::reporting::Kind;
use crate::domain::standing::{Stand, Standing, Standings};
use crate::domain::value::{Reply, ReplyState};
use crate::report::model::{
    Block, Cell, Column, Entry, Fact, Heading, Level, Mark, Report, Table, Text, Tone,
};

/// A question that an interview left, what it is about, and how it stood at its end.
pub(super) type Left = (Subject, QuestionId, Standing);

/// A blank to sign on.
const BLANK: &str = "____________________";

/// The questions that were answered or confirmed, each once, in the interview's order.
pub(super) fn said<'s, 'a>(
    interview: &Interview<'_>,
    standings: &'s Standings<'a>,
) -> Vec<&'s Stand<'a>> {
    let mut seen: BTreeSet<(Subject, &QuestionId)> = BTreeSet::new();
    let stands = interview.said.iter().filter_map(|one| standings.about(one.subject, one.question));
    stands.filter(|stand| seen.insert((stand.subject, &stand.question.id))).collect()
}

impl Matter<'_, '_> {
    pub(super) fn frame_of_interview(&self, interview: &Interview<'_>) -> Report {
        let day = self.source.organization.zones.day_of(interview.opened_at);
        let mut facts = vec![
            Fact::new("Interview of", day.to_string()),
            Fact::new("Recorded by", self.with_title(interview)),
        ];
        facts.extend(present(interview));
        facts.push(Fact::new("Said in it", said_in_words(interview)));
        self.frame_of(Kind::Interview(None), &format!(", interview of {day}"), facts)
    }

    /// Who recorded it, with their title where it is on file.
    fn with_title(&self, interview: &Interview<'_>) -> String {
        let account = &interview.event.by;
        let person = self.source.organization.people.get(account);
        match person.and_then(|person| person.title.as_ref().map(|title| (&person.name, title))) {
            Some((name, title)) => format!("{name}, {title}"),
            None => self.source.organization.person(account).to_owned(),
        }
    }

    /// Who, when, which questions.
    pub(super) fn interview(&self, interview: &Interview<'_>, left: &[Left]) -> Vec<Block> {
        let organization = self.source.organization;
        let bank = self.source.bank;
        let opened = interview.opened;
        let titled = bank.questionnaire(&opened.questionnaire);
        let titled = titled.map_or(opened.questionnaire.as_str(), |one| one.title.as_str());
        let shown = |at| organization.zones.shown(at);
        let mut facts = vec![
            Fact::new(
                "Opened",
                format!("{}, event {}", shown(interview.opened_at), interview.event.seq),
            ),
            Fact::new(
                "Last answer",
                format!("{}, event {}", shown(interview.last_at()), interview.last().seq),
            ),
            Fact::new("Recorded by", self.with_title(interview)),
        ];
        facts.extend(present(interview));
        facts.push(Fact::new("Questionnaire", titled));
        facts.extend(opened.role.map(|role| Fact::new("Asked as", role.title())));
        let incident = opened.incident.and_then(|id| self.source.dossier.registers.get(id));
        facts.extend(
            incident.map(|one| Fact::new("Incident", format!("{}: {}", one.no, one.label()))),
        );
        facts.push(Fact::new("Said in it", said_in_words(interview)));
        let agreed = self.agreed(interview).len();
        facts.push(Fact::new("Follow-ups", format!("{agreed} agreed")));
        facts.push(Fact::new("Left open", counted(left.len(), "question", "questions")));
        vec![
            Block::PageBreak,
            Heading::new(Level::One, "The interview").into(),
            Block::KeyValues(facts),
            Block::Small(
                "An answer names the interview in which it was given. A confirmation does not: those are listed that the same person recorded \
                 after the interview was opened, on its days, and before the next one about this vendor was."
                    .into(),
            ),
        ]
    }

    /// Every answer given or confirmed, in order.
    pub(super) fn answers_given(&self, interview: &Interview<'_>) -> Vec<Block> {
        let mut opening: Vec<Block> = vec![
            Heading::new(Level::One, "Answers, in the order in which they were recorded").into(),
            Text::from(
                "The words are those of the interview. How a question stands, and which exhibits are linked to it, is said as of the day of \
                 this report.",
            )
            .into(),
        ];
        let mut anchored: BTreeSet<(Subject, &QuestionId)> = BTreeSet::new();
        let mut entries = Vec::new();
        for said in &interview.said {
            let entry = self.said(said);
            let first = anchored.insert((said.subject, said.question));
            entries.push(if first { entry } else { Entry { anchor: None, ..entry } });
        }
        let mut entries = entries.into_iter().map(Block::from);
        opening.extend(entries.next());
        std::iter::once(Block::Together(opening)).chain(entries).collect()
    }

    fn said(&self, said: &Said<'_>) -> Entry {
        let stand = self.standings.about(said.subject, said.question);
        let mut entry = match stand {
            Some(stand) => {
                Entry::new(stand.name(), stand.question.text.as_str()).anchored(stand_anchor(stand))
            }
            None => Entry::new(
                self.source.dossier.question_named(said.subject, said.question),
                "This question is no longer in the question bank; what was said is kept.",
            )
            .anchored(question_anchor(said.question.as_str())),
        };
        if let Some(since) = &said.since {
            entry = entry.marked(Mark::new('*', since.what.title(), Tone::Stale));
        }
        entry = entry.fact("Answer", reply_said(said, stand));
        if let How::Confirmed(of) = said.how {
            let words = format!("The answer of {}, as it stood", self.event_words(of));
            entry = entry.fact("Confirmed", words);
        }
        if let Some(note) = &said.answer.note {
            let na = said.answer.state == Some(ReplyState::Na);
            entry = entry.fact(if na { "Reason" } else { "Note" }, Text::note(note));
        }
        if let Some(agreed) = self.follow_up(said) {
            entry = entry.fact("Follow-up", self.follow_up_words(agreed));
        }
        entry = self.who_said(entry, said);
        if let Some(since) = &said.since {
            entry = entry.fact(since.what.title(), self.since_words(since));
        }
        let Some(stand) = stand else { return entry };
        if !stand.exhibits.is_empty() {
            entry = entry.fact("Exhibits", Cell::paragraphs(stand.exhibits.iter().map(cited)));
        }
        entry.fact("Stands", Cell::from(standing_mark(stand.standing)))
    }

    /// The counsel-only note, in the internal edition; who gave the answer, who recorded it, when.
    fn who_said(&self, mut entry: Entry, said: &Said<'_>) -> Entry {
        let organization = self.source.organization;
        if let Some(note) = said.answer.counsel_note.filter(|_| self.is_internal()) {
            let text = self.source.counsel_notes.get(&note.sha256);
            let text = text.map_or_else(
                || Text::new().quiet("The text is not in this copy of the record."),
                |text| Text::note(text),
            );
            entry = entry.fact("For counsel", text);
        }
        let by = match said.how {
            How::Given => &said.event.by,
            How::Confirmed(of) => &of.by,
        };
        let given = said.answer.given_by.as_deref().unwrap_or_else(|| organization.person(by));
        let role = said.answer.role.map_or_else(String::new, |role| format!(" ({})", role.title()));
        let recorded = format!(
            "{} by {}, event {}",
            organization.zones.shown(said.at),
            organization.person(&said.event.by),
            said.event.seq
        );
        entry.fact("Given by", format!("{given}{role}")).fact("Recorded", recorded)
    }

    fn since_words(&self, since: &Since<'_>) -> Text {
        let text = Text::from(format!("on {}", self.source.organization.zones.day_of(since.at)))
            .plain(format!(
                ", event {}, by {}",
                since.event.seq,
                self.source.organization.person(&since.event.by)
            ));
        match since.reason {
            Some(reason) => text.plain(format!(": {reason}")),
            None => text,
        }
    }

    fn follow_up(&self, said: &Said<'_>) -> Option<&FollowUpOnFile> {
        let agreed = said.answer.follow_up.as_ref().filter(|_| matches!(said.how, How::Given))?;
        self.source.dossier.follow_ups.iter().find(|one| one.follow_up.id == agreed.id)
    }

    fn agreed(&self, interview: &Interview<'_>) -> Vec<&FollowUpOnFile> {
        interview.said.iter().filter_map(|one| self.follow_up(one)).collect()
    }

    fn follow_up_words(&self, one: &FollowUpOnFile) -> String {
        format!(
            "{} finds out by {}; {}",
            one.follow_up.owner,
            one.follow_up.due,
            self.state_of(one)
        )
    }

    fn state_of(&self, one: &FollowUpOnFile) -> String {
        match &one.ended {
            Some(note) => format!("ended: {note}"),
            None if one.is_overdue(self.source.day) => "overdue".to_owned(),
            None if one.is_open() => "open".to_owned(),
            None => "answered since".to_owned(),
        }
    }

    /// Who finds out what, by when.
    pub(super) fn follow_ups_agreed(&self, interview: &Interview<'_>) -> Vec<Block> {
        let columns = vec![
            Column::share("Question", 3),
            Column::share("Who finds out", 2),
            Column::fit("By"),
            Column::share("State", 2),
        ];
        let none = "Nothing was agreed to be found out.";
        let mut table = Table::new("Follow-ups agreed", columns, none);
        for one in self.agreed(interview) {
            table.push([
                Cell::from(self.to_asked(Text::new(), one.subject, &one.question)),
                Cell::from(one.follow_up.owner.as_str()),
                Cell::from(one.follow_up.due.to_string()),
                Cell::from(self.state_of(one)),
            ]);
        }
        let heading = Heading::new(Level::One, "Follow-ups agreed").into();
        vec![Block::Together(vec![heading, table.into()])]
    }

    /// What was asked of those present and not answered when the interview ended.
    pub(super) fn left_open(&self, left: &[Left]) -> Vec<Block> {
        let columns = vec![
            Column::share("Question", 2),
            Column::share("What it is about", 3),
            Column::fit("At its end"),
            Column::fit("On this day"),
        ];
        let none = "No question that was asked was left without an answer.";
        let mut table = Table::new("Left open", columns, none);
        for (subject, id, stood) in left {
            let stand = self.standings.about(*subject, id);
            let now = stand.map_or_else(
                || Cell::from(Text::new().quiet("Not asked any more")),
                |stand| Cell::from(standing_mark(stand.standing)),
            );
            table.push([
                Cell::from(self.to_asked(Text::new(), *subject, id)),
                Cell::from(stand.map_or_else(String::new, Stand::title)),
                Cell::from(standing_mark(*stood)),
                now,
            ]);
        }
        vec![
            Heading::new(Level::One, "Left open").into(),
            Text::from(
                "The questions of the questionnaire that were asked of those present and had no answer, or one that waited to be confirmed, \
                 after the last answer of the interview.",
            )
            .into(),
            table.into(),
        ]
    }

    /// How many counsel-only notes the produced edition leaves out.
    pub(super) fn notes_left_out(&self, interview: &Interview<'_>) -> Vec<Block> {
        if self.is_internal() {
            return Vec::new();
        }
        let notes = interview.said.iter().filter(|one| one.answer.counsel_note.is_some()).count();
        left_out::section("These are not in it", [("Counsel-only notes", notes)])
    }

    /// A line for each of those present.
    pub(super) fn signatures(&self, interview: &Interview<'_>) -> Vec<Block> {
        let columns =
            vec![Column::share("Name", 3), Column::share("Signature", 3), Column::share("Date", 2)];
        let mut table = Table::new("Signatures of those present", columns, "");
        let recorder = format!("{} (recorded it)", self.with_title(interview));
        let present = interview.opened.present.iter().cloned();
        for name in std::iter::once(recorder).chain(present) {
            table.push([Cell::from(name).and(" "), Cell::from(BLANK), Cell::from(BLANK)]);
        }
        vec![Block::Together(vec![
            Heading::new(Level::One, "Signatures of those present").into(),
            Text::from(
                "Who signs here says that the answers above are recorded as they were given. A signature on this page changes nothing in the \
                 record.",
            )
            .into(),
            table.into(),
        ])]
    }
}

/// Who was present beside whoever recorded it, as their names were typed.
fn present(interview: &Interview<'_>) -> Option<Fact> {
    let names = interview.opened.present.iter().map(|name| Text::from(name.as_str()));
    let names: Vec<Text> = names.collect();
    (!names.is_empty()).then(|| Fact::new("Present", Cell::paragraphs(names)))
}

/// How many answers were given, confirmed, and changed since.
fn said_in_words(interview: &Interview<'_>) -> String {
    let given = interview.said.iter().filter(|one| matches!(one.how, How::Given)).count();
    let confirmed = interview.said.len() - given;
    let since = interview.said.iter().filter(|one| one.since.is_some()).count();
    format!(
        "{} given, {confirmed} confirmed; {since} changed since",
        counted(given, "answer", "answers")
    )
}

/// What was replied, in the words of the question.
fn reply_said(said: &Said<'_>, stand: Option<&Stand<'_>>) -> Text {
    let Some(reply) = said.answer.reply() else { return Text::new().quiet("Not answered") };
    let shown = stand.map_or_else(|| as_recorded(&reply), |one| one.question.kind.shown(&reply));
    let text = Text::new().strong(shown);
    let revised = stand.is_some_and(|one| one.question.revision != said.answer.revision);
    let records = reply == Reply::State(ReplyState::Records);
    match (revised, records) {
        (true, _) => text.quiet(" \u{2014} to an earlier wording of the question"),
        (false, true) => text.quiet(" \u{2014} as they were on that day"),
        (false, false) => text,
    }
}
