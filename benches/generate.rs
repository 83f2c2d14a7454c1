//! Prints an event stream: `cargo bench --bench generate -- TICKETS [SEED]`, about ten events a ticket.
//! Without a number (`cargo bench`) it prints nothing.

mod stream;

use std::io::{BufWriter, Write};

#[expect(clippy::disallowed_methods, reason = "a program of its own: its arguments and its output")]
fn main() -> std::io::Result<()> {
    let mut numbers = std::env::args().skip(1).filter_map(|word| word.parse::<u64>().ok());
    if let Some(tickets) = numbers.next() {
        let mut out = BufWriter::with_capacity(1 << 18, std::io::stdout().lock());
        stream::write(tickets, numbers.next().unwrap_or(1), &mut out)?;
        out.flush()?;
    }
    Ok(())
}
