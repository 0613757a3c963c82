//! Which alternative of a union is taken where no discriminator names it.

use specwright_runtime::runtime::json::{self, Best, Decode, Failed, Reader, Value};

macro_rules! object {
    ($name:ident { $($wire:literal => $field:ident),* }) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        struct $name { $($field: Option<String>),* }
        impl json::Object for $name {
            fn member(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), Failed> {
                let mut at = 0;
                $(if index == at { return self.$field.read(r); } at += 1;)*
                let _ = at;
                r.skip()
            }
        }
        impl Decode for $name {
            fn blank() -> Self { Self::default() }
            fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
                static MEMBERS: json::Members = json::Members::new(&[$(json::optional($wire)),*]);
                r.object(&MEMBERS, self)
            }
        }
    };
}

object!(Iban { "iban" => iban });
object!(Local { "number" => number, "routing" => routing });

#[derive(Debug, PartialEq)]
enum Account {
    Iban(Iban),
    Local(Local),
    Other(Value),
}

impl Decode for Account {
    fn blank() -> Self {
        Self::Other(Value::Null)
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        Best::new().offer(r, Self::Iban).offer(r, Self::Local).take(r, self, Self::Other)
    }
}

fn read(text: &str) -> String {
    match json::from_str::<Vec<Account>>(text) {
        Ok(all) => {
            all.iter().map(|one| format!("{one:?}").split('(').next().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
        }
        Err(fault) => fault.to_string(),
    }
}

#[test]
fn the_alternative_that_knows_the_members_is_taken() {
    assert_eq!(read(r#"[{"iban":"a"}, {"number":"1"}, {"number":"1","routing":"2"}, {}]"#), "Iban Local Local Iban");
    assert_eq!(read(r#"[{"iban":"a","new":1}, {"number":"1","new":{"deep":[1]}}, {"new":1}]"#), "Iban Local Iban");
    assert_eq!(read(r#"["text", 1, null, {"iban":1}]"#), "Other Other Other Local");
}

#[test]
fn what_follows_is_read_from_behind_the_choice() {
    assert_eq!(read(r#" [ {"number":"1" , "new" : 2 } , {"iban":"a"} ] "#), "Local Iban");
    assert!(read(r#"[{"number":"1","new":2}"#).contains("end"), "{}", read(r#"[{"number":"1","new":2}"#));
}
