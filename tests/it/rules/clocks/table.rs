//! Every shipped rule of a clock with its numbers, days and marks, a line each: none of them changes unseen.
//!
//! The vectors hold the days that most rules give. What no vector reaches - a rule that a tie overtakes, a threshold of a state, the day
//! from which a law applies, the mark of one that nobody has checked - stands here. Who changes a line says in the change where it is read.

use std::fmt::Write;

use serde_json::Value as Json;

use super::shipped;

/// What is prose, and binds nobody to a day.
const PROSE: [&str; 6] = ["id", "title", "text", "to", "doubt", "source"];

#[test]
fn s15_no_number_day_or_mark_of_a_shipped_rule_changes_unseen() {
    let mut table = String::new();
    for rule in &shipped().clocks.clocks {
        let Json::Object(mut parts) = serde_json::to_value(rule).unwrap() else { panic!() };
        parts.retain(|name, value| !PROSE.contains(&name.as_str()) && !value.is_null());
        let parts: Vec<String> =
            parts.iter().map(|(name, value)| format!("{name} {value}")).collect();
        writeln!(table, "{}: {}", rule.id, parts.join(", ")).unwrap();
    }
    insta::assert_snapshot!(table);
}
