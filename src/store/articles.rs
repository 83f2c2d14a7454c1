//! The articles of the knowledge base: Markdown files below `articles/`, at any depth within reason.

use super::error::{Error, Result};
use super::format::read_article;
use super::read::Snapshot;
use crate::domain::article::Article;
use gix::ObjectId;
use gix::objs::tree::EntryKind;
use rayon::prelude::*;

const FOLDER: &str = "articles";
/// Folders inside one another, and entries of them all, that are looked at: a tree made by a stranger may have no end
/// to speak of.
const DEPTH: usize = 16;
const MOST: usize = 200_000;
/// So few files are read by one thread.
const FEW: usize = 96;

/// The file of an article: where, and which object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleAt {
    pub path: String,
    pub blob: ObjectId,
}

/// What such a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    Article(Article),
    /// More than may be read; it was not.
    TooLarge,
    /// No text at all.
    Binary,
}

impl Snapshot<'_> {
    /// The directory of all articles: an equal one has the same articles. `None`: there are none.
    pub fn article_folder(&self) -> Result<Option<ObjectId>> {
        self.folder(FOLDER)
    }

    /// Every article, by path.
    pub fn articles(&self) -> Result<Vec<ArticleAt>> {
        let mut found = Vec::new();
        let mut folders: Vec<(String, ObjectId)> = Vec::new();
        folders.extend(self.article_folder()?.map(|tree| (format!("{FOLDER}/"), tree)));
        let mut left = MOST;
        while let Some((dir, tree)) = folders.pop().filter(|_| left > 0) {
            let object = self.repo().find_tree(tree).map_err(|e| Error::reading(tree, &e))?;
            let decoded = object.decode().map_err(|e| Error::reading(tree, &e))?;
            for entry in decoded.entries.iter().take(left) {
                let path = format!("{dir}{}", entry.filename);
                match entry.mode.kind() {
                    EntryKind::Tree if dir.matches('/').count() < DEPTH => {
                        folders.push((path + "/", entry.oid.to_owned()));
                    }
                    EntryKind::Blob | EntryKind::BlobExecutable if is_article(&path) => {
                        found.push(ArticleAt { path, blob: entry.oid.to_owned() });
                    }
                    _ => {}
                }
            }
            left = left.saturating_sub(decoded.entries.len());
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        // Names that are no UTF-8 may look alike.
        found.dedup_by(|second, first| first.path == second.path);
        Ok(found)
    }

    /// What `map` makes of each of these files, in their order. Those of more than `limit` bytes are not read.
    pub fn read_articles<T: Send>(
        &self,
        files: &[ArticleAt],
        limit: u64,
        map: impl Fn(&ArticleAt, Page) -> T + Sync,
    ) -> Result<Vec<T>> {
        let read = |repo: &gix::Repository, file: &ArticleAt| {
            let size = repo.find_header(file.blob).map_err(|e| Error::reading(file.blob, &e))?.size();
            if size > limit {
                return Ok(map(file, Page::TooLarge));
            }
            let object = repo.find_object(file.blob).map_err(|e| Error::reading(file.blob, &e))?;
            Ok(map(file, page(&file.path, &object.data)))
        };
        if files.len() <= FEW {
            return files.iter().map(|file| read(self.repo(), file)).collect();
        }
        let shared = self.repo().clone().into_sync();
        let each = |repo: &mut gix::Repository, file: &ArticleAt| read(repo, file);
        files.par_iter().map_init(|| shared.to_thread_local(), each).collect()
    }
}

fn is_article(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("md"))
}

/// As git does, what has a zero is taken for no text.
fn page(path: &str, bytes: &[u8]) -> Page {
    if bytes.contains(&0) { Page::Binary } else { Page::Article(read_article(path, &String::from_utf8_lossy(bytes))) }
}
