//! Bytes of strangers: every parser over seeds of our own, as they are, cut, bent, and put together.
//!
//! The same functions are the targets of cargo-fuzz (`fuzz/`), which goes on for as long as it is let.

mod targets;

use std::fs;
use std::path::{Path, PathBuf};
use targets::{ALL, Target};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// How many times a seed is bent, each time otherwise.
const BENT: u64 = 40;
/// Into how many pieces a seed is cut, so that it ends after each of them.
const CUT: usize = 24;
/// What parsers stumble over, put in at random places.
const ODD: [&[u8]; 16] = [
    b"\0",
    b"\r",
    b"\n\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x1b[2J",
    b"{",
    b"[[[[[[[[",
    b"}",
    b"\"",
    b"&a *a",
    b"<!--",
    b": ",
    b"9999999999999999999",
    b"-1",
    "\u{202e}\u{e9}".as_bytes(),
];

/// The seeds of a target, by name.
fn seeds(target: &Target) -> Vec<(PathBuf, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in target.seeds {
        let entries = fs::read_dir(Path::new(ROOT).join(folder)).unwrap_or_else(|e| panic!("{folder}: {e}"));
        paths.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()));
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).expect("it is a file")))
        .collect()
}

/// Numbers that look random and are the same in every run (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (end.max(1) as u64)).expect("it is below a usize")
    }
}

/// The seed with a few bytes changed, taken out, said twice, or put in.
fn bent(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(4) {
        let (a, b) = (dice.below(bytes.len() + 1), dice.below(bytes.len() + 1));
        let (from, to) = (a.min(b), a.max(b));
        match dice.below(4) {
            0 => bytes[from..to].iter_mut().take(4).for_each(|byte| *byte ^= 1 << (a % 8)),
            1 => drop(bytes.drain(from..to.min(from + 64))),
            2 => {
                let again = bytes[from..to.min(from + 400)].to_vec();
                bytes.splice(to..to, again);
            }
            _ => drop(bytes.splice(from..from, ODD[dice.below(ODD.len())].iter().copied())),
        }
    }
    bytes
}

/// Everything that is made of the seeds of a target, each with what it is.
fn tried(target: &Target, mut run: impl FnMut(&str, &[u8])) {
    let all = seeds(target);
    assert!(!all.is_empty(), "{} has no seeds", target.name);
    for (path, seed) in &all {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        run(&name, seed);
        for part in 0..CUT {
            run(&format!("{name} cut at {part}/{CUT}"), &seed[..seed.len() * part / CUT]);
        }
        for n in 1..=BENT {
            run(&format!("{name} bent, {n}"), &bent(seed, &mut Dice(n.wrapping_mul(0x9e37_79b9_7f4a_7c15))));
        }
    }
    // One after the other: half a mail, then a report.
    for pair in all.windows(2) {
        let (one, other) = (&pair[0].1, &pair[1].1);
        run("two together", &[&one[..one.len() / 2], other].concat());
    }
}

fn holds(name: &str) {
    let target = ALL
        .iter()
        .find(|target| target.name == name)
        .unwrap_or_else(|| panic!("{name} is no target"));
    tried(target, |what, bytes| {
        let ended = std::panic::catch_unwind(|| (target.run)(bytes));
        assert!(ended.is_ok(), "{name}: {what}:\n{}", String::from_utf8_lossy(&bytes[..bytes.len().min(4000)]));
    });
}

macro_rules! each {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            holds(stringify!($name));
        })*

        #[test]
        fn every_target_is_run_here_and_wrapped_for_cargo_fuzz() {
            let here = [$(stringify!($name)),*];
            assert_eq!(ALL.map(|target| target.name), here);
            let manifest = fs::read_to_string(Path::new(ROOT).join("fuzz/Cargo.toml")).expect("fuzz has a manifest");
            for name in here {
                let wrapper = format!("fuzz/targets/{name}.rs");
                assert!(manifest.contains(&format!("path = \"targets/{name}.rs\"")), "{name} is not in fuzz/Cargo.toml");
                assert!(Path::new(ROOT).join(&wrapper).is_file(), "{wrapper} is missing");
            }
        }
    };
}

each! { answers article bug config environment event export mail map owners query report submission ticket webhook }
