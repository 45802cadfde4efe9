//! Whatever anybody asks in whatever order.
