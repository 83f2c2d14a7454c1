//! What a policy can promise, by name. What each of them means is said in [`sla`](crate::domain::sla).

/// The eight metrics, in the order in which people read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Metric {
    FirstReply,
    NextReply,
    PeriodicUpdate,
    PausableUpdate,
    RequesterWait,
    AgentWork,
    Resolution,
    GroupOwnership,
}

impl Metric {
    pub const ALL: [Metric; 8] = [
        Metric::FirstReply,
        Metric::NextReply,
        Metric::PeriodicUpdate,
        Metric::PausableUpdate,
        Metric::RequesterWait,
        Metric::AgentWork,
        Metric::Resolution,
        Metric::GroupOwnership,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Metric::FirstReply => "first_reply",
            Metric::NextReply => "next_reply",
            Metric::PeriodicUpdate => "periodic_update",
            Metric::PausableUpdate => "pausable_update",
            Metric::RequesterWait => "requester_wait",
            Metric::AgentWork => "agent_work",
            Metric::Resolution => "resolution",
            Metric::GroupOwnership => "group_ownership",
        }
    }

    pub fn parse(text: &str) -> Option<Metric> {
        Metric::ALL.into_iter().find(|metric| metric.as_str() == text)
    }
}
