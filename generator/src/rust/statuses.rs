//! Statuses and the names of the variants that stand for them (RFC 9110 §15 and the IANA registry).

use super::names::{self, Case, Name};
use crate::api::StatusPattern;

const REASONS: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "Switching Protocols"),
    (102, "Processing"),
    (103, "Early Hints"),
    (200, "OK"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "Non-Authoritative Information"),
    (204, "No Content"),
    (205, "Reset Content"),
    (206, "Partial Content"),
    (207, "Multi-Status"),
    (208, "Already Reported"),
    (226, "IM Used"),
    (300, "Multiple Choices"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (303, "See Other"),
    (304, "Not Modified"),
    (305, "Use Proxy"),
    (307, "Temporary Redirect"),
    (308, "Permanent Redirect"),
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (402, "Payment Required"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (406, "Not Acceptable"),
    (407, "Proxy Authentication Required"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "Length Required"),
    (412, "Precondition Failed"),
    (413, "Content Too Large"),
    (414, "URI Too Long"),
    (415, "Unsupported Media Type"),
    (416, "Range Not Satisfiable"),
    (417, "Expectation Failed"),
    (421, "Misdirected Request"),
    (422, "Unprocessable Entity"),
    (423, "Locked"),
    (424, "Failed Dependency"),
    (425, "Too Early"),
    (426, "Upgrade Required"),
    (428, "Precondition Required"),
    (429, "Too Many Requests"),
    (431, "Request Header Fields Too Large"),
    (451, "Unavailable For Legal Reasons"),
    (500, "Internal Server Error"),
    (501, "Not Implemented"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
    (505, "HTTP Version Not Supported"),
    (506, "Variant Also Negotiates"),
    (507, "Insufficient Storage"),
    (508, "Loop Detected"),
    (511, "Network Authentication Required"),
];

/// The registered reason of a status.
pub(crate) fn reason(code: u16) -> Option<&'static str> {
    REASONS.iter().find(|(known, _)| *known == code).map(|(_, reason)| *reason)
}

/// The variant for a status.
pub(crate) fn variant(pattern: StatusPattern) -> Name {
    match pattern {
        StatusPattern::Code(code) => match reason(code) {
            Some(reason) => names::name(reason, Case::Pascal, "Status"),
            None => names::name(&format!("Status {code}"), Case::Pascal, "Status"),
        },
        StatusPattern::Range(1) => names::own("Informational"),
        StatusPattern::Range(2) => names::own("Success"),
        StatusPattern::Range(3) => names::own("Redirection"),
        StatusPattern::Range(4) => names::own("ClientError"),
        StatusPattern::Range(5) => names::own("ServerError"),
        StatusPattern::Range(first) => names::name(&format!("Status {first}xx"), Case::Pascal, "Status"),
        StatusPattern::Default => names::own("Default"),
    }
}
