//! Identities: who somebody is, as the last version of it says.

use crate::intake::foreign::json::owned;
use serde_json::Value as Json;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    pub email: Option<String>,
    pub login: Option<String>,
    pub name: Option<String>,
}

impl Person {
    /// `None`: it says of nobody who that is.
    pub fn read(json: &Json) -> Option<Person> {
        let person = Person { email: owned(json, "email"), login: owned(json, "login"), name: owned(json, "name") };
        person.word().is_some().then_some(person)
    }

    /// By what a desk knows them: the address, else the login, else the name.
    pub fn word(&self) -> Option<&str> {
        self.email.as_ref().or(self.login.as_ref()).or(self.name.as_ref()).map(String::as_str)
    }
}
