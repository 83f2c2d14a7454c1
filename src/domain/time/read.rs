//! Reading instants, dates and durations that people write.
