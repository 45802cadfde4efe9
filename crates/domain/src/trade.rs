//! The closed lists of the trade: channel, kind, severity, emotion and their like. Codes from the glossary; a service
//! policy may rename their labels and use fewer of them, never add.

use crate::code::codes;

codes! {
    /// How a case came in (S0-08…10, S1-12, S2-08, S4-05).
    pub enum Channel {
        /// A telephone call.
        Phone = "phone",
        /// A message left after hours (S0-25).
        Voicemail = "voicemail",
        /// E-mail.
        Email = "email",
        /// Web form or portal.
        Web = "web",
        /// Live chat (S0-09).
        Chat = "chat",
        /// The customer's app or mini-program.
        App = "app",
        /// Social media.
        SocialMedia = "social_media",
        /// The shop counter (S0-10).
        WalkIn = "walk_in",
        /// A letter or paper form (B.18-16: it prints and can be typed back in).
        Letter = "letter",
        /// Passed on by an authority (12315).
        Regulator = "regulator",
        /// Found by us: a survey, a review, a watch-period contact (S1-03).
        Proactive = "proactive",
    }
}

codes! {
    /// What the case is (S1-01, S4-01). A review never counts as a complaint unless converted.
    pub enum Kind {
        /// Any expression of dissatisfaction (S3-04).
        Complaint = "complaint",
        /// A rating or review of the service.
        ServiceReview = "service_review",
        /// A product-quality problem.
        QualityIssue = "quality_issue",
        /// A suggestion.
        Suggestion = "suggestion",
        /// A question.
        Inquiry = "inquiry",
        /// Praise.
        Praise = "praise",
        /// Return or exchange.
        Rma = "rma",
        /// Repair.
        Repair = "repair",
    }
}

codes! {
    /// Consequence, 1-4; each policy shows its own labels (A.7 no. 1). Never set by how loudly somebody shouts.
    pub enum Severity {
        /// 1: noticed by few, no loss.
        Minor = "minor",
        /// 2: a secondary function or some loss.
        General = "general",
        /// 3: a main function, money, or trust lost.
        Major = "major",
        /// 4: safety or law.
        Critical = "critical",
    }
}

impl Severity {
    /// 1 to 4.
    pub const fn level(self) -> u8 {
        match self {
            Self::Minor => 1,
            Self::General => 2,
            Self::Major => 3,
            Self::Critical => 4,
        }
    }

    /// From 1 to 4.
    pub fn from_level(level: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|s| s.level() == level)
    }
}

codes! {
    /// Urgency in the queue (S0-13); derived from severity by the policy, changed only with a reason.
    pub enum Priority {
        /// Can wait.
        Low = "low",
        /// Ordinary.
        Normal = "normal",
        /// Before ordinary ones (S4-07 緊急或特殊).
        High = "high",
        /// At once (S0-52, S0-53).
        Emergency = "emergency",
    }
}

codes! {
    /// How involved the solution is (S0-29, S0-30).
    pub enum Complexity {
        /// Solvable in the first contact.
        Simple = "simple",
        /// Needs several steps or departments.
        Complex = "complex",
    }
}

codes! {
    /// The customer's emotional state in one contact (S2-13); a property of the contact, never of the customer.
    pub enum EmotionalState {
        /// Calm.
        Calm = "calm",
        /// Upset.
        Upset = "upset",
        /// Angry.
        Angry = "angry",
        /// Extreme: needs a person at once.
        Extreme = "extreme",
    }
}

codes! {
    /// The seven behavioural causes of a complaint (S3-06 a-g).
    pub enum BehaviouralCause {
        /// Negligence made the customer lose.
        NegligenceCausedLoss = "negligence_caused_loss",
        /// Nobody takes the mistake and the duty.
        NobodyTakesResponsibility = "nobody_takes_responsibility",
        /// Not solved, and nobody explained.
        UnresolvedUnexplained = "unresolved_unexplained",
        /// A promise was not kept.
        BrokenPromise = "broken_promise",
        /// Rude, cold, slighting.
        RudeColdSlighting = "rude_cold_slighting",
        /// The customer erred, and was mocked for it.
        MockedForError = "mocked_for_error",
        /// Honesty doubted.
        HonestyDoubted = "honesty_doubted",
    }
}

codes! {
    /// How exact the given time of occurrence is (S0-12).
    pub enum Precision {
        /// To the minute.
        Minute = "minute",
        /// The day is known.
        Day = "day",
        /// The month is known.
        Month = "month",
    }
}

codes! {
    /// Roles of A.5. A policy names the accountable role per state; an organisation gives users roles with scopes.
    pub enum Role {
        /// Serves customers all day.
        Agent = "agent",
        /// Repairs.
        Technician = "technician",
        /// At the shop counter.
        StoreStaff = "store_staff",
        /// Customer-service staff of a service station.
        StationStaff = "station_staff",
        /// 服务站上级.
        StationManager = "station_manager",
        /// 客服主管.
        Supervisor = "supervisor",
        /// Answers for a responsible department.
        Department = "responsible_department",
        /// 服务管理部.
        ServiceManagement = "service_management_dept",
        /// Technical support of the manufacturer.
        Manufacturer = "manufacturer",
        /// 管理层.
        Management = "management",
        /// Quality manager.
        QualityManager = "quality_manager",
        /// QA inspector.
        QaInspector = "qa_inspector",
        /// Trainer or examiner.
        Trainer = "trainer",
        /// Wellbeing counsellor.
        Counsellor = "counsellor",
        /// Keeps the paper archive.
        Archivist = "archivist",
        /// Privacy officer.
        PrivacyOfficer = "privacy_officer",
        /// System administrator.
        Admin = "admin",
        /// Reads everything, changes nothing.
        Auditor = "auditor",
        /// The system itself: timers, imports. Held by no person.
        System = "system",
    }
}
