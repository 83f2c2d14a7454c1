//! Manual pages in both languages.
//!
//! They are generated from the command and committed in `man/`, as the scripts of `shells` are in
//! `completions/`; a test compares them. To write them anew: `UPDATE_DOCS=1 cargo test --lib cli::docs`.

use super::args::command;
use super::localise::{GROUPS, examples};
use crate::render::words::{Lang, Words};
use clap::{Arg, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use std::io::{self, Write};

/// The folder of a language's pages below a `man` directory, as man looks for them.
pub fn man_section(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "man1",
        Lang::Es => "es/man1",
    }
}

/// The manual pages in one language: the name of each file (`git-desk-new.1`) and what is in it.
pub fn man_pages(words: &Words) -> Vec<(String, Vec<u8>)> {
    let mut root = command(words);
    root.build();
    let verbs = GROUPS.iter().flat_map(|(_, verbs)| *verbs).filter_map(|verb| root.find_subcommand(verb));
    std::iter::once(&root)
        .chain(verbs)
        .map(|command| man_page(command, &root, words))
        .collect()
}

fn man_page(command: &Command, root: &Command, words: &Words) -> (String, Vec<u8>) {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    // What every verb has is on the first page only.
    let own = |arg: Arg| if arg.is_hide_short_help_set() { arg.hide(true) } else { arg };
    let man = Man::new(command.clone().mut_args(own));
    let mut page = title(&name.to_uppercase(), 1, words);
    page += &headed(&section(|out| man.render_name_section(out)), "cli-man-name", words);
    page += &headed(&section(|out| man.render_synopsis_section(out)), "cli-man-synopsis", words);
    page += &headed(&section(|out| man.render_description_section(out)), "cli-man-description", words);
    if command.has_subcommands() {
        page += &verbs_section(command, words);
    }
    page += &section(|out| man.render_options_section(out));
    if let Some(examples) = examples(command.get_name(), words) {
        page += &verbatim_section("cli-heading-examples", &examples, words);
    }
    if command.has_subcommands() {
        page += &verbatim_section("cli-man-exit", &words.say("cli-man-exit-codes"), words);
        page += &verbatim_section("cli-man-environment", &words.say("cli-man-variables"), words);
    }
    page += &see_also(command, root, words);
    (format!("{name}.1"), page.into_bytes())
}

/// How a page begins. The title is written by hand, since clap_mangen loses an empty date; a real one
/// would change every build.
pub fn title(name: &str, section: u8, words: &Words) -> String {
    let (version, manual) = (env!("CARGO_PKG_VERSION"), words.say("cli-man-manual"));
    format!("{}.TH {name} {section} \"\" \"git-desk {version}\" \"{manual}\"\n", Roff::new().render())
}

