//! Addresses that documents and schemas give themselves (`$self`, `$id`), and what a reference means beside them.

/// Does a reference, relative to this address, name the same address (RFC 3986 §5.2)? A document that calls itself
/// `https://example.com/apis/pets` is meant by that, by `/apis/pets` and by `pets`.
pub(super) fn names(reference: &str, own: &str) -> bool {
    let own = own.split('#').next().unwrap_or_default();
    if own.is_empty() {
        return false;
    }
    let (origin, path) = split(own);
    let (other_origin, other_path) = split(reference);
    if !other_origin.is_empty() {
        // `//host/path` has the scheme of the address.
        let same_host = other_origin.starts_with("//") && origin.ends_with(other_origin);
        return (other_origin == origin || same_host) && other_path == path;
    }
    if other_path.starts_with('/') {
        return other_path == path;
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let joined = if path.contains('/') { format!("{folder}/{other_path}") } else { other_path.to_owned() };
    without_dots(&joined) == without_dots(path)
}

/// The address that a reference means beside another (RFC 3986 §5.2), without a fragment.
pub(super) fn join(base: &str, reference: &str) -> String {
    let reference = reference.split('#').next().unwrap_or_default();
    if reference.is_empty() || is_absolute(reference) {
        return if reference.is_empty() { base } else { reference }.to_owned();
    }
    let (origin, path) = split(base);
    let (other, other_path) = split(reference);
    if !other.is_empty() {
        let scheme = origin.split("//").next().unwrap_or_default();
        return format!("{scheme}{reference}");
    }
    let folder = if other_path.starts_with('/') { "" } else { path.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let rooted = other_path.starts_with('/') || path.starts_with('/') || !origin.is_empty();
    let steps = without_dots(folder).into_iter().chain(other_path.split('/')).filter(|step| !step.is_empty());
    let joined = steps.collect::<Vec<_>>().join("/");
    format!("{origin}{}{}", if rooted { "/" } else { "" }, without_dots(&joined).join("/"))
}

/// Does it begin with a scheme (RFC 3986 §3.1)?
pub(super) fn is_absolute(address: &str) -> bool {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let plain = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    plain && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Scheme and host, and the path.
fn split(address: &str) -> (&str, &str) {
    let after = match address.find("//") {
        Some(0) => 2,
        Some(at) if address.get(..at).is_some_and(|scheme| scheme.ends_with(':') && !scheme.contains('/')) => at + 2,
        _ => return ("", address),
    };
    let end = address.get(after..).and_then(|rest| rest.find('/')).map_or(address.len(), |slash| after + slash);
    address.split_at_checked(end).unwrap_or((address, ""))
}

fn without_dots(path: &str) -> Vec<&str> {
    let mut steps = Vec::new();
    for step in path.split('/') {
        match step {
            "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::{join, names};

    #[test]
    fn joins_as_the_specification_of_addresses_does() {
        for (base, reference, meant) in [
            ("https://example.com/schemas/tree", "node", "https://example.com/schemas/node"),
            ("https://example.com/schemas/tree", "./node#top", "https://example.com/schemas/node"),
            ("https://example.com/schemas/tree", "../node", "https://example.com/node"),
            ("https://example.com/schemas/tree", "/node", "https://example.com/node"),
            ("https://example.com", "node", "https://example.com/node"),
            ("https://example.com/a/b", "//example.org/c", "https://example.org/c"),
            ("https://example.com/a", "https://example.org/c", "https://example.org/c"),
            ("https://example.com/a", "urn:uuid:1", "urn:uuid:1"),
            ("https://example.com/a", "#node", "https://example.com/a"),
            ("", "node", "node"),
            ("schemas/tree", "node", "schemas/node"),
            ("/schemas/tree", "node", "/schemas/node"),
        ] {
            assert_eq!(join(base, reference), meant, "{reference} beside {base}");
        }
    }

    #[test]
    fn knows_an_address_however_it_is_written() {
        for (reference, own, meant) in [
            ("https://example.com/apis/pets", "https://example.com/apis/pets", true),
            ("https://example.com/apis/pets", "https://example.com/apis/pets#top", true),
            ("//example.com/apis/pets", "https://example.com/apis/pets", true),
            ("/apis/pets", "https://example.com/apis/pets", true),
            ("pets", "https://example.com/apis/pets", true),
            ("./pets", "https://example.com/apis/pets", true),
            ("../apis/pets", "https://example.com/apis/pets", true),
            ("cats", "https://example.com/apis/pets", false),
            ("pets", "https://example.com/apis/more/cats", false),
            ("https://example.org/apis/pets", "https://example.com/apis/pets", false),
            ("pets", "/apis/pets", true),
            ("pets.yaml", "pets.yaml", true),
            ("other.yaml", "pets.yaml", false),
            ("pets", "", false),
        ] {
            assert_eq!(names(reference, own), meant, "{reference} in {own}");
        }
    }
}
