//! The report of recurrence sees what CI saw: which test fails again, how often, since when, and how long a fix held.

use super::{Tests, red};
use serde_json::Value;

#[test]
fn a_test_that_fails_again_and_again_is_in_the_report_with_how_long_its_fix_held() {
    let tests = Tests::new();
    let told = tests.file(1, "r1", &red(), &[]);
    let first = tests.world.git(&["rev-parse", "HEAD"]).trim().to_owned();
    tests.commit();
    tests.file(2, "r2", &red(), &[]);
    tests.desk(3, &["solve", &told[0].2, "-q"]).ok();
    tests.file(7, "r3", &red(), &[]);
    let report: Value = serde_json::from_str(&tests.desk(8, &["report", "recurrence", "--json"]).ok()).expect("JSON");
    let row = &report["report"]["rows"][0];
    assert_eq!(
        (&row["tickets"], &row["occurrences"], &row["days"], &row["reopened"]),
        (&1.into(), &3.into(), &3.into(), &1.into())
    );
    assert_eq!(row["time_to_recur_median_s"], 4.0 * 86_400.0, "the fix held from the 3rd to the 7th");
    assert_eq!(
        (&row["first_seen"], &row["last_seen"]),
        (&"2026-12-01T09:00:00Z".into(), &"2026-12-07T09:00:00Z".into())
    );
    let ticket = tests.ticket(&told[0].2);
    assert_eq!(row["fingerprint"], ticket["fingerprints"][0]);
    assert_eq!(ticket["occurrences"][0]["commit"], first.as_str(), "since which commit");
}
