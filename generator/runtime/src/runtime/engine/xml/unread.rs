//! What stands in for `read` where the feature `xml` is off.

use super::super::json::Value;
use super::{XmlFault, XmlShape};

#[inline]
pub(crate) fn read(_: &[u8], _: &XmlShape) -> Result<Value, XmlFault> {
    Err(XmlFault::Off)
}
