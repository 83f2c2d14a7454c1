//! Articles that a search finds: by the index of words where there is one, else every article is read. Both find the
//! same. A desk without articles pays nothing.

use super::Desk;
use super::config::Config;
use super::error::Result;
use super::indexed::{Odd, Tried};
use crate::domain::article::Article;
use crate::domain::query::articles::InArticle;
use crate::domain::query::search::Search;
use crate::index::{Index, Leaf, Leaves, Oid, Reach, Wanted};
use crate::store::{ArticleAt, ObjectId, Page, Snapshot};
use std::collections::HashMap;

/// Articles that are read before the words of those before them are written.
const BLOCK: usize = 1_024;

/// An article that was found, and where in it.
pub struct ArticleMatch {
    pub article: Article,
    pub found: InArticle,
}

/// What a search found among the articles, the best first.
#[derive(Default)]
pub struct Articles {
    pub list: Vec<ArticleMatch>,
    /// How many there were before the limit.
    pub all: usize,
    /// The paths of those that were too large to be searched. Requesters are not told.
    pub too_large: Vec<String>,
    /// There are articles, and the query could have found them.
    pub asked: bool,
}

/// What one file is to a search.
enum Looked {
    Found(Box<ArticleMatch>),
    TooLarge(String),
    No,
}

impl Desk {
    /// The articles that have the words. A query that says anything else is about tickets, and finds none.
    pub(super) fn search_articles(
        &self,
        search: &Search,
        limit: Option<usize>,
        snapshot: &Snapshot,
        config: &Config,
    ) -> Result<Articles> {
        if !search.is_of_words() {
            return Ok(Articles::default());
        }
        let Some(folder) = snapshot.article_folder()? else { return Ok(Articles::default()) };
        let asked = Articles { asked: true, ..Articles::default() };
        match self.articles_by_index(search, limit, folder, snapshot, config) {
            Some((leaves, is_all)) => {
                let files = leaves.found.into_iter();
                let file =
                    |(path, blob): (String, Oid)| Some(ArticleAt { path, blob: ObjectId::try_from(&blob[..]).ok()? });
                let files: Vec<ArticleAt> = files.filter_map(file).collect();
                let found = self.look_at_articles(&files, search, limit, snapshot, config)?;
                let all = if is_all { leaves.all } else { found.all };
                Ok(Articles { list: found.list, all, too_large: leaves.too_large, ..asked })
            }
            None => Ok(Articles {
                asked: true,
                ..self.look_at_articles(&snapshot.articles()?, search, limit, snapshot, config)?
            }),
        }
    }

    /// Reads these articles, and keeps those that the search finds.
    fn look_at_articles(
        &self,
        files: &[ArticleAt],
        search: &Search,
        limit: Option<usize>,
        snapshot: &Snapshot,
        config: &Config,
    ) -> Result<Articles> {
        let looked = snapshot.read_articles(files, config.settings.limits.message, |file, page| match page {
            Page::Article(article) if search.finds(&article) => {
                let found = search.look_in(&article);
                Looked::Found(Box::new(ArticleMatch { article, found }))
            }
            Page::TooLarge if !search.is_public() => Looked::TooLarge(file.path.clone()),
            _ => Looked::No,
        })?;
        let mut articles = Articles::default();
        for one in looked {
            match one {
                Looked::Found(found) => articles.list.push(*found),
                Looked::TooLarge(path) => articles.too_large.push(path),
                Looked::No => {}
            }
        }
        articles.all = articles.list.len();
        articles.list.sort_by_cached_key(|m| search.rank_article(&m.article, &m.found));
        articles.list.truncate(limit.unwrap_or(usize::MAX));
        Ok(articles)
    }

    /// What the index of words finds, and whether that is what the search finds, or more. `None`: ask git.
    fn articles_by_index(
        &self,
        search: &Search,
        limit: Option<usize>,
        folder: ObjectId,
        snapshot: &Snapshot,
        config: &Config,
    ) -> Option<(Leaves, bool)> {
        let plan = search.plan().filter(|_| !self.index_is_off())?;
        let is_all = plan.rest.is_empty();
        let wanted = Wanted {
            look: &plan.look,
            needles: search.needles(),
            public: search.is_public(),
            limit: limit.filter(|_| is_all),
        };
        let ground = ground(folder, config);
        // The search among tickets has made it, if it can be made.
        let mut texts = self.ask_texts(|| self.index_place().texts().open())??;
        match self.bring_articles(&mut texts, &ground, snapshot, config) {
            Err(Odd::Index(error)) => return self.ask_texts(|| Err(error)),
            brought => brought.ok()?,
        }
        let leaves = self.ask_texts(|| texts.find_articles(&ground, &wanted))?;
        Some((leaves, is_all))
    }

    /// Makes the index know the articles of this ground: those whose files are others are read.
    fn bring_articles(&self, texts: &mut Index, ground: &[u8], snapshot: &Snapshot, config: &Config) -> Tried<()> {
        let before = texts.articles_ground()?;
        if before.as_deref() == Some(ground) {
            return Ok(());
        }
        let mut known: HashMap<String, Oid> = texts.articles()?.into_iter().collect();
        let mut gone = Vec::new();
        if before.as_deref().is_none_or(|before| limit_of(before) != limit_of(ground)) {
            gone.extend(known.drain().map(|(path, _)| path));
        }
        let mut new = snapshot.articles()?;
        new.retain(|file| known.remove(&file.path).is_none_or(|blob| blob != file.blob.as_slice()));
        gone.extend(known.into_keys());
        // Whoever goes elsewhere meanwhile is noticed, and whoever goes there too does the same.
        let on_the_way = [ground, &[0]].concat();
        let (mut from, mut left) = (before, &new[..]);
        loop {
            let (block, rest) = left.split_at(left.len().min(BLOCK));
            let leaves = snapshot.read_articles(block, config.settings.limits.message, leaf)?;
            let to = if rest.is_empty() { ground } else { &on_the_way };
            texts.advance_articles(from.as_deref(), to, &leaves, &std::mem::take(&mut gone))?;
            (from, left) = (Some(to.to_vec()), rest);
            if rest.is_empty() {
                return Ok(());
            }
        }
    }
}

fn leaf(file: &ArticleAt, page: Page) -> Leaf {
    let blob = file.blob.as_slice().to_vec();
    match page {
        Page::Article(article) => Leaf::of(&article, blob),
        Page::TooLarge => Leaf::without_words(file.path.clone(), blob, Reach::TooLarge),
        Page::Binary => Leaf::without_words(file.path.clone(), blob, Reach::Binary),
    }
}

/// What the words of articles depend on: how large one may be, and the directory of them all.
fn ground(folder: ObjectId, config: &Config) -> Vec<u8> {
    let mut ground = config.settings.limits.message.to_be_bytes().to_vec();
    ground.extend(folder.as_slice());
    ground
}

fn limit_of(ground: &[u8]) -> Option<&[u8]> {
    ground.get(..size_of::<u64>())
}
