//! The closed lists a case's events and commands are written with: direction, role, result, remedy, answer, reason,
//! ground, link, cause. Codes stand in the journal for years: one may be added, none renamed or removed.

use crate::code::codes;

codes! {
    /// Which way a message went.
    pub enum Direction {
        /// From the customer.
        Inbound = "inbound",
        /// To the customer.
        Outbound = "outbound",
    }
}

codes! {
    /// What an outbound message is, beyond its words. Codes so that clocks can stop on them.
    pub enum MessageRole {
        /// Number and promised time (S2-03).
        Acknowledgement = "acknowledgement",
        /// A question the customer must answer; lets the case wait for them.
        Question = "question",
        /// How it stands (S2-28).
        ProgressUpdate = "progress_update",
        /// A definite answer (S3-12).
        DefiniteAnswer = "definite_answer",
        /// The result (S1-27).
        Result = "result",
        /// "Please wait", an automatic text: stops no clock (C.1).
        Holding = "holding",
    }
}

codes! {
    /// How a contact attempt ended (S1-18).
    pub enum ContactResult {
        /// We spoke: two-way.
        Reached = "reached",
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// Busy or cut off.
        Busy = "busy",
        /// Number or address is wrong.
        Wrong = "wrong",
    }
}

codes! {
    /// How a remedy is combined (S2-24 and A.4); its amounts and proofs come with the remedy itself.
    pub enum Remedy {
        /// 道歉.
        Apology = "apology",
        /// 解释说明.
        Explanation = "explanation",
        /// 补发商品.
        Reship = "reship",
        /// 退货退款.
        ReturnAndRefund = "return_and_refund",
        /// 仅退款.
        RefundOnly = "refund_only",
        /// 部分退款.
        PartialRefund = "partial_refund",
        /// 优惠券补偿.
        Coupon = "coupon_compensation",
        /// 升级服务.
        ServiceUpgrade = "service_upgrade",
        /// 补偿.
        Compensation = "compensation",
        /// 维修.
        Repair = "repair",
        /// 换货.
        Exchange = "exchange",
        /// 临时替代方案 (S0-55).
        Loaner = "loaner",
        /// Help to help oneself (S0-17).
        SelfHelp = "self_help",
    }
}

codes! {
    /// What the customer says to a proposal (S2-25): understanding and accepting are two things.
    pub enum Answer {
        /// Understood, not yet accepted.
        Understood = "understood",
        /// Accepted.
        Accepted = "accepted",
        /// Rejected.
        Rejected = "rejected",
    }
}

codes! {
    /// How a follow-up ended (C.12).
    pub enum FollowUpResult {
        /// Satisfied.
        Satisfied = "satisfied",
        /// Not satisfied: leads to reassessment.
        Dissatisfied = "dissatisfied",
        /// Not reached this time.
        NotReached = "not_reached",
    }
}

codes! {
    /// Why a case was closed (S0-20).
    pub enum ClosureReason {
        /// The customer confirmed.
        Confirmed = "confirmed",
        /// What the policy asks was done (informed, followed up).
        Completed = "completed",
        /// Not reached after the policy's number of attempts.
        Unreachable = "unreachable",
        /// Silent for the policy's time after the result.
        CustomerSilent = "customer_silent",
        /// Withdrawn by the customer.
        Withdrawn = "withdrawn",
        /// Goes on in another case.
        Merged = "merged",
        /// Out of scope, with a ground.
        Rejected = "rejected",
        /// Came closed from another system.
        Imported = "imported",
    }
}

codes! {
    /// Why a case is not taken on.
    pub enum RejectionGround {
        /// Not ours to decide.
        OutsideRemit = "outside_remit",
        /// Spam or a test.
        Spam = "spam",
        /// Decided before.
        AlreadyHandled = "already_handled",
        /// No matter to handle.
        NoMatter = "no_matter",
    }
}

codes! {
    /// How two cases belong together.
    pub enum LinkKind {
        /// Asks about an open case (催单).
        Chaser = "chaser",
        /// The same issue again (重复投诉).
        Repeat = "repeat_complaint",
        /// The same event twice (重复工单).
        Duplicate = "duplicate",
        /// A complaint about the handling of the other (S4-20).
        About = "about",
        /// Otherwise related.
        Related = "related",
    }
}

codes! {
    /// Why a case went up.
    pub enum EscalationCause {
        /// The customer asked for it (S4-23).
        CustomerDemand = "customer_demand",
        /// Too many rejected solutions (S0-56, S3-15).
        RejectedSolutions = "rejected_solutions",
        /// A clock was breached.
        Breach = "breach",
        /// Severity, safety, gross failure.
        Severity = "severity",
        /// Press, social media, an authority.
        Publicity = "publicity",
        /// Several departments (S0-57).
        SeveralDepartments = "several_departments",
        /// Difficult: help is needed (S3-14).
        Difficult = "difficult",
        /// The accepted solution failed a second time (S2-27).
        SecondFailure = "second_failure",
        /// The level below did not take it up in time.
        NotTakenUp = "not_taken_up",
        /// Evidence that was asked for did not come in time (S2-17).
        EvidenceOverdue = "evidence_overdue",
    }
}

codes! {
    /// Why a clock stopped counting for good.
    pub enum CancelReason {
        /// The case was closed without this step.
        Closed = "closed",
        /// Withdrawn.
        Withdrawn = "withdrawn",
        /// Merged.
        Merged = "merged",
        /// Rejected.
        Rejected = "rejected",
        /// The classification no longer asks for it.
        NoLongerApplies = "no_longer_applies",
        /// The next run of a repeating clock took over.
        Superseded = "superseded",
    }
}

codes! {
    /// Why a wait ended.
    pub enum ResumeCause {
        /// Somebody said so.
        Actor = "actor",
        /// The customer wrote or called.
        CustomerMessage = "customer_message",
        /// The longest wait was reached.
        MaxReached = "max_reached",
        /// The case moved on.
        MovedOn = "moved_on",
    }
}
