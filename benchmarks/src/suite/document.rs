//! The schemas of the suite as one OpenAPI document: each a component, and the body of an operation.

use std::fmt::Write as _;

use specwright::source::{Kind, Node};

use super::cases::Case;
use crate::json_text;

/// The document, as JSON.
pub(crate) fn of(cases: &[Case<'_>]) -> String {
    let (mut paths, mut schemas) = (String::new(), String::new());
    for (index, case) in cases.iter().enumerate().filter(|(_, case)| case.carried) {
        let comma = if paths.is_empty() { "" } else { "," };
        let name = name(index);
        let content = format!(r##"{{"application/json":{{"schema":{{"$ref":"#/components/schemas/{name}"}}}}}}"##);
        let _ = write!(
            paths,
            r#"{comma}"/{name}":{{"post":{{"operationId":"{name}","requestBody":{{"required":true,"content":{content}}},"responses":{{"200":{{"description":"-","content":{content}}}}}}}}}"#
        );
        let _ = write!(schemas, "{comma}\"{name}\":");
        schema(case.schema, &name, &mut schemas);
    }
    format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"Suite","version":"1.0.0"}},"servers":[{{"url":"http://127.0.0.1:9"}}],"paths":{{{paths}}},"components":{{"schemas":{{{schemas}}}}}}}"#
    )
}

/// The name of a case, which is that of its component, its operation and its method.
pub(crate) fn name(index: usize) -> String {
    format!("case{index}")
}

/// The schema with its references made to begin at the root of the document.
fn schema(node: Node<'_>, name: &str, out: &mut String) {
    match node.kind() {
        Kind::Mapping => {
            out.push('{');
            for (index, entry) in node.entries().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                json_text::string(entry.key, out);
                out.push(':');
                match entry.value.as_str().and_then(|target| target.strip_prefix('#')) {
                    Some(below) if entry.key == "$ref" => {
                        json_text::string(&format!("#/components/schemas/{name}{below}"), out);
                    }
                    _ if matches!(entry.key, "const" | "enum" | "default") => {
                        out.push_str(&json_text::json(entry.value))
                    }
                    _ => schema(entry.value, name, out),
                }
            }
            out.push('}');
        }
        Kind::Sequence => {
            out.push('[');
            for (index, item) in node.items().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                schema(item, name, out);
            }
            out.push(']');
        }
        _ => out.push_str(&json_text::json(node)),
    }
}
