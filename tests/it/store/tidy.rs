//! `git gc --prune=now` beside writers: it removes whatever nothing points to in that instant, however new.

use super::{DESK, titles};
use crate::support::World;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Runs `work` while git tidies up in these repositories without a pause; gives how often it did.
pub fn while_git_tidies_up(world: &World, dirs: &[&Path], work: impl FnOnce()) -> usize {
    let (done, times) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for dir in dirs {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    world.command(dir, "git", &["gc", "-q", "--prune=now"]).output().expect("git");
                    times.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        // A panic of `work` must not leave the other threads running for ever.
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
        done.store(true, Ordering::Relaxed);
        result.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    });
    times.into_inner()
}

#[test]
fn nothing_is_lost_to_a_git_that_prunes_at_once() {
    let world = World::with_desk();
    world.git(&["config", "core.fsync", "none"]);
    let writes = crate::support::number("GIT_DESK_WRITES", 60);
    let times = while_git_tidies_up(&world, &[&world.repo()], || {
        for n in 0..writes {
            let mut command = world.command(&world.repo(), DESK, &["new", &format!("n{n:05}"), "-m", "text"]);
            let out = command.env("GIT_DESK_SEED", format!("{n}")).output().expect("git-desk");
            assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        }
    });
    assert!(times > 3, "git tidied up {times} times only");
    world.fsck();
    assert_eq!(u64::try_from(titles(&world, &world.repo()).len()), Ok(writes));
}
