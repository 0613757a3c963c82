//! Where an answer sends its request on to (RFC 9110 §15.4), and what goes along.
//!
//! Only questions are sent on: `GET` and `HEAD`, whose answer has no status that is documented. To the same origin they go as
//! they are. To another one goes nothing that says who calls: no header but those that are listed here, and no layer has a
//! hand in it. This room knows requests and addresses; it sends nothing.

use http::header::{ACCEPT, ACCEPT_LANGUAGE, LOCATION, RANGE, USER_AGENT};
use http::{Method, Uri};

use super::exchange::Prepared;
use super::server::endpoint;
use super::{Answer, OperationSpec, SchemeKind, StatusPattern};

/// What goes to another origin.
const HARMLESS: [http::HeaderName; 4] = [ACCEPT, ACCEPT_LANGUAGE, RANGE, USER_AGENT];

/// The request that an answer asks for.
pub(crate) struct Redirect {
    pub(crate) request: Prepared,
    /// It goes to another origin.
    pub(crate) foreign: bool,
}

/// Where to go on to; none if the answer is the last one.
pub(crate) fn next(request: &Prepared, answer: &Answer) -> Option<Redirect> {
    let asks = matches!(answer.status.as_u16(), 301 | 302 | 303 | 307 | 308);
    if !asks || !matches!(request.method, Method::GET | Method::HEAD) || is_documented(answer) {
        return None;
    }
    let uri = target(&request.uri, answer.headers.get(LOCATION)?.to_str().ok()?)?;
    let foreign = origin(&uri) != origin(&request.uri);
    // What the transport shows by itself, it would show there, too.
    if foreign && shows_itself(request.operation) {
        return None;
    }
    let mut request = request.clone();
    request.uri = uri;
    if foreign {
        request.headers.retain(|name| HARMLESS.contains(name));
        request.key = None;
    }
    Some(Redirect { request, foreign })
}

/// May the transport show who calls, with a certificate?
fn shows_itself(operation: &OperationSpec) -> bool {
    let mut schemes = operation.security.iter().flat_map(|all| all.iter());
    schemes.any(|scheme| operation.api.schemes.get(*scheme).is_some_and(|spec| spec.kind == SchemeKind::Transport))
}

/// Is this very status, or its hundred, something that the API says?
fn is_documented(answer: &Answer) -> bool {
    let case = answer.operation.case(answer.status).and_then(|case| answer.operation.responses.get(case));
    case.is_some_and(|response| response.status != StatusPattern::Default)
}

/// Scheme, host and port, the last of which has a default.
pub(crate) fn origin(uri: &Uri) -> (Option<&str>, Option<String>, Option<u16>) {
    let port = uri.port_u16().or(match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    });
    (uri.scheme_str(), uri.host().map(str::to_ascii_lowercase), port)
}

/// A reference from an address (RFC 3986 §5.2), without its fragment. None if it leads where requests do not go: to another
/// scheme, from `https` to `http`, up by dots, or with a user in it.
pub(crate) fn target(from: &Uri, location: &str) -> Option<Uri> {
    let location = location.split_once('#').map_or(location, |(before, _)| before);
    let (scheme, authority) = (from.scheme_str()?, from.authority()?.as_str());
    let address = if location.starts_with("//") {
        format!("{scheme}:{location}")
    } else if location.split(['/', '?']).next().is_some_and(|first| first.contains(':')) {
        location.to_owned()
    } else {
        let path = match location.chars().next()? {
            '/' => "",
            '?' => from.path(),
            _ => from.path().rsplit_once('/').map_or("", |(folder, _)| folder),
        };
        let step = if location.starts_with(['/', '?']) { "" } else { "/" };
        format!("{scheme}://{authority}{path}{step}{location}")
    };
    let uri = endpoint(&address).ok()?;
    (uri.scheme_str() == Some("https") || scheme == "http").then_some(uri)
}
