//! The HTML elements, each by the name of its tag.

use crate::El;

macro_rules! elements {
    ($($tag:ident)*) => {
        $(
            #[doc = concat!("A new `<", stringify!($tag), ">`.")]
            pub fn $tag() -> El {
                El::html(stringify!($tag))
            }
        )*
    };
}

elements! {
    aside b button caption code datalist dd details dialog div dl dt fieldset footer form h1 h2 h3 header input kbd label
    legend li main meta ol option p pre progress section select span strong summary table tbody td th thead tr ul
}
