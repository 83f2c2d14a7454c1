//! A short name for bytes: the same bytes have the same.

use sha2::{Digest, Sha256};

/// Sixteen hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
