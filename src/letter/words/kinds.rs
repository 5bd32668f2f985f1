//! Kinds of things that phrases name: ways to reach the secretariat, Sectors.

/// A way to reach the secretariat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Channel {
    /// By telephone.
    Tel,
    /// By fax.
    Fax,
    /// By e-mail.
    Email,
    /// Its page.
    Web,
}

/// The Sectors of ITU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Sector {
    /// ITU-R: radiocommunication.
    R,
    /// ITU-T: standardization.
    T,
    /// ITU-D: development.
    D,
}

impl Channel {
    /// Its key in a meeting file.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Tel => "tel",
            Self::Fax => "fax",
            Self::Email => "email",
            Self::Web => "web",
        }
    }
}
