//! The policies of service levels: the file, each filter and calendar that it names, and policies that no
//! ticket can have.

use super::references::text;
use super::{Checked, What, in_file, unreadable};
use crate::desk::config::{Config, SLA};
use crate::desk::error::Result;
use crate::desk::policies::Wrong;
use crate::domain::outcome::fault::{Fault, Place};
use crate::domain::time::calendar::{Hours, Timetable};
use crate::store::Snapshot;
use crate::store::format::{Limits, WrittenPolicy, read_sla};

/// Without a configuration to hold it against, only the file itself.
pub fn check(snapshot: &Snapshot, config: Option<&Config>, checked: &mut Checked) -> Result<()> {
    let Some(text) = text(snapshot, SLA)? else { return Ok(()) };
    let written = match read_sla(&text, &Limits::default()) {
        Ok(written) => written,
        Err(fault) => {
            unreadable(SLA, fault, checked);
            return Ok(());
        }
    };
    // What else is wrong with the configuration is named where it is.
    let Some((config, Ok((_, wrong)))) = config.map(|config| (config, config.compiled_policies())) else {
        return Ok(());
    };
    for wrong in wrong {
        match wrong {
            Wrong::File(fault) => unreadable(SLA, fault.in_text(&text), checked),
            Wrong::Filter { name, at, fault, .. } => {
                checked.add(Place { at: Some(at), ..in_file(SLA) }, What::Policy { name, fault });
            }
        }
    }
    in_days(&written, config, checked);
    Ok(())
}

/// Durations in days or weeks on a calendar that is not open all day: a day is 24 hours of its clock.
fn in_days(written: &[WrittenPolicy], config: &Config, checked: &mut Checked) {
    for targets in written.iter().flat_map(|policy| policy.targets.values()) {
        let name = targets.targets.calendar.as_deref().unwrap_or_default();
        let Ok(Some(Hours::Business(calendar))) = config.hours_called(name) else { continue };
        let Some(day_s) = open_day_s(calendar.timetable()) else { continue };
        for (written, seconds, at) in &targets.in_days {
            let days = (seconds + day_s / 2) / day_s;
            let fault = Fault::InDays { written: written.clone(), days };
            checked.add(Place { at: Some(*at), ..in_file(SLA) }, What::Fault(fault));
        }
    }
}

/// How long a day of the week is open that is open at all, in the mean, where that is less than a whole day.
fn open_day_s(timetable: &Timetable) -> Option<i64> {
    let open = timetable
        .week
        .iter()
        .map(|day| day.iter().map(|i| i.seconds()).sum::<i64>())
        .filter(|s| *s > 0);
    let (days, seconds) = open.fold((0, 0), |(days, sum), s| (days + 1, sum + s));
    (days > 0).then(|| seconds / days).filter(|s| (1..86_400).contains(s))
}
