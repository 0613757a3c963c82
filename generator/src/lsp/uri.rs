//! Addresses of files (RFC 8089), as editors write them, and paths.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;

use crate::source::without_escapes;

/// The path of a file on this machine; `None` for anything else.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = without_escapes(rest.split(['?', '#']).next()?);
    // `/c:/a` is `c:/a` where there are drives.
    let has_drive = cfg!(windows) && path.get(2..3) == Some(":");
    let path = if has_drive { path.get(1..)?.to_owned() } else { path };
    path.starts_with(|c: char| c == '/' || cfg!(windows)).then(|| PathBuf::from(path))
}

/// The address of a file; `None` for a path that is no text, or not absolute.
pub(super) fn of(path: &Path) -> Option<Uri> {
    let text = path.is_absolute().then(|| path.to_str()).flatten()?.replace('\\', "/");
    let mut uri = if text.starts_with('/') { "file://".to_owned() } else { "file:///".to_owned() };
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri += &format!("%{byte:02X}");
        }
    }
    Uri::from_str(&uri).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for (uri, expected) in [
            ("file:///a/b.yaml", Some("/a/b.yaml")),
            ("file://localhost/a/%C3%A4%20b%23.yaml", Some("/a/ä b#.yaml")),
            ("untitled:Untitled-1", None),
            ("file:///%zz", None),
        ] {
            let path = Uri::from_str(uri).ok().and_then(|uri| path(&uri));
            assert_eq!(path.as_deref(), expected.map(Path::new), "{uri}");
        }
        let strange = Path::new("/a/ä b#?%.yaml");
        assert_eq!(of(strange).and_then(|uri| path(&uri)).as_deref(), Some(strange));
        assert_eq!(of(Path::new("a.yaml")), None);
    }
}
