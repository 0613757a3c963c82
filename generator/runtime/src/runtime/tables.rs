//! Tables of operations, as generated code writes them: what an operation is, what each of its answers becomes, what its
//! calls may be given. And what is read once: patterns, rules beyond types, names in XML.
//!
//! A macro makes of each table the implementation of [`Operation`](super::Operation), so that generated files hold only what
//! differs. Nothing is decided here that the table does not say. Tables of types are in `json`.

/// An operation: its identity, method and path; what it gives; what it asks for; and for each documented answer, in the
/// order of the description, how its body is read and what it is to the caller.
///
/// - `0: code(200) as json => output`: the body is the output itself (without `as`: there is none, and it is `()`);
/// - `=> outcome Enum::Variant`: a variant of the output;
/// - `=> error Enum::Variant`: a variant of the error;
/// - `=> failure Enum::Variant`: the same for `default`, which is no error under an undocumented success;
/// - `=> either Enum::Variant`: by the status, the output or that variant of the error.
///
/// Bodies are read `as` `json`, `xml`, `text` or `bytes`, and item by item as `data`, `texts`, `events` or `lines`.
#[allow(unused_macros, reason = "a crate without operations has no use for it")]
macro_rules! operation {
    ($(#[$doc:meta])* $name:ident: $id:literal = $method:literal $path:literal {
        gives: $output:ty, $error:ty;
        accept: $accept:literal;
        $(security: $security:expr;)?
        $(servers: $servers:expr;)?
        $(idempotency: $key:literal;)?
        $(pages: $paging:expr;)?
        $($index:literal: $kind:ident$(($number:literal))? $(as $body:ident)? => $gives:ident $($variant:path)?;)*
    }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}

        impl $crate::runtime::Operation for $name {
            type Output = $output;
            type Error = $error;
            const SPEC: &'static $crate::runtime::OperationSpec = &$crate::runtime::OperationSpec {
                api: &$crate::api::API,
                id: $id,
                method: $method,
                path: $path,
                security: $crate::runtime::operation!(@list $($security)?),
                servers: $crate::runtime::operation!(@list $($servers)?),
                accept: $accept,
                idempotency_header: $crate::runtime::operation!(@maybe $($key)?),
                paging: $crate::runtime::operation!(@paging $($paging)?),
                responses: &[$($crate::runtime::operation!(@status $kind $($number)? [$($body)?])),*],
            };

            #[allow(unused_variables, reason = "not every answer has a body")]
            #[inline]
            fn read(
                case: usize,
                answer: &$crate::runtime::Answer,
            ) -> Result<Result<Self::Output, Self::Error>, $crate::runtime::BodyFault> {
                match case {
                    $($index => $crate::runtime::operation!(@$gives answer [$($body)?] $($variant)?),)*
                    _ => Err($crate::runtime::BodyFault::undocumented()),
                }
            }
        }
    };

    (@list) => { &[] };
    (@list $list:expr) => { $list };
    (@paging) => { $crate::runtime::Paging::Link };
    (@paging $paging:expr) => { $paging };
    (@maybe) => { None };
    (@maybe $value:literal) => { Some($value) };

    (@status $kind:ident $($number:literal)? [data]) => { $crate::runtime::operation!(@status $kind $($number)? []).streamed() };
    (@status $kind:ident $($number:literal)? [texts]) => { $crate::runtime::operation!(@status $kind $($number)? []).streamed() };
    (@status $kind:ident $($number:literal)? [events]) => { $crate::runtime::operation!(@status $kind $($number)? []).streamed() };
    (@status $kind:ident $($number:literal)? [lines]) => { $crate::runtime::operation!(@status $kind $($number)? []).streamed() };
    (@status code $number:literal [$($body:ident)?]) => { $crate::runtime::ResponseSpec::code($number) };
    (@status range $number:literal [$($body:ident)?]) => { $crate::runtime::ResponseSpec::range($number) };
    (@status default [$($body:ident)?]) => { $crate::runtime::ResponseSpec::DEFAULT };

    (@output $answer:ident []) => { Ok(Ok(())) };
    (@output $answer:ident [$body:ident]) => { $crate::runtime::operation!(@body $answer $body).map(Ok) };
    (@outcome $answer:ident [] $variant:path) => { Ok(Ok($variant)) };
    (@outcome $answer:ident [$body:ident] $variant:path) => {
        $crate::runtime::operation!(@body $answer $body).map($variant).map(Ok)
    };
    (@error $answer:ident [] $variant:path) => { Ok(Err($variant)) };
    (@error $answer:ident [$body:ident] $variant:path) => {
        $crate::runtime::operation!(@body $answer $body).map($variant).map(Err)
    };
    (@failure $answer:ident $body:tt $variant:path) => {
        if $answer.status().is_success() {
            Err($crate::runtime::BodyFault::undocumented())
        } else {
            $crate::runtime::operation!(@error $answer $body $variant)
        }
    };
    (@either $answer:ident $body:tt $variant:path) => {
        if $answer.status().is_success() {
            $crate::runtime::operation!(@output $answer $body)
        } else {
            $crate::runtime::operation!(@error $answer $body $variant)
        }
    };

    (@body $answer:ident json) => { $answer.json() };
    (@body $answer:ident xml) => { $answer.xml() };
    (@body $answer:ident text) => { $answer.text() };
    (@body $answer:ident bytes) => { $answer.bytes() };
    (@body $answer:ident data) => { $answer.items($crate::runtime::Framing::Data) };
    (@body $answer:ident texts) => { $answer.items($crate::runtime::Framing::Text) };
    (@body $answer:ident events) => { $answer.items($crate::runtime::Framing::Events) };
    (@body $answer:ident lines) => { $answer.items($crate::runtime::Framing::Lines) };
}

