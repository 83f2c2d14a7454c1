//! From changed files to commit objects, in memory first.

use super::draft;
use super::error::{Error, Result};
use super::identity::Signature;
use super::objects::{NewObject, ObjectSink};
use super::refs::git_error;
use super::tidy::Keep;
use crate::kit::child;
use gix::ObjectId;
use gix::objs::tree::EntryKind;

/// One commit to be: the files that it changes, its message, and who acts.
#[derive(Clone, Debug, Default)]
pub struct NewCommit {
    /// Paths from the root of the branch; `None` removes the file.
    pub files: Vec<(String, Option<Vec<u8>>)>,
    pub message: String,
    /// The author when it is not the person at the keyboard.
    pub author: Option<Signature>,
    /// The committer, likewise.
    pub committer: Option<Signature>,
}

/// Commits that exist in memory, and the objects that they need.
pub(super) struct Built {
    pub tip: ObjectId,
    pub objects: Vec<NewObject>,
    /// Until a ref leads to them.
    pub keep: Keep,
}

/// The persons of a commit that names none.
pub(super) struct Persons {
    pub author: Signature,
    pub committer: Signature,
}

/// Builds the commits on top of `parent`, each on the one before.
pub(super) fn build(
    repo: &gix::Repository,
    parent: Option<ObjectId>,
    commits: &[NewCommit],
    persons: &Persons,
    sign: Option<&ObjectSink<'_>>,
) -> Result<Built> {
    let mut scratch = repo.clone().with_object_memory();
    let mut tip = parent;
    let mut tree = match parent {
        Some(parent) => tree_of(&scratch, parent)?,
        None => draft::put(&scratch, &gix::objs::Tree::empty()).map_err(|e| Error::reading("tree", &e))?,
    };
    let mut objects = Vec::new();
    for commit in commits {
        tree = edit_tree(&scratch, tree, &commit.files)?;
        let author = commit.author.as_ref().unwrap_or(&persons.author);
        let committer = commit.committer.as_ref().unwrap_or(&persons.committer);
        tip = Some(match sign {
            None => write_commit(&scratch, tree, tip, author, committer, &commit.message)?,
            Some(sink) => {
                let _keep = sink.persist(&drain(&mut scratch))?;
                write_signed(sink, tree, tip, author, committer, &commit.message)?
            }
        });
    }
    objects.extend(drain(&mut scratch));
    Ok(Built { tip: tip.expect("there is at least one commit"), objects, keep: Keep::default() })
}

pub(super) fn tree_of(repo: &gix::Repository, commit: ObjectId) -> Result<ObjectId> {
    let read = || repo.find_commit(commit)?.tree_id().map(|t| t.detach());
    read().map_err(|e| Error::reading(commit, &e))
}

pub(super) fn drain(scratch: &mut gix::Repository) -> Vec<NewObject> {
    let storage = scratch.objects.take_object_memory().unwrap_or_default();
    scratch.objects.enable_object_memory();
    storage.iter().map(|(id, (kind, data))| (*id, *kind, data.clone())).collect()
}

/// A path and its content; `None`: it goes.
type File = (String, Option<Vec<u8>>);

fn edit_tree<'a>(repo: &gix::Repository, tree: ObjectId, files: &'a [File]) -> Result<ObjectId> {
    let edit = |(path, content): &'a File| -> gix::Result<draft::Edit<'a>> {
        let blob = content.as_ref().map(|content| draft::put_blob(repo, content)).transpose()?;
        Ok((path.as_str(), blob.map(|blob| (EntryKind::Blob, blob))))
    };
    let edits: gix::Result<Vec<draft::Edit>> = files.iter().map(edit).collect();
    edits
        .and_then(|edits| draft::edit(repo, Some(tree), edits))
        .map_err(|e| Error::reading(tree, &e))
}

fn write_commit(
    repo: &gix::Repository,
    tree: ObjectId,
    parent: Option<ObjectId>,
    author: &Signature,
    committer: &Signature,
    message: &str,
) -> Result<ObjectId> {
    let commit = gix::objs::Commit {
        tree,
        parents: parent.into_iter().collect(),
        author: actor(author),
        committer: actor(committer),
        encoding: None,
        message: message.into(),
        extra_headers: Vec::new(),
    };
    draft::put(repo, &commit).map_err(|e| Error::reading("commit", &e))
}

fn actor(s: &Signature) -> gix::actor::Signature {
    gix::actor::Signature {
        name: s.name.as_str().into(),
        email: s.email.as_str().into(),
        time: gix::date::Time::new(s.seconds, s.offset),
    }
}

/// A signed commit is made by git itself, which knows every format, key and agent.
fn write_signed(
    sink: &ObjectSink<'_>,
    tree: ObjectId,
    parent: Option<ObjectId>,
    author: &Signature,
    committer: &Signature,
    message: &str,
) -> Result<ObjectId> {
    let mut args = vec![
        "-c".to_owned(),
        "i18n.commitEncoding=UTF-8".to_owned(),
        "commit-tree".to_owned(),
        "-S".to_owned(),
        tree.to_string(),
    ];
    args.extend(parent.iter().flat_map(|p| ["-p".to_owned(), p.to_string()]));
    let mut call = child::git(sink.git_dir, &args).input(message.as_bytes().to_vec());
    for (role, who) in [("AUTHOR", author), ("COMMITTER", committer)] {
        call = call
            .env(&format!("GIT_{role}_NAME"), &who.name)
            .env(&format!("GIT_{role}_EMAIL"), &who.email)
            .env(&format!("GIT_{role}_DATE"), format!("@{}", who.raw_time()));
    }
    let printed = call.text().map_err(|e| match e {
        child::Error::Failed { stderr, .. } => Error::Signing(stderr),
        other => git_error("commit-tree")(other),
    })?;
    let id = ObjectId::from_hex(printed.trim().as_bytes());
    let id = id.map_err(|_| Error::Git { command: "commit-tree".to_owned(), stderr: printed })?;
    sink.sync_loose(id)?;
    Ok(id)
}
