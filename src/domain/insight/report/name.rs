//! The reports that there are.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    Summary,
    Volume,
    Backlog,
    Times,
    Distribution,
    Sla,
    Agents,
    Categories,
    Channels,
    Flow,
    Csat,
    Recurrence,
    /// Figures that the request names.
    Custom,
}

impl Name {
    pub const ALL: [Name; 13] = [
        Name::Summary,
        Name::Volume,
        Name::Backlog,
        Name::Times,
        Name::Distribution,
        Name::Sla,
        Name::Agents,
        Name::Categories,
        Name::Channels,
        Name::Flow,
        Name::Csat,
        Name::Recurrence,
        Name::Custom,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Name::Summary => "summary",
            Name::Volume => "volume",
            Name::Backlog => "backlog",
            Name::Times => "times",
            Name::Distribution => "distribution",
            Name::Sla => "sla",
            Name::Agents => "agents",
            Name::Categories => "categories",
            Name::Channels => "channels",
            Name::Flow => "flow",
            Name::Csat => "csat",
            Name::Recurrence => "recurrence",
            Name::Custom => "custom",
        }
    }

    pub fn parse(text: &str) -> Option<Name> {
        Name::ALL.into_iter().find(|n| n.as_str() == text)
    }
}
