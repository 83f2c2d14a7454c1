//! The index of words finds the articles that reading finds them all, by all eyes, however they were changed.

use super::tests::{any_line, any_text, any_visibility, search};
use super::{Leaf, Leaves, Reach, Wanted};
use crate::domain::article::Article;
use crate::index::{Error, Index, Place};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// By path; `None`: a file that is too large.
type Articles = BTreeMap<String, Option<Article>>;

fn made(articles: &Articles, dir: &tempfile::TempDir) -> Index {
    let mut draft = Place::of(dir.path(), "refs/heads/tickets").texts().draft().expect("a draft");
    draft.index().shelving().finish(b"tip", b"ground").expect("finished");
    let mut index = draft.finish().expect("in use");
    assert_eq!(index.articles_ground().expect("a note"), None);
    index.advance_articles(None, b"one", &leaves(articles), &[]).expect("advanced");
    index
}

fn leaves(articles: &Articles) -> Vec<Leaf> {
    let leaf = |(path, article): (&String, &Option<Article>)| match article {
        Some(article) => Leaf::of(article, path.as_bytes().to_vec()),
        None => Leaf::without_words(path.clone(), path.as_bytes().to_vec(), Reach::TooLarge),
    };
    articles.iter().map(leaf).collect()
}

/// With every limit, and by the eyes of everybody.
fn agree(index: &Index, ground: &[u8], articles: &Articles, words: &[&str], limit: usize) {
    for (public, limit) in [(false, None), (true, None), (false, Some(limit)), (true, Some(limit))] {
        let Some(search) = search(words, public).filter(|search| search.is_of_words()) else { continue };
        let mut found: Vec<&Article> = articles.values().flatten().filter(|article| search.finds(article)).collect();
        found.sort_by_cached_key(|article| search.rank_article(article, &search.look_in(article)));
        let Some(plan) = search.plan().filter(|plan| plan.rest.is_empty() || limit.is_none()) else { continue };
        let wanted = Wanted { look: &plan.look, needles: search.needles(), public, limit };
        let mut answer = index.find_articles(ground, &wanted).expect("an answer");
        if !plan.rest.is_empty() {
            // It may find more than the search does.
            let is_found = |path: &String| articles[path].as_ref().is_some_and(|article| search.finds(article));
            answer.found.retain(|(path, _)| is_found(path));
            answer.all = answer.found.len();
        }
        let all = found.len();
        found.truncate(limit.unwrap_or(usize::MAX));
        let found = found
            .iter()
            .map(|article| (article.path.clone(), article.path.as_bytes().to_vec()))
            .collect();
        let large = articles.iter().filter(|(_, article)| article.is_none() && !public);
        let too_large = large.map(|(path, _)| path.clone()).collect();
        assert_eq!(answer, Leaves { found, all, too_large }, "{words:?} {public} {limit:?}");
    }
}

fn any_article() -> impl Strategy<Value = Option<Article>> {
    let article = (any_text(), any_text(), any_visibility(), prop::bool::weighted(0.2));
    let article = article.prop_map(|(title, text, visibility, draft)| Article {
        path: String::new(),
        title,
        text,
        language: None,
        draft,
        visibility,
    });
    prop::option::weighted(0.9, article)
}

fn placed(articles: impl IntoIterator<Item = (u8, Option<Article>)>) -> Articles {
    let place = |(n, article): (u8, Option<Article>)| {
        let path = path(n);
        (path.clone(), article.map(|article| Article { path, ..article }))
    };
    articles.into_iter().map(place).collect()
}

fn path(n: u8) -> String {
    format!("articles/{n}.md")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_index_finds_the_articles_that_reading_finds(
        articles in prop::collection::vec((0..20u8, any_article()), 0..10),
        edits in prop::collection::vec((0..24u8, prop::option::of(any_article())), 0..6),
        lines in prop::collection::vec(any_line(), 12),
        limit in 0..4usize,
    ) {
        let dir = tempfile::tempdir().expect("a directory");
        let mut articles = placed(articles);
        let mut index = made(&articles, &dir);
        let lines: Vec<Vec<&str>> = lines.iter().map(|line| line.iter().map(String::as_str).collect()).collect();
        lines.iter().for_each(|line| agree(&index, b"one", &articles, line, limit));
        let edits: BTreeMap<u8, Option<Option<Article>>> = edits.into_iter().collect();
        let gone: Vec<String> = edits.iter().filter(|(_, edit)| edit.is_none()).map(|(n, _)| path(*n)).collect();
        let changed = placed(edits.into_iter().filter_map(|(n, edit)| Some((n, edit?))));
        index.advance_articles(Some(b"one"), b"two", &leaves(&changed), &gone).expect("advanced");
        articles.extend(changed);
        gone.iter().for_each(|path| drop(articles.remove(path)));
        lines.iter().for_each(|line| agree(&index, b"two", &articles, line, limit));
        let known = index.articles().expect("rows").into_iter().map(|(path, _)| path);
        prop_assert_eq!(known.collect::<std::collections::BTreeSet<_>>(), articles.into_keys().collect());
    }
}

#[test]
fn whoever_comes_too_late_changes_no_article() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut index = made(&placed([(1, None)]), &dir);
    for elsewhere in [None, Some(&b"elsewhere"[..])] {
        let late = index.advance_articles(elsewhere, b"two", &[], &[path(1)]);
        assert!(matches!(late, Err(Error::Busy)));
    }
    let search = search(&["a"], false).expect("a word");
    let plan = search.plan().expect("words narrow it down");
    let wanted = Wanted { look: &plan.look, needles: search.needles(), public: false, limit: None };
    assert!(matches!(index.find_articles(b"two", &wanted), Err(Error::Busy)));
    assert_eq!(index.find_articles(b"one", &wanted).expect("an answer").too_large, [path(1)]);
}
