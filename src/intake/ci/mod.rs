//! Reports of continuous integration: the bytes of a file to the tests in it.
//!
//! Five formats ([`Format`]); counts that a file states about itself are not believed, its elements are counted.
//! What is broken is named ([`Fault`]) and what could be read is kept; what is no such report at all is refused
//! ([`Refusal`]). Size, depth and number are bounded. Nothing here opens a file, an address or an entity.

mod decode;
mod digest;
mod excerpt;
pub mod fingerprint;
mod gotest;
mod group;
mod junit;
mod kept;
mod libtest;
mod merge;
mod model;
mod owners;
mod patterns;
mod run;
mod sarif;
mod sniff;
mod tap;
#[cfg(test)]
mod tests;

pub use digest::digest;
pub use excerpt::{MOST as MOST_EXCERPT, excerpt, without_secrets};
pub use group::{Group, Shared, group};
pub use model::{Case, Fault, Format, Outcome, Refusal, Report};
pub use owners::{Owner, Owners};
pub use patterns::{BadPattern, Kinds};
pub use run::{Run, run_of};
pub use sniff::sniff;

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = 64 << 20;
/// The most tests that are kept of one file.
pub const MOST_CASES: usize = 200_000;

/// Reads a report.
///
/// # Errors
/// [`Refusal`]: too large, in an unknown encoding, or nothing of this format.
pub fn read(format: Format, bytes: &[u8]) -> Result<Report, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::TooLarge { limit: MOST_BYTES });
    }
    let text = decode::text(bytes)?;
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    match format {
        Format::Junit => junit::read(&text),
        Format::Tap => tap::read(&text),
        Format::Gotest => gotest::read(&text),
        Format::Libtest => libtest::read(&text),
        Format::Sarif => sarif::read(&text),
    }
}
