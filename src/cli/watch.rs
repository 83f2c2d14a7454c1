//! How far long reading has come: a bar on a terminal, when it takes longer than a moment.

use crate::desk::Watch;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// Reading that is done before this is not spoken of.
const MOMENT: Duration = Duration::from_millis(400);

/// A bar with these words, on standard error.
pub fn watch(words: String) -> Watch {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    bar.set_style(ProgressStyle::with_template("{msg} {wide_bar} {percent} %").expect("our own template is valid"));
    bar.set_message(words);
    Watch::new(move |done, all| {
        if done >= all {
            bar.finish_and_clear();
            bar.reset();
            bar.set_draw_target(ProgressDrawTarget::hidden());
            return;
        }
        if bar.is_hidden() && bar.elapsed() > MOMENT {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.set_length(all);
        bar.set_position(done);
    })
}
