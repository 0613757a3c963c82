//! Bodies in XML: written, read, and bounded.

use std::collections::BTreeMap;

use proptest::prelude::*;
use specwright_runtime::runtime::json::{self, Decode, Encode, Failed, Reader, Value, Writer};
use specwright_runtime::runtime::{
    Answer, BodyFault, Call, Client, Error, Operation, OperationSpec, Outcome, Undocumented, Validate, XmlMember,
    XmlName, XmlShape, XmlType,
};

use crate::support::probe::{Probe, SPEC, builder, sent};
use crate::support::server::{Act, Server, raw};

/// Any JSON, which stands in XML as the table below says.
#[derive(Debug, PartialEq)]
struct Order(Value);

impl Encode for Order {
    fn encode(&self, w: &mut Writer) {
        self.0.encode(w);
    }
}

impl Decode for Order {
    fn blank() -> Self {
        Order(Value::Null)
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        self.0.read(r)
    }
}

impl Validate for Order {}

impl XmlType for Order {
    fn xml() -> &'static XmlShape {
        const SPACE: XmlName = XmlName::new("note").prefix("n").namespace("urn:n&n");
        const {
            &XmlShape::Object(&[
                XmlMember::new("id", XmlName::new("id"), i64::xml).attribute(),
                XmlMember::new("price", XmlName::new("price"), f64::xml),
                XmlMember::new("paid", XmlName::new("paid"), bool::xml),
                XmlMember::new("note", SPACE, String::xml),
                XmlMember::new("tags", XmlName::new("tag"), <Vec<String>>::xml),
                XmlMember::new("lines", XmlName::new("lineSet"), <Vec<Order>>::xml)
                    .item(XmlName::new("line"))
                    .wrapped(),
                XmlMember::new("open", XmlName::new("openSet"), <Vec<i64>>::xml).item(XmlName::new("item")),
                XmlMember::new("asked", XmlName::new("asked"), <Vec<i64>>::xml).required(),
                XmlMember::new("map", XmlName::new("map"), <BTreeMap<String, i64>>::xml),
                XmlMember::new("any", XmlName::new("any"), Value::xml),
            ])
        }
    }
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

async fn written(json: &str) -> Result<String, String> {
    let order = Order(json::from_str(json).unwrap());
    let root = XmlName::new("order");
    let heard = sent::<Probe>(builder(), |call| call.xml("application/xml", root, &order)).await?;
    assert_eq!(heard.header("content-type"), Some("application/xml"));
    Ok(heard.body.strip_prefix(HEAD).unwrap().to_owned())
}

