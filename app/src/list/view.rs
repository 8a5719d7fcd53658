//! The shown rows: filtered, searched and sorted by the route.

use model::state::{
    AddressList, Columns, Directory, Filter, Row, Ticket, View, ViewContext, ViewOptions,
};
use reactive_graph::traits::With;

use super::ListSlice;

/// The list, its shown rows, and the machines they name.
#[derive(Clone, Copy)]
pub struct ListView<'a> {
    /// All loaded addresses.
    pub list: &'a AddressList,
    /// The shown rows, and how many the tab has.
    pub view: &'a View,
    /// The machines.
    pub machines: &'a Directory,
}

impl<'a> ListView<'a> {
    /// The shown rows, in order.
    #[must_use]
    pub fn rows(self) -> &'a [Row] {
        self.view.rows(self.list)
    }

    /// The values of the rows.
    #[must_use]
    pub fn columns(self) -> &'a Columns {
        self.list.columns()
    }
}

/// The last view, kept until its inputs change.
#[derive(Default)]
pub(super) struct CachedView {
    options: ViewOptions,
    versions: Option<Versions>,
    view: View,
}

/// Versions of the inputs of a view, beside its options.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Versions {
    list: Ticket,
    /// None when the options do not depend on machines.
    machines: Option<Ticket>,
    notes: u32,
    /// From when on a claim is young. None when the options do not depend on ages.
    young_from: Option<u32>,
}

impl ListSlice {
    /// Region, search, filter and order of the shown rows.
    #[must_use]
    pub fn view_options(&self) -> ViewOptions {
        self.route.with(|route| {
            self.region_counts
                .with(|counts| route.view_options(|region| counts.has_seen(region)))
        })
    }

    /// Reads the shown rows. Searches and sorts only after a change; otherwise it allocates nothing.
    pub fn with_view<R>(&self, read: impl FnOnce(ListView<'_>) -> R) -> R {
        self.list.with(|list| {
            self.machines.with(|machines| {
                self.update_view(list, machines);
                read(ListView {
                    list,
                    view: &self.view.borrow().view,
                    machines,
                })
            })
        })
    }

    /// The number of shown rows.
    #[must_use]
    pub fn shown_len(&self) -> usize {
        self.with_view(|view| view.rows().len())
    }

    fn update_view(&self, list: &AddressList, machines: &Directory) {
        let versions = |options: &ViewOptions| {
            Some(Versions {
                list: list.revision(),
                machines: options.depends_on_machines().then(|| machines.revision()),
                notes: self.notes.version(),
                young_from: (options.filter == Filter::LongIdle)
                    .then(|| self.usage_index.borrow_mut().set_time(self.time.now())),
            })
        };
        let is_current = |cached: &CachedView| {
            let has_options = self.route.with(|route| {
                self.region_counts.with(|counts| {
                    route.has_view_options(&cached.options, |region| counts.has_seen(region))
                })
            });
            has_options && cached.versions == versions(&cached.options)
        };
        self.notes.with(|notes| {
            if is_current(&self.view.borrow()) {
                return;
            }
            let options = self.view_options();
            let versions = versions(&options);
            let mut usages = self.usage_index.borrow_mut();
            if options.depends_on_machines() || options.filter != Filter::All {
                usages.update(list, machines);
            }
            let context = ViewContext {
                directory: machines,
                notes,
                usages: &usages,
            };
            self.view.replace(CachedView {
                view: View::new(list, &options, context),
                versions,
                options,
            });
        });
    }
}
