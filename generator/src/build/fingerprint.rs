//! Whether anything changed since the last build that found nothing to do.
//!
//! A hash over what was asked and the bytes of every input and output: a file that was edited is never overlooked, whatever its times say.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use super::Environment;

/// The fingerprint that a build leaves for the next one, in `OUT_DIR`.
pub(super) struct Fingerprint<'e> {
    file: PathBuf,
    environment: &'e Environment,
    command: String,
}

impl<'e> Fingerprint<'e> {
    pub(super) fn new(environment: &'e Environment, command: String) -> Self {
        Self { file: environment.out_dir.join("specwright.fingerprint"), environment, command }
    }

    /// The files that were read and written, if they are byte for byte what they were when the last build found nothing
    /// to do, and these were among them.
    pub(super) fn unchanged(&self, inputs: &[PathBuf]) -> Option<Vec<PathBuf>> {
        let kept = fs::read_to_string(&self.file).ok()?;
        let mut lines = kept.lines();
        let hash = lines.next()?;
        let all: Vec<PathBuf> = lines.map(PathBuf::from).collect();
        let same = inputs.iter().all(|input| all.contains(input)) && all.len() > inputs.len();
        (same && self.hash(&all)? == hash).then_some(all)
    }

    /// Keeps the hash of all of these.
    pub(super) fn keep(&self, all: &[PathBuf]) {
        let Some(mut text) = self.hash(all) else { return };
        for path in all {
            text += "\n";
            text += &path.to_string_lossy();
        }
        // Without it the next build is slower and just as right.
        let _ = fs::write(&self.file, text);
    }

    fn hash(&self, paths: &[PathBuf]) -> Option<String> {
        let mut hasher = DefaultHasher::new();
        self.environment.generator.hash(&mut hasher);
        self.command.hash(&mut hasher);
        for path in paths {
            path.hash(&mut hasher);
            fs::read(path).ok()?.hash(&mut hasher);
        }
        Some(format!("{:016x}", hasher.finish()))
    }
}
