//! The files in `forms/`: readable, and of what they refer to everything is there.

use super::references::text;
use super::{Checked, Scene, What, in_file, unreadable};
use crate::desk::config::Config;
use crate::desk::error::Result;
use crate::desk::form_files::{FOLDER, paths, read};
use crate::domain::outcome::fault::{Fault, Place};
use crate::domain::people::same_person;
use crate::domain::ticket::form::{Form, Target};
use crate::kit::yaml::near::nearest;
use crate::kit::yaml::{Node, Tree, parse};
use crate::store::format::{Limits, form_of_path, strange_languages};
use crate::store::inspect::Kind;

/// Checks every file in the folder. What is no YAML may stand there, as a page that explains the forms.
pub fn check(scene: &Scene, config: Option<&Config>, checked: &mut Checked) -> Result<()> {
    let paths = paths(scene.snapshot)?;
    for (name, path) in &paths {
        let form = match read(scene.snapshot, name, path)? {
            Ok(form) => form,
            Err(fault) => {
                unreadable(path, fault, checked);
                continue;
            }
        };
        let text = text(scene.snapshot, path)?.unwrap_or_default();
        let mut add = |at, fault| checked.add(Place { at, ..in_file(path) }, What::Fault(fault));
        for strange in strange_languages(&text, &Limits::default()) {
            add(Some(strange.at), Fault::StrangeLanguage { name: strange.name, nearest: strange.nearest });
        }
        let node = parse(&text, &Limits::default()).ok();
        for (keys, fault) in config.map(|config| lost(&form, config)).unwrap_or_default() {
            add(node.as_ref().and_then(|node| place(node, &keys)), fault);
        }
    }
    strays(scene, &paths, checked)
}

/// Two endings of one name, or a name that nobody could type.
fn strays(scene: &Scene, paths: &[(String, String)], checked: &mut Checked) -> Result<()> {
    let yaml = |path: &str| path.ends_with(".yml") || path.ends_with(".yaml");
    let config = |path: &str| path.ends_with("/config.yml") || path.ends_with("/config.yaml");
    for entry in scene.snapshot.entries(FOLDER, &|_| false)? {
        let used = paths.iter().any(|(_, path)| *path == entry.path);
        let lost = entry.kind == Kind::File && yaml(&entry.path) && !config(&entry.path);
        if !used && (lost || form_of_path(&entry.path).is_some()) {
            checked.add(in_file(&entry.path), What::Fault(Fault::Stray));
        }
    }
    Ok(())
}

/// A step to a value: a key, or a place in a list.
enum Step {
    Key(&'static str),
    Item(usize),
}

/// What a form names and the desk does not have. A desk that declares nothing of a kind takes anything, and a file
/// that cannot be read has been reported before.
fn lost(form: &Form, config: &Config) -> Vec<(Vec<Step>, Fault)> {
    let mut found = Vec::new();
    let mut hold = |steps: Vec<Step>, what: &'static str, name: &str, known: Vec<&str>| {
        if !known.is_empty() && !known.iter().any(|one| same_person(one, name)) {
            let nearest = nearest(name, known);
            found.push((steps, Fault::NoSuch { what, name: name.to_owned(), nearest }));
        }
    };
    if let (Some(group), Ok(groups)) = (&form.group, config.groups()) {
        hold(vec![Step::Key("group")], "group", group, groups.list.iter().map(|g| g.id.as_str()).collect());
    }
    if let (Some(category), Ok(categories)) = (&form.category, config.categories())
        && categories.find(category).is_none()
    {
        let known = categories.list.iter().map(|c| c.path.as_str()).collect();
        hold(vec![Step::Key("category")], "category", category, known);
    }
    if let Ok(fields) = config.fields() {
        for (n, element) in form.elements.iter().enumerate() {
            let Some(Target::Field(name)) = &element.target else { continue };
            let steps = vec![Step::Key("body"), Step::Item(n), Step::Key("field")];
            hold(steps, "field", name, fields.list.iter().map(|f| f.name.as_str()).collect());
        }
    }
    found
}

fn place(node: &Node<'_>, steps: &[Step]) -> Option<(u32, u32)> {
    let mut node = node;
    for step in steps {
        node = match (step, &node.value) {
            (Step::Key(key), _) => node.get(key)?,
            (Step::Item(n), Tree::List(items)) => items.get(*n)?,
            _ => return None,
        };
    }
    Some((node.line, node.column))
}
