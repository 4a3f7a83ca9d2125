//! JSON Schemas of the question files, made from the types that the files fill; editors complete and check by them.
//!
//! The parser stays the judge: it knows more (places, nearest names, conditions) than a schema can say.

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Value, json};

use super::parse::{Facts, Theme};
use crate::domain::clock::rule::ClockFile;
use crate::domain::questionnaire::Questionnaire;

/// Every schema with its name below `questionnaires/schema/`, as it is shipped.
pub fn files() -> Vec<(&'static str, String)> {
    vec![
        ("bank.json", text(&schema::<Facts>())),
        ("clocks.json", text(&schema::<ClockFile>())),
        ("questionnaire.json", text(&schema::<Questionnaire>())),
        ("theme.json", text(&schema::<Theme>())),
    ]
}

fn schema<T: JsonSchema>() -> Schema {
    let generator: SchemaGenerator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    // A file may name its own schema: that is how an editor finds it.
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    if let Some(properties) = properties {
        properties.insert("$schema".to_owned(), json!({ "type": "string" }));
    }
    schema
}

fn text(schema: &Schema) -> String {
    format!("{:#}\n", schema.as_value())
}