#[tokio::test]
async fn members_are_elements_and_attributes_by_their_names() {
    for (json, xml) in [
        ("{}", "<order></order>"),
        (r#"{"price":1.50,"id":7,"paid":true}"#, r#"<order id="7"><price>1.50</price><paid>true</paid></order>"#),
        (r#"{"price":null}"#, "<order></order>"),
        (
            r#"{"note":"a<b & \"c\" ]]>\r\n"}"#,
            "<order><n:note xmlns:n=\"urn:n&amp;n\">a&lt;b &amp; \"c\" ]]&gt;&#13;\n</n:note></order>",
        ),
        (r#"{"tags":["x","y"]}"#, "<order><tag>x</tag><tag>y</tag></order>"),
        (
            r#"{"lines":[{"id":1},{}],"open":[1,2]}"#,
            r#"<order><lineSet><line id="1"></line><line></line></lineSet><item>1</item><item>2</item></order>"#,
        ),
        (r#"{"lines":[]}"#, "<order><lineSet></lineSet></order>"),
        (r#"{"map":{"a":1,"b-c":2}}"#, "<order><map><a>1</a><b-c>2</b-c></map></order>"),
        (r#"{"any":{"a":[1,{"b":true}]}}"#, "<order><any><a>1</a><a><b>true</b></a></any></order>"),
        (r#"{"unknown":"kept"}"#, "<order><unknown>kept</unknown></order>"),
    ] {
        assert_eq!(written(json).await.as_deref(), Ok(xml), "{json}");
    }
}

#[tokio::test]
async fn what_xml_cannot_carry_is_refused_before_it_is_sent() {
    for (json, why) in [
        (r#"{"note":"\u0000"}"#, "the body: holds a character that XML cannot carry"),
        (r#"{"note":"\uffff"}"#, "the body: holds a character that XML cannot carry"),
        (r#"{"id":[1]}"#, "the body: has an attribute that is no text"),
        (r#"{"map":{"a b":1}}"#, "the body: has a member whose name cannot be that of an XML element"),
        (r#"{"map":{"a><b":1}}"#, "the body: has a member whose name cannot be that of an XML element"),
    ] {
        assert_eq!(written(json).await.unwrap_err(), why, "{json}");
    }
}

/// An operation that is answered in XML.
#[derive(Debug)]
enum Asking {}

impl Operation for Asking {
    type Output = Order;
    type Error = Undocumented;
    const SPEC: &'static OperationSpec = &OperationSpec { accept: "application/xml", ..SPEC };

    fn read(_: usize, answer: &Answer) -> Result<Result<Order, Undocumented>, BodyFault> {
        answer.xml().map(Ok)
    }
}

async fn read(xml: &str) -> Result<String, String> {
    let server = Server::start(vec![vec![Act::Read, raw(200, "content-type: application/xml\r\n", xml)]]).await;
    let client: Client = builder().base_url(format!("http://{}", server.address)).build().unwrap();
    match Call::<Asking>::new(&client).await {
        Ok(order) => Ok(json::to_string(&order.0).unwrap()),
        Err(Error::UnreadableBody { fault, .. }) => Err(fault.to_string()),
        Err(error) => Err(format!("{error:?}")),
    }
}

#[tokio::test]
async fn elements_and_attributes_become_members() {
    for (xml, json) in [
        ("<order/>", r#"{"asked":[]}"#),
        ("\u{feff}<?xml version='1.0'?><!-- c --><x:o xmlns:x='u' id=' 7 '><?p q?></x:o>", r#"{"id":7,"asked":[]}"#),
        ("<o><price>+1.50</price><paid>1</paid></o>", r#"{"price":1.50,"paid":true,"asked":[]}"#),
        ("<o><price/><paid> </paid></o>", r#"{"price":null,"paid":null,"asked":[]}"#),
        // Not counted: what stands in comments, sections and quotes.
        (
            &format!("<o><!-- {0} --><note><![CDATA[{0}]]></note><tag a='{1}'/></o>", "", "=".repeat(300)),
            r#"{"note":"","tags":[""],"asked":[]}"#,
        ),
        ("<o><price>many</price></o>", r#"{"price":"many","asked":[]}"#),
        ("<o><n:note xmlns:n='other'>a<![CDATA[<b>]]>&amp;&#x41;</n:note></o>", r#"{"note":"a<b>&A","asked":[]}"#),
        ("<o><note>  kept  </note></o>", r#"{"note":"  kept  ","asked":[]}"#),
        ("<o><tag>x</tag><price>1</price><tag/></o>", r#"{"price":1,"tags":["x",""],"asked":[]}"#),
        ("<o><lineSet><line id='1'/></lineSet></o>", r#"{"lines":[{"id":1,"asked":[]}],"asked":[]}"#),
        ("<o><lineSet/></o>", r#"{"lines":[],"asked":[]}"#),
        // As described, and as servers write it.
        ("<o><item>1</item><item>2</item></o>", r#"{"open":[1,2],"asked":[]}"#),
        ("<o><openSet><item>1</item><item>2</item></openSet></o>", r#"{"open":[1,2],"asked":[]}"#),
        ("<o><openSet/></o>", r#"{"open":[],"asked":[]}"#),
        ("<o><asked>3</asked></o>", r#"{"asked":[3]}"#),
        ("<o><map><a>1</a><b>2</b></map></o>", r#"{"asked":[],"map":{"a":1,"b":2}}"#),
        ("<o><any><a>1</a><b/><a>2</a></any></o>", r#"{"asked":[],"any":{"a":["1","2"],"b":""}}"#),
        (
            "<o xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><price i:nil='true'/></o>",
            r#"{"price":null,"asked":[]}"#,
        ),
        ("<o><stranger><price>9</price></stranger></o>", r#"{"asked":[]}"#),
    ] {
        assert_eq!(read(xml).await.as_deref(), Ok(json), "{xml}");
    }
}

/// Elements in each other, with a namespace each.
fn spaces_in_each_other() -> String {
    (0..100).map(|n| format!("<e{n} a='>' xmlns:n{n} = 'u{n}'>")).collect()
}

#[tokio::test]
async fn what_is_hostile_or_no_xml_is_told_by_its_place() {
    let laughs = "<!DOCTYPE o [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><o>&b;</o>";
    let outside = "<!DOCTYPE o SYSTEM 'file:///etc/passwd'><o/>";
    let attributes: String = (0..80_000).map(|n| format!(" a{n}=''")).collect();
    let spaces: String = (0..2_000).map(|n| format!(" xmlns:n{n}='u{n}'")).collect();
    let many = format!("<o>{}{}</o>", spaces_in_each_other(), "<n1:a xmlns:q='q'/>".repeat(20_000));
    let deep = "<any>".repeat(100_000) + &"</any>".repeat(100_000);
    for (xml, why) in [
        ("", "it is empty"),
        ("secret", "at line 1, column 1: no XML, or none without a document type"),
        ("<o>\n<a></b></o>", "at line 2, column 4: no XML, or none without a document type"),
        ("<o>&secret;</o>", "at line 1, column 4: no XML, or none without a document type"),
        (laughs, "at line 1, column 1: no XML, or none without a document type"),
        (outside, "at line 1, column 1: no XML, or none without a document type"),
        (&format!("<o{attributes}/>"), "it has more attributes or namespaces than are taken"),
        (&format!("<o{spaces}/>"), "it has more attributes or namespaces than are taken"),
        (&many, "it has more attributes or namespaces than are taken"),
        (&format!("<o>{deep}</o>"), "its elements stand too deep in each other"),
    ] {
        assert_eq!(read(xml).await.unwrap_err(), why, "{}", xml.get(..40).unwrap_or(xml));
    }
}

#[tokio::test]
async fn an_answer_in_json_where_xml_is_described_says_so() {
    let server = Server::start(vec![vec![Act::Read, raw(200, "content-type: application/json\r\n", "{}")]]).await;
    let client = builder().base_url(format!("http://{}", server.address)).build().unwrap();
    let error = Call::<Asking>::new(&client).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert!(error.to_string().contains("application/json"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_is_written_is_read_again(
        id in any::<i32>(), note in "[a-z<>&\"' \u{e9}\n\t\r]{0,20}", tags in prop::collection::vec("[a-z&]{0,5}", 1..4),
        lines in prop::collection::vec(any::<bool>(), 0..4),
    ) {
        let lines: Vec<Value> = lines.iter().map(|paid| json::from_str(&format!(r#"{{"paid":{paid},"asked":[]}}"#)).unwrap()).collect();
        let mut json = Writer::new();
        json.begin_object();
        json.member("id", &i64::from(id));
        json.member("note", &note);
        json.member("tags", &tags);
        json.member("lines", &lines);
        json.member("asked", &vec![1_i64]);
        json.end_object();
        let json = String::from_utf8(json.finish().unwrap()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let back = runtime.block_on(async { read(&written(&json).await.unwrap()).await });
        prop_assert_eq!(back, Ok(json));
    }
}
