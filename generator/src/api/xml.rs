//! What values are called in XML (OpenAPI XML Object, 3.0.3 §4.7.26).

/// What is said of an element or attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Xml {
    /// Its name, where that is not the one in JSON.
    pub name: Option<String>,
    /// The prefix of its name.
    pub prefix: Option<String>,
    /// The namespace of its name.
    pub namespace: Option<String>,
    /// Is it an attribute?
    pub attribute: bool,
    /// Is there an element around the items of a list?
    pub wrapped: bool,
    /// Is it neither element nor attribute (`nodeType` of 3.2: `text`, `cdata`, `none`)?
    pub text: bool,
    /// What the items of a list are called.
    pub item: Option<Box<Xml>>,
}
