//! YAML of the JSON shapes, for `--format yaml`.

use super::json;
use crate::kit::escape::is_unsafe;
use serde::Serialize;

/// The same value as [`json::pretty`], as YAML. Where a text holds characters that a terminal would
/// obey, the answer is JSON, which is YAML too and can escape them. `None`: the value cannot be written.
pub fn write<T: Serialize>(value: &T) -> Option<String> {
    let value = serde_json::to_value(value).ok()?;
    let text = serde_yaml::to_string(&value).ok().filter(|text| !text.contains(is_unsafe));
    text.or_else(|| json::pretty(&value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn yaml_reads_like_yaml() {
        let printed = write(&json!({"version": 1, "ticket": {"title": "no", "tags": ["a"], "number": null}}));
        let expected = "version: 1\nticket:\n  title: \"no\"\n  tags:\n  - a\n  number: null\n";
        assert_eq!(printed.as_deref(), Some(expected));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_harmless_and_reads_back(text in any::<String>(), c in any::<char>()) {
            let text = format!("{text}{c}");
            let value = json!({ "text": text });
            let printed = write(&value).ok_or_else(|| TestCaseError::fail("not written"))?;
            prop_assert!(!printed.contains(is_unsafe));
            let read: Value = serde_yaml::from_str(&printed).map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert_eq!(read, value);
        }
    }
}
