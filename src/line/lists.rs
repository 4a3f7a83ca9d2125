//! The lists in lines: their rows with their numbers, and what stands behind the row that was chosen.

use std::io;

use super::Talk;
use super::vendors::vendor_rows;
use crate::app::screen::Screen;
use crate::app::screen::cycle::Row;
use crate::app::screen::deadlines::{Over, explained};
use crate::app::screen::evidence::{explained as exhibit_explained, mark};
use crate::app::screen::gaps::{Listed, gap_mark, listed};
use crate::app::screen::history::{History, explained as event_explained};
use crate::app::screen::inquiries::Row as InquiryRow;
use crate::app::screen::marks::{Mark, Marks};
use crate::app::screen::ours::Fact;
use crate::app::screen::report::Pane;
use crate::app::screen::rows::Rows;
use crate::app::screen::settings::origin;
use crate::app::words::{Said, Tone, many, until};
use crate::domain::ahead::Of;
use crate::domain::deadline::Deadline;
use crate::domain::dossier::FollowUpOnFile;

/// How many events are read out at once.
const MOST_EVENTS: usize = 25;

/// What is said before a row that is marked; nothing before another one.
fn marked(marks: &Marks, mark: &Mark) -> &'static str {
    if marks.contains(mark) { "marked, " } else { "" }
}

