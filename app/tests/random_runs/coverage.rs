//! How often the runs came to what they are to prove.

macro_rules! coverage {
    ($($outcome:ident),* $(,)?) => {
        #[derive(Debug, Default)]
        pub(crate) struct Coverage {
            $(pub(crate) $outcome: usize,)*
        }

        impl Coverage {
            pub(crate) fn add(&mut self, other: Self) {
                $(self.$outcome += other.$outcome;)*
            }

            /// How often the rarest outcome came about.
            pub(crate) fn least(&self) -> usize {
                [$(self.$outcome),*].into_iter().min().unwrap_or_default()
            }
        }
    };
}

coverage! {
    refreshed,
    loaded_all,
    retried,
    done,
    confirmed,
    gone_already,
    nothing,
    not_seen,
    unknown,
    swapped,
    not_swapped,
    swapped_halfway,
    undone,
    not_undone,
    done_in_bulk,
    failed_in_bulk,
    claimed,
    claimed_and_assigned,
    found,
    several,
    none_found,
    not_looked,
}
