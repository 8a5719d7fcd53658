//! The browser's computed role and name of an element.

use crate::role::words;
use thirtyfour::common::command::{Command, FormatRequestData};
use thirtyfour::prelude::*;
use thirtyfour::{RequestData, SessionId};

/// WebDriver's `GET /element/{id}/computedrole` and `computedlabel`, which the client library lacks.
#[derive(Debug)]
struct Computed<'a> {
    element: &'a WebElement,
    property: &'static str,
}

impl FormatRequestData for Computed<'_> {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let id = self.element.element_id();
        // The request for the tag name with another last segment.
        let mut request = Command::GetElementTagName(id.clone()).format_request(session);
        request.uri = format!("session/{session}/element/{id}/{}", self.property).into();
        request
    }
}

/// The role, such as `button`; an error if the element has left the page.
pub(crate) async fn role(element: &WebElement) -> WebDriverResult<String> {
    ask(element, "computedrole").await
}

/// The accessible name, white space collapsed.
pub(crate) async fn label(element: &WebElement) -> WebDriverResult<String> {
    Ok(words(&ask(element, "computedlabel").await?))
}

async fn ask(element: &WebElement, property: &'static str) -> WebDriverResult<String> {
    let answer = element.handle().cmd(Computed { element, property }).await?;
    answer.value()
}
