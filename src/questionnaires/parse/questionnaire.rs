//! A questionnaire's file, and the file of facts about the bank.

use std::collections::BTreeMap;

use super::reader::{Object, Reader};
use super::{Facts, Ordered, Sources, question};
use crate::domain::day;
use crate::domain::event::ExhibitKind;
use crate::domain::id::QuestionId;
use crate::domain::questionnaire::{Instead, Questionnaire, Section};
use crate::domain::vendor::Tier;
use crate::questionnaires::Place;

const FIELDS: &[&str] =
    &["$schema", "id", "title", "for_whom", "minutes", "leaves_out", "instead", "sections"];

/// Reads a questionnaire.
pub(super) fn questionnaire<'a>(reader: &mut Reader<'a>, root: &Object<'a>, into: &mut Sources) {
    reader.only(root, FIELDS);
    let id = question::required_id(reader, root, "id");
    let title = question::required_words(reader, root, "title");
    let for_whom = question::required_words(reader, root, "for_whom");
    let minutes =
        reader.required(root, "minutes").and_then(|value| reader.whole(value, "minutes", 1));
    let leaves_out = question::required_words(reader, root, "leaves_out");
    let instead = question::list(reader, root, "instead", |reader, value, _| {
        Some((instead(reader, value)?, reader.place(value)))
    });
    let mut entries = Vec::new();
    let sections = sections(reader, root, &mut entries);
    let whole = (id, title, for_whom, minutes, leaves_out, instead, sections);
    if let (
        Some(id),
        Some(title),
        Some(for_whom),
        Some(minutes),
        Some(leaves_out),
        Some(instead),
        Some(sections),
    ) = whole
    {
        let (instead, handed_on) = instead.unwrap_or_default().into_iter().unzip();
        let questionnaire =
            Questionnaire { id: id.0, title, for_whom, minutes, leaves_out, instead, sections };
        let place = reader.place(root.text);
        let id = root.get("id").map_or_else(|| place.clone(), |value| reader.place(value));
        into.questionnaires.push(Ordered { questionnaire, place, id, entries, handed_on });
    }
}

/// For which tiers another questionnaire is asked.
fn instead<'a>(reader: &mut Reader<'a>, value: &'a str) -> Option<Instead> {
    let object = reader.object(value, "an entry of 'instead'")?;
    reader.only(&object, &["for_tiers", "ask"]);
    let for_tiers = question::required_list(reader, &object, "for_tiers", |reader, value, name| {
        reader.one_of(value, name, &Tier::ALL, Tier::word)
    });
    let ask = question::required_id(reader, &object, "ask");
    Some(Instead { for_tiers: for_tiers?, ask: ask?.0 })
}

fn sections<'a>(
    reader: &mut Reader<'a>,
    root: &Object<'a>,
    entries: &mut Vec<(QuestionId, Place)>,
) -> Option<Vec<Section>> {
    let value = reader.required(root, "sections")?;
    let items = reader.items(value, "sections")?;
    if items.is_empty() {
        reader.report(value, "a questionnaire needs at least one section");
    }
    let read: Vec<Option<Section>> =
        items.into_iter().map(|item| section(reader, item, entries)).collect();
    read.into_iter().collect()
}

fn section<'a>(
    reader: &mut Reader<'a>,
    item: &'a str,
    entries: &mut Vec<(QuestionId, Place)>,
) -> Option<Section> {
    let object = reader.object(item, "a section")?;
    reader.only(&object, &["title", "questions"]);
    let title = question::required_words(reader, &object, "title");
    let ids = reader
        .required(&object, "questions")
        .and_then(|value| reader.items(value, "questions"))
        .unwrap_or_default();
    if ids.is_empty() && object.get("questions").is_some() {
        reader.report(item, "a section needs at least one question");
    }
    let mut questions = Vec::new();
    for value in ids {
        let id = question::id(reader, value, "questions")?;
        entries.push((id.clone(), reader.place(value)));
        questions.push(id);
    }
    Some(Section { title: title?, questions })
}

/// Reads the facts about the bank.
pub(super) fn facts<'a>(reader: &mut Reader<'a>, root: &Object<'a>, into: &mut Sources) {
    reader.only(root, &["$schema", "law_seen_on", "usual_max_age_days"]);
    let law_seen_on = reader.required(root, "law_seen_on").and_then(|value| {
        let typed = reader.words(value, "law_seen_on")?;
        day::read_date(&typed).map_err(|why| reader.report(value, why)).ok()
    });
    let ages = usual_ages(reader, root);
    if let (Some(law_seen_on), Some(usual_max_age_days)) = (law_seen_on, ages)
        && reader.findings.is_empty()
    {
        let place = reader.place(root.text);
        into.facts.push((Facts { law_seen_on, usual_max_age_days }, place));
    }
}

fn usual_ages<'a>(
    reader: &mut Reader<'a>,
    root: &Object<'a>,
) -> Option<BTreeMap<ExhibitKind, u32>> {
    let value = reader.required(root, "usual_max_age_days")?;
    let ages = reader.object(value, "'usual_max_age_days'")?;
    let known = ExhibitKind::ALL.map(ExhibitKind::word);
    reader.only(&ages, &known);
    let of_name = |name: &str| ExhibitKind::ALL.into_iter().find(|kind| kind.word() == name);
    let mut read = BTreeMap::new();
    for field in &ages.fields {
        let days = reader.whole(field.value, &field.name, 1)?;
        if let Some(kind) = of_name(&field.name) {
            read.insert(kind, days);
        }
    }
    Some(read)
}
