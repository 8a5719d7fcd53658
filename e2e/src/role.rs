//! The roles a test may look for, and the elements of HTML that can carry them.

/// What a screen reader calls an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something to press.
    Button,
    /// A line to type into; suggestions make it a combo box, which is still a field.
    Field,
    /// A heading of any level.
    Heading,
    /// A list of tabs.
    TabList,
    /// One tab.
    Tab,
    /// A table.
    Table,
    /// The head of a column.
    ColumnHeader,
    /// The head of a row.
    RowHeader,
    /// A row, which goes by the name of its row header.
    Row,
    /// A dialog that is open.
    Dialog,
    /// A set of radio buttons.
    RadioGroup,
    /// One radio button.
    Radio,
    /// A box to tick.
    Checkbox,
    /// A place where results are announced.
    Status,
    /// A place where failures are announced.
    Alert,
    /// A link.
    Link,
    /// A menu that is open.
    Menu,
    /// An item of a menu, to be ticked or not.
    MenuItem,
    /// One of the choices that a field offers.
    Option,
}

impl Role {
    /// The CSS selector of everything that may have this role.
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
            Self::Menu => "[role=menu]",
            Self::MenuItem => "[role=menuitem], [role=menuitemcheckbox]",
        }
    }

    /// The computed roles that count as this one.
    pub(crate) fn computed(self) -> &'static [&'static str] {
        match self {
            Self::Button => &[
                "button",
                "switch",
                "disclosure triangle",
                "DisclosureTriangle",
            ],
            // Firefox gives a password no role.
            Self::Field => &["textbox", "combobox", "searchbox", ""],
            Self::Heading => &["heading"],
            Self::TabList => &["tablist"],
            Self::Tab => &["tab"],
            Self::Table => &["table", "grid"],
            Self::ColumnHeader => &["columnheader"],
            // The row is found by its header, and the header is what the browser is asked about.
            Self::Row | Self::RowHeader => &["rowheader"],
            Self::Dialog => &["dialog", "alertdialog"],
            Self::RadioGroup => &["radiogroup", "group"],
            Self::Radio => &["radio"],
            Self::Checkbox => &["checkbox"],
            Self::Status => &["status"],
            Self::Alert => &["alert"],
            Self::Link => &["link"],
            Self::Option => &["option"],
            Self::Menu => &["menu"],
            Self::MenuItem => &["menuitem", "menuitemcheckbox"],
        }
    }

    /// For a row, the selector of its header.
    pub(crate) fn header(self) -> Option<&'static str> {
        (self == Self::Row).then(|| Self::RowHeader.css())
    }
}

/// How the wanted name compares with the accessible name.
#[derive(Clone, Debug)]
pub(crate) enum Name {
    Exact(String),
    Starting(String),
    Any,
}

impl Name {
    /// Whether the browser's computed name is the wanted one.
    pub(crate) fn fits(&self, computed: &str) -> bool {
        let computed = words(computed);
        match self {
            Self::Exact(name) => computed == *name,
            Self::Starting(name) => computed.starts_with(name.as_str()),
            Self::Any => true,
        }
    }

    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Exact(name) | Self::Starting(name) => name,
            Self::Any => "",
        }
    }

    pub(crate) fn mode(&self) -> &'static str {
        match self {
            Self::Exact(_) => "exact",
            Self::Starting(_) => "starting",
            Self::Any => "any",
        }
    }
}

/// A text with its white space collapsed, as a screen reader reads it.
pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