impl Talk<'_> {
    /// The rows of the list in view, numbered; says how many there are.
    pub(super) fn say_rows_in_view(&mut self) -> io::Result<usize> {
        let (title, rows) = self.rows();
        writeln!(self.output)?;
        let foreword = self.foreword();
        self.say(&format!("{foreword}{title}"))?;
        for (place, row) in rows.iter().enumerate() {
            self.say_in(&format!("  {:>2}. ", place + 1), row)?;
        }
        if self.app.register_in_hand().is_some() {
            self.say_register(rows.len())?;
            return Ok(rows.len());
        }
        if self.app.clocks().is_some() && !rows.is_empty() {
            self.say_clock_commands()?;
            return Ok(rows.len());
        }
        let ask = if rows.is_empty() {
            "Type ? for commands."
        } else {
            "Type a number, or ? for commands."
        };
        self.say(ask)?;
        Ok(rows.len())
    }

    fn rows(&self) -> (String, Vec<String>) {
        let name =
            self.app.vendor.as_ref().map(|vendor| vendor.dossier.name.clone()).unwrap_or_default();
        if let Some(Screen::Settings(_)) = self.app.screen() {
            return self.setting_rows_said();
        }
        let Some(store) = &self.app.store else { return (String::new(), Vec::new()) };
        let rows: Vec<String> = match self.app.screen() {
            Some(Screen::Dashboard(dashboard)) => return vendor_rows(dashboard, store),
            Some(Screen::Overview(_)) => return self.overview_rows_said(&name),
            Some(Screen::Report(report)) if report.pane == Pane::Checks => {
                return self.checks_said(&name);
            }
            Some(Screen::Registers(_)) => return self.register_rows(),
            Some(Screen::Evidence(_)) => {
                let shown = self.app.shown_exhibits();
                shown.iter().map(|one| format!("{} {}: {}", one.no, one.title, mark(one))).collect()
            }
            Some(Screen::Organization(_)) => {
                let told = |fact: &Fact| format!("{}: {}", fact.title(), fact.shown(store));
                let figure = self.app.own_figure();
                let figure: Vec<String> = figure.into_iter().map(|(_, words)| words).collect();
                let title = format!("Our organization. {}.", figure.join(". "));
                return (title, Fact::all().iter().map(told).collect());
            }
            Some(Screen::Gaps(rows)) => return self.gap_rows(&name, rows),
            Some(Screen::History(history)) => return self.event_rows(&name, history),
            Some(Screen::Listing(listing)) => {
                let shown = self.app.shown_entries();
                let rows = shown.iter().map(|one| format!("{}: {}", one.mark, one.words));
                let title = self.app.screen_context().title();
                return (format!("{title}, {name}. {}", listing.head.join(" ")), rows.collect());
            }
            Some(Screen::Cycle(_)) => return self.cycle_rows_said(&name),
            Some(Screen::Incidents(_)) => return self.incident_rows_said(&name),
            Some(Screen::Clocks(_)) => return self.clock_rows_said(&name),
            Some(Screen::FollowUps(_)) => self.follow_ups_said(),
            Some(Screen::Deadlines(listed)) => {
                let all = listed.over == Over::All;
                let words = |of: &Of<Deadline>| {
                    let due = of.one.day.strftime("%a %Y-%m-%d");
                    let of_whom = if all { format!("{}: ", of.name) } else { String::new() };
                    format!("{due}, {}: {of_whom}{}", until(store.today, of.one.day), of.one.what)
                };
                self.app.shown_deadlines().iter().map(words).collect()
            }
            Some(Screen::Inquiries(_)) => return self.inquiry_rows_said(&name),
            Some(Screen::Profile(_)) => {
                let shown = self.app.shown_facts();
                shown.iter().map(|row| format!("{}: {}", row.title, row.value())).collect()
            }
            Some(Screen::Report(report)) => {
                let contents = report
                    .preview
                    .as_ref()
                    .map(|preview| preview.contents.clone())
                    .unwrap_or_default();
                let title = format!(
                    "{} about {name}, {} edition. A number reads that part.",
                    report.kind.title(),
                    report.edition.word()
                );
                return (title, contents.into_iter().map(|(title, _)| title).collect());
            }
            _ => Vec::new(),
        };
        let title = self.app.screen_context().title();
        if self.app.over() == Some(Over::All) {
            return (format!("{title} of all vendors: {}.", rows.len()), rows);
        }
        (format!("{title} of {name}: {}.", rows.len()), rows)
    }

    fn follow_ups_said(&self) -> Vec<String> {
        let words = |of: &Of<FollowUpOnFile>| {
            let (one, owner) = (&of.one, &of.one.follow_up.owner);
            let (due, state) = (one.follow_up.due, self.app.follow_up_state(one));
            let mark = Mark::FollowUp(of.vendor, one.follow_up.id);
            let marked = self.app.marks().map_or("", |marks| marked(marks, &mark));
            if self.app.over() == Some(Over::All) {
                format!("{marked}{owner}: {} about {}, by {due}, {state}", one.name(), of.name)
            } else {
                format!("{marked}{} by {due}: {owner}, {state}", one.name())
            }
        };
        self.app.shown_follow_ups().iter().map(words).collect()
    }

    /// The settings, each with where its value comes from.
    fn setting_rows_said(&self) -> (String, Vec<String>) {
        let rows = self.app.setting_rows();
        let said = rows
            .iter()
            .map(|row| format!("{}: {} ({})", row.kind.title, row.shown, origin(row.origin)));
        let about: Vec<String> =
            self.app.about_settings().into_iter().map(|(_, words)| words).collect();
        (format!("Settings. {}", about.join(" ")), said.collect())
    }

    fn inquiry_rows_said(&self, name: &str) -> (String, Vec<String>) {
        let rows: Vec<String> = self.app.inquiry_rows().iter().map(InquiryRow::said).collect();
        if rows.is_empty() {
            let none = self.app.no_inquiry().into_iter().map(|(_, words)| words);
            let none: Vec<String> = none.collect();
            return (format!("Inquiries about {name}. {}", none.join(" ")), rows);
        }
        (format!("Inquiries about {name}: {}.", self.app.inquiry_counts()), rows)
    }

    /// How far the reassessment is, what needs thought, and what is unchanged.
    fn cycle_rows_said(&self, name: &str) -> (String, Vec<String>) {
        let rows = self.app.cycle_rows();
        let head = self.app.cycle_head().map(|(_, words)| format!(" {words}.")).unwrap_or_default();
        let what = if rows.is_empty() {
            let said: Vec<String> =
                self.app.nothing_left().into_iter().map(|(_, words)| words).collect();
            said.join(" ")
        } else {
            format!("{}.", self.app.cycle_counts())
        };
        let said = rows.iter().map(|row| match row {
            Row::Think { .. } => format!("To think about: {}", row.words()),
            Row::Section { .. } => format!("Section {}", row.words()),
            Row::Same { .. } => format!("Unchanged: {}", row.words()),
        });
        (format!("Reassessment of {name}.{head} {what}"), said.collect())
    }

    /// The gaps, and the contradictions beneath them.
    fn gap_rows(&self, name: &str, rows: &Rows) -> (String, Vec<String>) {
        let read = self.app.with_gaps_and_contradictions(|gaps, contradictions| {
            let words = |one: &Listed<'_, '_, '_>| match one {
                Listed::Gap(gap) => {
                    let owner = gap.owner.map_or_else(
                        || "nobody owns it".to_owned(),
                        |owned| format!("{} owns it", owned.owner),
                    );
                    let marked = marked(&rows.marks, &gap_mark(gap));
                    format!("{marked}{}: {}; {owner}", gap.severity, gap.wording())
                }
                Listed::Contradiction(_) => one.wording(),
            };
            let shown = listed(rows, gaps, contradictions);
            let found = shown.iter().filter(|one| matches!(one, Listed::Contradiction(_))).count();
            (shown.iter().map(words).collect::<Vec<_>>(), found)
        });
        let (said, found) = read.unwrap_or_default();
        let contradictions = match found {
            0 => String::new(),
            found => format!(", and {}", many(found, "contradiction")),
        };
        (format!("Gaps of {name}: {}{contradictions}.", said.len().saturating_sub(found)), said)
    }

    /// The newest events, since a record of years would be read out for an hour.
    fn event_rows(&self, name: &str, history: &History) -> (String, Vec<String>) {
        let (told, shown) = (self.app.told(), self.app.shown_events());
        let rows = shown.iter().take(MOST_EVENTS).filter_map(|place| told.get(*place));
        let rows = rows.map(|one| {
            let marked = one.line_with_marks();
            format!("{}, {}, {}: {marked}", one.seq, one.when, one.who)
        });
        let rows: Vec<String> = rows.collect();
        let by = if history.filter.is_empty() {
            String::new()
        } else {
            format!(", looked through by {}", history.filter.shown())
        };
        let older = match shown.len().saturating_sub(rows.len()) {
            0 => String::new(),
            more => format!(" {} older; :filter looks through all.", many(more, "event")),
        };
        (
            format!("History of {name}, newest first: {}{by}.{older}", many(shown.len(), "event")),
            rows,
        )
    }

    /// What stands behind the row that was chosen.
    pub(super) fn say_row(&mut self) -> io::Result<()> {
        let said: Vec<Said> = match self.app.screen() {
            Some(Screen::Evidence(_)) => self
                .app
                .exhibit_in_hand()
                .map(|one| exhibit_explained(&self.app, one))
                .unwrap_or_default(),
            Some(Screen::Gaps(rows)) => self
                .app
                .with_gaps_and_contradictions(|gaps, contradictions| {
                    let shown = listed(rows, gaps, contradictions);
                    shown.get(rows.at).map(|one| one.explained(&self.app))
                })
                .flatten()
                .unwrap_or_default(),
            Some(Screen::Cycle(_)) => {
                let said = self.app.cycle_row_explained();
                self.say_all(&said)?;
                return self.say(
                    ":confirm confirms it as it stands; :next goes to the question; ? lists what else can be done.",
                );
            }
            Some(Screen::FollowUps(_)) => {
                let one = self.app.follow_up_in_hand();
                one.map(|of| {
                    let (one, owner) = (&of.one, &of.one.follow_up.owner);
                    let question = self.app.store.as_ref();
                    let question = question.and_then(|store| store.bank.question(&one.question));
                    let asked = question.map_or("", |question| &question.text);
                    vec![
                        (Tone::Text, format!("{}, {owner}: {}", one.name(), of.name)),
                        (Tone::Text, asked.to_owned()),
                    ]
                })
                .unwrap_or_default()
            }
            Some(Screen::Deadlines(_)) => {
                let (one, store) = (self.app.deadline_in_hand(), self.app.store.as_ref());
                let said = one.zip(store).map(|(one, store)| explained(&one, store.today));
                self.say_all(&said.unwrap_or_default())?;
                return self.say(":next goes there; :filter switches between one vendor and all.");
            }
            Some(Screen::Inquiries(_)) => {
                let said = self.app.inquiry_explained();
                self.say_all(&said)?;
                return self.say(":next goes to its question; :link says what answers it; ? lists what can be done.");
            }
            Some(Screen::Profile(_)) => {
                let said = self.app.fact_in_hand().map(|row| row.explained());
                self.say_all(&said.unwrap_or_default())?;
                return self.say(":next changes it; ? lists what can be done.");
            }
            Some(Screen::Organization(_)) => {
                let (fact, store) = (self.app.own_fact_in_hand(), self.app.store.as_ref());
                let said = fact.zip(store).map(|(fact, store)| fact.explained(store));
                self.say_all(&said.unwrap_or_default())?;
                return self.say(":next changes it; :interview asks the questions about us.");
            }
            Some(Screen::Settings(_)) => {
                let said = self.app.setting_in_hand().map(|row| row.explained());
                self.say_all(&said.unwrap_or_default())?;
                return self.say(":next changes it; :back leaves the settings.");
            }
            Some(Screen::Registers(_)) => return self.say_record(),
            Some(Screen::Clocks(_)) => return self.say_clock(),
            Some(Screen::History(_)) => {
                let said = self.app.event_in_hand().map(|told| event_explained(&told));
                self.say_all(&said.unwrap_or_default())?;
                return self.say(
                    ":next goes to what it is about; :as-of looks at the record as it was then.",
                );
            }
            Some(Screen::Report(_)) => return self.say_part(),
            Some(Screen::Listing(_)) => {
                self.app.entry_in_hand().map(|one| one.said.clone()).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        self.say_all(&said)?;
        self.say(":next goes to the question; ? lists what can be done.")
    }

    /// One part of the report. The numbers moved the cursor over lines, so the part is taken from the number itself.
    fn say_part(&mut self) -> io::Result<()> {
        let Some(Screen::Report(report)) = self.app.screen() else { return Ok(()) };
        let Some(preview) = &report.preview else { return Ok(()) };
        let number = report.rows.at;
        let start = preview.contents.get(number).map_or(0, |(_, line)| *line);
        let end = preview.contents.get(number + 1).map_or(preview.lines.len(), |(_, line)| *line);
        let lines: Vec<String> = preview.lines.get(start..end).unwrap_or_default().to_vec();
        for line in lines {
            writeln!(self.output, "{}", crate::text::visible(&line))?;
        }
        Ok(())
    }
}
