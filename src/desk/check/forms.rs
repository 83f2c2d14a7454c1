//! The files in `forms/`: readable, and of what they refer to everything is there.

use super::references::text;
use super::{Checked, Scene, What, in_file, unreadable};
use crate::desk::error::Result;
use crate::desk::form_files::{FOLDER, paths, read};
use crate::domain::outcome::fault::{Fault, Place};
use crate::store::format::{Limits, form_of_path, strange_languages};
use crate::store::inspect::Kind;

/// Checks every file in the folder. What is no YAML may stand there, as a page that explains the forms.
pub fn check(scene: &Scene, checked: &mut Checked) -> Result<()> {
    let paths = paths(scene.snapshot)?;
    for (name, path) in &paths {
        if let Err(fault) = read(scene.snapshot, name, path)? {
            unreadable(path, fault, checked);
            continue;
        }
        let text = text(scene.snapshot, path)?.unwrap_or_default();
        for strange in strange_languages(&text, &Limits::default()) {
            let fault = Fault::StrangeLanguage { name: strange.name, nearest: strange.nearest };
            checked.add(Place { at: Some(strange.at), ..in_file(path) }, What::Fault(fault));
        }
    }
    // Two endings of one name, or a name that nobody could type.
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
