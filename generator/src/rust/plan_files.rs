//! The part of the plan that is files: which operations and types stand together, and which of them can be left out.

use super::names::Name;
use super::plan_types::TypeIx;

/// A part of the operations of a tag, where they are too many for one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationPart {
    /// Module and file.
    pub name: Name,
    /// By their index in [`OperationModule::operations`](super::OperationModule::operations).
    pub operations: Vec<usize>,
}

/// A file of types: one component, or one operation, and what stands inside of it; or one type that several of these share.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeModule {
    /// Module and file.
    pub name: Name,
    /// In the order of their names, the outermost first.
    pub types: Vec<TypeIx>,
}

/// A folder of such files.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeFolder {
    /// Module and folder.
    pub name: Name,
    /// The feature without which these types are not there; none if they always are.
    pub feature: Option<Name>,
    /// In the order of their names.
    pub modules: Vec<TypeModule>,
}