/// Parameters that may be left out: a method of the call for each, with how it is added, its table, and its value.
#[allow(unused_macros, reason = "a crate without parameters has no use for it")]
macro_rules! parameters {
    ($operation:ident {
        $($(#[$about:meta])* $name:ident($value:ident: $ty:ty) = $add:ident $spec:ident, $given:expr;)*
    }) => {
        impl $crate::runtime::Call<'_, $operation> {
            $(
                $(#[$about])*
                #[inline]
                pub fn $name(self, $value: $ty) -> Self {
                    self.$add(&$spec, $given)
                }
            )*
        }
    };
}

/// The items of the pages of an operation: `paged! { ListPets: types::Pet, page => page.data }`.
#[allow(unused_macros, reason = "an API without pages has no use for it")]
macro_rules! paged {
    ($name:ident: $item:ty, $page:ident => $items:expr) => {
        impl $crate::runtime::Paged for $name {
            type Item = $item;

            fn items($page: <Self as $crate::runtime::Operation>::Output) -> Vec<$item> {
                $items
            }
        }
    };
}

/// A pattern that is read once.
#[allow(unused_macros, reason = "a crate without patterns has no use for it")]
macro_rules! pattern {
    ($text:literal) => {{
        static PATTERN: $crate::runtime::Pattern = $crate::runtime::Pattern::new($text);
        &PATTERN
    }};
}

/// Rules that are read once.
#[allow(unused_macros, reason = "a crate whose types say everything has no use for it")]
macro_rules! schema {
    ($text:literal) => {{
        static RULES: $crate::runtime::SchemaRules = $crate::runtime::SchemaRules::new($text);
        &RULES
    }};
}

/// What types are in XML: a table for a struct, a word for what has no members.
#[allow(unused_macros, reason = "an API without XML has no use for it")]
macro_rules! xml {
    ($type:ident { $($key:literal as $name:expr, $inner:ty $(, $how:ident$(($item:expr))?)*;)* }) => {
        impl $crate::runtime::XmlType for $type {
            #[inline]
            fn xml() -> &'static $crate::runtime::XmlShape {
                const {
                    &$crate::runtime::XmlShape::Object(&[$(
                        $crate::runtime::XmlMember::new($key, $name, <$inner as $crate::runtime::XmlType>::xml)
                            $(.$how($($item)?))*
                    ),*])
                }
            }
        }
    };
    ($type:ident = $shape:ident) => {
        impl $crate::runtime::XmlType for $type {
            #[inline]
            fn xml() -> &'static $crate::runtime::XmlShape {
                &$crate::runtime::XmlShape::$shape
            }
        }
    };
    ($type:ident as $inner:ty) => {
        impl $crate::runtime::XmlType for $type {
            #[inline]
            fn xml() -> &'static $crate::runtime::XmlShape {
                <$inner as $crate::runtime::XmlType>::xml()
            }
        }
    };
}

#[allow(unused_imports, reason = "which of these are said depends on the API")]
pub(crate) use {operation, paged, parameters, pattern, schema, xml};
