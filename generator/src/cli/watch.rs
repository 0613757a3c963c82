//! Waiting until a file changes that was read.
//!
//! Folders are watched, and not files: most editors put a new file in the place of the old one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// What changes within this time is one change: a program writes a file in several steps.
const TOGETHER: Duration = Duration::from_millis(80);

/// Watches the folders of files. What cannot be watched (the system allows so many) is told by the error.
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    folders: BTreeSet<PathBuf>,
}

impl Watch {
    pub(super) fn new() -> notify::Result<Self> {
        let (tell, events) = channel();
        Ok(Self { watcher: notify::recommended_watcher(tell)?, events, folders: BTreeSet::new() })
    }

    /// From now on changes of these files count. Before they are read, so that no change is missed.
    pub(super) fn also<'p>(&mut self, files: impl IntoIterator<Item = &'p Path>) -> notify::Result<()> {
        for file in files {
            let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            if !self.folders.contains(folder) && folder.is_dir() {
                self.watcher.watch(folder, RecursiveMode::NonRecursive)?;
                self.folders.insert(folder.to_owned());
            }
        }
        Ok(())
    }

    /// Waits until one of these files changes, comes or goes.
    pub(super) fn wait(&self, files: &BTreeSet<PathBuf>) -> notify::Result<()> {
        let names: BTreeSet<_> = files.iter().filter_map(|file| file.file_name()).collect();
        let concerns = |event: &Event| {
            !event.kind.is_access()
                && event.paths.iter().any(|path| path.file_name().is_some_and(|name| names.contains(name)))
        };
        loop {
            match self.events.recv() {
                Ok(Ok(event)) if concerns(&event) => break,
                Ok(Ok(_)) => {}
                Ok(Err(error)) => return Err(error),
                Err(_) => return Err(notify::Error::generic("nothing is watched any more")),
            }
        }
        while !matches!(
            self.events.recv_timeout(TOGETHER),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected)
        ) {}
        Ok(())
    }
}
