//! The first start: who we are and in which zone days are counted, or the sample.

use crate::app::effect::Effect;
use crate::app::form::{Field, FieldName, Form};
use crate::domain::day;

/// The first start.
#[derive(Clone, Debug)]
pub struct Welcome {
    /// The folder in which the record will be kept.
    pub folder: String,
    /// What is asked.
    pub form: Form,
}

impl Welcome {
    /// The questions of the first start, with what is known of whoever starts.
    pub fn new(folder: String, zone: &str, person: &str) -> Self {
        let start =
            [("own", "our own record"), ("sample", "a sample organization, to look around")];
        let options = start.map(|(word, label)| (word.to_owned(), label.to_owned()));
        let fields = vec![
            Field::choice(FieldName::Start, "Start with", options, "own"),
            Field::text(
                FieldName::Name,
                "Our organization's name",
                "as it should stand in reports; it can be changed later",
                "",
            ),
            Field::text(
                FieldName::Person,
                "Your name",
                "as it should stand in reports beside what you record",
                person,
            ),
            Field::text(
                FieldName::Zone,
                "Time zone of our days",
                "a name such as America/New_York; a deadline's day ends at midnight there",
                zone,
            ),
        ];
        let intro = vec![
            "Your vendors' answers and evidence, ready for a regulator.".to_owned(),
            "Everything stays on this computer; nothing is sent.".to_owned(),
        ];
        Self { folder, form: Form::new("Welcome to Proofbook", intro, fields) }
    }

    /// Whether the sample is chosen.
    pub fn wants_sample(&self) -> bool {
        self.form.value(FieldName::Start) == "sample"
    }

    /// What is to be done when the form is filled in.
    ///
    /// # Errors
    /// Says what is missing or wrong.
    pub fn filled(&mut self) -> Result<Effect, String> {
        if self.wants_sample() {
            return Ok(Effect::LoadSample);
        }
        let Some(name) = self.form.filled(FieldName::Name) else {
            return Err(self.form.wrong(FieldName::Name, "the organization needs a name"));
        };
        let zone = self.form.value(FieldName::Zone);
        if day::zone_named(&zone).is_none() {
            let names = day::zone_names();
            let near = crate::text::nearest(&zone, names.iter().map(String::as_str));
            let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
            let why = format!("'{zone}' is not a time zone; write it as America/New_York{near}");
            return Err(self.form.wrong(FieldName::Zone, why));
        }
        Ok(Effect::Found { name, zone, person: self.form.filled(FieldName::Person) })
    }
}
