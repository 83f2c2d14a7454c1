//! `intake ci`, `junit`, `tap`, `gotest`, `libtest`, `sarif`: what failed in a run of tests becomes tickets.

use super::Args;
use super::explain::fault;
use super::filed::{self, tell};
use super::find::{self, Found};
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::desk::{Config, Decision, Desk, ReadingOfTests, TestRun};
use crate::domain::settings::ci::CiRules;
use crate::domain::time::at;
use crate::intake::ci::{self, Case, Format, Kinds, Owners, Report, Run, fingerprint::Masks};
use crate::kit::escape::one_line;
use crate::render::failures::fault_words;
use crate::render::words::{Lang, Words};
use crate::store::CheckedOut;
use anyhow::Result;
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Where a CODEOWNERS may be, in the order of those who read it.
const CODEOWNERS: [&str; 4] = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];
/// The largest CODEOWNERS, in bytes.
const MOST_OWNERS: u64 = 3 << 20;
/// Where tests lie that name a class and no file, and how such files end.
const ROOTS: [&str; 6] = ["", "src/", "src/test/java/", "src/test/kotlin/", "test/", "tests/"];
const ENDINGS: [&str; 9] = ["", ".py", ".java", ".kt", ".rb", ".ts", ".js", ".rs", ".php"];

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let found = reports(ctx, args)?;
    let desk = if args.inbox { ctx.desk_unread()? } else { ctx.desk()? };
    let config = match (desk.open(), args.inbox) {
        (Ok((_, config)), _) => Some(config),
        // Whoever hands in need not have the desk.
        (Err(_), true) => None,
        (Err(error), false) => return Err(error.into()),
    };
    let code = desk.store.code();
    let environment = ci::run_of(|name| ctx.around.variable(name));
    let run = run_of_tests(&desk, args, environment.as_ref(), &code, &found)?;
    let decisions = file(ctx, args, &desk, config.as_ref(), (&found, &run, &code, environment.as_ref()))?;
    tell(ctx, &decisions)?;
    Ok(OK)
}

type Seen<'a> = (&'a [Found], &'a TestRun, &'a CheckedOut, Option<&'a Run>);

fn file(
    ctx: &Context,
    args: &Args,
    desk: &Desk,
    config: Option<&Config>,
    (found, run, code, environment): Seen,
) -> Result<Vec<Decision>> {
    let root = code.root.clone().unwrap_or_else(|| PathBuf::from("."));
    let roots: Vec<String> = args
        .root
        .iter()
        .cloned()
        .chain(environment.and_then(|run| run.root.clone()))
        .chain([root.display().to_string()])
        .collect();
    let default = CiRules::default();
    let masks = match config {
        Some(config) => config.masks(&args.mask, &roots)?,
        None => Masks::new(&args.mask, &roots),
    };
    let masks = masks.map_err(EdgeError::BadMask)?;
    let kinds = config.map(Config::infrastructure).transpose()?.unwrap_or_else(Kinds::default);
    let lang = config.and_then(|config| Lang::parse(&config.settings.language)).unwrap_or(Lang::En);
    let sources = Sources { root: root.clone(), folders: RefCell::default() };
    let reading = ReadingOfTests {
        rules: config.map(Config::ci).transpose()?.unwrap_or(&default),
        masks: &masks,
        infrastructure: &kinds,
        owners: codeowners(&root),
        file_of: &|case| sources.file_of(case),
        is_group: &|name| config.is_some_and(|config| config.groups().is_ok_and(|groups| groups.find(name).is_some())),
        words: &Words::new(lang),
        any_branch: args.any_branch,
        max_new: args.max_new,
    };
    let reports: Vec<Report> = found.iter().map(|one| one.report.clone()).collect();
    let (items, passed) = reading.read(&reports, run);
    if args.inbox {
        return filed::hand_in(ctx, args, desk, &items);
    }
    filed::take_in(ctx, args, desk, &items, Some(&passed))
}

