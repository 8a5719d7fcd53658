//! The column and order of a view.

use crate::wire::Order;

/// A column to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// The date of the claim.
    #[default]
    Claimed,
    /// The address as a number.
    Address,
    /// The region, by the name on its tab.
    Region,
    /// The machine, by name or ID; idle addresses come last.
    Machine,
}

impl SortBy {
    /// All columns, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Address, Self::Region, Self::Machine, Self::Claimed];

    /// The name in the URL fragment.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Address => "address",
            Self::Region => "region",
            Self::Machine => "machine",
        }
    }

    /// Reads the name in a URL fragment.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name() == name)
    }

    /// The order after the first press: newest first for dates, else alphabetical.
    #[must_use]
    pub fn default_order(self) -> Order {
        if self == Self::Claimed {
            Order::Desc
        } else {
            Order::Asc
        }
    }
}

/// A column and its order. The default is the service's: newest claim first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub by: SortBy,
    /// Its order.
    pub order: Order,
}

impl Sort {
    /// A column in its default order.
    #[must_use]
    pub fn column(by: SortBy) -> Self {
        Self {
            by,
            order: by.default_order(),
        }
    }

    /// The sort after a press on the header of a column: the other order of the same column, or the
    /// default order of another.
    #[must_use]
    pub fn toggled(self, by: SortBy) -> Self {
        if self.by == by {
            Self {
                by,
                order: self.order.reversed(),
            }
        } else {
            Self::column(by)
        }
    }

    /// The order to request. The service sorts by date of claim alone (`docs/api.md`, List); by any
    /// other column the panel sorts what is loaded.
    #[must_use]
    pub fn service_order(self) -> Order {
        if self.by == SortBy::Claimed {
            self.order
        } else {
            Order::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_begins_with_another_column_and_reverses_the_same() {
        let newest = Sort::default();
        assert_eq!((newest.by, newest.order), (SortBy::Claimed, Order::Desc));
        let by_address = newest.toggled(SortBy::Address);
        assert_eq!(by_address, Sort::column(SortBy::Address));
        assert_eq!(by_address.order, Order::Asc);
        assert_eq!(by_address.toggled(SortBy::Address).order, Order::Desc);
        assert_eq!(by_address.toggled(SortBy::Claimed), newest);
        assert_eq!(newest.toggled(SortBy::Claimed).order, Order::Asc);
    }

    #[test]
    fn the_service_is_asked_for_dates_alone() {
        let oldest = Sort::default().toggled(SortBy::Claimed);
        assert_eq!(oldest.service_order(), Order::Asc);
        for by in [SortBy::Address, SortBy::Region, SortBy::Machine] {
            assert_eq!(Sort::column(by).service_order(), Order::Desc);
        }
    }

    #[test]
    fn every_column_reads_back_from_its_name() {
        for by in SortBy::ALL {
            assert_eq!(SortBy::parse(by.name()), Some(by));
        }
        assert_eq!(SortBy::parse("colour"), None);
    }
}