/// What a section writes, without the lines that every rendering begins with.
fn section(render: impl Fn(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    render(&mut out).expect("writing to memory does not fail");
    let text = String::from_utf8(out).expect("roff is made of our own texts");
    text.replacen(&Roff::new().render(), "", 1)
}

/// A section under our own heading: clap's are English.
fn headed(section: &str, key: &str, words: &Words) -> String {
    let body = section.split_once('\n').map_or("", |(_, body)| body);
    format!("{}{body}", heading(key, words))
}

/// A heading of our own.
pub fn heading(key: &str, words: &Words) -> String {
    let mut roff = Roff::new();
    roff.control("SH", [words.say(key).to_uppercase().as_str()]);
    roff.to_roff()
}

fn verbs_section(root: &Command, words: &Words) -> String {
    let mut roff = Roff::new();
    for (group, verbs) in GROUPS {
        roff.control("SS", [words.say(&format!("cli-group-{group}")).as_str()]);
        for verb in verbs {
            let about = root.find_subcommand(verb).and_then(Command::get_about).cloned().unwrap_or_default();
            roff.control("TP", []);
            roff.text([bold(format!("git-desk-{verb}")), roman("(1)")]);
            roff.text([roman(about.to_string())]);
        }
    }
    heading("cli-group-verbs", words) + &roff.to_roff()
}

/// A section whose lines stay as they are.
fn verbatim_section(key: &str, text: &str, words: &Words) -> String {
    let mut roff = Roff::new();
    roff.control("nf", []);
    for line in text.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    heading(key, words) + &roff.to_roff()
}

fn see_also(command: &Command, root: &Command, words: &Words) -> String {
    let other = if command.get_name() == root.get_name() { "git(1)" } else { "git-desk(1)" };
    let queries = command.get_arguments().any(|arg| arg.get_id() == "query") || command.has_subcommands();
    see_also_pages(
        &[Some(other), queries.then_some("git-desk-query(7)")]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>(),
        words,
    )
}

/// Other pages, such as `git(1)`.
pub fn see_also_pages(pages: &[&str], words: &Words) -> String {
    let mut roff = Roff::new();
    let mut line = Vec::new();
    for (n, page) in pages.iter().enumerate() {
        let (name, section) = page.split_at(page.find('(').unwrap_or(page.len()));
        let comma = if n + 1 < pages.len() { ", " } else { "" };
        line.extend([bold(name), roman(format!("{section}{comma}"))]);
    }
    roff.text(line);
    heading("cli-man-see-also", words) + &roff.to_roff()
}

#[cfg(test)]
mod tests {
    use super::super::query_page;
    use super::*;
    use crate::cli::shells::{SHELLS, completion_script};
    use std::path::{Path, PathBuf};

    /// The committed files and what they should hold.
    fn files() -> Vec<(PathBuf, Vec<u8>)> {
        let pages = |lang| {
            let folder = repository_folder(lang);
            let words = Words::new(lang);
            let query = (query_page::NAME.to_owned(), query_page::page(&words));
            man_pages(&words)
                .into_iter()
                .chain([query])
                .map(move |(name, page)| (folder.join(name), page))
        };
        let scripts = SHELLS.into_iter().filter_map(completion_script);
        let scripts = scripts.map(|(name, script)| (Path::new("completions").join(name), script.into_bytes()));
        Lang::ALL.into_iter().flat_map(pages).chain(scripts).collect()
    }

    fn repository_folder(lang: Lang) -> PathBuf {
        match lang {
            Lang::En => PathBuf::from("man"),
            Lang::Es => PathBuf::from("man/es"),
        }
    }

    fn files_in(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).expect("the folder is committed");
        let paths = entries.map(|entry| entry.expect("the folder can be read").path());
        paths.filter(|path| path.is_file()).collect()
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a switch for the person who runs the tests")]
    fn committed_pages_and_scripts_are_those_that_the_command_gives() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let update = std::env::var_os("UPDATE_DOCS").is_some();
        let files = files();
        for (path, wanted) in &files {
            let path = root.join(path);
            if update {
                std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
                std::fs::write(&path, wanted).expect("the file can be written");
            }
            let found = std::fs::read(&path).unwrap_or_default();
            assert!(found == *wanted, "{} is old: UPDATE_DOCS=1 cargo test --lib cli::docs", path.display());
        }
        for folder in ["man", "man/es", "completions"] {
            let extra = files_in(&root.join(folder))
                .into_iter()
                .find(|f| !files.iter().any(|(p, _)| root.join(p) == *f));
            assert_eq!(extra, None, "belongs to no verb");
        }
    }

    #[test]
    fn no_page_in_spanish_has_a_heading_in_english() {
        let headings = |lang| -> Vec<String> {
            let words = Words::new(lang);
            let query = (query_page::NAME.to_owned(), query_page::page(&words));
            let pages = man_pages(&words).into_iter().chain([query]);
            let lines = pages.flat_map(|(_, page)| {
                String::from_utf8(page)
                    .expect("pages are UTF-8")
                    .lines()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            });
            lines.filter(|line| line.starts_with(".SH") || line.starts_with(".SS")).collect()
        };
        let english = headings(Lang::En);
        let same = headings(Lang::Es).into_iter().find(|h| english.contains(h) && h != ".SS Tickets");
        assert_eq!(same, None);
        assert!(english.contains(&".SH SYNOPSIS".to_owned()));
    }
}
