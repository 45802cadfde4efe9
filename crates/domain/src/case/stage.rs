//! Where a case stands. The main path and its loops are *stages*; waiting, escalation and dispute lie over a stage
//! and leave it in place, so that a case which waits for the customer is still, say, under investigation (A.5).

use crate::code::codes;

codes! {
    /// The stage of a case (A.5). Which of them a policy uses, and in which order, is the policy's flow.
    pub enum Stage {
        /// Received, nothing done yet.
        New = "new",
        /// The customer was told the number and the promised time (S2-03).
        Acknowledged = "acknowledged",
        /// Category and severity are set.
        Triaged = "triaged",
        /// A handler is named.
        Assigned = "assigned",
        /// Talking with the customer.
        InContact = "in_contact",
        /// Facts are being verified.
        Investigating = "investigating",
        /// The customer has a solution to answer (S1-19).
        SolutionProposed = "solution_proposed",
        /// A remedy waits for somebody with the authority (S2-23).
        Approval = "approval",
        /// The customer accepted.
        Agreed = "agreed",
        /// The remedy is being carried out.
        Executing = "executing",
        /// Done, in our view.
        Resolved = "resolved",
        /// Being followed up (S1-21).
        FollowUp = "follow_up",
        /// The customer confirmed the result (S0-20).
        Confirmed = "confirmed",
        /// Closed.
        Closed = "closed",
        /// Filed; nothing changes any more.
        Archived = "archived",
        /// The customer was not satisfied: looked at again (S0-21).
        Reassessment = "reassessment",
        /// Opened again after closing.
        Reopened = "reopened",
    }
}

impl Stage {
    /// Closed or archived: no clock runs, nobody works on it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Archived)
    }
}

codes! {
    /// Why a case waits (C.4: only listed reasons pause a clock).
    pub enum WaitReason {
        /// We asked the customer something.
        Customer = "waiting_customer",
        /// A third party, with the customer's agreement.
        ThirdParty = "waiting_third_party",
        /// Parts are on order.
        Parts = "waiting_parts",
        /// Inspection or testing of the goods.
        Inspection = "inspection",
        /// Nobody can do anything.
        ForceMajeure = "force_majeure",
        /// Set aside; stops no clock.
        OnHold = "on_hold",
    }
}

codes! {
    /// Something that happened in a case and that a clock may start or stop on (A.7).
    pub enum Signal {
        /// The case came in.
        Received = "received",
        /// The customer got the number and the promised time.
        Acknowledged = "acknowledged",
        /// Category and severity are set.
        Triaged = "triaged",
        /// A handler is named.
        HandlerAssigned = "handler_assigned",
        /// Two-way contact with the customer (an attempt is not contact).
        TwoWayContact = "two_way_contact",
        /// A human, substantive answer to the customer (C.1).
        SubstantiveReply = "substantive_reply",
        /// The customer wrote or called.
        CustomerMessage = "customer_message",
        /// The customer was told how it stands (S2-28).
        ProgressUpdate = "progress_update",
        /// The preliminary finding is recorded (S4-21).
        PreliminaryFinding = "preliminary_finding",
        /// A definite answer, not a holding reply (S3-12).
        DefiniteAnswer = "definite_answer",
        /// A solution with a promised time (S0-30).
        SolutionProposed = "solution_proposed",
        /// The customer accepted the solution.
        SolutionAgreed = "solution_agreed",
        /// The customer refused the solution.
        SolutionRejected = "solution_rejected",
        /// Verified, contacted and proposed (S1-16…19).
        Handled = "handled",
        /// The remedy is carried out.
        Resolved = "resolved",
        /// The customer was told the result (S1-27).
        CustomerInformed = "customer_informed",
        /// Followed up with a result.
        FollowedUp = "followed_up",
        /// The customer confirmed and is satisfied (S3-13).
        ConfirmedSatisfied = "confirmed_satisfied",
        /// The result was reported to head office (S3-11).
        ReportedToHq = "reported_to_hq",
        /// An emergency was declared (S0-52…54).
        EmergencyDeclared = "emergency_declared",
        /// Whether a product risk is reported was decided (B.16).
        SafetyAssessed = "safety_assessed",
        /// Escalated.
        Escalated = "escalated",
        /// Complained of to an authority (12315).
        AuthorityFiled = "authority_filed",
        /// The authority took it on.
        AuthorityAccepted = "authority_accepted",
        /// It ended there, however it ended.
        AuthorityEnded = "authority_ended",
        /// Opened again.
        Reopened = "reopened",
        /// A call began to ring or queue.
        CallOffered = "call_offered",
        /// A call was answered by a person.
        CallAnswered = "call_answered",
        /// The end of a voicemail.
        VoicemailLeft = "voicemail_left",
        /// A visitor took a ticket at the counter (S0-28).
        Arrived = "arrived",
        /// A visitor is being served.
        Served = "served",
        /// Closed.
        Closed = "closed",
    }
}