/// What could be read; what could not is told. Nothing at all is a failure.
fn reports(ctx: &Context, args: &Args) -> Result<Vec<Found>> {
    let format = find::format_of(&args.action);
    let (mut found, mut refused) = (Vec::new(), Vec::new());
    let here = [PathBuf::from(".")];
    let named: &[PathBuf] = if args.action == "ci" && args.files.is_empty() { &here } else { args.some_files()? };
    for path in named {
        match path.is_dir() {
            true => found.extend(in_folder(path, format)),
            false => match find::read(path, format) {
                Ok(one) => found.push(one),
                Err(error) => refused.push(error),
            },
        }
    }
    if found.is_empty() {
        let first = if refused.is_empty() { None } else { Some(refused.remove(0)) };
        let none = || EdgeError::NoReports(named.first().cloned().unwrap_or_default());
        return Err(first.unwrap_or_else(none).into());
    }
    for error in refused {
        ctx.report(&error.into());
    }
    for one in &found {
        for wrong in &one.report.faults {
            let words = fault_words(&fault(wrong), ctx.words);
            let file = one_line(&one.path.display().to_string()).into_owned();
            let said = [("fault", format!("{file}: {words}").into())];
            ctx.chat(&ctx.words.with("ci-warning", &said))?;
        }
    }
    Ok(found)
}

/// The reports of a folder; what only has such a name is none.
fn in_folder(folder: &Path, format: Option<Format>) -> Vec<Found> {
    let read = |path: &PathBuf| find::read(path, None).ok();
    let all = find::below(folder);
    all.iter()
        .filter_map(read)
        .filter(|one| format.is_none_or(|format| one.report.format == format))
        .collect()
}

/// The run that we are in: what is said, else what the CI says, else what is checked out. Outside of any CI the same
/// reports are the same run.
fn run_of_tests(
    desk: &Desk,
    args: &Args,
    environment: Option<&Run>,
    code: &CheckedOut,
    found: &[Found],
) -> Result<TestRun> {
    let own =
        || format!("local:{}", ci::digest(found.iter().map(|one| one.digest.as_str()).collect::<String>().as_bytes()));
    let said = |get: fn(&Run) -> Option<String>| environment.and_then(get);
    let job = said(|run| run.job.clone());
    let machine = format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH);
    let platform = args.platform.clone().unwrap_or_else(|| match &job {
        Some(job) => format!("{machine}/{job}"),
        None => machine,
    });
    Ok(TestRun {
        at: at(desk.store.author()?.seconds),
        run: args.run.clone().or_else(|| said(|run| Some(run.id.clone()))).unwrap_or_else(own),
        commit: said(|run| run.commit.clone()).or_else(|| code.commit.clone()),
        branch: match environment {
            Some(run) => run.branch.clone(),
            None => code.branch.clone(),
        },
        pull: said(|run| run.pull.clone()),
        job,
        url: said(|run| run.url.clone()),
        platform: Some(platform),
    })
}

fn codeowners(root: &Path) -> Option<(String, Owners)> {
    CODEOWNERS.into_iter().find_map(|name| {
        let path = root.join(name);
        let is_small = std::fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= MOST_OWNERS);
        let text = is_small.then(|| std::fs::read(&path).ok()).flatten()?;
        Some((name.to_owned(), Owners::read(&String::from_utf8_lossy(&text))))
    })
}

/// The checkout, in which source files are looked for.
struct Sources {
    root: PathBuf,
    /// Folders that were asked for, and whether they are there.
    folders: RefCell<HashMap<PathBuf, bool>>,
}

impl Sources {
    /// The source file of a test, as from the root of the repository: the one that the report names, else one that is
    /// called as its class is.
    fn file_of(&self, case: &Case) -> Option<String> {
        if let Some(file) = &case.file {
            let whole = self.root.display().to_string();
            let inner = file.strip_prefix(&whole).map(|rest| rest.trim_start_matches('/').to_owned());
            return Some(inner.unwrap_or_else(|| file.clone()));
        }
        let class = case.class.split(['$', ':']).next().filter(|class| is_path(class))?;
        let mut paths = vec![class.to_owned(), class.replace('.', "/")];
        paths.dedup();
        let bases = ROOTS.iter().flat_map(|folder| paths.iter().map(move |path| format!("{folder}{path}")));
        let there = bases.filter(|base| self.has_folder(base));
        let mut files = there.flat_map(|base| ENDINGS.iter().map(move |ending| format!("{base}{ending}")));
        files.find(|file| self.root.join(file).is_file())
    }

    /// Whether the folder is there in which this would be.
    fn has_folder(&self, path: &str) -> bool {
        let folder = self.root.join(path);
        let Some(folder) = folder.parent() else { return false };
        let mut folders = self.folders.borrow_mut();
        *folders.entry(folder.to_owned()).or_insert_with(|| folder.is_dir())
    }
}

/// A path below where we are, as far as it can be told.
fn is_path(class: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
    let inner = !class.starts_with('/') && class.split('/').all(|part| part != "..");
    !class.is_empty() && class.len() < 256 && inner && class.chars().all(is_plain)
}
