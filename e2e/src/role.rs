//! Roles, and the HTML elements that can have them.

/// The role of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Button,
    /// A text field, also one with suggestions (a combo box).
    Field,
    /// Of any level.
    Heading,
    TabList,
    Tab,
    Table,
    ColumnHeader,
    RowHeader,
    /// Named by its row header.
    Row,
    /// An open dialog.
    Dialog,
    RadioGroup,
    Radio,
    Checkbox,
    Status,
    Alert,
    Link,
    /// An open menu.
    Menu,
    /// Also a checkable item.
    MenuItem,
    /// A suggestion of a field.
    Option,
    /// Suggestions under a heading.
    Group,
}

impl Role {
    /// CSS selector of the elements that can have this role.
    pub(crate) fn css(self) -> &'static str {
        match self {
            Self::Button => {
                "button, [role=button], input[type=submit], input[type=button], summary, [role=switch]"
            }
            Self::Field => {
                "input:not([type=radio], [type=checkbox], [type=submit], [type=button], [type=hidden]), textarea, select, [role=textbox], [role=combobox]"
            }
            Self::Heading => "h1, h2, h3, h4, h5, h6, [role=heading]",
            Self::TabList => "[role=tablist]",
            Self::Tab => "[role=tab]",
            Self::Table => "table, [role=table], [role=grid]",
            Self::ColumnHeader => "th:not([scope=row]), [role=columnheader]",
            Self::RowHeader => "th[scope=row], [role=rowheader]",
            Self::Row => "tr, [role=row]",
            Self::Dialog => "dialog[open], [role=dialog], [role=alertdialog]",
            Self::RadioGroup => "fieldset, [role=radiogroup]",
            Self::Radio => "input[type=radio], [role=radio]",
            Self::Checkbox => "input[type=checkbox], [role=checkbox]",
            Self::Status => "output, [role=status]",
            Self::Alert => "[role=alert]",
            Self::Link => "a[href], [role=link]",
            Self::Option => "[role=option]",
            Self::Group => "[role=group]",
            Self::Menu => "[role=menu]",
            Self::MenuItem => "[role=menuitem], [role=menuitemcheckbox]",
        }
    }

    /// Computed roles that match.
    pub(crate) fn computed(self) -> &'static [&'static str] {
        match self {
            Self::Button => &[
                "button",
                "switch",
                "disclosure triangle",
                "DisclosureTriangle",
            ],
            // A password field has no role in Firefox.
            Self::Field => &["textbox", "combobox", "searchbox", ""],
            Self::Heading => &["heading"],
            Self::TabList => &["tablist"],
            Self::Tab => &["tab"],
            Self::Table => &["table", "grid"],
            Self::ColumnHeader => &["columnheader"],
            // The browser confirms a row's header.
            Self::Row | Self::RowHeader => &["rowheader"],
            Self::Dialog => &["dialog", "alertdialog"],
            Self::RadioGroup => &["radiogroup", "group"],
            Self::Radio => &["radio"],
            Self::Checkbox => &["checkbox"],
            Self::Status => &["status"],
            Self::Alert => &["alert"],
            Self::Link => &["link"],
            Self::Option => &["option"],
            Self::Group => &["group"],
            Self::Menu => &["menu"],
            Self::MenuItem => &["menuitem", "menuitemcheckbox"],
        }
    }

    /// Whether a header cell has the name.
    pub(crate) fn is_header(self) -> bool {
        matches!(self, Self::Row | Self::RowHeader | Self::ColumnHeader)
    }

    /// CSS selector of a row's header.
    pub(crate) fn header(self) -> Option<&'static str> {
        (self == Self::Row).then(|| Self::RowHeader.css())
    }
}

/// A condition on the accessible name.
#[derive(Clone, Debug)]
pub(crate) enum Name {
    Exact(String),
    StartsWith(String),
    Any,
}

impl Name {
    /// Whether the computed name matches.
    pub(crate) fn matches(&self, computed: &str) -> bool {
        let computed = words(computed);
        match self {
            Self::Exact(name) => computed == *name,
            Self::StartsWith(name) => computed.starts_with(name.as_str()),
            Self::Any => true,
        }
    }

    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Exact(name) | Self::StartsWith(name) => name,
            Self::Any => "",
        }
    }

    pub(crate) fn mode(&self) -> &'static str {
        match self {
            Self::Exact(_) => "exact",
            Self::StartsWith(_) => "starting",
            Self::Any => "any",
        }
    }
}

/// Collapses white space, as a screen reader does.
pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
