//! The codes of this stage: SW01xx.

use crate::diagnostic::{Code, Severity};

macro_rules! codes {
    ($($name:ident = $id:literal $kebab:literal $severity:ident {
        what: $what:literal, why: $why:literal, example: $example:literal, instead: $instead:literal, section: $section:literal $(,)?
    })*) => {
        $(
            #[doc = $what]
            pub static $name: Code = Code {
                id: $id,
                name: $kebab,
                severity: Severity::$severity,
                what: $what,
                why: $why,
                example: $example,
                instead: $instead,
                section: $section,
            };
        )*

        /// All of them, in order.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    FILE_NOT_FOUND = "SW0101" "file-not-found" Error {
        what: "A file that was named does not exist.",
        why: "There is nothing to read.",
        example: "specwright validate opanapi.yaml",
        instead: "Check the path; it is taken relative to the folder in which the command runs.",
        section: "",
    }
    NOT_A_FILE = "SW0102" "not-a-file" Error {
        what: "A path that should be a file is a folder, a device, a socket or a pipe.",
        why: "A document is read from a regular file, whose size is known before it is read, or from standard input.",
        example: "specwright validate spec/",
        instead: "Name the file in the folder, or give the document on standard input and name it `-`.",
        section: "",
    }
    FILE_UNREADABLE = "SW0103" "file-unreadable" Error {
        what: "The operating system refused to read a file.",
        why: "There is nothing to read.",
        example: "",
        instead: "Check the permissions of the file and of the folders above it.",
        section: "",
    }
    FILE_TOO_LARGE = "SW0104" "file-too-large" Error {
        what: "A file is larger than the limit on bytes.",
        why: "The limit bounds time and memory, so that one file cannot bring down a build machine.",
        example: "",
        instead: "If the document is meant to be this large, raise the limit with `--max-bytes`.",
        section: "",
    }
    NOT_UTF8 = "SW0105" "not-utf-8" Error {
        what: "A file is not text in UTF-8.",
        why: "JSON and YAML documents are exchanged in UTF-8, and a guess at another encoding would change names and text.",
        example: "",
        instead: "Save the file as UTF-8, for example with `iconv -f latin1 -t utf-8`.",
        section: "RFC 8259, 8.1; YAML 1.2, 5.2",
    }
    NUL_BYTE = "SW0106" "nul-byte" Error {
        what: "A file holds a NUL byte.",
        why: "No JSON or YAML document may; such a file is binary, damaged, or in another encoding.",
        example: "",
        instead: "Remove the byte, or give the file that was meant.",
        section: "RFC 8259, 7; YAML 1.2, 5.1",
    }
    EMPTY_DOCUMENT = "SW0107" "empty-document" Error {
        what: "A file holds no value: nothing, or only blanks and comments.",
        why: "An empty answer often hides a failed download or a wrong path.",
        example: "# only a comment",
        instead: "Give the file that was meant.",
        section: "",
    }
    JSON_SYNTAX = "SW0110" "json-syntax" Error {
        what: "The text is not JSON.",
        why: "Every reader would guess at something else.",
        example: "{\"openapi\": \"3.0.3\",}",
        instead: "Write strict JSON: double quotes, no comments, no trailing comma. A file of another kind should be named `.yaml`.",
        section: "RFC 8259",
    }
    YAML_SYNTAX = "SW0111" "yaml-syntax" Error {
        what: "The text is not YAML.",
        why: "Every reader would guess at something else.",
        example: "description: Note: a second colon",
        instead: "Quote text that holds `: `, ` #`, or begins with a character that YAML gives a meaning.",
        section: "YAML 1.2",
    }
    TAB_INDENT = "SW0112" "tab-indentation" Error {
        what: "A line of YAML is indented with a tab.",
        why: "YAML forbids it, because the width of a tab is not agreed upon.",
        example: "info:\n\ttitle: Credits",
        instead: "Indent with spaces.",
        section: "YAML 1.2, 6.1",
    }
    DUPLICATE_KEY = "SW0113" "duplicate-key" Error {
        what: "An object has the same key twice.",
        why: "One of the two values is lost, and readers do not agree which.",
        example: "get:\n  summary: One\n  summary: Two",
        instead: "Remove one, or rename it.",
        section: "RFC 8259, 4; YAML 1.2, 3.2.1.3",
    }
    KEY_NOT_A_STRING = "SW0114" "key-not-a-string" Error {
        what: "A key of a YAML mapping is a list, a mapping, or missing.",
        why: "A document must be expressible in JSON, where every key is a string.",
        example: "? [a, b]\n: value",
        instead: "Write a plain or quoted string before the colon.",
        section: "OpenAPI 3.0.3, 4.2",
    }
    SEVERAL_DOCUMENTS = "SW0115" "several-documents" Error {
        what: "A YAML file holds more than one document.",
        why: "Only the first is read; what the others say would be lost.",
        example: "openapi: 3.0.3\n---\nopenapi: 3.0.3",
        instead: "Keep one document in a file; `---` may stand only at its beginning.",
        section: "YAML 1.2, 9.2",
    }
    TOO_DEEP = "SW0116" "too-deep" Error {
        what: "Lists and objects are nested deeper than the limit.",
        why: "The limit bounds the memory of every stage; no description of an API needs such depth.",
        example: "[[[[[[ … ]]]]]]",
        instead: "Move inner schemas to `components` and refer to them.",
        section: "",
    }
    TOO_MANY_VALUES = "SW0117" "too-many-values" Error {
        what: "A file holds more values than the limit.",
        why: "The limit bounds memory where a file is small and its values are many.",
        example: "",
        instead: "Split the document over several files.",
        section: "",
    }
    ALIAS_EXPANSION = "SW0118" "alias-expansion" Error {
        what: "The aliases of a YAML file stand for more values than the limit.",
        why: "A few lines of aliases to aliases can stand for billions of values.",
        example: "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]",
        instead: "Use `$ref` to share parts of a document.",
        section: "YAML 1.2, 7.1",
    }
    RECURSIVE_ALIAS = "SW0119" "recursive-alias" Error {
        what: "A YAML alias stands inside the value that it names.",
        why: "Such a value has no end, and no JSON text.",
        example: "a: &a [*a]",
        instead: "Use `$ref` for a schema that refers to itself.",
        section: "OpenAPI 3.0.3, 4.2",
    }
    UNKNOWN_ANCHOR = "SW0120" "unknown-anchor" Error {
        what: "A YAML alias names an anchor that was not declared before it.",
        why: "There is no value to put in its place.",
        example: "a: *shared",
        instead: "Declare the anchor earlier in the same file, or quote the text if no alias is meant.",
        section: "YAML 1.2, 7.1",
    }
    INVALID_MERGE = "SW0121" "invalid-merge" Error {
        what: "The value of a merge key `<<` is neither a mapping nor a list of mappings.",
        why: "There are no entries to merge.",
        example: "<<: text",
        instead: "Merge an alias to a mapping, as in `<<: *defaults`; quote the key if `<<` itself is meant.",
        section: "yaml.org/type/merge",
    }
    UNKNOWN_TAG = "SW0122" "unknown-tag" Warning {
        what: "A YAML tag is none of those that JSON needs.",
        why: "It is not read, so that the value may mean something else to the tool that wrote it.",
        example: "value: !secret api_key",
        instead: "Remove the tag, or resolve it with the tool that it belongs to before this one reads the file.",
        section: "OpenAPI 3.0.3, 4.2",
    }
    TAG_MISMATCH = "SW0123" "tag-mismatch" Error {
        what: "A value cannot be what its YAML tag says.",
        why: "Readers would disagree on its type.",
        example: "limit: !!int many",
        instead: "Remove the tag, or write a value of that type.",
        section: "YAML 1.2, 10.2",
    }
    NOT_A_JSON_NUMBER = "SW0124" "not-a-json-number" Warning {
        what: "A YAML number has no JSON form: infinite, not a number, or too long in hexadecimal or octal.",
        why: "It is read as a string here, and as a number by other tools.",
        example: "maximum: .inf",
        instead: "Leave the bound out, or quote the text.",
        section: "OpenAPI 3.0.3, 4.2",
    }
    AMBIGUOUS_NUMBER = "SW0125" "ambiguous-number" Warning {
        what: "A whole number is written with a leading zero.",
        why: "YAML 1.2 reads `012` as twelve, YAML 1.1 as ten, and whoever meant a code as text gets neither.",
        example: "default: 012",
        instead: "Quote it if it is text; write it without the zero if it is a number.",
        section: "YAML 1.2, 10.3.2",
    }
}

/// Is this a finding about the run (no such file), and not about what a file says?
#[must_use]
pub fn is_unavailable(code: &Code) -> bool {
    [&FILE_NOT_FOUND, &NOT_A_FILE, &FILE_UNREADABLE].iter().any(|unavailable| unavailable.id == code.id)
}
