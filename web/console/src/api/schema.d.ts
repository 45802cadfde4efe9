// Made from crates/api/openapi.json by `npm run gen`; not written by hand.
export interface paths {
    "/api/v1/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What anybody may know: version, languages, whether set up */
        get: operations["get_about"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Appeals that wait, the longest first */
        get: operations["get_appeals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Approvals that wait, the most urgent first */
        get: operations["get_approvals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{attachment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file */
        get: operations["get_attachments_attachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{attachment}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file in place, when its bytes prove a type that runs nothing; otherwise as a download */
        get: operations["get_attachments_attachment_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{attachment}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A small picture of a picture */
        get: operations["get_attachments_attachment_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The journal with names, by filters; a page may be short or empty */
        get: operations["get_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as one table, all of it */
        get: operations["get_audit_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes each of many cases by the ordinary command, or says what would happen */
        post: operations["post_bulk_changes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The regions and the years known of each */
        get: operations["get_calendars"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{region}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The days of a year that differ from its week */
        get: operations["get_calendars_region"];
        put?: never;
        /** Imports a year; provisional due times are computed again */
        post: operations["post_calendars_region"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{region}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What importing a year's notice would change */
        post: operations["post_calendars_region_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{region}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Each day of a month, for a unit too */
        get: operations["get_calendars_region_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A question to the arithmetic of deadlines */
        post: operations["post_calendars_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/canned-texts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The canned texts one may use, best first; with a case, filled in for it */
        get: operations["get_canned_texts"];
        put?: never;
        /** Writes a canned text */
        post: operations["post_canned_texts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/canned-texts/{text}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A canned text */
        get: operations["get_canned_texts_text"];
        /** Writes it anew */
        put: operations["put_canned_texts_text"];
        post?: never;
        /** Takes it away */
        delete: operations["delete_canned_texts_text"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the cases you may see */
        get: operations["get_cases"];
        put?: never;
        /** Takes a case in */
        post: operations["post_cases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A case with its words */
        get: operations["get_cases_case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What may be done now, and why not */
        get: operations["get_cases_case_actions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/adjudications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Judges whether a complaint is valid against a station; the policy's classes count on confirmation */
        post: operations["post_cases_case_adjudications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/adjudications/{adjudication}/appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Appeals for the station, within the policy's working days */
        post: operations["post_cases_case_adjudications_adjudication_appeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/adjudications/{adjudication}/appeal/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides an appeal; never by whoever judged or appealed */
        post: operations["post_cases_case_adjudications_adjudication_appeal_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for approval of what exceeds your authority */
        post: operations["post_cases_case_approvals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/approvals/{approval}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs an approval, or refuses it with the reason; never by whoever asked */
        post: operations["post_cases_case_approvals_approval_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Files it; nothing changes any more */
        post: operations["post_cases_case_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Attaches a file */
        post: operations["post_cases_case_attachments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/car-use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the buyer of a car owes for its use and what is left to refund: price × km/1000 × n (art. 27) */
        get: operations["get_cases_case_car_use"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/care-contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records a care contact of the watch period, or an attempt, or that the customer wants no more (S3-49) */
        post: operations["post_cases_case_care_contacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/carried-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A remedy of the accepted solution was carried out, with its proof, or failed */
        post: operations["post_cases_case_carried_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/chasers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer asks how it stands (催单) */
        post: operations["post_cases_case_chasers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest visit of a case */
        get: operations["get_cases_case_chat"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/classification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Judges it; what is left out stays */
        put: operations["put_cases_case_classification"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/clocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its clocks, each due time with its reasons */
        get: operations["get_cases_case_clocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/clocks/{clock}/due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Promises an earlier due time by hand */
        put: operations["put_cases_case_clocks_clock_due"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes it */
        post: operations["post_cases_case_closure"];
        /** Opens it again, with a reason */
        delete: operations["delete_cases_case_closure"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/cluster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who else: cases of the same product, batch or serial number in the policy's days */
        get: operations["get_cases_case_cluster"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer says whether the result is right */
        post: operations["post_cases_case_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records an attempt to reach the customer */
        post: operations["post_cases_case_contacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/containments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records what keeps the damage from growing */
        post: operations["post_cases_case_containments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/counter-visit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When they came to the counter */
        get: operations["get_cases_case_counter_visit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins a dispute, or says that it was brought outside */
        post: operations["post_cases_case_disputes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/disputes/{dispute}/rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes down a round: who, what was offered and asked, what was said, how it ended */
        post: operations["post_cases_case_disputes_dispute_rounds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/disputes/{dispute}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves a dispute on, by the dates of its papers; a settlement is the solution the customer accepted */
        post: operations["post_cases_case_disputes_dispute_steps"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/drafts/{sort}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own draft; null when none was begun */
        get: operations["get_cases_case_drafts_sort"];
        /** Saves one's own draft; the highest counter wins */
        put: operations["put_cases_case_drafts_sort"];
        post?: never;
        /** Throws one's own draft away */
        delete: operations["delete_cases_case_drafts_sort"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/earlier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Earlier cases of the same customer, contact, order or piece, with the link that would fit */
        get: operations["get_cases_case_earlier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/emergency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lowers an emergency, with a reason */
        delete: operations["delete_cases_case_emergency"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/emergency/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts an emergency; nobody else is asked any more */
        post: operations["post_cases_case_emergency_acceptance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/escalation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Takes up the escalation that waits: the caller is accountable from then on, or whom they name */
        put: operations["put_cases_case_escalation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/escalation/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes the remedy plan of the escalation that was taken up (S0-58) */
        post: operations["post_cases_case_escalation_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/escalations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes it a level up */
        post: operations["post_cases_case_escalations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records a piece of evidence with where it comes from; its files are attached before */
        post: operations["post_cases_case_evidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/evidence-pack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Everything about the case as a ZIP with an index and digests; recorded with its reason and its own digest */
        post: operations["post_cases_case_evidence_pack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/evidence-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks a unit, or somebody outside, for evidence; due as the policy says */
        post: operations["post_cases_case_evidence_requests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/evidence-requests/{request}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a link by which a request is answered without an account; the one before is void */
        post: operations["post_cases_case_evidence_requests_request_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/evidence-requests/{request}/sendings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends the link again to whoever is asked outside, by the address their words name */
        post: operations["post_cases_case_evidence_requests_request_sendings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/evidence-requests/{request}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a request back; its link is void */
        post: operations["post_cases_case_evidence_requests_request_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/execution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to carry it out */
        post: operations["post_cases_case_execution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/failure-review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reviews why a remedy failed twice (S2-27) */
        post: operations["post_cases_case_failure_review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own fields that stand for it, with what they hold, and what older ones still hold */
        get: operations["get_cases_case_fields"];
        /** Sets own fields; what is left out stays */
        put: operations["put_cases_case_fields"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records what was found */
        post: operations["post_cases_case_findings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/follow-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records a follow-up */
        post: operations["post_cases_case_follow_ups"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/handler": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Names the handler; whoever takes part in transfers may take what nobody handles */
        put: operations["put_cases_case_handler"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/hq-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Told head office (S3-11) */
        post: operations["post_cases_case_hq_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/investigation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The investigation: checklist, attempts, requests, visits, support, emergency */
        get: operations["get_cases_case_investigation"];
        put?: never;
        /** Begins to investigate */
        post: operations["post_cases_case_investigation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/irreparability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records that it cannot be repaired: an alternative or a compensation is owed from then on (S4-19) */
        post: operations["post_cases_case_irreparability"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/kind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes what it is */
        put: operations["put_cases_case_kind"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/liability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Decides who is liable, in shares of a hundred; none = undetermined */
        put: operations["put_cases_case_liability"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ties it to another case */
        post: operations["post_cases_case_links"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/loaners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lends something for the time being; in an emergency, or where the policy allows it */
        post: operations["post_cases_case_loaners"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/loaners/{loaner}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes it back, with its condition; also once the case is closed */
        post: operations["post_cases_case_loaners_loaner_return"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the mail of a case went out */
        get: operations["get_cases_case_mail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/mail-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came into a case by mail, newest first */
        get: operations["get_cases_case_mail_in"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/mail-in/{mail}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erases a message as it came, for a recorded reason; what the case says of it stays */
        post: operations["post_cases_case_mail_in_mail_erasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/mail-in/{mail}/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for the pictures a message only names: they are fetched soon and become files of the case */
        post: operations["post_cases_case_mail_in_mail_pictures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/mail-in/{mail}/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A message as it came, for a recorded reason */
        post: operations["post_cases_case_mail_in_mail_raw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes on in another case */
        post: operations["post_cases_case_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records a message in or out */
        post: operations["post_cases_case_messages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes an internal note */
        post: operations["post_cases_case_notes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets it wait */
        post: operations["post_cases_case_pause"];
        /** Goes on */
        delete: operations["delete_cases_case_pause"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/portal-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a link that opens the case to its customer */
        post: operations["post_cases_case_portal_link"];
        /** No link to the case opens it any more */
        delete: operations["delete_cases_case_portal_link"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is at the case */
        get: operations["get_cases_case_presence"];
        /** One is there; renew it every 15 seconds */
        put: operations["put_cases_case_presence"];
        post?: never;
        /** One has left */
        delete: operations["delete_cases_case_presence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Offers a solution */
        post: operations["post_cases_case_proposals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/proposals/{proposal}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records what the customer says to it */
        post: operations["post_cases_case_proposals_proposal_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes down how the customer rates the service */
        post: operations["post_cases_case_rating"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far you have read it */
        get: operations["get_cases_case_read"];
        /** Notes how far you have read it */
        put: operations["put_cases_case_read"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is done */
        post: operations["post_cases_case_resolution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What rules did here, the latest 100 */
        get: operations["get_cases_case_runs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/safety-assessment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides whether a product risk is reported to the authority (B.16) */
        post: operations["post_cases_case_safety_assessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/sending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one holds back */
        get: operations["get_cases_case_sending"];
        put?: never;
        /** Says something after a moment in which it may be taken back */
        post: operations["post_cases_case_sending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/sending/{sending}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes it back into the draft */
        delete: operations["delete_cases_case_sending_sending"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases with the most words in common */
        get: operations["get_cases_case_similar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a part of it go on in a case of its own */
        post: operations["post_cases_case_split"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/sponsor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Names who leads a major case (S3-29) */
        put: operations["put_cases_case_sponsor"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/steps/{step}/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ticks a step of the checklist off */
        post: operations["post_cases_case_steps_step_completion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/steps/{step}/omission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leaves a step of the checklist out, with the reason */
        post: operations["post_cases_case_steps_step_omission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/substitute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records a substitute offered for the time being, or why none (S0-55) */
        post: operations["post_cases_case_substitute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/support-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks head office for help (S3-18) */
        post: operations["post_cases_case_support_requests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/support-requests/{support}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers as head office */
        post: operations["post_cases_case_support_requests_support_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/terms-shown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer was shown a version of a public page */
        post: operations["post_cases_case_terms_shown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/texts/{field}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Writes or corrects a text; the verbatim never */
        put: operations["put_cases_case_texts_field"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, with all that is needed to draw it; oldest first unless `order=desc` */
        get: operations["get_cases_case_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Accepts the transfer on offer */
        put: operations["put_cases_case_transfer"];
        /** Offers it to somebody else; the owner stays accountable */
        post: operations["post_cases_case_transfer"];
        /** Does not accept it, with a reason */
        delete: operations["delete_cases_case_transfer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/triage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What triage proposes for it and is not settled yet, with the words that led to it */
        get: operations["get_cases_case_triage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/usual-remedies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the compensation standard proposes, what the law grants at least, and how far your authority goes */
        get: operations["get_cases_case_usual_remedies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Plans a visit on site */
        post: operations["post_cases_case_visits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/visits/{visit}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says why a visit did not take place */
        post: operations["post_cases_case_visits_visit_cancellation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/visits/{visit}/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records what was found on site; its photos are attached before */
        post: operations["post_cases_case_visits_visit_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case}/wish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Records what the customer wishes for, as remedies beside their words; none = not said (S2-21) */
        put: operations["put_cases_case_wish"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many cases fit, up to a bound */
        get: operations["get_cases_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The category tree in your order: canonical ones and your own leaves, in your words or the policy's */
        get: operations["get_categories"];
        put?: never;
        /** Adds a leaf under a canonical category */
        post: operations["post_categories"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/categories/{category}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Words, order, hiding and suggestions of a category */
        put: operations["put_categories_category"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The channels of your units, with what to look at */
        get: operations["get_channels"];
        put?: never;
        /** Enters a channel of a unit */
        post: operations["post_channels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A channel */
        get: operations["get_channels_channel"];
        /** Changes a channel; a limit may only be stricter */
        put: operations["put_channels_channel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}/tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a channel was tried, newest first */
        get: operations["get_channels_channel_tests"];
        put?: never;
        /** Tries a channel from inside; no case is left */
        post: operations["post_channels_channel_tests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/silent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Channels silent beyond their usual that you answer for or administer */
        get: operations["get_channels_silent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether somebody is there, and what the widget needs to know */
        get: operations["get_chat"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the widget may stand, and visits at once */
        get: operations["get_chat_settings"];
        /** Changes them, as a whole */
        put: operations["put_chat_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A little work to be done before a visit */
        post: operations["post_chat_challenges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/visit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The visit, with what was said after a version */
        get: operations["get_chat_visit"];
        put?: never;
        post?: never;
        /** Ends the visit; what was said stays */
        delete: operations["delete_chat_visit"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/visit/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds a file to be named in a message */
        post: operations["post_chat_visit_attachments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/visit/attachments/{attachment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file one may see */
        get: operations["get_chat_visit_attachments_attachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/visit/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The visit as it goes on; resumes after Last-Event-ID */
        get: operations["get_chat_visit_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/visit/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says something; the same id says it once */
        post: operations["post_chat_visit_messages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/visit/moment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Types, or has read up to a version; kept nowhere */
        put: operations["put_chat_visit_moment"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/visit/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rates how one was served, once it is over */
        post: operations["post_chat_visit_rating"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins a visit with its first message; the same key begins it once */
        post: operations["post_chat_visits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you serve, and what waits where you may read */
        get: operations["get_chats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chats/{chat}/agent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Takes it; you handle its case when nobody does */
        put: operations["put_chats_chat_agent"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chats/{chat}/closing-question": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks the visitor whether it may end */
        post: operations["post_chats_chat_closing_question"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chats/{chat}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends it, once the visitor was asked and had time to answer */
        post: operations["post_chats_chat_ending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chats/{chat}/handoff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** For a machine: whether it must hand off; if so, it is done */
        post: operations["post_chats_chat_handoff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chats/{chat}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** You have seen its case up to a version */
        put: operations["put_chats_chat_read"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circulars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Circulars of the whole network, the latest first */
        get: operations["get_circulars"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circulars/{circular}/readers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who of the network has read it as it stands now */
        get: operations["get_circulars_circular_readers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circulars/{circular}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** You have read it as it stands now */
        put: operations["put_circulars_circular_reading"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every closed list with its codes */
        get: operations["get_codes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter-visits/{visit}/call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calls a number, perhaps again */
        post: operations["post_counter_visits_visit_call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter-visits/{visit}/departure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** They went away without being served */
        post: operations["post_counter_visits_visit_departure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter-visits/{visit}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** They were served */
        post: operations["post_counter_visits_visit_ending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter-visits/{visit}/service": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to serve somebody; their case knows it */
        post: operations["post_counter_visits_visit_service"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The counters at which you work */
        get: operations["get_counters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counters/{unit}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A counter today: who waits, is served, went */
        get: operations["get_counters_unit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counters/{unit}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calls whoever has waited longest */
        post: operations["post_counters_unit_calls"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counters/{unit}/display": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives the number display an address; it is shown once */
        put: operations["put_counters_unit_display"];
        post?: never;
        /** The number display has no address any more */
        delete: operations["delete_counters_unit_display"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counters/{unit}/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes somebody in and gives them a number */
        post: operations["post_counters_unit_visits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers by what somebody may mean, by one exact key, or all */
        get: operations["get_customers"];
        put?: never;
        /** Enters a customer */
        post: operations["post_customers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A customer, masked */
        get: operations["get_customers_customer"];
        /** Changes a customer; what is left out stays, empty takes away */
        put: operations["put_customers_customer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erases personal data for good */
        post: operations["post_customers_customer_erasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Contact data in full, for a recorded reason */
        post: operations["post_customers_customer_reveal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/displays/{display}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a number display shows: numbers alone */
        get: operations["get_displays_display"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duty-shifts/{shift}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a time on duty away */
        delete: operations["delete_duty_shifts_shift"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/earlier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Earlier cases of one that is just being told */
        get: operations["get_earlier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happens, as it happens; resumes after Last-Event-ID */
        get: operations["get_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests for evidence to your units that wait, the most urgent first */
        get: operations["get_evidence_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence-requests/{request}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A request for evidence to one of your units */
        get: operations["get_evidence_requests_request"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence-requests/{request}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers; a second answer stands beside the first */
        post: operations["post_evidence_requests_request_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence-requests/{request}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds a file to an answer */
        post: operations["post_evidence_requests_request_attachments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence-requests/{request}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says why there is no answer */
        post: operations["post_evidence_requests_request_refusal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/faq-page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The questions with their draft, versions, and whether they helped */
        get: operations["get_faq_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/faq-page/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps a draft of the questions */
        put: operations["put_faq_page_draft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/faq-page/editions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publishes the draft from a day on */
        post: operations["post_faq_page_editions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/faq-page/editions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraws a version that has not begun */
        delete: operations["delete_faq_page_editions_version"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organisation's own fields in their order, archived ones too */
        get: operations["get_fields"];
        put?: never;
        /** Defines a field */
        post: operations["post_fields"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fields/{own_field}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes a field, or archives it */
        put: operations["put_fields_own_field"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fields/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Puts the fields in order, every one of them; forms follow it */
        put: operations["put_fields_order"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fields/shown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The own fields that would stand for a case that is just being told */
        post: operations["post_fields_shown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The few cases and customers somebody may mean: for the palette */
        get: operations["get_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The gateways */
        get: operations["get_gateways"];
        put?: never;
        /** Sets a gateway up */
        post: operations["post_gateways"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateways/{gateway}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A gateway, without its address and secret */
        get: operations["get_gateways_gateway"];
        /** Changes a gateway; an address left out stays */
        put: operations["put_gateways_gateway"];
        post?: never;
        /** Ends a gateway; its address and secret go with it */
        delete: operations["delete_gateways_gateway"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateways/{gateway}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says something through a gateway, soon and once; how it went then stands at the gateway */
        post: operations["post_gateways_gateway_try"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The codes to scan, with the scans of the last 30 days */
        get: operations["get_intake_codes"];
        put?: never;
        /** Makes a code of a unit */
        post: operations["post_intake_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake-codes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraws a code; it opens an empty form from then on */
        delete: operations["delete_intake_codes_code"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intake-codes/{code}/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often it was scanned, by day */
        get: operations["get_intake_codes_code_scans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loaners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is lent to customers in cases you may see, first due first */
        get: operations["get_loaners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mailboxes, with how the last look into each went */
        get: operations["get_mailboxes"];
        put?: never;
        /** Makes a mailbox of a unit; it is read at once when enabled */
        post: operations["post_mailboxes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailboxes/{mailbox}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A mailbox */
        get: operations["get_mailboxes_mailbox"];
        /** Changes a mailbox; a secret left out stays */
        put: operations["put_mailboxes_mailbox"];
        post?: never;
        /** Ends a mailbox; its secrets are forgotten */
        delete: operations["delete_mailboxes_mailbox"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailboxes/{mailbox}/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came lately, newest first, and what became of it */
        get: operations["get_mailboxes_mailbox_mail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailboxes/{mailbox}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in at both servers, soon and once; how it went then stands at the mailbox */
        post: operations["post_mailboxes_mailbox_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who one is and what one may */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/absence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When one is away */
        get: operations["get_me_absence"];
        /** Says when one is away, and who stands in */
        put: operations["put_me_absence"];
        post?: never;
        /** One is here */
        delete: operations["delete_me_absence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether you take visits, and how many */
        get: operations["get_me_chat"];
        /** Switches yourself on or off; renew it every minute while you are there */
        put: operations["put_me_chat"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one was told, newest first */
        get: operations["get_me_notifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Marks some as read */
        put: operations["put_me_notifications_read"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes one's own password; other sessions end */
        put: operations["put_me_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own preferences */
        get: operations["get_me_preferences"];
        /** Keeps one's own preferences, all of them anew */
        put: operations["put_me_preferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draws the recovery codes anew; those before are void */
        post: operations["post_me_recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether one has a second factor */
        get: operations["get_me_second_factor"];
        /** Proves it with a code; the recovery codes are shown this once */
        put: operations["put_me_second_factor"];
        /** Begins to set up a second factor; the secret is shown once */
        post: operations["post_me_second_factor"];
        /** Takes it away, with password and code */
        delete: operations["delete_me_second_factor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own sessions */
        get: operations["get_me_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of one's own sessions */
        delete: operations["delete_me_sessions_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much waits for your own decision */
        get: operations["get_me_waiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounts at messaging platforms */
        get: operations["get_messaging_accounts"];
        put?: never;
        /** Sets an account at a messaging platform up */
        post: operations["post_messaging_accounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging-accounts/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An account, without its secrets */
        get: operations["get_messaging_accounts_account"];
        /** Changes an account; a secret left out stays */
        put: operations["put_messaging_accounts_account"];
        post?: never;
        /** Ends an account; its secrets go with it */
        delete: operations["delete_messaging_accounts_account"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messaging-accounts/{account}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries an account, soon and once; how it went then stands at the account */
        post: operations["post_messaging_accounts_account_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/penalties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Penalties at the stations you may see, the latest first */
        get: operations["get_penalties"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/penalties/{penalty}/circular": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Signs a proposed penalty with the text of its circular */
        put: operations["put_penalties_penalty_circular"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/penalties/{penalty}/dismissal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Dismisses a proposed penalty with the reason */
        put: operations["put_penalties_penalty_dismissal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/penalties/{penalty}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The circular of a proposed penalty as it is worded from data, in the reader's language */
        get: operations["get_penalties_penalty_draft"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People you may hand cases to */
        get: operations["get_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every policy and layer, each version */
        get: operations["get_policies"];
        put?: never;
        /** Puts a policy version in force */
        post: operations["post_policies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/{policy}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A policy as written */
        get: operations["get_policies_policy"];
        put?: never;
        post?: never;
        /** Withdraws a version that has not begun */
        delete: operations["delete_policies_policy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/{policy}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs between two versions, and for whom */
        get: operations["get_policies_policy_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/{policy}/flow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its ways, steps and deadlines, to draw and to print */
        get: operations["get_policies_policy_flow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/{policy}/reach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which units open cases under it, and how many are open */
        get: operations["get_policies_policy_reach"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Everything wrong with a policy text */
        post: operations["post_policies_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/flow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same of a draft text */
        post: operations["post_policies_flow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the portal's pages need to know */
        get: operations["get_portal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/case": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The case as its customer sees it */
        get: operations["get_portal_case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/case/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts or rejects the solution on the table */
        post: operations["post_portal_case_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/case/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds a picture, a video or another file */
        post: operations["post_portal_case_attachments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/case/attachments/{attachment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file one may see */
        get: operations["get_portal_case_attachments_attachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/case/chasers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks how it stands (催单) */
        post: operations["post_portal_case_chasers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/case/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says whether the result is right */
        post: operations["post_portal_case_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/case/escalation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Demands that it goes up (S0-56, S4-23) */
        post: operations["post_portal_case_escalation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/case/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds to the conversation */
        post: operations["post_portal_case_messages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/case/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rates the service, once (S0-22) */
        post: operations["post_portal_case_rating"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/case/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the case back */
        post: operations["post_portal_case_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submits a case; the answer has the key to it */
        post: operations["post_portal_cases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A little work to be done before one of the doors */
        post: operations["post_portal_challenges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a code to a contact of the case; the answer is the same whether there is one or not */
        post: operations["post_portal_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/faq": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions often asked */
        get: operations["get_portal_faq"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/faq/{entry}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether a question helped */
        post: operations["post_portal_faq_entry_answers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/faq/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions that may answer what one types */
        get: operations["get_portal_faq_suggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A key for a case number and its code */
        post: operations["post_portal_keys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/promise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What service one is promised */
        get: operations["get_portal_promise"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The request for evidence that a link opens */
        get: operations["get_portal_request"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/request/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers; a second answer stands beside the first */
        post: operations["post_portal_request_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/request/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds a file to an answer */
        post: operations["post_portal_request_attachments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/request/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says why there is no answer */
        post: operations["post_portal_request_refusal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A code was scanned: what it fills in */
        post: operations["post_portal_scans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/promise-page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The promise page with its draft and versions */
        get: operations["get_promise_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/promise-page/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps a draft of the promise page */
        put: operations["put_promise_page_draft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/promise-page/editions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publishes the draft from a day on */
        post: operations["post_promise_page_editions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/promise-page/editions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraws a version that has not begun */
        delete: operations["delete_promise_page_editions_version"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every role with what it may and how many hold it */
        get: operations["get_roles"];
        put?: never;
        /** Makes a role of one's own, also as a copy */
        post: operations["post_roles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A role */
        get: operations["get_roles_role"];
        /** Changes a role; what is left out stays */
        put: operations["put_roles_role"];
        post?: never;
        /** Takes one's own role away, or sets a delivered one back to what was delivered */
        delete: operations["delete_roles_role"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules, in the order in which they act */
        get: operations["get_rules"];
        put?: never;
        /** Writes a rule; it comes last */
        post: operations["post_rules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{rule}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A rule */
        get: operations["get_rules_rule"];
        /** Changes a rule, or switches it on or off */
        put: operations["put_rules_rule"];
        post?: never;
        /** Ends a rule; its log stays */
        delete: operations["delete_rules_rule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{rule}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What it did, newest first, with why */
        get: operations["get_rules_rule_runs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Puts the rules in order, every one of them */
        put: operations["put_rules_order"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which cases open now fit; for a time rule those on which it would act at once */
        post: operations["post_rules_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases that hold every word, newest first; a number finds its case */
        get: operations["get_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in; the answer sets the session cookie */
        post: operations["post_session"];
        /** Signs out */
        delete: operations["delete_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The second step of signing in: a code, or a recovery code */
        post: operations["post_session_second_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organisation's settings */
        get: operations["get_settings"];
        /** Changes settings; what is left out stays */
        put: operations["put_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets the service up with the one-time link */
        post: operations["post_setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether a link is good; it is not used up */
        post: operations["post_setup_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the telling of made-up data is */
        get: operations["get_setup_progress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The service policies to choose from */
        get: operations["get_setup_templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stations you may see in a month, those with most valid complaints first */
        get: operations["get_stations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{station}/years/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A station's year: the appraisal with each deduction's case */
        get: operations["get_stations_station_years_year"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/handling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the stations you may see took in a month's complaints: completeness beside time to first contact, causes */
        get: operations["get_stations_handling"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives the orders of a month by station; given again they are replaced */
        put: operations["put_stations_orders"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/orders/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a table of station codes and orders would change, with every line's flaw; nothing is changed */
        post: operations["post_stations_orders_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/orders/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes such a table in, as a whole or not at all; again it replaces the same month of its stations */
        post: operations["post_stations_orders_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own tokens */
        get: operations["get_tokens"];
        put?: never;
        /** Makes a token; only a session may, and it is shown once */
        post: operations["post_tokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes a token */
        delete: operations["delete_tokens_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/triage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What triage learned, and how good each version is */
        get: operations["get_triage"];
        /** Switches proposals on or off; what was learned stays */
        put: operations["put_triage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/triage/learning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets it learn anew from the judged cases, soon */
        post: operations["post_triage_learning"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The units you may know of */
        get: operations["get_units"];
        put?: never;
        /** Makes a unit */
        post: operations["post_units"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A unit */
        get: operations["get_units_unit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Archives it */
        post: operations["post_units_unit_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives it its own calendar, or takes it away */
        put: operations["put_units_unit_calendar"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/duty-shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is on duty for a unit, now and later */
        get: operations["get_units_unit_duty_shifts"];
        put?: never;
        /** Plans somebody's time on duty */
        post: operations["post_units_unit_duty_shifts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Renames it */
        put: operations["put_units_unit_name"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/parent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Puts it under another unit, with all below it */
        put: operations["put_units_unit_parent"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which policy its new cases open under */
        get: operations["get_units_unit_policy"];
        /** Gives it a policy of its own, or takes it away */
        put: operations["put_units_unit_policy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/territory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets the serial numbers a station answers for: complaints taken in above the stations are offered to it */
        put: operations["put_units_unit_territory"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The users of your units */
        get: operations["get_users"];
        put?: never;
        /** Enters a user */
        post: operations["post_users"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A user with their roles */
        get: operations["get_users_user"];
        /** Changes name, language or unit; what is left out stays */
        put: operations["put_users_user"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user}/absence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When somebody is away */
        get: operations["get_users_user_absence"];
        /** Says when somebody is away, and who stands in */
        put: operations["put_users_user_absence"];
        post?: never;
        /** They are here */
        delete: operations["delete_users_user_absence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user}/deactivation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deactivates; the history stays */
        post: operations["post_users_user_deactivation"];
        /** Activates again */
        delete: operations["delete_users_user_deactivation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets a first password, to be changed at sign-in */
        put: operations["put_users_user_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets the roles they hold */
        put: operations["put_users_user_roles"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes their second factor away, as for a lost telephone; sessions end */
        delete: operations["delete_users_user_second_factor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The views you see: built in, your own, shared with you */
        get: operations["get_views"];
        put?: never;
        /** Keeps a view */
        post: operations["post_views"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{view}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes a view as a whole */
        put: operations["put_views_view"];
        post?: never;
        /** Takes a view away */
        delete: operations["delete_views_view"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many cases each view holds now, up to a thousand */
        get: operations["get_views_counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The webhooks */
        get: operations["get_webhooks"];
        put?: never;
        /** Makes a webhook; its secret is shown once */
        post: operations["post_webhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A webhook */
        get: operations["get_webhooks_webhook"];
        /** Changes a webhook */
        put: operations["put_webhooks_webhook"];
        post?: never;
        /** Ends a webhook; its log stays for 30 days */
        delete: operations["delete_webhooks_webhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent, newest first, with how the last attempt went */
        get: operations["get_webhooks_webhook_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook}/deliveries/{delivery}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message once more, with the same id */
        post: operations["post_webhooks_webhook_deliveries_delivery_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message that only tries the other side */
        post: operations["post_webhooks_webhook_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What anybody may know. */
        About: {
            /** @description Name of the organisation. */
            company?: string | null;
            /** @description Languages it speaks, BCP 47. */
            languages: string[];
            /** @description Somebody may sign in. */
            set_up: boolean;
            /** @description Business time zone, an IANA name: what days and office hours mean here. */
            time_zone: string;
            /** @description Version of the program. */
            version: string;
        };
        /** @description When somebody is away; all null: they are not. */
        Absence: {
            deputy?: components["schemas"]["Ident"] | null;
            from?: components["schemas"]["Instant"] | null;
            /** @description They are away now. */
            now: boolean;
            until?: components["schemas"]["Instant"] | null;
        };
        /** @description One thing that may or may not be done now. */
        ActionView: {
            /** @description Whether it may be done now. */
            allowed: boolean;
            /** @description Code of the command, with its variant after a dot where that decides: `pause.waiting_customer`. */
            name: string;
            /** @description Why not: `code`, and `data` where it has some; as in the problem that trying would answer. */
            reason?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description Whether it is a valid complaint against a station. */
        Adjudication: {
            appeal?: components["schemas"]["Appeal"] | null;
            /** @description Until when the station may appeal. */
            appeal_until: components["schemas"]["Instant"];
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Who judged. */
            by: components["schemas"]["Ident"];
            /** @description The reason class. */
            class: string;
            /** @description It counts against the station. */
            counts: boolean;
            /** @description The finding. */
            finding?: string | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Month of receipt, `YYYY-MM`. */
            month: string;
            /** @description Why; null once erased. */
            reason?: string | null;
            /** @description How it stands. */
            standing: components["schemas"]["AdjudicationStanding"];
            /** @description The station. */
            station: components["schemas"]["Ident"];
            /** @description The station caused it. */
            station_caused: boolean;
        };
        /** @enum {string} */
        AdjudicationStanding: "not_valid" | "valid" | "appealed" | "upheld" | "reversed";
        /** @enum {string} */
        AnonymousReason: "refused" | "not_given" | "public_source";
        /** @enum {string} */
        Answer: "understood" | "accepted" | "rejected";
        /** @description A station's appeal. */
        Appeal: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Who appealed. */
            by: components["schemas"]["Ident"];
            decided_at?: components["schemas"]["Instant"] | null;
            decided_by?: components["schemas"]["Ident"] | null;
            /** @description Why so. */
            decision?: string | null;
            /** @description Why; null once erased. */
            reason?: string | null;
        };
        /** @description An appeal that waits. */
        AppealLine: {
            /** @description What is appealed against. */
            adjudication: components["schemas"]["Adjudication"];
            /** @description Whether you may decide it. */
            allowed: boolean;
            /** @description Name of whoever appealed. */
            by_name: string;
            /** @description The case. */
            case: components["schemas"]["Ident"];
            /** @description Its number. */
            number: string;
            /** @description Name of the station. */
            station_name: string;
            /** @description Its subject; null once erased. */
            subject?: string | null;
            /**
             * Format: int64
             * @description Its version, for `If-Match`.
             */
            version: number;
            /** @description Code of the reason why not. */
            why_not?: string | null;
        };
        /** @description An approval. */
        Approval: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Who asked. */
            by: components["schemas"]["Ident"];
            /** @description By when. */
            due_at: components["schemas"]["Instant"];
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            needs?: components["schemas"]["Role"] | null;
            /** @description Its time has passed. */
            overdue: boolean;
            /** @description Why; null once erased. */
            reason?: string | null;
            /** @description Who signed so far. */
            signed: components["schemas"]["SignatureView"][];
            /** @description How it stands. */
            standing: components["schemas"]["ApprovalStanding"];
            /** @description What is to be promised. */
            terms: components["schemas"]["Term"][];
            /** @description Its sum. */
            total: components["schemas"]["Money"];
        };
        /** @description An approval that waits. */
        ApprovalLine: {
            /** @description Whether you may sign it now. */
            allowed: boolean;
            /** @description The approval. */
            approval: components["schemas"]["Approval"];
            /** @description Name of whoever asked. */
            by_name: string;
            /** @description The case. */
            case: components["schemas"]["Ident"];
            /** @description Its number. */
            number: string;
            /** @description Its subject; null once erased. */
            subject?: string | null;
            /**
             * Format: int64
             * @description Its version, for `If-Match`.
             */
            version: number;
            /** @description Code of the reason why not. */
            why_not?: string | null;
        };
        /** @enum {string} */
        ApprovalStanding: "pending" | "granted" | "refused" | "superseded";
        /** @description A request for evidence as whoever answers sees it. */
        AskedEvidence: {
            /**
             * Format: int32
             * @description Answers that came.
             */
            answers: number;
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Who asked; null outside. */
            by_name?: string | null;
            case_number?: components["schemas"]["Ident"] | null;
            /** @description By when. */
            due_at: components["schemas"]["Instant"];
            expires_at?: components["schemas"]["Instant"] | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Number of its case. */
            number: string;
            /** @description Its time has passed. */
            overdue: boolean;
            /** @description Whose evidence. */
            source: components["schemas"]["EvidenceSource"];
            /** @description How it stands. */
            standing: components["schemas"]["RequestStanding"];
            /** @description What is asked; null once erased. */
            text?: string | null;
            /** @description The unit asked. */
            unit_name?: string | null;
        };
        /** @description A row of the journal. */
        AuditEntry: {
            actor?: components["schemas"]["Ident"] | null;
            /** @description Kind of actor. */
            actor_kind: string;
            /** @description Their name, for users. */
            actor_name?: string | null;
            /** @description When it was decided. */
            at: components["schemas"]["Instant"];
            /** @description Code of the command. */
            command: string;
            /** @description Its place in the feed. */
            cursor: string;
            /** @description What happened: codes, ids, digests, never people's words. */
            events: {
                [key: string]: unknown;
            }[];
            /** @description Hash of this row, in hexadecimal; the next row of the stream builds on it. */
            hash: string;
            /** @description Its identifier. */
            id: components["schemas"]["Ident"];
            /** @description `id@version` of the policy it was decided under. */
            policy?: string | null;
            /** @description Kind of the stream. */
            stream: string;
            /** @description Number or name of what it is about; null where there is none to be told. */
            subject?: string | null;
            /**
             * Format: int64
             * @description 1, 2, 3 … in the stream.
             */
            version: number;
        };
        /** @enum {string} */
        BehaviouralCause: "negligence_caused_loss" | "nobody_takes_responsibility" | "unresolved_unexplained" | "broken_promise" | "rude_cold_slighting" | "mocked_for_error" | "honesty_doubted";
        /** @description What is done to each. */
        BulkChange: {
            /** @description The user. */
            handler: components["schemas"]["Ident"];
            /** @enum {string} */
            kind: "handler";
            unit?: components["schemas"]["Ident"] | null;
        } | {
            /** @enum {string} */
            kind: "transfer";
            /** @description Why. */
            reason: string;
            /** @description To whom. */
            to: components["schemas"]["NewParty"];
            unit?: components["schemas"]["Ident"] | null;
        } | {
            /** @description Canonical category. */
            category?: string | null;
            /** @enum {string} */
            kind: "classification";
            priority?: components["schemas"]["Priority"] | null;
            /** @description Why; needed where an earlier judgement changes. */
            reason?: string | null;
            severity?: components["schemas"]["Severity"] | null;
        } | {
            /** @enum {string} */
            kind: "pause";
            /** @description Why. */
            reason: components["schemas"]["WaitReason"];
        } | {
            /** @enum {string} */
            kind: "resume";
        } | {
            /** @description Why. */
            cause: components["schemas"]["EscalationCause"];
            /** @enum {string} */
            kind: "escalation";
        } | {
            /** @description Identifier or number of the other case. */
            case: string;
            /** @enum {string} */
            kind: "link";
            /** @description How they belong together. */
            link: components["schemas"]["LinkKind"];
        } | {
            /** @description Identifier or number of the case it goes on in. */
            into: string;
            /** @enum {string} */
            kind: "merge";
        } | {
            ground?: components["schemas"]["RejectionGround"] | null;
            /** @enum {string} */
            kind: "closure";
            /** @description Why. */
            reason: components["schemas"]["ClosureReason"];
        } | {
            /** @enum {string} */
            kind: "read";
        };
        /** @description What came of one case. */
        BulkOutcome: {
            /** @description The case as it was named. */
            case: string;
            /** @description Why not: the stable code of the problem. */
            code?: string | null;
            /** @description What explains it. */
            data: {
                [key: string]: unknown;
            };
            /** @description How it ended. */
            outcome: components["schemas"]["OutcomeCode"];
            /** @description Why not, in your language. */
            title?: string | null;
        };
        /** @description What came of it. */
        BulkOutcomes: {
            /**
             * Format: int32
             * @description Cases done, or that would be.
             */
            done: number;
            /** @description Nothing was written. */
            dry_run: boolean;
            /**
             * Format: int32
             * @description Cases refused, not found or failed.
             */
            not_done: number;
            /** @description Each case in the order given. */
            outcomes: components["schemas"]["BulkOutcome"][];
        };
        /** @description The answer; only what was asked for is there. */
        CalendarAnswer: {
            /**
             * Format: int64
             * @description Days that count.
             */
            days?: number | null;
            due?: components["schemas"]["Instant"] | null;
            /** @description The same on the wall clock. */
            due_local?: string | null;
            /**
             * Format: int64
             * @description Time that counts, in milliseconds.
             */
            elapsed_ms?: number | null;
            /** @description How it came about, step by step. */
            explain?: {
                [key: string]: unknown;
            }[];
            /** @description It stands still: since when, and what is left. */
            frozen?: {
                [key: string]: unknown;
            } | null;
            next_open?: components["schemas"]["Instant"] | null;
            /** @description Whether it is open. */
            open?: boolean | null;
            /** @description A year without a notice was touched. */
            provisional?: boolean;
        };
        /** @description A month. */
        CalendarMonth: {
            /** @description Its days. */
            days: components["schemas"]["MonthDay"][];
            /** @description The month. */
            month: string;
            /** @description The region asked for. */
            region: string;
            unit?: components["schemas"]["Ident"] | null;
            /** @description Version of the day table; null when the unit follows none. */
            version?: string | null;
        };
        /** @description A question to the arithmetic of deadlines, as `bihuan clock` takes it. */
        CalendarQuestion: {
            /**
             * @description Name of a calendar (`24x7`, `civil_day`, `working_day`, `business_hours`) or one written out; `business_hours` if
             *     left out.
             */
            calendar?: unknown;
            from?: components["schemas"]["Instant"] | null;
            /** @description What is asked. */
            op: components["schemas"]["QuestionOp"];
            /** @description Pauses. */
            pauses?: components["schemas"]["QuestionPause"][];
            roll?: components["schemas"]["RollScope"] | null;
            /** @description How long: `PT48H`, `P3D`, `P1M`. */
            span?: string | null;
            to?: components["schemas"]["Instant"] | null;
        };
        /** @description A canned text. */
        CannedText: {
            /** @description Its words as written; HTML as it was cleaned. */
            body: string;
            /** @description For one category only. */
            category?: string | null;
            /** @description When it was last written. */
            changed_at: components["schemas"]["Instant"];
            channel?: components["schemas"]["Channel"] | null;
            /** @description Filled in for the case that was asked for. */
            filled?: string | null;
            /** @description Plain or HTML. */
            format: components["schemas"]["TextFormat"];
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description BCP 47 tag. */
            language: string;
            /** @description The reader may change it or take it away. */
            may_change: boolean;
            /** @description Places that have no value in that case; they stand in `filled` as they were written. */
            missing: components["schemas"]["TextVariable"][];
            /** @description Name. */
            name: string;
            /** @description Who may use it. */
            scope: components["schemas"]["TextScope"];
            /** @description What one types after `/`. */
            shortcut?: string | null;
            unit?: components["schemas"]["Ident"] | null;
            /**
             * Format: int64
             * @description Rises with every change; also the ETag.
             */
            version: number;
        };
        /** @description A care contact. */
        CareContactView: {
            /**
             * Format: int32
             * @description Attempts that did not reach the customer.
             */
            attempts: number;
            by?: components["schemas"]["Ident"] | null;
            /** @description From when on it is owed. */
            due_at: components["schemas"]["Instant"];
            reached_at?: components["schemas"]["Instant"] | null;
            /** @description What they said, as noted last; null without, or once erased. */
            text?: string | null;
        };
        /** @enum {string} */
        CareResult: "reached" | "not_reached" | "declined";
        /** @description What the use of a car comes to. */
        CarUse: {
            /** @description The article. */
            article: string;
            /** @description What the customer owes for the use. */
            owed: components["schemas"]["Money"];
            /** @description What is left of the price. */
            refund: components["schemas"]["Money"];
        };
        /** @description A case. */
        Case: {
            /** @description How it came in. */
            channel: components["schemas"]["Channel"];
            /**
             * Format: int32
             * @description Times the customer asked about the open case (催单).
             */
            chasers: number;
            /** @description The judgement in force. */
            classification: components["schemas"]["ClassificationView"];
            /** @description Its clocks. */
            clocks: components["schemas"]["ClockLine"][];
            closure?: components["schemas"]["ClosureView"] | null;
            /** @description Whose it is. */
            complainant: components["schemas"]["ComplainantView"];
            /**
             * Format: int32
             * @description Share of what intake should know, in per cent (S2-14).
             */
            completeness_percent: number;
            /** @description Counts. */
            counts: components["schemas"]["CountsView"];
            /** @description How the dissatisfaction is being dealt with. */
            course: components["schemas"]["CourseView"];
            /** @description The one currency of its policy's amounts (ISO 4217). */
            currency: string;
            /**
             * Format: int32
             * @description Escalation level; 0 = none.
             */
            escalation_level: number;
            /** @description The organisation's own fields by code. */
            fields: {
                [key: string]: components["schemas"]["OwnFieldView"];
            };
            handler?: components["schemas"]["Ident"] | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description What it is. */
            kind: components["schemas"]["Kind"];
            /** @description Links from other cases, when asked for with the case itself. */
            linked_from: components["schemas"]["LinkView"][];
            /** @description Links to other cases. */
            links: components["schemas"]["LinkView"][];
            next_due_at?: components["schemas"]["Instant"] | null;
            /** @description Number people use, e.g. `2611-4830-5172-9`. */
            number: string;
            occurred?: components["schemas"]["OccurredView"] | null;
            /** @description Some open clock is past due. */
            overdue: boolean;
            /** @description Who is accountable (S1-05). */
            owner: components["schemas"]["PartyView"];
            /** @description What somebody must decide now, the most pressing first. */
            pending: components["schemas"]["OwedView"][];
            /** @description The channel period it came in. */
            periods: components["schemas"]["Period"][];
            /** @description The policy it opened under. */
            policy: components["schemas"]["PolicyView"];
            /** @description Urgency. */
            priority: components["schemas"]["Priority"];
            /** @description The customer can be reached. */
            reachable: boolean;
            /** @description When it came in. */
            received_at: components["schemas"]["Instant"];
            /**
             * Format: int32
             * @description Times reopened.
             */
            reopen_count: number;
            /**
             * Format: int32
             * @description How often it came back to somebody who had it before (S2-02).
             */
            returns: number;
            /** @description The severities as its policy names them. */
            severities: components["schemas"]["SeverityTerms"][];
            /** @description When each signal last came. */
            signals: {
                [key: string]: components["schemas"]["Instant"];
            };
            source?: components["schemas"]["SourceView"] | null;
            /** @description Where it stands. */
            stage: components["schemas"]["Stage"];
            /** @description Untouched for longer than the policy allows (S3-43). */
            stalled: boolean;
            /** @description The stage, or what it waits for. */
            status: string;
            /** @description The words by field; null once erased. */
            texts: {
                [key: string]: string | null;
            };
            /** @description Last time anybody did anything. */
            touched_at: components["schemas"]["Instant"];
            transfer?: components["schemas"]["TransferView"] | null;
            /**
             * Format: int32
             * @description Accepted transfers.
             */
            transfers: number;
            /** @description Its unit. */
            unit: components["schemas"]["Ident"];
            /**
             * Format: int64
             * @description Rises with every change; also the ETag.
             */
            version: number;
            /** @description Time waited so far by reason, in milliseconds. */
            waited_ms: {
                [key: string]: number;
            };
            waiting?: components["schemas"]["WaitingView"] | null;
            watch?: components["schemas"]["WatchView"] | null;
        };
        /** @description The latest visit of a case. */
        CaseChat: {
            chat?: components["schemas"]["Chat"] | null;
        };
        /** @description The latest visit of a case. */
        CaseCounterVisit: {
            visit?: components["schemas"]["CounterVisit"] | null;
        };
        /** @description An own field as a case has it. */
        CaseField: {
            /** @description Its code. */
            code: string;
            /** @description Currency of an amount, which is given in minor units. */
            currency?: string | null;
            /**
             * Format: int32
             * @description Decimals of a number.
             */
            decimals: number;
            /** @description The field. */
            id: components["schemas"]["Ident"];
            /** @description It has a value, but not for you. */
            masked: boolean;
            /** @description Names. */
            names: components["schemas"]["FieldNames"];
            /** @description The options of a choice. */
            options: components["schemas"]["FieldOption"][];
            /** @description Must be filled before these steps. */
            required_before: components["schemas"]["Gate"][];
            /** @description Masked for whoever may not see sensitive values. */
            sensitive: boolean;
            /** @description It stands for the case as it is now, and may be set; else the case only keeps its value. */
            shown: boolean;
            /** @description What it holds. */
            sort: components["schemas"]["FieldSort"];
            /** @description As it is given; null when there is none, when it was erased, or when it is masked. */
            value?: unknown;
        };
        /** @description A case in a list. */
        CaseLine: {
            /** @description May harm the brand. */
            brand_risk: boolean;
            /** @description Canonical category. */
            category?: string | null;
            /** @description How it came in. */
            channel: components["schemas"]["Channel"];
            /**
             * Format: int32
             * @description Times the customer asked about it (催单).
             */
            chasers: number;
            closed_at?: components["schemas"]["Instant"] | null;
            customer?: components["schemas"]["CustomerLine"] | null;
            dispute?: components["schemas"]["DisputeWay"] | null;
            /** @description You have begun to write something here. */
            draft: boolean;
            /** @description It is an emergency. */
            emergency: boolean;
            emotional_state?: components["schemas"]["EmotionalState"] | null;
            escalation?: components["schemas"]["EscalationStanding"] | null;
            /**
             * Format: int32
             * @description Escalation level.
             */
            escalation_level: number;
            handler?: components["schemas"]["Ident"] | null;
            /** @description Their name. */
            handler_name?: string | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description What it is. */
            kind: components["schemas"]["Kind"];
            next_clock?: components["schemas"]["NextClock"] | null;
            next_due_at?: components["schemas"]["Instant"] | null;
            /** @description Number people use. */
            number: string;
            /** @description A transfer to you, or to your unit, waits for an answer. */
            offered_to_me: boolean;
            /** @description Some open clock is past due. */
            overdue: boolean;
            /** @description Who is accountable. */
            owner: components["schemas"]["PartyView"];
            /** @description Their name. */
            owner_name?: string | null;
            pause_reason?: components["schemas"]["WaitReason"] | null;
            paused_until?: components["schemas"]["Instant"] | null;
            preview?: components["schemas"]["Preview"] | null;
            /** @description Urgency. */
            priority: components["schemas"]["Priority"];
            promised_at?: components["schemas"]["Instant"] | null;
            /** @description When it came in. */
            received_at: components["schemas"]["Instant"];
            /**
             * Format: int32
             * @description Times reopened.
             */
            reopen_count: number;
            /**
             * Format: int32
             * @description Severity, 1-4.
             */
            severity?: number | null;
            severity_label?: components["schemas"]["Words"] | null;
            /** @description Where it stands. */
            stage: components["schemas"]["Stage"];
            /** @description The stage, or what it waits for. */
            status: string;
            /** @description One line that names the matter; null once erased. */
            subject?: string | null;
            /** @description Last time anybody did anything. */
            touched_at: components["schemas"]["Instant"];
            /** @description Its unit. */
            unit: components["schemas"]["Ident"];
            /** @description Name of its unit. */
            unit_name?: string | null;
            /** @description Something happened that you have not read. */
            unread: boolean;
            /**
             * Format: int64
             * @description Version.
             */
            version: number;
        };
        /** @description A message that came into a case by mail. */
        CaseMail: {
            /** @description What may be done now, and why not: `pictures`, `raw`, `erasure`; one that makes no sense now is not named. */
            actions: components["schemas"]["ActionView"][];
            /** @description When it was taken in. */
            at: components["schemas"]["Instant"];
            erased_at?: components["schemas"]["Instant"] | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Whether the raw message is kept here. */
            kept: boolean;
            message?: components["schemas"]["Ident"] | null;
            /** @description The files of the case they became. */
            picture_files: components["schemas"]["Ident"][];
            /**
             * Format: int64
             * @description Pictures it only names, which lie elsewhere and are not fetched unasked.
             */
            pictures: number;
            /** @description `waiting`, `shown` or `failed` once they were asked for. */
            pictures_standing?: string | null;
            /** @description Why the last that did not come failed: `private_address`, `no_picture`, `timeout`, `status 404` … */
            pictures_trouble?: string | null;
        };
        /** @description What the customer said of us when it was over (S2-30, S3-34). */
        CaseRating: {
            /**
             * Format: int32
             * @description How it was handled, 1 to 5; null if not asked.
             */
            process?: number | null;
            /**
             * Format: int32
             * @description The outcome, 1 to 5.
             */
            stars: number;
            /** @description They would use us again; null if not said. */
            would_return?: boolean | null;
        };
        /** @description Words in the three languages. */
        CategoryName: {
            /** @description English. */
            en: string;
            /** @description 简体中文. */
            zh_hans: string;
            /** @description 繁體中文. */
            zh_hant: string;
        };
        /** @description What the organisation makes of a category; what is left out falls back to the canonical. */
        CategoryTerms: {
            /** @description Not offered for new cases; no if left out. */
            hidden?: boolean | null;
            name?: components["schemas"]["CategoryName"] | null;
            /**
             * Format: int32
             * @description Its place among its siblings.
             */
            place?: number | null;
            severity?: components["schemas"]["Severity"] | null;
            unit?: components["schemas"]["Ident"] | null;
        };
        /** @description A category. */
        CategoryView: {
            /** @description Canonical code with dots. */
            code: string;
            /** @description The canonical category under which figures count it: its own code, or that of its parent. */
            counts_under: string;
            /** @description Name in English. */
            en: string;
            /** @description The organisation does not offer it for new cases, or hides one above it. */
            hidden: boolean;
            /** @description The policy in force uses it. */
            in_policy: boolean;
            /** @description First letters of each of its names: pinyin in Chinese, words in English. */
            initials: string[];
            /** @description Each of its names in letters. */
            letters: string[];
            /** @description A leaf of the organisation's own. */
            own: boolean;
            /** @description Code of its parent. */
            parent?: string | null;
            /**
             * Format: int64
             * @description Its place among its siblings, where the organisation gave it one; the list is in this order.
             */
            place?: number | null;
            /** @description The policy no longer uses it for new cases. */
            retired: boolean;
            severity?: components["schemas"]["Severity"] | null;
            unit?: components["schemas"]["Ident"] | null;
            /** @description Name in simplified Chinese. */
            zh_hans: string;
            /** @description Name in traditional Chinese. */
            zh_hant: string;
        };
        /** @description How often a behaviour was a cause. */
        CauseCount: {
            /** @description The behaviour. */
            cause: components["schemas"]["BehaviouralCause"];
            /**
             * Format: int32
             * @description Complaints it caused.
             */
            count: number;
        };
        /** @enum {string} */
        Channel: "phone" | "voicemail" | "email" | "web" | "chat" | "app" | "social_media" | "walk_in" | "letter" | "regulator" | "proactive";
        /** @description Who answers for a channel. */
        ChannelDuty: {
            /** @description Who stands in. */
            backup: components["schemas"]["Role"];
            /** @description The channel. */
            channel: components["schemas"]["Channel"];
            /** @description Id of the clock that is its response limit. */
            limit: string;
            /** @description Who answers for it. */
            owner: components["schemas"]["Role"];
        };
        /** @enum {string} */
        ChannelFinding: "owner_missing" | "backup_missing" | "backup_is_owner" | "owner_inactive" | "backup_inactive" | "owner_absent" | "backup_absent" | "limit_beyond_policy" | "silent" | "test_failed" | "access_not_renewed" | "mailbox_fails";
        /** @description A test of a channel. */
        ChannelTest: {
            /** @description When. */
            begun_at: components["schemas"]["Instant"];
            /** @description Who tried. */
            by: components["schemas"]["Ident"];
            done_at?: components["schemas"]["Instant"] | null;
            /** @description What the other side, or the rule, said then; English. */
            fault?: string | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description How it stands. */
            standing: components["schemas"]["ChannelTestStanding"];
            step?: components["schemas"]["ChannelTestStep"] | null;
            /**
             * Format: int64
             * @description Milliseconds it took.
             */
            took_ms?: number | null;
            /** @description How it is tried. */
            way: components["schemas"]["ChannelTestWay"];
        };
        /** @enum {string} */
        ChannelTestStanding: "running" | "passed" | "failed";
        /** @enum {string} */
        ChannelTestStep: "no_mailbox" | "sending" | "arrival" | "signature" | "intake" | "not_answered";
        /** @enum {string} */
        ChannelTestWay: "mail" | "rehearsal" | "confirmation";
        /** @description A visit as an agent sees it. */
        Chat: {
            agent?: components["schemas"]["Ident"] | null;
            answer_until?: components["schemas"]["Instant"] | null;
            asked?: components["schemas"]["ClosingQuestion"] | null;
            /** @description When they came. */
            began_at: components["schemas"]["Instant"];
            /** @description Its case. */
            case: components["schemas"]["Ident"];
            ended?: components["schemas"]["ChatEnd"] | null;
            ended_at?: components["schemas"]["Instant"] | null;
            /**
             * Format: int64
             * @description What the visitor is told of how long it will take; null: unknown.
             */
            expected_wait_ms?: number | null;
            /** @description A machine handed it off: it comes first. */
            handed_off: boolean;
            /** @description Why it did (B.8). */
            handed_off_for: components["schemas"]["HandoffReason"][];
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Number of the case. */
            number: string;
            offered_to?: components["schemas"]["Ident"] | null;
            offered_until?: components["schemas"]["Instant"] | null;
            /**
             * Format: int32
             * @description Its place, while it waits.
             */
            position?: number | null;
            served_at?: components["schemas"]["Instant"] | null;
            /** @description Where it stands. */
            state: components["schemas"]["ChatState"];
            /** @description The words it began with, shortened. */
            subject?: string | null;
            /** @description The unit whose team answers. */
            unit: components["schemas"]["Ident"];
            visitor_away_since?: components["schemas"]["Instant"] | null;
            /**
             * Format: int64
             * @description The version of the case that the visitor has seen.
             */
            visitor_read: number;
            visitor_typing_until?: components["schemas"]["Instant"] | null;
        };
        /** @description What the widget needs to know. */
        ChatAbout: {
            /** @description An agent is there. */
            attended: boolean;
            /** @description Name of the organisation. */
            company?: string | null;
            /** @description The largest file in bytes. */
            most_file_bytes: number;
            /** @description Business hours run; else a message can be left. */
            open: boolean;
            opens_at?: components["schemas"]["Instant"] | null;
            /** @description Business time zone, an IANA name. */
            time_zone: string;
        };
        /** @description How a visit begins. */
        ChatBeginning: {
            /** @description The work done. */
            challenge: components["schemas"]["PortalSolved"];
            /** @description The key of an earlier visit, so that they are known again. */
            earlier?: string | null;
            /** @description E-mail address. */
            email?: string | null;
            /** @description The key that opens it from now on, drawn by the visitor's browser. */
            key: string;
            /** @description Language of the page, a BCP 47 tag; also a skill that is wished for. */
            language: string;
            /** @description Name. */
            name?: string | null;
            /** @description Telephone. */
            phone?: string | null;
            /** @description A skill the page asks for. */
            skill?: string | null;
            /** @description The first message. */
            text: string;
            /** @description Code of the unit the page belongs to. */
            unit?: string | null;
        };
        /** @description A visit that began. */
        ChatBegun: {
            /** @description The visit. */
            chat: components["schemas"]["Ident"];
            /** @description Number of its case. */
            number: string;
        };
        /** @description Why it might end. */
        ChatClosingQuestion: {
            /** @description Done, or the visitor says nothing. */
            why: components["schemas"]["ClosingQuestion"];
        };
        /** @enum {string} */
        ChatContent: "information_security" | "safety";
        /** @enum {string} */
        ChatEnd: "visitor" | "permitted" | "completed" | "silent" | "abandoned" | "message_left";
        /** @description Something that was said or done. */
        ChatEntry: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Files that go with it. */
            files: components["schemas"]["PortalFile"][];
            message?: components["schemas"]["Ident"] | null;
            /** @description How, as a code. */
            outcome?: string | null;
            /** @description Words. */
            text?: string | null;
            /** @description The visitor said or did it. */
            theirs: boolean;
            /**
             * Format: int64
             * @description The version of the case with it.
             */
            version: number;
            /**
             * @description `received`, `message`, `contact`, `chased`, `proposal`, `answered`, `resolved`, `confirmed`, `rated`, `closed`,
             *     `reopened`, `escalated`.
             */
            what: string;
        };
        /** @description Whether it must hand off. */
        ChatHandoff: {
            /** @description The customer is to be asked first whether they want a human. */
            ask_first: boolean;
            /** @description It must, and has: the visit waits for a human. */
            handed_off: boolean;
            /** @description Why. */
            reasons: components["schemas"]["HandoffReason"][];
        };
        /** @description What a machine noticed; what is left out was not noticed. */
        ChatHandoffAsked: {
            /**
             * Format: int32
             * @description The age the customer gave, in years; it is asked of the policy and kept nowhere.
             * @default null
             */
            age_years: number | null;
            /**
             * @description The customer was asked whether they want a human, and does.
             * @default false
             */
            confirmed: boolean;
            /**
             * @description What is touched.
             * @default []
             */
            content: components["schemas"]["ChatContent"][];
            /**
             * @description Clearly dissatisfied.
             * @default false
             */
            dissatisfied: boolean;
            /**
             * @description Negative emotion or the intent to complain.
             * @default false
             */
            negative: boolean;
            /**
             * Format: int32
             * @description How often in a row it did not understand.
             * @default 0
             */
            recognition_failures: number;
            /**
             * @description The customer asked for a human or refuses it.
             * @default false
             */
            refuses_ai: boolean;
            /**
             * Format: int32
             * @description Questions to which nothing known gave an answer.
             * @default 0
             */
            unknown_answers: number;
        };
        /** @description What the visitor does at this moment; what is left out is not told. */
        ChatMoment: {
            /**
             * Format: int64
             * @description Has seen the case up to this version.
             */
            read?: number | null;
            /** @description Types; good for some seconds. */
            typing?: boolean | null;
        };
        /** @description A rating. */
        ChatRating: {
            /**
             * Format: int32
             * @description 1 to 5.
             */
            stars: number;
        };
        /** @description How far you have read. */
        ChatRead: {
            /**
             * Format: int64
             * @description Version of the case.
             */
            version: number;
        };
        /** @description Visits that want an agent. */
        Chats: {
            /** @description Those you serve, then those that wait in their order; at most 50 of each. */
            chats: components["schemas"]["Chat"][];
        };
        /** @description Something that is said. */
        ChatSay: {
            /** @description Files added before. */
            files?: components["schemas"]["Ident"][];
            /** @description Names this message: sent again, it is said once. */
            id: string;
            /** @description Its words. */
            text: string;
        };
        /** @description A message that is in. */
        ChatSent: {
            /** @description The message. */
            message: components["schemas"]["Ident"];
            /**
             * Format: int64
             * @description The version of the case with it.
             */
            version: number;
        };
        /** @description The settings. */
        ChatSettings: {
            /**
             * Format: int32
             * @description Visits one agent may serve at once.
             */
            most_at_once: number;
            /** @description Origins of the pages on which the widget may stand; none: nowhere but on our own. */
            origins: string[];
        };
        /** @description The settings, as a whole. */
        ChatSettingsPut: {
            /**
             * Format: int32
             * @description Visits one agent may serve at once.
             */
            most_at_once: number;
            /** @description Origins: scheme, host and port, as `https://shop.example`. */
            origins: string[];
        };
        /** @enum {string} */
        ChatState: "waiting" | "served" | "ended";
        /** @description One's own switch. */
        ChatSwitch: {
            /** @description You take visits. */
            available: boolean;
            /**
             * Format: int32
             * @description Visits at once.
             */
            capacity: number;
            /**
             * Format: int32
             * @description The most you may set.
             */
            most_at_once: number;
            /** @description What you can: languages and whatever else pages ask for. */
            skills: string[];
            /** @description Until when, unless renewed. */
            until: components["schemas"]["Instant"];
        };
        /** @description What changes; what is left out stays. */
        ChatSwitchPatch: {
            /** @description Take visits. */
            available?: boolean | null;
            /**
             * Format: int32
             * @description Visits at once.
             */
            capacity?: number | null;
            /** @description Skills, all anew. */
            skills?: string[] | null;
        };
        /** @description A visit as the visitor sees it. */
        ChatVisit: {
            /**
             * Format: int64
             * @description The version of the case that the agent has seen.
             */
            agent_read: number;
            /** @description The agent types. */
            agent_typing: boolean;
            answer_until?: components["schemas"]["Instant"] | null;
            /** @description Nothing more is taken. */
            archived: boolean;
            asked?: components["schemas"]["ClosingQuestion"] | null;
            /** @description The visit; another one in the same case begins when something is said after the end. */
            chat: components["schemas"]["Ident"];
            ended?: components["schemas"]["ChatEnd"] | null;
            /** @description What was said and done after the version asked for, oldest first. */
            entries: components["schemas"]["ChatEntry"][];
            expected_at?: components["schemas"]["Instant"] | null;
            /**
             * Format: int64
             * @description How long that will take in milliseconds; null: unknown, never guessed.
             */
            expected_wait_ms?: number | null;
            /** @description Number of its case. */
            number: string;
            /**
             * Format: int32
             * @description Their place, while they wait.
             */
            position?: number | null;
            /**
             * Format: int32
             * @description What they rated.
             */
            stars?: number | null;
            /** @description Where it stands. */
            state: components["schemas"]["ChatState"];
            /**
             * Format: int64
             * @description The version reached: what to name next.
             */
            version: number;
        };
        /** @description A circular. */
        Circular: {
            /** @description Its penalty. */
            id: components["schemas"]["Ident"];
            /** @description When it was issued. */
            issued_at: components["schemas"]["Instant"];
            /** @description You have read what stands there now. */
            read: boolean;
            reversed_at?: components["schemas"]["Instant"] | null;
            /** @description You may see who has read it. */
            sees_readers: boolean;
            /** @description Name of the station. */
            station_name: string;
            /** @description As it was issued. */
            text: string;
        };
        /** @description A circular as it is worded from data. */
        CircularDraft: {
            /** @description The text, to be read and changed before it is signed. */
            text: string;
        };
        /** @description Somebody who has read a circular. */
        CircularReader: {
            /** @description Their name. */
            name: string;
            /** @description When. */
            read_at: components["schemas"]["Instant"];
            /** @description Name of their unit. */
            unit_name: string;
            /** @description Who. */
            user: components["schemas"]["Ident"];
        };
        /** @description Who has read a circular. */
        CircularReaders: {
            /**
             * Format: int32
             * @description How many may read it, counted up to 5,000.
             */
            network: number;
            /** @description Those who have, in order. */
            readers: components["schemas"]["CircularReader"][];
        };
        /** @description The judgement. */
        ClassificationView: {
            /** @description May harm the brand. */
            brand_risk: boolean;
            /** @description Canonical category. */
            category?: string | null;
            /** @description Behavioural causes (S3-06). */
            causes: components["schemas"]["BehaviouralCause"][];
            complexity?: components["schemas"]["Complexity"] | null;
            emotional_state?: components["schemas"]["EmotionalState"] | null;
            /** @description A gross failure of ours (S0-53). */
            gross_service_failure: boolean;
            /** @description Press or social media are involved. */
            media_involved: boolean;
            priority?: components["schemas"]["Priority"] | null;
            /** @description Repair, exchange, return or refund is demanded. */
            remedy_demanded: boolean;
            /** @description Somebody may be hurt (S0-52). */
            safety_risk: boolean;
            severity?: components["schemas"]["Severity"] | null;
        };
        /** @description A clock, and why it is due when it is. */
        ClockExplained: {
            /** @description Requirement ids or articles of its rule. */
            basis: string;
            /** @description Brought forward by hand: the explanation is of the rule, the due time is earlier. */
            by_hand: boolean;
            /** @description The calendar it runs on. */
            calendar: string;
            channel?: components["schemas"]["Ident"] | null;
            /** @description The clock. */
            clock: components["schemas"]["ClockLine"];
            day_table?: components["schemas"]["DayTableView"] | null;
            /** @description The rule is a default of ours, not from the source (A.8). */
            default: boolean;
            /** @description How the due time came about, step by step; each has `step`, its code, and the data of it. */
            explain: {
                [key: string]: unknown;
            }[];
            /**
             * Format: int64
             * @description Time the customer lived through so far, in milliseconds.
             */
            gross_ms: number;
            /**
             * Format: int64
             * @description Time that counts, without pauses and closed hours, in milliseconds.
             */
            net_ms: number;
            /** @description Times it stood still. */
            pauses: components["schemas"]["PauseView"][];
            /** @description The rule's own target, where the channel's limit took its place. */
            rule_target?: string | null;
            /** @description The target as written, e.g. `P3D`. */
            target: string;
            /** @description When it warns. */
            warn_at: components["schemas"]["Instant"][];
        };
        /** @description A clock in short; `…/clocks` explains it. */
        ClockLine: {
            breached_at?: components["schemas"]["Instant"] | null;
            due_at?: components["schemas"]["Instant"] | null;
            met_at?: components["schemas"]["Instant"] | null;
            /** @description What it is about. */
            milestone: components["schemas"]["Milestone"];
            /** @description Its name in the case. */
            name: string;
            /** @description Computed over a year whose holidays are not known yet. */
            provisional: boolean;
            /** @description The rule it runs on. */
            rule: string;
            /** @description How it stands. */
            standing: components["schemas"]["Standing"];
            /** @description When it began. */
            started_at: components["schemas"]["Instant"];
            /** @description From the law. */
            statutory: boolean;
        };
        /** @description A wait that pauses a clock. */
        ClockPauseRule: {
            /** @description At most this long altogether, e.g. `PT72H`; null: as long as the wait may last. */
            max?: string | null;
            /** @description The reason. */
            reason: components["schemas"]["WaitReason"];
        };
        /** @description The clocks of a case. */
        Clocks: {
            /** @description The clocks. */
            clocks: components["schemas"]["ClockExplained"][];
            /** @description The policy they come from. */
            policy: components["schemas"]["PolicyView"];
        };
        /** @description A deadline. */
        ClockTerms: {
            /** @description Requirement ids or articles. */
            basis: string;
            /** @description The calendar it runs on. */
            calendar: string;
            /** @description A default of ours, not from the source. */
            default: boolean;
            /** @description Id of the rule. */
            id: string;
            /** @description `each` or `mean`. */
            judged: string;
            /** @description What it is about. */
            milestone: components["schemas"]["Milestone"];
            /** @description Which waits pause it. */
            pauses: components["schemas"]["ClockPauseRule"][];
            /** @description Starts again each time. */
            repeats: boolean;
            /** @description A last day that is a rest day moves on. */
            roll: boolean;
            /** @description What starts it. */
            start: components["schemas"]["Signal"];
            /** @description Of the law: no template loosens it. */
            statutory: boolean;
            /** @description What stops it: any of these. */
            stop: components["schemas"]["Signal"][];
            /** @description How long, as the policy writes it: `PT30M`, `P3D`, `end_of_civil_day`. */
            target: string;
            /** @description Shares of the target at which it warns. */
            warn_at: number[];
            /** @description Days after the start on which it warns. */
            warn_days: number[];
            /** @description When it applies. */
            when: components["schemas"]["Condition"];
        };
        /** @enum {string} */
        CloseNeeds: "informed" | "followed_up" | "confirmed" | "satisfied";
        /** @description What closing needs; the first rule whose condition holds applies. */
        CloseTerms: {
            /** @description Requirement ids. */
            basis: string;
            /** @description What must have happened. */
            needs: components["schemas"]["CloseNeeds"];
            /** @description A silent customer counts after this long; null: never. */
            silent_after?: string | null;
            /**
             * Format: int32
             * @description Unreachable counts after so many attempts …
             */
            unreachable_attempts: number;
            /**
             * Format: int32
             * @description … on so many days.
             */
            unreachable_days: number;
            /** @description When it applies. */
            when: components["schemas"]["Condition"];
        };
        /** @enum {string} */
        ClosingQuestion: "completed" | "silent";
        /** @enum {string} */
        ClosureReason: "confirmed" | "completed" | "unreachable" | "customer_silent" | "withdrawn" | "merged" | "rejected" | "imported";
        /** @description Closed, and why. */
        ClosureView: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            ground?: components["schemas"]["RejectionGround"] | null;
            /** @description Why. */
            reason: components["schemas"]["ClosureReason"];
        };
        /** @description Who else. */
        Cluster: {
            /** @description How many of them bear a safety risk too. */
            at_risk: number;
            /** @description The latest, at most 50. */
            cases: components["schemas"]["ClusterCase"][];
            /** @description Cases of the same product. */
            product: number;
            /** @description Cases of the same batch or serial number. */
            serial: number;
            /**
             * Format: int32
             * @description Days looked back.
             */
            within_days: number;
        };
        /** @description A case that may be hit by the same. */
        ClusterCase: {
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Its number. */
            number: string;
            /** @description When it came in. */
            received_at: components["schemas"]["Instant"];
            /** @description It bears a safety risk too. */
            safety_risk: boolean;
            /** @description By what it is alike. */
            same: components["schemas"]["Field"][];
            /** @description Where it stands. */
            stage: components["schemas"]["Stage"];
            /** @description Its subject; null once erased. */
            subject?: string | null;
        };
        /** @description Codes by the name of their list. */
        Codes: {
            /** @description List name to codes, in the order of the list. */
            lists: {
                [key: string]: string[];
            };
            /** @description The policy that new cases of your unit open under, `id@version`: what follows is as it has it. */
            policy: string;
            /** @description Its severities with its own labels and the priorities that follow. */
            severities: components["schemas"]["SeverityTerms"][];
            /** @description What it calls the stages, where it has a name of its own. */
            stages: components["schemas"]["StageName"][];
            /** @description The reasons to wait it knows, each with its longest times. */
            waits: components["schemas"]["WaitTerms"][];
        };
        /** @description Whose it is: a customer, or why there is none. */
        ComplainantView: {
            id?: components["schemas"]["Ident"] | null;
            /** @description `customer` or `anonymous`. */
            kind: string;
            /** @description Why anonymous. */
            reason?: string | null;
        };
        /** @enum {string} */
        Complexity: "simple" | "complex";
        /** @description When a rule applies: every part given must hold; none given is always. */
        Condition: {
            /** @description One of these categories or a child of one; empty: any. */
            categories: string[];
            /** @description One of these channels; empty: any. */
            channels: components["schemas"]["Channel"][];
            complexity?: components["schemas"]["Complexity"] | null;
            /** @description One of these kinds; empty: any. */
            kinds: components["schemas"]["Kind"][];
            period?: components["schemas"]["Period"] | null;
            priority_at_least?: components["schemas"]["Priority"] | null;
            priority_at_most?: components["schemas"]["Priority"] | null;
            /** @description Whether a repair, exchange, return or refund is demanded. */
            remedy_demanded?: boolean | null;
            severity_at_least?: components["schemas"]["Severity"] | null;
            severity_at_most?: components["schemas"]["Severity"] | null;
        };
        /** @enum {string} */
        Conduct: "ours" | "shared" | "misunderstanding";
        /** @description An attempt to reach the customer. */
        ContactAttempt: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description By whom. */
            by_name?: string | null;
            /** @description How. */
            channel: components["schemas"]["Channel"];
            /** @description With which result. */
            result: components["schemas"]["ContactResult"];
        };
        /** @enum {string} */
        ContactResult: "reached" | "no_answer" | "busy" | "wrong";
        /** @description How many. */
        Count: {
            /**
             * Format: int32
             * @description Cases that fit, not more than `up_to`.
             */
            count: number;
            /** @description There are more, or may be: only so many rows are looked at. */
            more: boolean;
        };
        /** @description A counter. */
        Counter: {
            display_since?: components["schemas"]["Instant"] | null;
            /** @description Name of the unit. */
            name: string;
            /** @description Its unit. */
            unit: components["schemas"]["Ident"];
        };
        /** @description Somebody who comes in. */
        CounterArrival: {
            arrived_at?: components["schemas"]["Instant"] | null;
            /** @description What they want; a complaint needs it. */
            demand?: string | null;
            /** @description What it is. */
            kind: components["schemas"]["Kind"];
            /** @description Name, together with a telephone. */
            name?: string | null;
            /** @description Telephone; without one nobody can call them back. */
            phone?: string | null;
            /** @description What they say, in a line. */
            text: string;
            /** @description They were told our terms: the version of the promise page that holds today is kept (S0-60). */
            told_terms?: boolean;
        };
        /** @description A counter today. */
        CounterBoard: {
            /** @description The counter. */
            counter: components["schemas"]["Counter"];
            /** @description The business day, `YYYY-MM-DD`. */
            day: string;
            /** @description Those that wait in their order, then those called, served and gone; at most 300. */
            visits: components["schemas"]["CounterVisit"][];
        };
        /** @description A number that was called. */
        CounterCalled: {
            /** @description When it was called last. */
            called_at: components["schemas"]["Instant"];
            /**
             * Format: int32
             * @description The number.
             */
            number: number;
        };
        /** @description What a display shows. */
        CounterDisplay: {
            /** @description When this was so. */
            at: components["schemas"]["Instant"];
            /** @description Numbers whose turn it is, the latest first. */
            called: components["schemas"]["CounterCalled"][];
            /** @description Name of the organisation. */
            company?: string | null;
            /** @description Numbers that come next. */
            next: number[];
            /** @description Name of the shop. */
            shop: string;
            /** @description How many wait. */
            waiting: number;
        };
        /** @enum {string} */
        CounterMove: "call" | "serve" | "finish" | "leave";
        /** @enum {string} */
        CounterState: "waiting" | "called" | "served" | "done" | "gone";
        /** @description Somebody at the counter. */
        CounterVisit: {
            /** @description What may be done now. */
            actions: components["schemas"]["CounterMove"][];
            /** @description When they came. */
            arrived_at: components["schemas"]["Instant"];
            called_at?: components["schemas"]["Instant"] | null;
            /** @description Their case. */
            case: components["schemas"]["Ident"];
            /** @description Its number. */
            case_number: string;
            /** @description The business day, `YYYY-MM-DD`. */
            day: string;
            ended_at?: components["schemas"]["Instant"] | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description What it is. */
            kind: components["schemas"]["Kind"];
            /**
             * Format: int32
             * @description Their number of the day.
             */
            number: number;
            served_at?: components["schemas"]["Instant"] | null;
            served_by?: components["schemas"]["Ident"] | null;
            /** @description Where they stand. */
            state: components["schemas"]["CounterState"];
            /** @description One line that names it. */
            subject?: string | null;
            /** @description The unit of the counter. */
            unit: components["schemas"]["Ident"];
            /**
             * Format: int64
             * @description How long they waited, or have waited until now, in milliseconds.
             */
            waited_ms: number;
        };
        /** @description Counts. */
        CountsView: {
            /**
             * Format: int32
             * @description Files.
             */
            attachments: number;
            /**
             * Format: int32
             * @description Contacts with two sides.
             */
            contacts: number;
            /**
             * Format: int32
             * @description Messages from the customer.
             */
            inbound: number;
            /**
             * Format: int32
             * @description Notes.
             */
            notes: number;
            /**
             * Format: int32
             * @description Messages to the customer.
             */
            outbound: number;
        };
        /** @description How the dissatisfaction is dealt with. */
        CourseView: {
            adjudication?: components["schemas"]["Adjudication"] | null;
            /** @description Approvals asked for, in order. */
            approvals: components["schemas"]["Approval"][];
            confirmed_at?: components["schemas"]["Instant"] | null;
            /** @description Spoken with the customer. */
            contacted: boolean;
            /** @description Departments contacted with a finding. */
            departments: components["schemas"]["Ident"][];
            /** @description Disputes, in the order they began. */
            disputes: components["schemas"]["Dispute"][];
            /** @description Escalations, in order. */
            escalations: components["schemas"]["Escalation"][];
            /** @description Where evidence came from, in the order it came. */
            evidence: components["schemas"]["EvidenceSource"][];
            /** @description Attempts that failed since we last spoke. */
            failed_attempts: components["schemas"]["Instant"][];
            failure_review?: components["schemas"]["FailureReview"] | null;
            /**
             * Format: int32
             * @description Remedies that failed when carried out.
             */
            failures: number;
            first_resolved_at?: components["schemas"]["Instant"] | null;
            follow_up_visit?: components["schemas"]["FollowUpVisit"] | null;
            followed_up_at?: components["schemas"]["Instant"] | null;
            informed_at?: components["schemas"]["Instant"] | null;
            irreparable?: components["schemas"]["Irreparability"] | null;
            liability?: components["schemas"]["Liability"] | null;
            /** @description What the customer was lent, in order. */
            loaners: components["schemas"]["Loaner"][];
            /** @description Solutions offered. */
            proposals: components["schemas"]["ProposalView"][];
            /** @description A question to the customer is open. */
            question_open: boolean;
            rating?: components["schemas"]["CaseRating"] | null;
            /**
             * Format: int32
             * @description Rounds of reassessment.
             */
            reassessments: number;
            /**
             * Format: int32
             * @description Solutions rejected.
             */
            rejected: number;
            resolved_at?: components["schemas"]["Instant"] | null;
            /** @description What the customer said of the result. */
            satisfied?: boolean | null;
            sponsorship?: components["schemas"]["Sponsorship"] | null;
            /** @description Which of our terms the customer was shown. */
            terms_shown: components["schemas"]["TermsShown"][];
            /** @description Facts verified. */
            verified: boolean;
            /** @description What the customer wishes for, as remedies; empty = not said. */
            wished: components["schemas"]["Remedy"][];
        };
        /** @description A customer, masked. */
        Customer: {
            care_declined_at?: components["schemas"]["Instant"] | null;
            /** @description When they were entered. */
            created_at: components["schemas"]["Instant"];
            /** @description `a***@b.com`. */
            email?: string | null;
            erased_at?: components["schemas"]["Instant"] | null;
            /** @description Reference in another system. */
            external_ref?: string | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Person or company. */
            kind: components["schemas"]["CustomerKind"];
            /** @description BCP 47 tag. */
            language?: string | null;
            /** @description `王*`; a company's name in full. */
            name?: string | null;
            /** @description `138****5678`. */
            phone?: string | null;
            /**
             * Format: int64
             * @description Version; also the ETag.
             */
            version: number;
        };
        /** @enum {string} */
        CustomerField: "name" | "phone" | "email" | "external_ref" | "kind" | "language" | "mail" | "care_contacts";
        /** @enum {string} */
        CustomerKind: "person" | "company";
        /** @description The customer of a case in a list. */
        CustomerLine: {
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Name, masked; null without one, once erased, or without the permission to see customers. */
            name?: string | null;
        };
        /** @description What changes of a customer. */
        CustomerPatch: {
            /** @description Whether they may be asked how they fare after a complaint (S3-49). */
            care_contacts?: boolean | null;
            /** @description E-mail. */
            email?: string | null;
            /** @description Reference in another system. */
            external_ref?: string | null;
            kind?: components["schemas"]["CustomerKind"] | null;
            /** @description BCP 47 tag. */
            language?: string | null;
            /** @description Name. */
            name?: string | null;
            /** @description Telephone. */
            phone?: string | null;
        };
        /** @description A field. */
        CustomField: {
            /** @description No longer used. */
            archived: boolean;
            /** @description Stable code. */
            code: string;
            /** @description Currency of an amount, which is given in minor units. */
            currency?: string | null;
            /**
             * Format: int32
             * @description Decimals of a number.
             */
            decimals: number;
            /** @description Only when these other fields say so. */
            fields: components["schemas"]["FieldIs"][];
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Names. */
            names: components["schemas"]["FieldNames"];
            /** @description The options of a choice. */
            options: components["schemas"]["FieldOption"][];
            /** @description Must be filled before these steps, where it is shown. */
            required_before: components["schemas"]["Gate"][];
            /** @description Masked for whoever may not see sensitive values. */
            sensitive: boolean;
            /** @description What it holds. */
            sort: components["schemas"]["FieldSort"];
            /** @description Only in these units and below; empty: everywhere. */
            units: components["schemas"]["Ident"][];
            /**
             * Format: int64
             * @description Version; also the ETag.
             */
            version: number;
            /** @description For which cases it stands: a condition as policies have it. */
            when: {
                [key: string]: unknown;
            };
        };
        /** @enum {string} */
        DayKind: "ordinary" | "makeup_workday" | "special_hours" | "weekend" | "statutory_holiday" | "closed";
        /** @description An open or busy period on the wall clock. */
        DayPeriod: {
            /** @description `HH:MM`. */
            from: string;
            /** @description `HH:MM`, `24:00` at most; not included. */
            to: string;
        };
        /** @description Which calendar data. */
        DayTableView: {
            /** @description Region. */
            region: string;
            /** @description Version of the data. */
            version: string;
        };
        /** @description A special day. */
        DayView: {
            /**
             * Format: date
             * @description The date.
             */
            date: string;
            /** @description Name. */
            name: string;
            /** @description A day off; otherwise a make-up working day. */
            off: boolean;
        };
        /** @enum {string} */
        DecisionDue: "accept_emergency" | "assess_safety" | "take_up" | "name_sponsor" | "plan_remedy" | "review_failure" | "take_back_loaner" | "follow_up" | "record_care" | "sign_approval" | "decide_appeal" | "answer_proposal";
        /** @description Who did something, and when. */
        Deed: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Their name; null: the system, or somebody outside. */
            by_name?: string | null;
            /** @description Words; null without, or once erased. */
            text?: string | null;
        };
        /** @enum {string} */
        Digest: "at_once" | "hourly" | "daily";
        /** @enum {string} */
        Direction: "inbound" | "outbound";
        /** @description A dispute. */
        Dispute: {
            accepted_at?: components["schemas"]["Instant"] | null;
            /** @description The body outside. */
            body?: string | null;
            ended_at?: components["schemas"]["Instant"] | null;
            /** @description When it began or was filed. */
            filed_at: components["schemas"]["Instant"];
            ground?: components["schemas"]["DisputeGround"] | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description What it is about; null once erased. */
            matter?: string | null;
            /** @description How it ended, in words. */
            outcome?: string | null;
            /** @description Whether the authority may publish it; null while unknown. */
            published?: boolean | null;
            /** @description The number of its papers. */
            reference?: string | null;
            /** @description The rounds. */
            rounds: components["schemas"]["DisputeRound"][];
            settlement?: components["schemas"]["Ident"] | null;
            /** @description How it stands. */
            standing: components["schemas"]["DisputeStanding"];
            /** @description Which way it goes. */
            way: components["schemas"]["DisputeWay"];
        };
        /** @enum {string} */
        DisputeGround: "outside_remit" | "handled_before" | "not_consumption" | "too_late" | "bad_papers" | "impersonation" | "no_agreement" | "side_refused";
        /** @description In which order a dispute goes further (S0-63). */
        DisputeLadder: {
            /** @description Requirement ids or articles. */
            basis: string;
            /** @description A default of ours, not from the source. */
            default: boolean;
            /** @description Every way, first to last. */
            ways: components["schemas"]["DisputeWay"][];
        };
        /** @description A round. */
        DisputeRound: {
            counter_offer?: components["schemas"]["Money"] | null;
            /** @description When it was held. */
            held_at: components["schemas"]["Instant"];
            /** @description What was said; null once erased. */
            minutes?: string | null;
            offer?: components["schemas"]["Money"] | null;
            /** @description Who sat there. */
            participants: components["schemas"]["Participant"][];
            /** @description How it ended. */
            result: components["schemas"]["RoundResult"];
            /** @description The customer reads the minutes in the portal. */
            shared: boolean;
        };
        /** @enum {string} */
        DisputeSide: "ours" | "customer" | "representative" | "third_party";
        /** @enum {string} */
        DisputeStanding: "open" | "accepted" | "not_accepted" | "settled" | "ruled" | "terminated" | "withdrawn";
        /** @enum {string} */
        DisputeWay: "negotiation" | "mediation" | "authority" | "arbitration" | "litigation";
        /** @description A draft. */
        Draft: {
            /**
             * Format: int64
             * @description The next save must have a higher one.
             */
            counter: number;
            /** @description When it was saved. */
            updated_at: components["schemas"]["Instant"];
            /** @description What was written; HTML as it was cleaned. */
            written: components["schemas"]["Written"];
        };
        /** @description Somebody's time on duty. */
        DutyShift: {
            /** @description From. */
            from: components["schemas"]["Instant"];
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description They are on duty now. */
            now: boolean;
            /**
             * Format: int32
             * @description Asked as the how-manyeth, from 1.
             */
            place: number;
            /** @description Until; not included. */
            until: components["schemas"]["Instant"];
            /** @description Who. */
            user: components["schemas"]["Ident"];
            /** @description Their name. */
            user_name: string;
        };
        /** @description An earlier case. */
        EarlierCase: {
            /** @description The case. */
            case: components["schemas"]["CaseLine"];
            suggested_link?: components["schemas"]["LinkKind"] | null;
            /** @description By what it belongs here. */
            ties: components["schemas"]["Tie"][];
        };
        /** @enum {string} */
        EdgeKind: "forward" | "back" | "reassess" | "close" | "reopen";
        /** @description A version. */
        Edition: {
            /** @description First day, `YYYY-MM-DD`. */
            effective_from: string;
            /** @description When it was published. */
            published_at: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description From 1.
             */
            version: number;
            withdrawn_at?: components["schemas"]["Instant"] | null;
        };
        /** @enum {string} */
        Effect: "tightens" | "loosens" | "neutral";
        /** @description An emergency. */
        Emergency: {
            accepted?: components["schemas"]["Deed"] | null;
            /** @description Since when. */
            since: components["schemas"]["Instant"];
            /**
             * Format: int32
             * @description The how-manyeth of the roster is asked.
             */
            turn: number;
            /** @description Until when they may accept. */
            until: components["schemas"]["Instant"];
        };
        /** @enum {string} */
        EmotionalState: "calm" | "upset" | "angry" | "extreme";
        /** @description An escalation as it stands. */
        Escalation: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            by?: components["schemas"]["Ident"] | null;
            /** @description Why. */
            cause: components["schemas"]["EscalationCause"];
            due_at?: components["schemas"]["Instant"] | null;
            ended?: components["schemas"]["EscalationEnd"] | null;
            ended_at?: components["schemas"]["Instant"] | null;
            /** @description Who was accountable then. */
            from: components["schemas"]["PartyView"];
            /**
             * Format: int32
             * @description The level it went to.
             */
            level: number;
            /** @description Who wanted it. */
            origin: components["schemas"]["EscalationOrigin"];
            /** @description Whoever took it up owes a remedy plan (S0-58). */
            owes_plan: boolean;
            owner?: components["schemas"]["Ident"] | null;
            plan?: components["schemas"]["RemedyPlan"] | null;
            /** @description In words; null without, or once erased. */
            reason?: string | null;
            /**
             * Format: int32
             * @description How often the last level was told again.
             */
            reminders: number;
            taken_at?: components["schemas"]["Instant"] | null;
            taken_by?: components["schemas"]["Ident"] | null;
            taken_for?: components["schemas"]["Ident"] | null;
            to?: components["schemas"]["Role"] | null;
            /** @description The unit it was in. */
            unit: components["schemas"]["Ident"];
        };
        /** @enum {string} */
        EscalationCause: "customer_demand" | "rejected_solutions" | "breach" | "severity" | "publicity" | "several_departments" | "difficult" | "second_failure" | "not_taken_up" | "evidence_overdue";
        /** @enum {string} */
        EscalationEnd: "not_taken_up" | "raised" | "case_closed";
        /** @enum {string} */
        EscalationOrigin: "customer" | "rule" | "outside" | "staff";
        /** @enum {string} */
        EscalationStanding: "waiting" | "taken_up";
        /** @description What came to a request. */
        EvidenceAnswer: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Who answered. */
            by_name?: string | null;
            /** @description It was declined. */
            declined: boolean;
            /** @description Files of the case that came with it. */
            files: components["schemas"]["Ident"][];
            /** @description Its words; null once erased. */
            text?: string | null;
        };
        /** @description A request for evidence. */
        EvidenceRequest: {
            /** @description What came, in order. */
            answers: components["schemas"]["EvidenceAnswer"][];
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Who asked. */
            by_name?: string | null;
            /** @description By when. */
            due_at: components["schemas"]["Instant"];
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /**
             * Format: int32
             * @description How far up the ladder it went, overdue; 0 = in time.
             */
            level: number;
            /** @description Somebody outside is asked. */
            outside: boolean;
            /** @description Links that were sent outside, in order. */
            sendings: components["schemas"]["EvidenceSending"][];
            /** @description Whose evidence. */
            source: components["schemas"]["EvidenceSource"];
            /** @description How it stands. */
            standing: components["schemas"]["RequestStanding"];
            /** @description What is asked; null once erased. */
            text?: string | null;
            /** @description The unit asked, by name; or the name and address outside. */
            whom?: string | null;
        };
        /** @description A link that was sent to whoever is asked outside. */
        EvidenceSending: {
            /** @description Since when. */
            at: components["schemas"]["Instant"];
            /** @description Why it could not be sent: `no_public_url`, `no_mailbox`, `no_gateway`, or what the other side said. */
            fault?: string | null;
            /** @description They were asked before. */
            reminder: boolean;
            /** @description How it stands. */
            standing: components["schemas"]["LinkStanding"];
            /** @description By letter or text message. */
            way: components["schemas"]["NoticeWay"];
        };
        /** @enum {string} */
        EvidenceSource: "customer" | "merchant" | "station" | "manufacturer" | "logistics" | "platform" | "supplier" | "third_party" | "inspection" | "record";
        /** @description The review of a remedy that failed twice. */
        FailureReview: {
            /** @description Since when it is owed. */
            asked_at: components["schemas"]["Instant"];
            by?: components["schemas"]["Ident"] | null;
            /** @description By when. */
            due_at: components["schemas"]["Instant"];
            /** @description What was found; null while it is owed, or once erased. */
            finding?: string | null;
            /** @description Its time has passed. */
            overdue: boolean;
            reviewed_at?: components["schemas"]["Instant"] | null;
        };
        /** @description Whether it helped. */
        FaqAnswer: {
            /** @description It did. */
            helped: boolean;
        };
        /** @description The questions, to be written. */
        FaqDraft: {
            /** @description All of them, in their order. */
            entries: components["schemas"]["NewFaqEntry"][];
        };
        /** @description A question. */
        FaqEntry: {
            /** @description The answer. */
            answer: components["schemas"]["Words"];
            /** @description Under which heading. */
            group: components["schemas"]["Words"];
            /** @description Its id, the same through all versions. */
            id: string;
            /** @description The question. */
            question: components["schemas"]["Words"];
        };
        /** @description How often a question helped. */
        FaqHelped: {
            /** @description Id of the question. */
            entry: string;
            /**
             * Format: int64
             * @description It did.
             */
            helped: number;
            /**
             * Format: int64
             * @description It did not.
             */
            not_helped: number;
        };
        /** @description The questions as they are written. */
        FaqPage: {
            /** @description Whether they helped. */
            answers: components["schemas"]["FaqHelped"][];
            draft_changed_at?: components["schemas"]["Instant"] | null;
            /** @description Every version, the newest first. */
            editions: components["schemas"]["Edition"][];
            /** @description In their order. */
            entries: components["schemas"]["FaqEntry"][];
            /**
             * Format: int64
             * @description Which version holds today.
             */
            in_effect?: number | null;
        };
        /** @enum {string} */
        Field: "subject" | "verbatim" | "summary" | "symptom" | "demand" | "order_ref" | "product" | "serial" | "expectation";
        /** @description An unusable field. */
        FieldError: {
            /** @description Stable code. */
            code: string;
            /** @description What was given or what is allowed. */
            detail: string;
            /** @description Path of the field in the body, or name of the parameter. */
            field: string;
            /** @description One sentence in the reader's language that says what is wrong with it. */
            title: string;
        };
        /** @description Another field has one of these values. */
        FieldIs: {
            /** @description Any of these options, or `yes` and `no`. */
            any_of: string[];
            /** @description The other field, defined earlier. */
            field: components["schemas"]["Ident"];
        };
        /** @description A name in the three languages. */
        FieldNames: {
            /** @description English. */
            en: string;
            /** @description Simplified Chinese. */
            zh_hans: string;
            /** @description Traditional Chinese. */
            zh_hant: string;
        };
        /** @description An option of a choice. */
        FieldOption: {
            /** @description Stable code. */
            code: string;
            /** @description Names. */
            names: components["schemas"]["FieldNames"];
            /**
             * @description No longer to be chosen.
             * @default false
             */
            retired: boolean;
        };
        /** @description An order. */
        FieldOrder: {
            /** @description Every field once, archived ones too, first to last. */
            fields: components["schemas"]["Ident"][];
        };
        /** @enum {string} */
        FieldSort: "text" | "number" | "money" | "date" | "instant" | "choice" | "multi_choice" | "yes_no" | "user" | "unit";
        /** @description Values of own fields. */
        FieldValues: {
            /**
             * @description By code: words, a number, an amount in minor units, a day, an instant, an option or a list of them, true or false,
             *     an id; null takes the value away.
             */
            values: {
                [key: string]: unknown;
            };
        };
        /** @description A file of a case. */
        FileView: {
            /**
             * Format: int64
             * @description Its size in bytes.
             */
            bytes: number;
            /** @description There may be a small picture of it (`GET /attachments/{attachment}/thumbnail`). */
            has_thumbnail: boolean;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Its type, read from its bytes. */
            media_type: string;
            /** @description Its name; null once erased. */
            name?: string | null;
            /** @description It may be shown in place (`GET /attachments/{attachment}/content`). */
            shows_in_place: boolean;
        };
        /** @description Which cases: every field given must fit; the same names as the parameters of `GET /cases`. */
        Filter: {
            /** @description May harm the brand */
            brand_risk?: boolean;
            /** @description A category or its children */
            category?: string;
            /** @description Any of these channels */
            channel?: ("phone" | "voicemail" | "email" | "web" | "chat" | "app" | "social_media" | "walk_in" | "letter" | "regulator" | "proactive")[];
            /**
             * Format: date-time
             * @description Closed before
             */
            closed_before?: string;
            /**
             * Format: date-time
             * @description Closed at or after
             */
            closed_from?: string;
            /** @description Closed within so many days */
            closed_within_days?: number;
            /** @description Of this customer */
            customer?: string;
            /** @description A dispute goes on, the gravest of them one of these ways */
            dispute?: ("negotiation" | "mediation" | "authority" | "arbitration" | "litigation")[];
            /**
             * Format: date-time
             * @description Due before
             */
            due_before?: string;
            /** @description Overdue, or due within so many minutes */
            due_within_minutes?: number;
            /** @description Emergencies */
            emergency?: boolean;
            /** @description Any of these states of the customer */
            emotional_state?: ("calm" | "upset" | "angry" | "extreme")[];
            /** @description At least this level */
            escalated_at_least?: number;
            /** @description Who first wanted it to go up */
            escalated_by?: ("customer" | "rule" | "outside" | "staff")[];
            /** @description How the escalation in force stands */
            escalation?: ("waiting" | "taken_up")[];
            /** @description Values of own fields: `code:option`, `code:yes`, `code:2026-01-01..2026-01-31`, `code:10..20`; all must fit */
            field?: string[];
            /** @description Handled by this user, by whoever asks, or by nobody */
            handler?: string;
            /** @description Any of these kinds */
            kind?: ("complaint" | "service_review" | "quality_issue" | "suggestion" | "inquiry" | "praise" | "rma" | "repair")[];
            /** @description Handled or owned by whoever asks */
            mine?: boolean;
            /** @description Offered to this user */
            offered_to?: string;
            /** @description A transfer to whoever asks, or to their unit, waits for an answer */
            offered_to_me?: boolean;
            /** @description Open, or not */
            open?: boolean;
            /** @description Past due */
            overdue?: boolean;
            /** @description Owned by this user, or by whoever asks */
            owner?: string;
            /** @description It waits for something */
            paused?: boolean;
            /** @description Opened under this policy */
            policy?: string;
            /** @description Any of these priorities */
            priority?: ("low" | "normal" | "high" | "emergency")[];
            /** @description Holds all these words; of the thousand cases that held them last */
            q?: string;
            /**
             * Format: date-time
             * @description Received before
             */
            received_before?: string;
            /**
             * Format: date-time
             * @description Received at or after
             */
            received_from?: string;
            /** @description Received within so many days */
            received_within_days?: number;
            /** @description Reopened at least once */
            reopened?: boolean;
            /** @description What the customer said of the result */
            satisfied?: boolean;
            /** @description Any of these severities */
            severity?: ("minor" | "general" | "major" | "critical")[];
            /** @description At least this severe */
            severity_at_least?: number;
            /** @description Imported from this system */
            source?: string;
            /** @description Any of these stages */
            stage?: ("new" | "acknowledged" | "triaged" | "assigned" | "in_contact" | "investigating" | "solution_proposed" | "approval" | "agreed" | "executing" | "resolved" | "follow_up" | "confirmed" | "closed" | "archived" | "reassessment" | "reopened")[];
            /** @description Any of these stages or waits */
            status?: ("new" | "acknowledged" | "triaged" | "assigned" | "in_contact" | "investigating" | "solution_proposed" | "approval" | "agreed" | "executing" | "resolved" | "follow_up" | "confirmed" | "closed" | "archived" | "reassessment" | "reopened" | "waiting_customer" | "waiting_third_party" | "waiting_parts" | "inspection" | "force_majeure" | "on_hold")[];
            /**
             * Format: date-time
             * @description Touched before
             */
            touched_before?: string;
            /**
             * Format: date-time
             * @description Touched at or after
             */
            touched_from?: string;
            /** @description Nobody handles it */
            unassigned?: boolean;
            /** @description In this unit or below it */
            unit?: string;
            /** @description Something happened that whoever asks has not read */
            unread?: boolean;
            /** @description Untouched for so many days */
            untouched_for_days?: number;
        };
        /** @description One thing wrong with a policy. */
        FindingView: {
            /** @description Stable code. */
            code: string;
            /**
             * Format: int32
             * @description Column, from 1.
             */
            column: number;
            /** @description What is wrong, in English. */
            detail: string;
            /** @description `error` or `warning`. */
            gravity: string;
            /** @description Key path, e.g. `clock[2].target`. */
            key: string;
            /**
             * Format: int32
             * @description Line, from 1.
             */
            line: number;
        };
        /** @description A first password. */
        FirstPassword: {
            /** @description To be changed at the next sign-in. */
            password: string;
        };
        /** @description The deadlines that may apply to a milestone of a severity. */
        FlowAim: {
            /** @description Ids in the order in which they are asked: the first whose condition holds; of the law every one that holds. */
            clocks: string[];
            /** @description What they are about. */
            milestone: components["schemas"]["Milestone"];
            /** @description For which severity. */
            severity: components["schemas"]["Severity"];
            /** @description What starts them. */
            start: components["schemas"]["Signal"];
        };
        /** @description A way from one step to another. */
        FlowEdge: {
            /** @description From. */
            from: components["schemas"]["Stage"];
            /** @description What it is in the chart. */
            kind: components["schemas"]["EdgeKind"];
            /** @description To. */
            to: components["schemas"]["Stage"];
        };
        /** @description A step: a node of the chart, a page of the manual. */
        FlowStep: {
            /** @description Who is accountable. */
            accountable: components["schemas"]["Role"];
            /** @description What the work here has to bring about. */
            brings_about: components["schemas"]["Signal"][];
            /** @description Ids of the deadlines to be met here. */
            due_here: string[];
            /** @description What it is in the chart. */
            kind: components["schemas"]["StepKind"];
            /** @description The law behind it. */
            law: components["schemas"]["LawBehind"][];
            name?: components["schemas"]["Words"] | null;
            /** @description Stages that may follow. */
            next: components["schemas"]["Stage"][];
            next_for_customer?: components["schemas"]["Words"] | null;
            /** @description Its number in the way, from 1. */
            number: number;
            /** @description Who does the work, if others. */
            responsible: components["schemas"]["Role"][];
            /** @description Ids of all deadlines that run while a case stands here. */
            running: string[];
            /** @description The stage. */
            stage: components["schemas"]["Stage"];
            /** @description What to do. */
            step: components["schemas"]["Words"];
        };
        /** @description A way through the stages. */
        FlowWay: {
            /** @description Deadlines by milestone and severity. */
            aims: components["schemas"]["FlowAim"][];
            /** @description Its edges. */
            edges: components["schemas"]["FlowEdge"][];
            /** @description Kinds of case that go it. */
            kinds: components["schemas"]["Kind"][];
            /** @description Its steps in order: the nodes of the chart, the pages of the manual. */
            steps: components["schemas"]["FlowStep"][];
        };
        /** @enum {string} */
        FollowUpResult: "satisfied" | "dissatisfied" | "not_reached";
        /** @description What a visit to ask about the result brought back (S3-17). */
        FollowUpVisit: {
            /** @description When somebody was there. */
            at: components["schemas"]["Instant"];
            /** @description The customer's signature, photos: files of the case. */
            files: components["schemas"]["Ident"][];
            /** @description What was found; null once erased. */
            finding?: string | null;
            /** @description Who. */
            visitor: components["schemas"]["Ident"];
        };
        /** @description What somebody may mean. */
        Found: {
            /** @description Cases. */
            cases: components["schemas"]["CaseLine"][];
            /** @description Customers, masked. */
            customers: components["schemas"]["Customer"][];
        };
        /** @enum {string} */
        Gate: "investigate" | "verify" | "propose" | "execute" | "resolve" | "close" | "offer_transfer" | "escalate";
        /** @description A gateway, without its address and secret. */
        Gateway: {
            /** @description The body with its places. */
            body: string;
            /** @description Since when. */
            created_at: components["schemas"]["Instant"];
            /** @description Whether it is used. */
            enabled: boolean;
            failed_at?: components["schemas"]["Instant"] | null;
            /** @description One header with its places; empty: none. */
            header: string;
            /** @description Of what a group hears. */
            hears: components["schemas"]["NotificationKind"][];
            /** @description Host of its address. */
            host: string;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description What it speaks to. */
            kind: components["schemas"]["GatewayKind"];
            /** @description In which language a group is spoken to. */
            language: string;
            /** @description Why, while that holds. */
            last_error?: string | null;
            /** @description What it is for. */
            name: string;
            sent_at?: components["schemas"]["Instant"] | null;
            /** @description What an answer contains that means "taken"; empty: any 2xx. */
            success: string;
            /** @description The unit whose cases a group hears of, with those below it. */
            unit: components["schemas"]["Ident"];
            /**
             * Format: int64
             * @description Version; also the ETag.
             */
            version: number;
            /** @description How the body is written. */
            wording: components["schemas"]["GatewayWording"];
        };
        /** @enum {string} */
        GatewayKind: "sms" | "wecom_robot" | "dingtalk_robot" | "feishu_robot";
        /** @enum {string} */
        GatewayWording: "address" | "json" | "form";
        /** @enum {string} */
        Gravity: "error" | "warning";
        /** @enum {string} */
        HandoffReason: "recognition_failures" | "refuses_ai" | "information_security" | "safety" | "unanswered" | "repeated_visits" | "confirmed" | "no_known_answer" | "rare_problem" | "minor" | "elderly";
        /** @enum {string} */
        Happening: "registered" | "fields_set" | "text_set" | "classified" | "converted" | "emergency_declared" | "emergency_lowered" | "stage_entered" | "assigned" | "transfer_offered" | "transfer_accepted" | "transfer_refused" | "ping_pong_alerted" | "message_in" | "message_out" | "contact_logged" | "noted" | "attached" | "chased" | "paused" | "resumed" | "verified" | "solution_proposed" | "solution_answered" | "resolved" | "reported_to_hq" | "followed_up" | "result_confirmed" | "rated" | "reassessment_started" | "escalated" | "closed" | "reopened" | "watch_started" | "watch_checkpoint_reached" | "watch_ended" | "archived" | "linked" | "stalled" | "clock_started" | "clock_rescheduled" | "clock_paused" | "clock_resumed" | "clock_met" | "clock_warned" | "clock_breached" | "clock_cancelled" | "clock_continued";
        Ident: string;
        /** Format: date-time */
        Instant: string;
        /** @description A code. */
        IntakeCode: {
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description What stands under it on the sheet. */
            label: string;
            /** @description When it was made. */
            made_at: components["schemas"]["Instant"];
            /** @description Below this server's own address: what the code holds. */
            path: string;
            /** @description Product it fills in. */
            product?: string | null;
            /**
             * Format: int32
             * @description Scans of the last 30 days.
             */
            scans: number;
            /** @description Serial number it fills in. */
            serial?: string | null;
            /** @description The unit that what it brings comes into. */
            unit: components["schemas"]["Ident"];
            withdrawn_at?: components["schemas"]["Instant"] | null;
        };
        /** @description Scans of a day. */
        IntakeScans: {
            /** @description The business day, `YYYY-MM-DD`. */
            day: string;
            /**
             * Format: int32
             * @description How often.
             */
            scans: number;
        };
        /** @description An investigation. */
        Investigation: {
            /** @description Attempts to reach the customer, latest first. */
            attempts: components["schemas"]["ContactAttempt"][];
            /** @description The behaviour that caused it (S3-06). */
            causes: components["schemas"]["BehaviouralCause"][];
            /** @description What keeps the damage from growing, in order. */
            containments: components["schemas"]["Deed"][];
            emergency?: components["schemas"]["Emergency"] | null;
            /** @description Requests for evidence, in order. */
            requests: components["schemas"]["EvidenceRequest"][];
            safety?: components["schemas"]["SafetyAssessment"] | null;
            /** @description The checklist, in order. */
            steps: components["schemas"]["InvestigationStep"][];
            substitute?: components["schemas"]["Substitute"] | null;
            /** @description Questions to head office, in order. */
            supports: components["schemas"]["SupportRequest"][];
            /** @description Visits, in order. */
            visits: components["schemas"]["SiteVisit"][];
        };
        /** @description A step of the checklist. */
        InvestigationStep: {
            /**
             * Format: int32
             * @description Attempts to reach the customer since they were last reached.
             */
            attempts: number;
            /**
             * Format: int32
             * @description So many count as done; 0 = none do.
             */
            attempts_needed: number;
            before?: components["schemas"]["Stage"] | null;
            deed?: components["schemas"]["Deed"] | null;
            /** @description Identifier. */
            id: string;
            /** @description What it is called. */
            name: components["schemas"]["Words"];
            /** @description What fulfils it. */
            sort: components["schemas"]["StepSort"];
            /** @description How it stands. */
            standing: components["schemas"]["StepStanding"];
        };
        /** @description That it cannot be repaired. */
        Irreparability: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            by?: components["schemas"]["Ident"] | null;
            /** @description Why; null once erased. */
            reason?: string | null;
        };
        /** @enum {string} */
        Kind: "complaint" | "service_review" | "quality_issue" | "suggestion" | "inquiry" | "praise" | "rma" | "repair";
        /** @description What is promised for one kind of case. */
        KindPromise: {
            /** @description Which kind. */
            kind: components["schemas"]["Kind"];
            otherwise?: components["schemas"]["Words"] | null;
            /** @description What one meets on the way, in its order. */
            steps: components["schemas"]["Words"][];
            /** @description Promised times. */
            times: components["schemas"]["PromisedTime"][];
        };
        /** @description A role. */
        KnownRole: {
            /** @description It comes with the product and was changed here. */
            changed: boolean;
            /** @description It comes with the product. */
            delivered: boolean;
            /**
             * Format: int64
             * @description How many people hold it; who they are: `GET /users?role=`.
             */
            holders: number;
            /** @description Its name. */
            names: components["schemas"]["RoleNames"];
            /** @description What it may. */
            permissions: components["schemas"]["Permission"][];
            /** @description What it may cannot be changed: the administrator may everything, always. */
            permissions_fixed: boolean;
            ranks_as?: components["schemas"]["Role"] | null;
            /** @description Code of a delivered one, identifier of one's own. */
            role: components["schemas"]["RoleName"];
            /** @description Whoever holds it must have a second factor. */
            second_factor: boolean;
            /**
             * Format: int64
             * @description Version; also the ETag. 0: delivered and never changed.
             */
            version: number;
        };
        /** @description The law that stands behind a step. */
        LawBehind: {
            /** @description Articles. */
            basis: string;
            /** @description Id of the clock, or class of records. */
            id: string;
            /** @description `clock` or `retention`. */
            what: string;
        };
        /** @enum {string} */
        LegalGround: "fraud";
        /** @description What the law grants at least. */
        LegalLeast: {
            /** @description How much. */
            amount: components["schemas"]["Money"];
            /** @description The article. */
            article: string;
        };
        /** @description Who is liable, and how to speak with the customer. */
        Liability: {
            conduct?: components["schemas"]["Conduct"] | null;
            /** @description Decided on the customer's word alone. */
            one_sided: boolean;
            /** @description Shares; none = undetermined. */
            shares: components["schemas"]["LiabilityShare"][];
        };
        /** @description One party's share. */
        LiabilityShare: {
            /** @description Who. */
            party: components["schemas"]["LiableParty"];
            /**
             * Format: int32
             * @description Whole per cent.
             */
            percent: number;
            unit?: components["schemas"]["Ident"] | null;
        };
        /** @enum {string} */
        LiableParty: "customer" | "merchant" | "station" | "manufacturer" | "logistics" | "platform" | "supplier" | "third_party";
        /** @enum {string} */
        LinkKind: "chaser" | "repeat_complaint" | "duplicate" | "about" | "related";
        /** @enum {string} */
        LinkStanding: "waiting" | "sent" | "failed" | "not_needed";
        /** @description A link. */
        LinkView: {
            /** @description The other case. */
            case: components["schemas"]["Ident"];
            /** @description How they belong together. */
            kind: components["schemas"]["LinkKind"];
        };
        /** @description Something lent. */
        Loaner: {
            by?: components["schemas"]["Ident"] | null;
            /** @description Its condition when it came back. */
            condition_in?: string | null;
            /** @description Its condition when it went out; null once erased. */
            condition_out?: string | null;
            /** @description By when it is due back. */
            due_at: components["schemas"]["Instant"];
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            in_at?: components["schemas"]["Instant"] | null;
            /** @description Its name; null once erased. */
            item?: string | null;
            /** @description What it is. */
            kind: components["schemas"]["LoanerKind"];
            /** @description When it went out. */
            out_at: components["schemas"]["Instant"];
            /** @description Its time passed and it was not back. */
            overdue: boolean;
            /** @description Serial number, number plate, inventory number; null without, or once erased. */
            serial?: string | null;
        };
        /** @enum {string} */
        LoanerKind: "vehicle" | "appliance" | "device" | "garment" | "other";
        /** @description Something that is out. */
        LoanerOut: {
            /** @description Number of its case. */
            case_number: string;
            /** @description By when it is due back. */
            due_at: components["schemas"]["Instant"];
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Its name; null once erased. */
            item?: string | null;
            /** @description What it is. */
            kind: components["schemas"]["LoanerKind"];
            /** @description When it went out. */
            out_at: components["schemas"]["Instant"];
            /** @description Its time has passed. */
            overdue: boolean;
            /** @description Serial number; null without, or once erased. */
            serial?: string | null;
            /** @description Subject of its case; null once erased. */
            subject?: string | null;
            /** @description The unit its case is in. */
            unit_name?: string | null;
        };
        /** @description A mailbox, without its secrets. */
        Mailbox: {
            access_until?: components["schemas"]["Instant"] | null;
            /** @description Whether a new case is acknowledged. */
            acknowledge: boolean;
            /** @description Words of the acknowledgement by language, instead of ours. */
            acknowledgement: {
                [key: string]: string;
            };
            /** @description Its own address. */
            address: string;
            came_at?: components["schemas"]["Instant"] | null;
            /** @description Since when it is there. */
            created_at: components["schemas"]["Instant"];
            /** @description Whether it is read and sent from. */
            enabled: boolean;
            failed_at?: components["schemas"]["Instant"] | null;
            /** @description The folder that is read. */
            folder: string;
            /** @description Whether a secret of the client that renews is kept. */
            has_client_secret: boolean;
            /** @description Whether a secret for reading is kept. */
            has_incoming_secret: boolean;
            /** @description Whether a secret for sending is kept. */
            has_outgoing_secret: boolean;
            /** @description Whether a refresh token is kept. */
            has_refresh_token: boolean;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            incoming?: components["schemas"]["MailServer"] | null;
            /** @description What a new case is until somebody judges it. */
            kind: components["schemas"]["Kind"];
            /** @description Why, while that holds. */
            last_error?: string | null;
            /** @description Whether mail of mailing lists becomes cases. */
            lists: boolean;
            looked_at?: components["schemas"]["Instant"] | null;
            /** @description What it is for; also the name its mail goes out under. */
            name: string;
            outgoing?: components["schemas"]["MailServer"] | null;
            renewal?: components["schemas"]["MailboxRenewal"] | null;
            /** @description Why reading did not work then, as `last_error`. */
            test_incoming?: string | null;
            /** @description Why sending did not work then. */
            test_outgoing?: string | null;
            tested_at?: components["schemas"]["Instant"] | null;
            /** @description The unit its cases come into. */
            unit: components["schemas"]["Ident"];
            /**
             * Format: int64
             * @description Version; also the ETag.
             */
            version: number;
        };
        /** @description Where an access token is renewed by a refresh token (RFC 6749 §6). */
        MailboxRenewal: {
            /** @description The client. */
            client_id: string;
            /**
             * @description Scope; empty: as it was granted.
             * @default
             */
            scope: string;
            /** @description The provider's token endpoint. */
            token_endpoint: string;
        };
        /** @description A message that came into a mailbox; its words are in its case alone. */
        MailIn: {
            /** @description When it was taken in. */
            at: components["schemas"]["Instant"];
            case?: components["schemas"]["Ident"] | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Whether the raw message is kept here; one that is too large is only in its mailbox. */
            kept: boolean;
            /** @description What it is: `message`, `auto_reply`, `auto_generated`, `bounce`, `report`, `list`, `calendar`. */
            kind: string;
            /** @description What became of it: `new_case`, `message`, `bounce`, `auto_reply`, `report`, `list`, `own`. */
            outcome: string;
        };
        /** @description How a message of a case went out. */
        MailOut: {
            /** @description Since when it stands so. */
            at: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description Attempts so far.
             */
            attempts: number;
            /** @description Why the last attempt failed. */
            error?: string | null;
            /** @description The message of the case. */
            message: components["schemas"]["Ident"];
            /** @description `waiting`, `sent` (the server took it), `failed`, `bounced`. */
            standing: string;
        };
        /**
         * @description How a line to a mail server is protected.
         * @enum {string}
         */
        MailSecurity: "tls" | "start_tls" | "plain" | "plain_anywhere";
        /** @description A server and the name one signs in by. */
        MailServer: {
            /** @description Name or address. */
            host: string;
            /**
             * @description The secret is an OAuth2 access token (XOAUTH2).
             * @default false
             */
            oauth2: boolean;
            /**
             * Format: int32
             * @description Port.
             */
            port: number;
            /** @description `tls`, `start_tls`, `plain` (to this machine only) or `plain_anywhere`. */
            security: components["schemas"]["MailSecurity"];
            /** @description The name; none: without signing in, for sending only. */
            user?: string | null;
        };
        /** @description Who one is. */
        Me: {
            /** @description Repeat it in `X-CSRF-Token`; null with a token. */
            csrf?: string | null;
            /** @description Choose a password first. */
            must_change_password: boolean;
            /** @description Set up a second factor first. */
            must_enrol: boolean;
            /** @description Name; null for whoever has none here. */
            name?: string | null;
            /** @description What they may somewhere. */
            permissions: components["schemas"]["Permission"][];
            unit?: components["schemas"]["Ident"] | null;
            /** @description The user. */
            user: components["schemas"]["Ident"];
        };
        /** @enum {string} */
        MessageRole: "acknowledgement" | "question" | "progress_update" | "definite_answer" | "result" | "holding";
        /** @description An account, without its secrets. */
        MessagingAccount: {
            /** @description Where the platform sends to, below the server's address. */
            address: string;
            /** @description Agent id (WeCom) or robot code (DingTalk). */
            agent: string;
            /** @description Whether answers can go out: what signs in for them is there. */
            answers: boolean;
            /** @description Address of the platform's API; empty: the platform's own. Of a generic account where answers go. */
            api_base: string;
            /** @description Since when. */
            created_at: components["schemas"]["Instant"];
            /** @description Whether messages are taken. */
            enabled: boolean;
            failed_at?: components["schemas"]["Instant"] | null;
            heard_at?: components["schemas"]["Instant"] | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Why, while that holds; English. */
            last_error?: string | null;
            /** @description What it is for. */
            name: string;
            /** @description Where it is. */
            platform: components["schemas"]["MessagingPlatform"];
            /** @description App id, corporation id or app key. */
            receiver: string;
            sent_at?: components["schemas"]["Instant"] | null;
            /** @description What was said then; English. */
            test_fault?: string | null;
            /**
             * Format: int64
             * @description Milliseconds that took.
             */
            test_ms?: number | null;
            test_step?: components["schemas"]["MessagingTestStep"] | null;
            tested_at?: components["schemas"]["Instant"] | null;
            /** @description The unit its cases come into. */
            unit: components["schemas"]["Ident"];
            /**
             * Format: int64
             * @description Version; also the ETag.
             */
            version: number;
        };
        /** @enum {string} */
        MessagingPlatform: "wechat" | "wecom" | "feishu" | "dingtalk" | "generic";
        /** @description What an account's requests are checked by; each platform needs its own of them. */
        MessagingSecrets: {
            /** @description Key of the envelope, 43 characters (WeChat in the safe mode, WeCom, DingTalk). */
            aes_key?: string | null;
            /**
             * @description App secret: what answers sign in with (WeChat, WeCom, Feishu, DingTalk), and what a DingTalk robot's messages are
             *     signed by.
             */
            app_secret?: string | null;
            /** @description Encrypt key (Feishu). */
            encrypt_key?: string | null;
            /** @description Shared secret, 16 bytes at least (generic). */
            secret?: string | null;
            /** @description Token (WeChat, WeCom, Feishu, DingTalk). */
            token?: string | null;
        };
        /** @enum {string} */
        MessagingTestStep: "signature" | "intake" | "token";
        /** @enum {string} */
        Milestone: "answer_call" | "voicemail_reply" | "chat_response" | "walkin_consult" | "acknowledge" | "first_response" | "assign_handler" | "contact_customer" | "preliminary_investigation" | "definite_answer" | "feedback" | "solution_proposed" | "handled" | "resolved" | "resolved_confirmed" | "report_to_hq" | "progress_update" | "follow_up" | "legal_redline" | "statutory_answer" | "statutory_completion" | "refund" | "regulator_acceptance" | "regulator_mediation" | "safety_report";
        /** @description An amount of money. */
        Money: {
            /**
             * Format: int64
             * @description Minor units: fen, cents.
             */
            amount_minor: number;
            /** @description Three capital letters. */
            currency: string;
        };
        /** @description A day of a month. */
        MonthDay: {
            /**
             * Format: date
             * @description The date.
             */
            date: string;
            /** @description What it is. */
            kind: components["schemas"]["DayKind"];
            /** @description Name of the holiday or closure as announced. */
            name?: string | null;
            names?: components["schemas"]["Words"] | null;
            /** @description Busy hours. */
            peaks: components["schemas"]["DayPeriod"][];
            /** @description Open periods; empty when closed. */
            periods: components["schemas"]["DayPeriod"][];
            /** @description There is no notice for its year yet: it may become another. */
            provisional: boolean;
            /** @description It counts as a working day, or the site is open on it. */
            working: boolean;
        };
        /** @description An absence. */
        NewAbsence: {
            deputy?: components["schemas"]["Ident"] | null;
            /** @description From. */
            from: components["schemas"]["Instant"];
            /** @description Until; not included, two years later at most. */
            until: components["schemas"]["Instant"];
        };
        /** @description A judgement. */
        NewAdjudication: {
            /** @description The reason class: one of the policy's, or a category. */
            class: string;
            /** @description What the customer complained of is confirmed. */
            confirmed: boolean;
            /** @description The finding that makes a category count (S3-20). */
            finding?: string | null;
            /** @description Why. */
            reason: string;
            /** @description The station. */
            station: components["schemas"]["Ident"];
            /** @description The station caused it; it must be liable. */
            station_caused: boolean;
        };
        /** @description What the customer says to a proposal. */
        NewAnswer: {
            /** @description Understood, accepted, rejected (S2-25). */
            answer: components["schemas"]["Answer"];
            channel?: components["schemas"]["Channel"] | null;
        };
        /** @description An appeal. */
        NewAppeal: {
            /** @description Why. */
            reason: string;
        };
        /** @description The decision about an appeal. */
        NewAppealDecision: {
            /** @description The valid complaint is taken back, or stands. */
            granted: boolean;
            /** @description Why. */
            reason: string;
        };
        /** @description What is asked for. */
        NewApproval: {
            /** @description Why. */
            reason: string;
            /** @description Exactly what is to be promised; another amount needs another approval. */
            terms: components["schemas"]["Term"][];
        };
        /** @description A change to many cases. */
        NewBulkChange: {
            /** @description Identifiers or numbers. */
            cases: string[];
            /** @description What is done to each. */
            change: components["schemas"]["BulkChange"];
            /** @description Only say what would happen. */
            dry_run?: boolean;
        };
        /** @description A canned text to be written. */
        NewCannedText: {
            /** @description Its words, with places such as `{{customer.name}}`; the list is `TextVariable` in `GET /codes`. */
            body: string;
            /** @description For one canonical category and those below it only. */
            category?: string | null;
            channel?: components["schemas"]["Channel"] | null;
            /** @description `plain` if left out. */
            format?: components["schemas"]["TextFormat"];
            /** @description BCP 47 tag. */
            language: string;
            /** @description Name. */
            name: string;
            /** @description Who may use it; for a unit or everybody one needs the permission there. */
            scope: components["schemas"]["TextScope"];
            /** @description What one types after `/`: letters, digits, `-`, `_`, `.`. */
            shortcut?: string | null;
            unit?: components["schemas"]["Ident"] | null;
        };
        /** @description A care contact. */
        NewCareContact: {
            channel?: components["schemas"]["Channel"] | null;
            /** @description What came of it. */
            result: components["schemas"]["CareResult"];
            /** @description What they said. */
            text?: string | null;
        };
        /** @description Done, or failed. */
        NewCarriedOut: {
            /** @description It failed. */
            failed?: boolean;
            /** @description The proof (refund reference, parcel number, coupon code), or why it failed. */
            reference?: string | null;
            /** @description Which remedy. */
            remedy: components["schemas"]["Remedy"];
        };
        /** @description A case to take in. */
        NewCase: {
            /** @description How it came in. */
            channel: components["schemas"]["Channel"];
            classification?: components["schemas"]["NewClassification"] | null;
            complainant?: components["schemas"]["NewComplainant"] | null;
            /** @description The organisation's own fields by code, as `PUT /cases/{case}/fields` takes them. */
            fields?: {
                [key: string]: unknown;
            };
            /** @description What it is. */
            kind: components["schemas"]["Kind"];
            occurred?: components["schemas"]["NewOccurred"] | null;
            owner?: components["schemas"]["NewParty"] | null;
            /** @description The customer can be reached; if left out: yes with a customer, no without. */
            reachable?: boolean | null;
            received_at?: components["schemas"]["Instant"] | null;
            source?: components["schemas"]["NewSource"] | null;
            /** @description The words: at least subject and verbatim. */
            texts: components["schemas"]["NewTexts"];
            /** @description The customer was told our terms: the version of the promise page that holds today is kept (S0-60). */
            told_terms?: boolean;
            unit?: components["schemas"]["Ident"] | null;
            /** @description What the customer wishes for, as remedies (S2-21). */
            wished?: components["schemas"]["Remedy"][];
        };
        /** @description A leaf to be added. */
        NewCategory: {
            /** @description The last part of its code; never used again. */
            code: string;
            /** @description Its words. */
            name: components["schemas"]["CategoryName"];
            /** @description Code of the canonical category it stands under. */
            parent: string;
            /**
             * Format: int32
             * @description Its place among its siblings.
             */
            place?: number | null;
            severity?: components["schemas"]["Severity"] | null;
            unit?: components["schemas"]["Ident"] | null;
        };
        /** @description A test to be made. */
        NewChannelTest: {
            /** @description Of a telephone, a counter and the like: somebody tried it, and this is whether it was answered. Left out otherwise. */
            answered?: boolean | null;
        };
        /** @description A chaser. */
        NewChaser: {
            /** @default null */
            by: components["schemas"]["Ident"] | null;
        };
        /** @description What one says of a case at intake or changes later; what is left out stays as it is. */
        NewClassification: {
            /**
             * @description May harm the brand.
             * @default null
             */
            brand_risk: boolean | null;
            /**
             * @description Canonical category with dots.
             * @default null
             */
            category: string | null;
            /**
             * @description Behavioural causes (S3-06).
             * @default null
             */
            causes: components["schemas"]["BehaviouralCause"][] | null;
            /** @default null */
            complexity: components["schemas"]["Complexity"] | null;
            /** @default null */
            emotional_state: components["schemas"]["EmotionalState"] | null;
            /**
             * @description A gross failure of ours; only upward (S0-53).
             * @default null
             */
            gross_service_failure: boolean | null;
            /**
             * @description Press or social media are involved.
             * @default null
             */
            media_involved: boolean | null;
            /** @default null */
            priority: components["schemas"]["Priority"] | null;
            /**
             * @description Repair, exchange, return or refund is demanded.
             * @default null
             */
            remedy_demanded: boolean | null;
            /**
             * @description Somebody may be hurt; only upward (S0-52).
             * @default null
             */
            safety_risk: boolean | null;
            /** @default null */
            severity: components["schemas"]["Severity"] | null;
        };
        /** @description A closure. */
        NewClosure: {
            ground?: components["schemas"]["RejectionGround"] | null;
            /** @description Why. */
            reason: components["schemas"]["ClosureReason"];
            /**
             * Format: int64
             * @description The version of the case one saw; refused as `newer_events` when something happened since that matters.
             */
            seen?: number | null;
        };
        /** @description A customer, or why there is none. */
        NewComplainant: {
            /** @description The customer. */
            id: components["schemas"]["Ident"];
            /** @enum {string} */
            kind: "customer";
        } | {
            /** @enum {string} */
            kind: "anonymous";
            /** @description Why. */
            reason: components["schemas"]["AnonymousReason"];
        };
        /** @description What the customer says of the result. */
        NewConfirmation: {
            channel?: components["schemas"]["Channel"] | null;
            /** @description Whether they are satisfied. */
            satisfied: boolean;
        };
        /** @description An attempt to reach the customer. */
        NewContact: {
            at?: components["schemas"]["Instant"] | null;
            /** @description By which channel. */
            channel: components["schemas"]["Channel"];
            /** @description How it ended; only `reached` is two-way contact (S3-10). */
            result: components["schemas"]["ContactResult"];
        };
        /** @description An address for a display. */
        NewCounterDisplay: {
            /** @description Below this server's own address; shown once. */
            path: string;
        };
        /** @description A customer to be entered. */
        NewCustomer: {
            /** @description E-mail. */
            email?: string | null;
            /** @description Reference in another system, unique. */
            external_ref?: string | null;
            kind?: components["schemas"]["CustomerKind"] | null;
            /** @description BCP 47 tag. */
            language?: string | null;
            /** @description Name. */
            name?: string | null;
            /** @description Telephone. */
            phone?: string | null;
        };
        /** @description A field to be defined or changed. */
        NewCustomField: {
            /**
             * @description No longer used.
             * @default false
             */
            archived: boolean;
            /** @description Stable code; never changed. */
            code: string;
            /** @description Currency of an amount, three capital letters; never changed. */
            currency?: string | null;
            /**
             * Format: int32
             * @description Decimals of a number; never changed.
             */
            decimals?: number;
            /** @description Only when these other fields say so. */
            fields?: components["schemas"]["FieldIs"][];
            /** @description Names. */
            names: components["schemas"]["FieldNames"];
            /** @description The options of a choice; one that was given out is retired, not removed. */
            options?: components["schemas"]["FieldOption"][];
            /** @description Must be filled before these steps, where it is shown. */
            required_before?: components["schemas"]["Gate"][];
            /**
             * @description Masked for whoever may not see sensitive values.
             * @default false
             */
            sensitive: boolean;
            /** @description What it holds; never changed. */
            sort: components["schemas"]["FieldSort"];
            /** @description Only in these units and below; empty: everywhere. */
            units?: components["schemas"]["Ident"][];
            /** @description For which cases it stands: a condition as policies have it (kinds, channels, severity_at_least, categories …). */
            when?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description Yes or no. */
        NewDecision: {
            /** @description Signed, or refused. */
            granted: boolean;
            /** @description Why; a refusal needs it. */
            reason?: string | null;
        };
        /** @description A dispute. */
        NewDispute: {
            /** @description The body outside; needed for every way but negotiation. */
            body?: string | null;
            filed_at?: components["schemas"]["Instant"] | null;
            /** @description What it is about. */
            matter: string;
            /** @description The number of its papers. */
            reference?: string | null;
            /** @description Which way. */
            way: components["schemas"]["DisputeWay"];
        };
        /** @description A step. */
        NewDisputeStep: {
            at?: components["schemas"]["Instant"] | null;
            ground?: components["schemas"]["DisputeGround"] | null;
            /** @description How it ended, in words; a ruling needs them. */
            outcome?: string | null;
            /** @description Whether the authority may publish it, once known. */
            published?: boolean | null;
            /** @description The number of the papers, once known. */
            reference?: string | null;
            /** @description How it stands now. */
            standing: components["schemas"]["DisputeStanding"];
        };
        /** @description A draft to be saved. */
        NewDraft: {
            /**
             * Format: int64
             * @description Rises with each save; the time in milliseconds will do.
             */
            counter: number;
            /** @description What was written. */
            written: components["schemas"]["Written"];
        };
        /** @description A due time. */
        NewDue: {
            /** @description Earlier than it is now (A.7). */
            due_at: components["schemas"]["Instant"];
        };
        /** @description Somebody's time on duty. */
        NewDutyShift: {
            /** @description From. */
            from: components["schemas"]["Instant"];
            /**
             * Format: int32
             * @description Asked as the how-manyeth, from 1.
             */
            place: number;
            /** @description Until; not included, a month later at most. */
            until: components["schemas"]["Instant"];
            /** @description Who. */
            user: components["schemas"]["Ident"];
        };
        /** @description A version to be published. */
        NewEdition: {
            /** @description First day in the business time zone, `YYYY-MM-DD`; today or later. */
            effective_from: string;
        };
        /** @description An escalation. */
        NewEscalation: {
            /** @description Why. */
            cause: components["schemas"]["EscalationCause"];
            /** @description In words. */
            reason?: string | null;
        };
        /** @description A piece of evidence. */
        NewEvidence: {
            /** @description Files of the case that belong to it. */
            attachments?: components["schemas"]["Ident"][];
            /** @description Where it comes from. */
            source: components["schemas"]["EvidenceSource"];
            /** @description What it says. */
            text: string;
        };
        /** @description An answer. */
        NewEvidenceAnswer: {
            /** @description Files added before. */
            files?: components["schemas"]["Ident"][];
            /** @description Your name, by a link. */
            name?: string | null;
            /** @description Its words. */
            text: string;
        };
        /** @description What for. */
        NewEvidencePack: {
            dispute?: components["schemas"]["Ident"] | null;
            /** @description What it is for; stands in the record. */
            reason: string;
        };
        /** @description Why there is no answer. */
        NewEvidenceRefusal: {
            /** @description Your name, by a link. */
            name?: string | null;
            /** @description The reason. */
            reason: string;
        };
        /** @description A request for evidence. */
        NewEvidenceRequest: {
            /**
             * @description Their language, in which the link is sent where `outside` names an e-mail address or a mobile number: `zh-Hans`
             *     (if not given), `zh-Hant` or `en`.
             */
            language?: string | null;
            /** @description Name and address of who is asked outside. */
            outside?: string | null;
            /** @description Whose evidence. */
            source: components["schemas"]["EvidenceSource"];
            /** @description What is asked. */
            text: string;
            unit?: components["schemas"]["Ident"] | null;
        };
        /** @description Why it failed, and what is done about it. */
        NewFailureReview: {
            /** @description In words. */
            finding: string;
        };
        /** @description A question, to be written. */
        NewFaqEntry: {
            /** @description The answer. */
            answer: components["schemas"]["PageWords"];
            /** @description Under which heading. */
            group?: components["schemas"]["PageWords"];
            /** @description Stays the same through all versions: letters, digits and `-`. */
            id: string;
            /** @description The question. */
            question: components["schemas"]["PageWords"];
        };
        /** @description A finding. */
        NewFinding: {
            /** @description The behaviour that caused it (S3-06). */
            causes?: components["schemas"]["BehaviouralCause"][];
            /** @description Departments contacted about it: units (S4-21). */
            departments?: components["schemas"]["Ident"][];
            /** @description Preliminary only (S4-21). */
            preliminary?: boolean;
            /** @description What was found. */
            text: string;
        };
        /** @description A follow-up. */
        NewFollowUp: {
            /** @description By which channel. */
            channel: components["schemas"]["Channel"];
            /** @description How it ended. */
            result: components["schemas"]["FollowUpResult"];
            visit?: components["schemas"]["NewFollowUpVisit"] | null;
        };
        /** @description A visit to ask about the result. */
        NewFollowUpVisit: {
            at?: components["schemas"]["Instant"] | null;
            /** @description The customer's signature, photos: files of the case added before. */
            attachments: components["schemas"]["Ident"][];
            /** @description What was found. */
            finding: string;
            visitor?: components["schemas"]["Ident"] | null;
        };
        /** @description A gateway to be set up or changed. */
        NewGateway: {
            /** @description The body with the same places. */
            body?: string;
            /**
             * @description Whether it is used.
             * @default true
             */
            enabled: boolean;
            /** @description One header, `Name: value`, with the same places. */
            header?: string;
            /** @description Of what a group hears. */
            hears?: components["schemas"]["NotificationKind"][];
            /** @description What it speaks to; does not change. */
            kind: components["schemas"]["GatewayKind"];
            /**
             * @description In which language a group is spoken to: zh-Hans, zh-Hant or en.
             * @default zh-Hans
             */
            language: string;
            /** @description What it is for. */
            name: string;
            /** @description A provider's key, or what a robot signs with; goes with a new address. */
            secret?: string;
            /** @description What an answer contains that means "taken"; empty: any 2xx. */
            success?: string;
            /** @description The unit whose cases a group hears of, with those below it. */
            unit: components["schemas"]["Ident"];
            /**
             * @description Its address, a provider's with the places `{phone}`, `{text}`, `{secret}`, `{id}`; needed for a new gateway,
             *     otherwise address and secret stay when it is left out.
             */
            url?: string | null;
            /**
             * @description How the body is written.
             * @default json
             */
            wording: components["schemas"]["GatewayWording"];
        };
        /** @description A handler. */
        NewHandler: {
            /** @description The user. */
            handler: components["schemas"]["Ident"];
            unit?: components["schemas"]["Ident"] | null;
        };
        /** @description A code to be made. */
        NewIntakeCode: {
            /** @description What stands under it on the sheet. */
            label: string;
            /** @description Product it fills in. */
            product?: string | null;
            /** @description Serial number it fills in. */
            serial?: string | null;
            /** @description The unit that what it brings comes into. */
            unit: components["schemas"]["Ident"];
        };
        /** @description Why it cannot be repaired. */
        NewIrreparability: {
            /** @description The reason. */
            reason: string;
        };
        /** @description A judgement. */
        NewJudgement: {
            /** @description What is judged; what is left out stays as it is. */
            classification: components["schemas"]["NewClassification"];
            /** @description Why; needed when category, severity or priority change. */
            reason?: string | null;
        };
        /** @description A kind, and why. */
        NewKind: {
            /** @description What it is now. */
            kind: components["schemas"]["Kind"];
            /** @description Why. */
            reason: string;
        };
        /** @description Who is liable. */
        NewLiability: {
            /** @description Why: asked when only the customer was heard, or an earlier decision changes. */
            reason?: string | null;
            /** @description Shares that make a hundred; none = undetermined. */
            shares: components["schemas"]["LiabilityShare"][];
        };
        /** @description A link. */
        NewLink: {
            /** @description Identifier or number of the other case, one you may see. */
            case: string;
            /** @description How they belong together. */
            kind: components["schemas"]["LinkKind"];
        };
        /** @description Something to lend. */
        NewLoaner: {
            /** @description Its condition when it went out. */
            condition: string;
            /** @description By when it is due back. */
            due_at: components["schemas"]["Instant"];
            /** @description Its name in words. */
            item: string;
            /** @description What it is. */
            kind: components["schemas"]["LoanerKind"];
            out_at?: components["schemas"]["Instant"] | null;
            repair_since?: components["schemas"]["Instant"] | null;
            /** @description Serial number, number plate, inventory number. */
            serial?: string | null;
        };
        /** @description Something that came back. */
        NewLoanerReturn: {
            /** @description Its condition. */
            condition: string;
            in_at?: components["schemas"]["Instant"] | null;
        };
        /** @description A mailbox to be made or changed. */
        NewMailbox: {
            /**
             * @description Whether a new case is acknowledged, with its number and the promised time.
             * @default true
             */
            acknowledge: boolean;
            /**
             * @description Words of the acknowledgement by language (`zh-Hans`, `zh-Hant`, `en`), instead of ours; `{number}` must stand in
             *     them, `{promised}` and `{subject}` may.
             */
            acknowledgement?: {
                [key: string]: string;
            };
            /** @description Its own address. */
            address: string;
            /** @description Secret of the client that renews; left out: as it was, unless client or endpoint change. */
            client_secret?: string | null;
            /**
             * @description Whether it is read and sent from.
             * @default true
             */
            enabled: boolean;
            /**
             * @description The folder that is read.
             * @default INBOX
             */
            folder: string;
            incoming?: components["schemas"]["MailServer"] | null;
            /** @description Password or token for reading; left out: as it was, unless the server changes. */
            incoming_secret?: string | null;
            /**
             * @description What a new case is until somebody judges it.
             * @default inquiry
             */
            kind: components["schemas"]["Kind"];
            /**
             * @description Whether mail of mailing lists becomes cases.
             * @default false
             */
            lists: boolean;
            /** @description What it is for; also the name its mail goes out under. */
            name: string;
            outgoing?: components["schemas"]["MailServer"] | null;
            /** @description Password or token for sending; left out: as it was, unless the server changes. */
            outgoing_secret?: string | null;
            /** @description Refresh token; left out: as it was, unless client or endpoint change. */
            refresh_token?: string | null;
            renewal?: components["schemas"]["MailboxRenewal"] | null;
            unit?: components["schemas"]["Ident"] | null;
        };
        /** @description Where it goes on. */
        NewMerge: {
            /** @description Identifier or number of the case it goes on in. */
            into: string;
        };
        /** @description A message. */
        NewMessage: {
            /** @description Files of the case that go with it. */
            attachments?: components["schemas"]["Ident"][];
            channel?: components["schemas"]["Channel"] | null;
            /** @description Which way. */
            direction: components["schemas"]["Direction"];
            emotional_state?: components["schemas"]["EmotionalState"] | null;
            /** @description `plain` if left out; HTML is cleaned to a small, safe part. */
            format?: components["schemas"]["TextFormat"];
            promised_at?: components["schemas"]["Instant"] | null;
            /** @description What it is beyond its words; clocks stop on these. */
            roles?: components["schemas"]["MessageRole"][];
            /**
             * Format: int64
             * @description The version of the case one saw; an outbound message is refused as `newer_events` when something happened since
             *     that matters to it.
             */
            seen?: number | null;
            /** @description A human wrote it and it says something (C.1); yes if left out. */
            substantive?: boolean | null;
            /** @description Its words. */
            text: string;
        };
        /** @description An account to be set up or changed. */
        NewMessagingAccount: {
            /** @description Agent id (WeCom) or robot code (DingTalk), to answer by. */
            agent?: string;
            /**
             * @description Address of the platform's API; empty: the platform's own. Of a generic account where answers go. With another one
             *     the app secret is forgotten unless given anew.
             */
            api_base?: string;
            /**
             * @description Whether messages are taken.
             * @default true
             */
            enabled: boolean;
            /** @description What it is for. */
            name: string;
            /** @description Where it is; does not change. */
            platform: components["schemas"]["MessagingPlatform"];
            /** @description App id, corporation id or app key. */
            receiver?: string;
            secrets?: components["schemas"]["MessagingSecrets"] | null;
            /** @description The unit its cases come into. */
            unit: components["schemas"]["Ident"];
        };
        /** @description A note for colleagues. */
        NewNote: {
            /** @description Files of the case that go with it. */
            attachments?: components["schemas"]["Ident"][];
            /** @description `plain` if left out; HTML is cleaned to a small, safe part. */
            format?: components["schemas"]["TextFormat"];
            /** @description People it calls; each must be able to read the case. */
            mentions?: components["schemas"]["Ident"][];
            /** @description Its words. */
            text: string;
        };
        /** @description When the matter occurred. */
        NewOccurred: {
            /** @description The instant; for a day or month, its beginning. */
            at: components["schemas"]["Instant"];
            /** @description How exact. */
            precision: components["schemas"]["Precision"];
        };
        /** @description Somebody at the table. */
        NewParticipant: {
            authority?: components["schemas"]["Ident"] | null;
            /** @description Their name. */
            name: string;
            /** @description For whom. */
            side: components["schemas"]["DisputeSide"];
        };
        /** @description A user or a unit. */
        NewParty: {
            /** @description Which. */
            id: components["schemas"]["Ident"];
            /** @enum {string} */
            kind: "user";
        } | {
            /** @description Which. */
            id: components["schemas"]["Ident"];
            /** @enum {string} */
            kind: "unit";
        };
        /** @description The old and the new password. */
        NewPassword: {
            /** @description The present one. */
            current: string;
            /** @description The new one. */
            new: string;
        };
        /** @description A wait. */
        NewPause: {
            /** @description Why (C.4: only listed reasons pause a clock). */
            reason: components["schemas"]["WaitReason"];
        };
        /** @description The circular, or the reason. */
        NewPenaltyWords: {
            /** @description In words. */
            text: string;
        };
        /** @description Preferences to keep. */
        NewPreferences: {
            /**
             * @description What the console keeps for itself; at most 16 kB of JSON.
             * @default {}
             */
            console: {
                [key: string]: unknown;
            };
            /**
             * @description How to be told, by kind; what is left out is as by default.
             * @default []
             */
            events: components["schemas"]["NotificationWish"][];
            /**
             * @description Where and when one is told outside the console.
             * @default {
             *       "daily_at": "09:00",
             *       "digest": "at_once",
             *       "email": null,
             *       "phone": null,
             *       "quiet": null
             *     }
             */
            outside: components["schemas"]["ToldOutside"];
        };
        /** @description What one does there. */
        NewPresence: {
            /** @description Looks at it, or types. */
            state: components["schemas"]["PresenceState"];
        };
        /** @description A row of the price list, to be written: an amount, words (`by quotation`), or both (`from`). */
        NewPrice: {
            amount?: components["schemas"]["Money"] | null;
            /** @description On which conditions. */
            conditions?: components["schemas"]["PageWords"];
            /** @description How long it takes. */
            duration?: components["schemas"]["PageWords"];
            /** @description Under warranty. */
            in_warranty: boolean;
            /** @description For cases of these kinds; any if left out. */
            kinds?: components["schemas"]["Kind"][];
            /** @description What it costs, in words. */
            price?: components["schemas"]["PageWords"];
            /** @description Which service, part or visit. */
            service: components["schemas"]["PageWords"];
            sort?: components["schemas"]["PriceSort"] | null;
            /** @description For how much of it, e.g. `per hour`. */
            unit?: components["schemas"]["PageWords"];
        };
        /** @description A proposal. */
        NewProposal: {
            fee?: components["schemas"]["Money"] | null;
            /** @description By when it will be done. */
            promised_at: components["schemas"]["Instant"];
            /** @description What it consists of. */
            remedies: components["schemas"]["Remedy"][];
            /**
             * Format: int64
             * @description The version of the case one saw; refused as `newer_events` when something happened since that matters.
             */
            seen?: number | null;
            /** @description The steps of carrying it out (S2-26). */
            steps?: string | null;
            /** @description What each remedy hands over, where it is money or goods; within your authority, or approved exactly so. */
            terms?: components["schemas"]["Term"][];
            /** @description What is offered. */
            text: string;
        };
        /** @description A rating the customer gave somebody, by telephone for instance; the record says who took it down (S0-22). */
        NewRating: {
            channel?: components["schemas"]["Channel"] | null;
            /**
             * Format: int32
             * @description How it was handled, 1 to 5.
             */
            process?: number | null;
            /**
             * Format: int32
             * @description The outcome, 1 to 5 (S2-30).
             */
            stars: number;
            /** @description What could be better, in the customer's own words. */
            text?: string | null;
            /** @description They would use us again (S3-34). */
            would_return?: boolean | null;
        };
        /** @description Why a message is looked at as it came, or erased. */
        NewRawMail: {
            /** @description Why; it is recorded. */
            reason: string;
        };
        /** @description A reason. */
        NewReason: {
            /** @description Why. */
            reason: string;
        };
        /** @description A remedy plan. */
        NewRemedyPlan: {
            /** @description By when all of it is done. */
            finish_at: components["schemas"]["Instant"];
            /** @description Its steps with their times. */
            text: string;
        };
        /** @description A result. */
        NewResolution: {
            /** @description The remedies carried out. */
            remedies: components["schemas"]["Remedy"][];
            /**
             * Format: int64
             * @description The version of the case one saw; refused as `newer_events` when something happened since that matters.
             */
            seen?: number | null;
            /** @description What was done. */
            text: string;
        };
        /** @description Which fields, and why. */
        NewReveal: {
            /** @description Name, phone, e-mail. */
            fields: components["schemas"]["CustomerField"][];
            /** @description Why; it is recorded. */
            reason: string;
        };
        /** @description A role to be made. */
        NewRole: {
            copy_of?: components["schemas"]["RoleName"] | null;
            /** @description Its name. */
            names: components["schemas"]["RoleNames"];
            /** @description What it may; left out: what the copied one may, or nothing. */
            permissions?: components["schemas"]["Permission"][] | null;
            ranks_as?: components["schemas"]["Role"] | null;
            /** @description Whoever holds it must have a second factor. */
            second_factor?: boolean;
        };
        /** @description Roles. */
        NewRoles: {
            /** @description All the roles they hold from now on. */
            roles: components["schemas"]["RoleHeld"][];
        };
        /** @description A round. */
        NewRound: {
            counter_offer?: components["schemas"]["Money"] | null;
            held_at?: components["schemas"]["Instant"] | null;
            /** @description What was said. */
            minutes: string;
            offer?: components["schemas"]["Money"] | null;
            /** @description Who sat there: somebody of ours, and the customer or whoever speaks for them. */
            participants: components["schemas"]["NewParticipant"][];
            /** @description How it ended. */
            result: components["schemas"]["RoundResult"];
            /** @description The customer reads the minutes in the portal. */
            shared?: boolean;
        };
        /** @description A rule to be written or changed. */
        NewRule: {
            /** @description What it asks for, in this order. */
            actions: components["schemas"]["RuleAction"][];
            /** @description On which cases it holds; left out: on all. */
            conditions?: components["schemas"]["RuleConditions"];
            /**
             * @description It acts.
             * @default true
             */
            enabled: boolean;
            /** @description What it is called; shown wherever it acted. */
            name: string;
            /**
             * @description Only where no rule before it assigned the case or offered it to somebody; not for rules of time.
             * @default false
             */
            otherwise: boolean;
            /** @description When it is looked at. */
            trigger: components["schemas"]["RuleTrigger"];
        };
        /** @description Reported or not. */
        NewSafetyAssessment: {
            /** @description Number of the report. */
            document?: string | null;
            /** @description Why, or why not. */
            reason: string;
            /** @description It is reported. */
            report: boolean;
        };
        /** @description A reply or note to be said after a moment. */
        NewSending: {
            /**
             * Format: int64
             * @description The draft of that sort goes, with saves up to this counter.
             */
            draft_counter?: number | null;
            /**
             * Format: int32
             * @description For how long it may be taken back.
             */
            hold_seconds: number;
            /**
             * Format: int64
             * @description The version of the case one saw; refused as `newer_events` when something happened since that matters.
             */
            seen?: number | null;
            /** @description Reply or note. */
            sort: components["schemas"]["WritingSort"];
            /** @description What is said. */
            written: components["schemas"]["Written"];
        };
        /** @description Name and password. */
        NewSession: {
            /** @description Sign-in name. */
            login: string;
            /** @description Password. */
            password: string;
        };
        /** @description What the first administrator enters. */
        NewSetup: {
            /** @description Name of the organisation. */
            company: string;
            /** @description Whether to tell a year of made-up data for trying it out. */
            demo?: boolean;
            /** @description BCP 47 tag; `zh-Hans` if left out. */
            language?: string | null;
            /** @description The part after `#` of the link that was printed at the first start. */
            link: string;
            /** @description Sign-in name. */
            login: string;
            /** @description Name. */
            name: string;
            /** @description Password. */
            password: string;
            /** @description Id of the service policy new cases open under, one of `/setup/templates`; `general` if left out. */
            policy?: string | null;
            /** @description Business time zone, an IANA name; `Asia/Shanghai` if left out. It stays once there are cases. */
            time_zone?: string | null;
            /** @description The units below the head office, 200 in all. */
            units?: components["schemas"]["SetupUnit"][];
        };
        /** @description A visit. */
        NewSiteVisit: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Where. */
            place: string;
            /** @description Who goes. */
            visitor: components["schemas"]["Ident"];
        };
        /** @description What was found. */
        NewSiteVisitRecord: {
            /** @description When they were there. */
            at: components["schemas"]["Instant"];
            /** @description Files of the case that belong to it. */
            attachments?: components["schemas"]["Ident"][];
            /** @description What was found. */
            finding: string;
        };
        /** @description Where a case comes from. */
        NewSource: {
            /** @description Its id there. */
            external_id: string;
            /** @description Source system. */
            system: string;
        };
        /** @description What becomes a case of its own. */
        NewSplit: {
            /** @description What the customer wants there; the first case's demand if left out. */
            demand?: string | null;
            /** @description Messages of this case that belong to it, by the identifiers of the timeline. */
            messages?: components["schemas"]["Ident"][];
            /** @description What names the new matter. */
            subject: string;
        };
        /** @description Who leads a major case. */
        NewSponsor: {
            /** @description The user; not the one who handles it. */
            sponsor: components["schemas"]["Ident"];
        };
        /** @description Orders of a month. */
        NewStationOrders: {
            /** @description `YYYY-MM`. */
            month: string;
            /** @description By station. */
            orders: components["schemas"]["StationOrders"][];
        };
        /** @description A result. */
        NewStepResult: {
            /** @description What came of it. */
            result?: string | null;
        };
        /** @description A substitute. */
        NewSubstitute: {
            /** @description One was offered. */
            offered: boolean;
            /** @description Which, or why none. */
            text: string;
        };
        /** @description Which terms. */
        NewTermsShown: {
            /** @description How. */
            channel: components["schemas"]["Channel"];
            /** @description Which page. */
            page: components["schemas"]["PageKind"];
            /**
             * Format: int64
             * @description Which version of it; the one that holds today if not given.
             */
            version?: number | null;
        };
        /** @description A text. */
        NewText: {
            /** @description The words. */
            text: string;
        };
        /** @description The words of a case. */
        NewTexts: {
            /**
             * @description What the customer wants (S2-13).
             * @default null
             */
            demand: string | null;
            /**
             * @description What the customer expects.
             * @default null
             */
            expectation: string | null;
            /**
             * @description Order number.
             * @default null
             */
            order_ref: string | null;
            /**
             * @description Product or service.
             * @default null
             */
            product: string | null;
            /**
             * @description Serial number, VIN, batch.
             * @default null
             */
            serial: string | null;
            /**
             * @description One line that names the matter.
             * @default null
             */
            subject: string;
            /**
             * @description The agent's summary.
             * @default null
             */
            summary: string | null;
            /**
             * @description What is wrong (S0-12).
             * @default null
             */
            symptom: string | null;
            /**
             * @description The customer's own words; never changed (S3-45).
             * @default null
             */
            verbatim: string;
        };
        /** @description A token to be made. */
        NewToken: {
            expires_at?: components["schemas"]["Instant"] | null;
            /** @description What it is for. */
            name: string;
            /** @description What it is narrowed to; null: all its user may. */
            permissions?: components["schemas"]["Permission"][] | null;
        };
        /** @description A transfer. */
        NewTransfer: {
            /** @description Why. */
            reason: string;
            /** @description To whom. */
            to: components["schemas"]["NewParty"];
            unit?: components["schemas"]["Ident"] | null;
        };
        /** @description Whether proposals are made. */
        NewTriage: {
            /** @description They are. */
            on: boolean;
        };
        /** @description To learn; nothing to choose yet. */
        NewTriageLearning: Record<string, never>;
        /** @description A unit to be made. */
        NewUnit: {
            /** @description Its own calendar. */
            calendar?: {
                [key: string]: unknown;
            } | null;
            /** @description The organisation's own code, unique. */
            code: string;
            /** @description What it is. */
            kind: components["schemas"]["UnitKind"];
            /** @description Name. */
            name: string;
            /** @description The unit above. */
            parent: components["schemas"]["Ident"];
        };
        /** @description A channel to be entered. */
        NewUnitChannel: {
            /** @description Open to customers; yes if left out. */
            active?: boolean | null;
            /** @description The number or address that customers are shown. */
            address?: string | null;
            backup?: components["schemas"]["Ident"] | null;
            /** @description Which channel. */
            channel: components["schemas"]["Channel"];
            /** @description Its own response limit, e.g. `PT2H`; never longer than the policy's. */
            limit?: string | null;
            /** @description The organisation's own name for it. */
            name: string;
            owner?: components["schemas"]["Ident"] | null;
            /** @description Whose. */
            unit: components["schemas"]["Ident"];
        };
        /** @description A policy for a unit. */
        NewUnitPolicy: {
            /** @description Id of a service policy in force; null takes the own one away. */
            policy?: string | null;
        };
        /** @description A user to be entered. */
        NewUser: {
            /** @description BCP 47 tag; `zh-Hans` if left out. */
            language?: string | null;
            /** @description Sign-in name, unique. */
            login: string;
            /** @description Name. */
            name: string;
            /** @description A first password, to be changed at the first sign-in; without one they cannot sign in. */
            password?: string | null;
            /** @description The roles they hold. */
            roles?: components["schemas"]["RoleHeld"][];
            /** @description Their unit. */
            unit: components["schemas"]["Ident"];
        };
        /** @description A view to be kept. */
        NewView: {
            audience?: components["schemas"]["ViewAudience"] | null;
            /** @description Columns of its table. */
            columns?: string[];
            filter?: components["schemas"]["Filter"] | null;
            /** @description Its name. */
            name: string;
            /**
             * Format: int32
             * @description Its place, ascending.
             */
            position?: number;
            sort?: components["schemas"]["Sort"] | null;
            unit?: components["schemas"]["Ident"] | null;
        };
        /** @description A webhook to be made or changed. */
        NewWebhook: {
            /**
             * @description Whether it is sent to.
             * @default true
             */
            enabled: boolean;
            /** @description To what; empty: to everything. */
            events?: components["schemas"]["Happening"][];
            /** @description What it is for. */
            name: string;
            /** @description Where to: https, or http. */
            url: string;
        };
        /** @description What a customer wishes for. */
        NewWish: {
            /** @description Remedies; none = not said. */
            wished: components["schemas"]["Remedy"][];
        };
        /** @description Words. */
        NewWords: {
            /** @description What is said. */
            text: string;
        };
        /** @description The clock that is due first. */
        NextClock: {
            /** @description When it is due. */
            due_at: components["schemas"]["Instant"];
            /** @description What it is about. */
            milestone: components["schemas"]["Milestone"];
            /** @description Its name in the case. */
            name: string;
            /** @description How it stands. */
            standing: components["schemas"]["Standing"];
            /** @description When it began: with the due time, the share that is used. */
            started_at: components["schemas"]["Instant"];
            /** @description From the law. */
            statutory: boolean;
        };
        /** @description A year's notice before it is imported. */
        Notice: {
            /** @description Days it would change. */
            changes: components["schemas"]["NoticeDay"][];
            /** @description What to look at. */
            findings: components["schemas"]["NoticeFinding"][];
            /**
             * Format: int64
             * @description Open cases with provisional due times, which an import computes again.
             */
            provisional_cases: number;
            /** @description It can be imported. */
            usable: boolean;
            /** @description The years it covers. */
            years: number[];
        };
        /** @description A day that a notice would change. */
        NoticeDay: {
            /** @description What it would be. */
            after?: string | null;
            /** @description `off`, `work`, or null for a day of the ordinary week. */
            before?: string | null;
            /**
             * Format: date
             * @description The date.
             */
            date: string;
            /** @description Name of the holiday. */
            name: string;
        };
        /** @description Something to look at in a notice. */
        NoticeFinding: {
            /** @description Stable code. */
            code: string;
            /**
             * Format: date
             * @description The date it is about.
             */
            date?: string | null;
            /** @description What is wrong, in English. */
            detail: string;
            /** @description An error cannot be imported. */
            gravity: components["schemas"]["Gravity"];
            /** @description Line, from 1; 0 where it has none. */
            line: number;
        };
        /** @enum {string} */
        NoticeWay: "email" | "sms";
        /** @description A notification. */
        Notification: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            by?: components["schemas"]["Ident"] | null;
            /** @description Their name. */
            by_name?: string | null;
            case?: components["schemas"]["Ident"] | null;
            /** @description Codes, ids and numbers: the clock, the level, why it was refused. */
            data: {
                [key: string]: unknown;
            };
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Of what it tells. */
            kind: components["schemas"]["NotificationKind"];
            /** @description Its number; null when one may no longer see it. */
            number?: string | null;
            /** @description It was read. */
            read: boolean;
            /** @description Its subject; null when one may no longer see it. */
            subject?: string | null;
        };
        /** @enum {string} */
        NotificationKind: "assigned" | "transfer_offered" | "transfer_refused" | "mentioned" | "customer_wrote" | "due_soon" | "breached" | "escalated" | "escalation_taken_up" | "escalation_overdue" | "sponsor_asked" | "sponsor_named" | "emergency" | "ping_pong" | "stalled" | "watch_checkpoint" | "care_due" | "held_refused" | "rule_fired" | "approval_asked" | "approval_decided" | "evidence_asked" | "evidence_overdue" | "evidence_came" | "visit_planned" | "visit_overdue" | "support_asked" | "support_answered" | "loaner_overdue" | "failure_review_asked" | "duty_asked" | "complaint_adjudicated" | "appeal_made" | "appeal_decided" | "complaint_reversed" | "penalty_proposed" | "penalty_decided" | "penalty_reversed" | "circular_published" | "circular_retracted" | "channel_silent";
        /** @description A page of notifications. */
        NotificationPage: {
            /** @description Newest first. */
            items: components["schemas"]["Notification"][];
            /**
             * Format: int64
             * @description How many are unread, counted up to 1,000.
             */
            unread: number;
        };
        /** @description How one wants to be told of one kind. */
        NotificationWish: {
            /** @description On the desktop too. */
            desktop: boolean;
            /** @description By e-mail too; needs `in_app`, and an address. */
            email?: boolean;
            /** @description In the console's list. */
            in_app: boolean;
            /** @description Of what. */
            kind: components["schemas"]["NotificationKind"];
            /** @description By text message too; needs `in_app`, and a telephone. */
            sms?: boolean;
            /** @description With a sound. */
            sound: boolean;
        };
        /** @description When the matter occurred. */
        OccurredView: {
            /** @description The instant. */
            at: components["schemas"]["Instant"];
            /** @description How exact. */
            precision: components["schemas"]["Precision"];
        };
        OneDraft: components["schemas"]["Draft"] | null;
        /**
         * @description How it ended.
         * @enum {string}
         */
        OutcomeCode: "done" | "refused" | "not_found" | "failed";
        /** @description A decision somebody owes. */
        OwedView: {
            /** @description The action that decides it; a variant may follow after a dot. */
            action: string;
            due_at?: components["schemas"]["Instant"] | null;
            /** @description Its time has passed. */
            overdue: boolean;
            role?: components["schemas"]["Role"] | null;
            /** @description What is to be decided. */
            what: components["schemas"]["DecisionDue"];
        };
        /** @description A value of an own field. */
        OwnFieldView: {
            /** @description It is there, but not for you; the answer to a change masks every sensitive value. */
            masked: boolean;
            /** @description As it is given; null when masked or erased. */
            value?: unknown;
        };
        /** @enum {string} */
        PageKind: "promise" | "faq";
        /** @description Words in up to three languages; at least one is needed where something must be said. */
        PageWords: {
            /**
             * @description English.
             * @default
             */
            en: string;
            /**
             * @description 简体中文.
             * @default
             */
            zh_hans: string;
            /**
             * @description 繁體中文.
             * @default
             */
            zh_hant: string;
        };
        /** @description Somebody at the table. */
        Participant: {
            authority?: components["schemas"]["Ident"] | null;
            /** @description Their name; null once erased. */
            name?: string | null;
            /** @description For whom. */
            side: components["schemas"]["DisputeSide"];
        };
        /** @description A user or a unit. */
        PartyView: {
            /** @description Which. */
            id: components["schemas"]["Ident"];
            /** @description `user` or `unit`. */
            kind: string;
        };
        /** @description A time a clock stood still. */
        PauseView: {
            /** @description From. */
            from: components["schemas"]["Instant"];
            /** @description Why; null for the time between a resolution and a reopening. */
            reason?: string | null;
            to?: components["schemas"]["Instant"] | null;
        };
        /** @description A penalty. */
        Penalty: {
            /** @description Whether you may sign or dismiss it now. */
            allowed: boolean;
            /** @description The cases it rests on, in order of receipt. */
            cases: components["schemas"]["Ident"][];
            decided_at?: components["schemas"]["Instant"] | null;
            decided_by?: components["schemas"]["Ident"] | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Their numbers. */
            numbers: string[];
            /** @description When it was proposed. */
            proposed_at: components["schemas"]["Instant"];
            reversed_at?: components["schemas"]["Instant"] | null;
            /** @description Where it stands. */
            state: components["schemas"]["PenaltyState"];
            /** @description The station. */
            station: components["schemas"]["Ident"];
            /** @description Its name. */
            station_name: string;
            /** @description The circular as issued, or why it was dismissed. */
            words?: string | null;
        };
        /** @enum {string} */
        PenaltyState: "proposed" | "issued" | "dismissed" | "withdrawn" | "reversed";
        /** @description Held back, and until when. */
        PendingView: {
            /** @description Take it back by this id. */
            id: components["schemas"]["Ident"];
            /** @description When it leaves. */
            leaves_at: components["schemas"]["Instant"];
        };
        /** @enum {string} */
        Period: "in_hours" | "after_hours" | "peak" | "off_peak";
        /** @enum {string} */
        Permission: "case.read" | "case.register" | "case.classify" | "case.lower" | "case.assign" | "case.transfer" | "case.message" | "case.note" | "case.wait" | "case.investigate" | "evidence.answer" | "case.propose" | "case.approve" | "case.adjudicate" | "case.appeal" | "case.resolve" | "case.confirm" | "case.close" | "case.reopen" | "case.archive" | "case.escalate" | "case.link" | "station.read" | "station.manage" | "view.share" | "customer.read" | "customer.write" | "customer.reveal" | "customer.erase" | "canned_text.write" | "data.transfer" | "policy.read" | "policy.write" | "calendar.write" | "user.admin" | "automation.admin" | "field.reveal" | "audit.read" | "metrics.read";
        /** @description Somebody to choose. */
        Person: {
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Name. */
            name: string;
            /** @description Their unit. */
            unit: components["schemas"]["Ident"];
        };
        /** @description What a policy calls a canonical category (S2-16). */
        PolicyCategory: {
            /** @description The canonical code, by which figures of different policies compare. */
            code: string;
            /** @description The template's own name. */
            name: components["schemas"]["Words"];
            /** @description Who gets it. */
            route: components["schemas"]["Role"];
        };
        /** @description One difference between two versions. */
        PolicyDifference: {
            /** @description After; null: removed. */
            after: unknown;
            /** @description Before; null: added. */
            before: unknown;
            /** @description What it does to what the customer may expect. */
            effect: components["schemas"]["Effect"];
            /** @description Key path with ids, e.g. `clock.base.first_response.target`. */
            path: string;
        };
        /** @description The flow of a policy. */
        PolicyFlow: {
            /** @description Its names of canonical categories, those it still offers. */
            categories: components["schemas"]["PolicyCategory"][];
            /** @description Who answers for which channel. */
            channels: components["schemas"]["ChannelDuty"][];
            /** @description Its deadlines, those of the law first. */
            clocks: components["schemas"]["ClockTerms"][];
            /** @description What closing needs. */
            closing: components["schemas"]["CloseTerms"][];
            /** @description Digest of the merged rules. */
            digest: string;
            /** @description In which order a dispute goes further. */
            dispute_ladder: components["schemas"]["DisputeLadder"];
            /**
             * Format: int32
             * @description Goes up by itself after so many refused solutions; 0: never.
             */
            escalates_after_rejections: number;
            escalates_from?: components["schemas"]["Severity"] | null;
            /** @description Who is asked at levels 1, 2, 3 …. */
            escalation_ladder: components["schemas"]["Role"][];
            /** @description The layers it was merged from, `id@version`, itself last. */
            layers: string[];
            /** @description Which policy. */
            policy: components["schemas"]["PolicyLine"];
            /**
             * Format: int32
             * @description Days after closing in which a case may be opened again.
             */
            reopen_within_days: number;
            /** @description How long records are kept. */
            retention: components["schemas"]["RetentionTerms"][];
            /** @description Its severities. */
            severities: components["schemas"]["SeverityTerms"][];
            /** @description Its reasons to wait. */
            waits: components["schemas"]["WaitTerms"][];
            watch?: components["schemas"]["WatchTerms"] | null;
            /** @description Its ways. */
            ways: components["schemas"]["FlowWay"][];
        };
        /** @description A policy in the list. */
        PolicyLine: {
            /** @description New cases open under it unless their unit has another. */
            default: boolean;
            /**
             * Format: date
             * @description First day it applies.
             */
            effective_from: string;
            /**
             * Format: date
             * @description Last day it applies; null: open.
             */
            effective_to?: string | null;
            /** @description Name in English. */
            en: string;
            /** @description Its id. */
            id: string;
            /** @description `service` or `statutory`. */
            layer: string;
            /** @description It came with the product. */
            shipped: boolean;
            /** @description How it stands today in the business time zone: `in_force`, `coming`, `over`, or `superseded` by a later version. */
            standing: components["schemas"]["PolicyStanding"];
            /**
             * Format: int32
             * @description Version.
             */
            version: number;
            /** @description Name in simplified Chinese. */
            zh_hans: string;
            /** @description Name in traditional Chinese. */
            zh_hant: string;
        };
        /** @description Whom a policy concerns. */
        PolicyReach: {
            /**
             * Format: int64
             * @description Open cases of these units.
             */
            open_cases: number;
            /**
             * Format: int64
             * @description Open cases pinned to it, in whatever unit.
             */
            pinned: number;
            /** @description Each unit. */
            units: components["schemas"]["UnitReach"][];
            /** @description Units whose new cases open under it. */
            units_opening: number;
        };
        /** @description A policy. */
        PolicyShown: {
            /** @description All of it, as data. */
            content: {
                [key: string]: unknown;
            };
            /** @description What the list says of it. */
            policy: components["schemas"]["PolicyLine"];
            /** @description As it was written: TOML, with its comments. */
            source: string;
            /** @description As a person reads it. */
            text: string;
        };
        /**
         * @description Stands for the standing of a version in the document.
         * @enum {string}
         */
        PolicyStanding: "in_force" | "coming" | "over" | "superseded";
        /** @description A policy version. */
        PolicyView: {
            /** @description Its id. */
            id: string;
            /**
             * Format: int32
             * @description Its version.
             */
            version: number;
        };
        /** @description What the pages need to know. */
        Portal: {
            /** @description Name of the organisation. */
            company?: string | null;
            /** @description What may be submitted. */
            kinds: components["schemas"]["Kind"][];
            /** @description The largest file in bytes. */
            most_file_bytes: number;
            /** @description Business time zone, an IANA name. */
            time_zone: string;
        };
        /** @description An answer to the solution on the table. */
        PortalAnswer: {
            /** @description It is accepted; else it is rejected and looked at again. */
            accepted: boolean;
            /** @description Which solution. */
            proposal: components["schemas"]["Ident"];
        };
        /** @description The case as its customer sees it. */
        PortalCase: {
            /** @description They have accepted a solution; until then nothing is done that costs them anything. */
            accepted: boolean;
            agreed_fee?: components["schemas"]["Money"] | null;
            closes_from?: components["schemas"]["Instant"] | null;
            closure?: components["schemas"]["ClosureReason"] | null;
            /** @description What was said and done, oldest first, the latest 500. */
            entries: components["schemas"]["PortalEntry"][];
            expected_at?: components["schemas"]["Instant"] | null;
            /** @description What it is. */
            kind: components["schemas"]["Kind"];
            /** @description That time has passed. */
            late: boolean;
            /** @description What they were lent, in order. */
            loaners: components["schemas"]["PortalLoaner"][];
            /** @description What they may do now: `message`, `chase`, `accept`, `reject`, `confirm`, `rate`, `escalate`, `withdraw`. */
            may: string[];
            next?: components["schemas"]["Words"] | null;
            /** @description Case number. */
            number: string;
            proposal?: components["schemas"]["PortalProposal"] | null;
            /** @description When it came in. */
            received_at: components["schemas"]["Instant"];
            /** @description Where it stands. */
            stage: components["schemas"]["Stage"];
            /**
             * Format: int32
             * @description What they rated.
             */
            stars?: number | null;
            /** @description One line that names it. */
            subject?: string | null;
            /** @description Name of the unit that has it. */
            unit?: string | null;
            /**
             * Format: int64
             * @description Its version.
             */
            version: number;
            /** @description We asked something and wait for them. */
            waits_for_customer: boolean;
        };
        /** @description A little work. */
        PortalChallenge: {
            /**
             * Format: int32
             * @description Zero bits.
             */
            bits: number;
            /** @description Find a text so that SHA-256 of `challenge:answer` begins with `bits` zero bits. */
            challenge: string;
        };
        /** @description For whom a code is asked. */
        PortalCodeAsked: {
            /** @description The work done. */
            challenge: components["schemas"]["PortalSolved"];
            /** @description Telephone or e-mail address given with the case. */
            contact: string;
            /** @description Language of the message. */
            language: string;
            /** @description Case number. */
            number: string;
        };
        /** @description Whether the result is right. */
        PortalConfirmation: {
            /** @description It is; else it is looked at again. */
            satisfied: boolean;
        };
        /** @description Something that was said or done. */
        PortalEntry: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Files that go with it. */
            files: components["schemas"]["PortalFile"][];
            /** @description Safe HTML, where it was written so. */
            html?: string | null;
            /** @description How, as a code: an answer, a channel, a reason of closing, stars. */
            outcome?: string | null;
            /** @description Words. */
            text?: string | null;
            /** @description The customer said or did it. */
            theirs: boolean;
            /**
             * @description `received`, `message`, `file`, `contact`, `chased`, `proposal`, `answered`, `resolved`, `confirmed`, `rated`,
             *     `closed`, `reopened`, `escalated`, `negotiated`.
             */
            what: string;
        };
        /** @description Questions. */
        PortalFaq: {
            /** @description In their order. */
            entries: components["schemas"]["FaqEntry"][];
        };
        /** @description A file one may see. */
        PortalFile: {
            /**
             * Format: int64
             * @description Bytes.
             */
            bytes: number;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Its type, read from its bytes. */
            media_type: string;
            /** @description Its name. */
            name: string;
        };
        /** @description A key. */
        PortalKey: {
            /** @description Until when it is good. */
            expires_at: components["schemas"]["Instant"];
            /** @description For `X-Portal-Key`. */
            key: string;
        };
        /** @description A link for the customer. */
        PortalLink: {
            /** @description Until when it is good. */
            expires_at: components["schemas"]["Instant"];
            /** @description Below this server's own address; the key stands behind `#`, so that no log of a proxy holds it. */
            path: string;
        };
        /** @description Something they were lent. */
        PortalLoaner: {
            /** @description By when they bring it back. */
            due_at: components["schemas"]["Instant"];
            in_at?: components["schemas"]["Instant"] | null;
            /** @description Its name. */
            item?: string | null;
            /** @description What it is. */
            kind: components["schemas"]["LoanerKind"];
            /** @description When it went out. */
            out_at: components["schemas"]["Instant"];
            /** @description Serial number. */
            serial?: string | null;
        };
        /** @description A message. */
        PortalMessage: {
            /** @description Files added before. */
            files?: components["schemas"]["Ident"][];
            /** @description Its words. */
            text: string;
        };
        /** @description A file that was added. */
        PortalNewFile: {
            /** @description Identifier, to be named in a message. */
            id: components["schemas"]["Ident"];
        };
        /** @description A number and its code. */
        PortalOpening: {
            /** @description The six digits that were sent; or what was shown to whoever gave no contact. */
            code: string;
            /** @description Case number. */
            number: string;
        };
        /** @description The promise page as anybody reads it. */
        PortalPromise: {
            edition?: components["schemas"]["Edition"] | null;
            /** @description Every version that held or holds, the newest first. */
            editions: components["schemas"]["Edition"][];
            /** @description Some words at the top. */
            intro: components["schemas"]["Words"];
            /** @description The same kind by kind; empty for a version published before it was kept. */
            kinds: components["schemas"]["KindPromise"][];
            /** @description `id@version` of the policy that process and times are from. */
            policy: string;
            /** @description Its first day, `YYYY-MM-DD`; empty where it was not kept. */
            policy_from: string;
            /** @description What that policy is called; empty where it was not kept. */
            policy_name: components["schemas"]["Words"];
            /** @description The price list. */
            prices: components["schemas"]["Price"][];
            /** @description What one meets on the way of a complaint, in its order. */
            steps: components["schemas"]["Words"][];
            /** @description Promised times of all kinds. */
            times: components["schemas"]["PromisedTime"][];
        };
        /** @description The solution on the table. */
        PortalProposal: {
            /** @description What each remedy means, in the policy's words. */
            explained: components["schemas"]["Words"][];
            fee?: components["schemas"]["Money"] | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description By when it will be done. */
            promised_at: components["schemas"]["Instant"];
            /** @description What it consists of. */
            remedies: components["schemas"]["Remedy"][];
            /** @description The steps of carrying it out. */
            steps?: string | null;
            /** @description What each remedy hands over. */
            terms: components["schemas"]["Term"][];
            /** @description Its words. */
            text?: string | null;
        };
        /** @description A rating. */
        PortalRating: {
            /**
             * Format: int32
             * @description How it was handled, 1 to 5 (S2-30).
             */
            process?: number | null;
            /**
             * Format: int32
             * @description The outcome, 1 to 5.
             */
            stars: number;
            /** @description What could be better, in their own words. */
            text?: string | null;
            /** @description They would use us again (S3-34). */
            would_return?: boolean | null;
        };
        /** @description A scanned code. */
        PortalScan: {
            /** @description What stood in its address. */
            code: string;
        };
        /** @description What a scanned code fills in. */
        PortalScanned: {
            /** @description Product. */
            product?: string | null;
            /** @description Serial number. */
            serial?: string | null;
            /** @description Name of the shop. */
            unit: string;
            /** @description It was withdrawn and fills in nothing. */
            withdrawn: boolean;
        };
        /** @description A challenge with its answer. */
        PortalSolved: {
            /** @description What was found. */
            answer: string;
            /** @description The challenge as it was given; good once, for an hour. */
            challenge: string;
        };
        /** @description A submission. */
        PortalSubmission: {
            /** @description They give no contact, and know that nobody can call them back. */
            anonymous?: boolean;
            /** @description The work done. */
            challenge: components["schemas"]["PortalSolved"];
            /** @description What stands in the address of a scanned code. */
            code?: string | null;
            /** @description What they want. */
            demand?: string | null;
            /** @description E-mail address. */
            email?: string | null;
            /** @description What it is. */
            kind: components["schemas"]["Kind"];
            /** @description Language of the page, a BCP 47 tag. */
            language: string;
            /** @description Name. */
            name?: string | null;
            /** @description Order number. */
            order_ref?: string | null;
            /** @description Telephone; this or an e-mail address is needed. */
            phone?: string | null;
            /** @description Product or service. */
            product?: string | null;
            /** @description Serial number. */
            serial?: string | null;
            /**
             * Format: int64
             * @description Version of `GET /portal/promise` that stood beside the form; the case keeps which one its customer saw.
             */
            terms?: number | null;
            /** @description What happened, in their own words. */
            text: string;
            /** @description Code of the unit whose leaflet or counter was scanned. */
            unit?: string | null;
            /** @description The same, as remedies (S2-21). */
            wished?: components["schemas"]["Remedy"][];
        };
        /** @description What came of it. */
        PortalSubmitted: {
            /** @description For whoever gave no contact: opens the case together with its number; shown once. */
            code?: string | null;
            expected_at?: components["schemas"]["Instant"] | null;
            /** @description The key to it; shown once. */
            key: string;
            /** @description The case number. */
            number: string;
        };
        /** @enum {string} */
        Precision: "minute" | "day" | "month";
        /** @description One's preferences. */
        Preferences: {
            /** @description What the console keeps for itself. */
            console: {
                [key: string]: unknown;
            };
            /** @description How one is told, of every kind. */
            events: components["schemas"]["NotificationWish"][];
            /** @description Where and when one is told outside the console. */
            outside: components["schemas"]["ToldOutside"];
        };
        /** @description Somebody at a case. */
        Presence: {
            /** @description Their name. */
            name: string;
            /** @description Since when. */
            since: components["schemas"]["Instant"];
            /** @description `viewing` or `typing`. */
            state: components["schemas"]["PresenceState"];
            /** @description Until when, unless renewed. */
            until: components["schemas"]["Instant"];
            /** @description Who. */
            user: components["schemas"]["Ident"];
        };
        /** @enum {string} */
        PresenceState: "viewing" | "typing";
        /** @description The last message in short. */
        Preview: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Who spoke: inbound is the customer. */
            direction: components["schemas"]["Direction"];
            /** @description Its beginning without line breaks; null once erased. */
            text?: string | null;
        };
        /** @description A row of the price list. */
        Price: {
            amount?: components["schemas"]["Money"] | null;
            /** @description On which conditions. */
            conditions: components["schemas"]["Words"];
            /** @description How long it takes. */
            duration: components["schemas"]["Words"];
            /** @description Under warranty. */
            in_warranty: boolean;
            /** @description For cases of these kinds; empty: any. */
            kinds: components["schemas"]["Kind"][];
            /** @description What it costs, in words. */
            price: components["schemas"]["Words"];
            /** @description Which service, part or visit. */
            service: components["schemas"]["Words"];
            /** @description Since which day it has been as it is, `YYYY-MM-DD`; null in a draft. */
            since?: string | null;
            /** @description What it is for. */
            sort: components["schemas"]["PriceSort"];
            /** @description For how much of it. */
            unit: components["schemas"]["Words"];
        };
        /** @enum {string} */
        PriceSort: "service" | "part" | "visit";
        /** @enum {string} */
        Priority: "low" | "normal" | "high" | "emergency";
        /** @description A problem document as it is written. */
        ProblemDocument: {
            /** @description Stable code. */
            code: string;
            /** @description The data of the sentence. */
            data: {
                [key: string]: unknown;
            };
            /** @description What exactly, for whoever looks into it; English. */
            detail?: string | null;
            /** @description Each unusable field. */
            errors?: components["schemas"]["FieldError"][];
            /** @description `urn:bihuan:request:<id>`: name it when you ask for help. */
            instance?: string | null;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description One sentence in the reader's language that says what to do. */
            title: string;
            /** @description `urn:bihuan:problem:<code>`. */
            type: string;
        };
        /** @description What one writes of the promise page. */
        PromiseDraft: {
            /** @description Some words at the top. */
            intro?: components["schemas"]["PageWords"];
            /** @description The price list. */
            prices: components["schemas"]["NewPrice"][];
        };
        /** @description A promised time. */
        PromisedTime: {
            /** @description Name of the calendar it runs on. */
            calendar: string;
            /** @description By these channels; empty: any. */
            channels: components["schemas"]["Channel"][];
            complexity?: components["schemas"]["Complexity"] | null;
            /** @description For these kinds; empty: any. */
            kinds: components["schemas"]["Kind"][];
            /** @description What is promised. */
            milestone: components["schemas"]["Milestone"];
            period?: components["schemas"]["Period"] | null;
            priority_at_least?: components["schemas"]["Priority"] | null;
            severity_at_least?: components["schemas"]["Severity"] | null;
            severity_at_most?: components["schemas"]["Severity"] | null;
            /** @description Within which time, e.g. `PT24H`, `P3D`. */
            target: string;
        };
        /** @description The promise page as it is written. */
        PromisePage: {
            draft_changed_at?: components["schemas"]["Instant"] | null;
            /** @description Every version, the newest first. */
            editions: components["schemas"]["Edition"][];
            /**
             * Format: int64
             * @description Which version holds today.
             */
            in_effect?: number | null;
            /** @description Some words at the top. */
            intro: components["schemas"]["Words"];
            /** @description The price list. */
            prices: components["schemas"]["Price"][];
        };
        /** @description A solution offered. */
        ProposalView: {
            answer?: components["schemas"]["Answer"] | null;
            /** @description Remedies carried out. */
            carried_out: components["schemas"]["Remedy"][];
            /** @description What each remedy means, in the policy's words (S2-22). */
            explained: components["schemas"]["Words"][];
            fee?: components["schemas"]["Money"] | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description By when it will be done. */
            promised_at: components["schemas"]["Instant"];
            /** @description What it consists of. */
            remedies: components["schemas"]["Remedy"][];
            /** @description The steps of carrying it out; null without, or once erased. */
            steps?: string | null;
            /** @description What each remedy hands over. */
            terms: components["schemas"]["Term"][];
            /** @description Its words; null once erased. */
            text?: string | null;
        };
        /** @description A version that was published. */
        PublishedEdition: {
            /**
             * Format: int64
             * @description Its number.
             */
            version: number;
        };
        /** @description A policy put in force. */
        PutView: {
            /** @description Its id. */
            id: string;
            /**
             * Format: int32
             * @description Its version.
             */
            version: number;
            /** @description What somebody should look at. */
            warnings: components["schemas"]["FindingView"][];
        };
        /**
         * @description What is asked.
         * @enum {string}
         */
        QuestionOp: "due" | "elapsed" | "is_open" | "next_open" | "business_days_between";
        /** @description A pause in a question. */
        QuestionPause: {
            /** @description From. */
            from: components["schemas"]["Instant"];
            /** @description Why. */
            reason?: string | null;
            to?: components["schemas"]["Instant"] | null;
        };
        /** @description Hours in which nothing leaves, by the business time zone; an emergency does. */
        QuietHours: {
            /** @description `HH:MM`, included. */
            from: string;
            /** @description `HH:MM`, not included; over midnight when it is before `from`. */
            to: string;
        };
        /** @enum {string} */
        Reach: "own" | "unit" | "subtree" | "all";
        /** @description How far. */
        Read: {
            /**
             * Format: int32
             * @description The version you saw; left out: as it stands now; 0: unread again.
             */
            version?: number | null;
        };
        /** @description How far you have read a case. */
        ReadMark: {
            /** @description The case. */
            case: components["schemas"]["Ident"];
            /** @description Something happened since. */
            unread: boolean;
            /**
             * Format: int64
             * @description The last version you have read everything of; null: none, or unread again.
             */
            version?: number | null;
        };
        /** @description What is read: exactly one of the three. */
        ReadNotifications: {
            /** @default null */
            case: components["schemas"]["Ident"] | null;
            /**
             * @description These.
             * @default null
             */
            ids: components["schemas"]["Ident"][] | null;
            /** @default null */
            up_to: components["schemas"]["Ident"] | null;
        };
        /** @description A reason. */
        Reason: {
            /** @description Why. */
            reason: string;
        };
        /** @description Recovery codes. */
        RecoveryCodes: {
            /** @description Ten; each opens once. Shown this once. */
            codes: string[];
        };
        /** @description A region. */
        RegionView: {
            /** @description Its code. */
            region: string;
            /** @description Version of its data: equal content, equal version. */
            version: string;
            /** @description Years with a notice; due times over others are provisional. */
            years: number[];
        };
        /** @enum {string} */
        RejectionGround: "outside_remit" | "spam" | "already_handled" | "no_matter";
        /** @enum {string} */
        Remedy: "apology" | "explanation" | "reship" | "return_and_refund" | "refund_only" | "partial_refund" | "coupon_compensation" | "service_upgrade" | "compensation" | "repair" | "exchange" | "loaner" | "self_help";
        /** @description How an escalation is to be got out of. */
        RemedyPlan: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            by?: components["schemas"]["Ident"] | null;
            finish_at?: components["schemas"]["Instant"] | null;
            proposal?: components["schemas"]["Ident"] | null;
            /** @description Its steps; null where a solution offered is the plan, or once erased. */
            text?: string | null;
        };
        /** @description What the standard proposes for a remedy. */
        RemedySuggestion: {
            /** @description How much. */
            amount: components["schemas"]["Money"];
            /** @description Where it stands. */
            basis: string;
            /** @description Which remedy. */
            remedy: components["schemas"]["Remedy"];
            /** @description Which standard. */
            standard: string;
        };
        /** @enum {string} */
        RequestStanding: "open" | "answered" | "declined" | "withdrawn";
        /** @description How long a class of records is kept. */
        RetentionTerms: {
            /** @description Article or requirement id. */
            basis: string;
            /** @description The class. */
            class: string;
            /**
             * Format: int32
             * @description Years after closing.
             */
            years: number;
        };
        /** @description The fields asked for, in full. */
        Revealed: {
            /** @description E-mail. */
            email?: string | null;
            /** @description Name. */
            name?: string | null;
            /** @description Telephone. */
            phone?: string | null;
            /**
             * Format: int64
             * @description Version: the reveal is part of the record.
             */
            version: number;
        };
        /** @enum {string} */
        Role: "agent" | "technician" | "store_staff" | "station_staff" | "station_manager" | "supervisor" | "responsible_department" | "service_management_dept" | "manufacturer" | "management" | "quality_manager" | "qa_inspector" | "trainer" | "counsellor" | "archivist" | "privacy_officer" | "admin" | "auditor" | "system";
        /** @description A role as somebody holds it. */
        RoleHeld: {
            /** @description How far. */
            reach: components["schemas"]["Reach"];
            /** @description Which. */
            role: components["schemas"]["RoleName"];
            unit?: components["schemas"]["Ident"] | null;
        };
        RoleName: string;
        /** @description A name in three languages. */
        RoleNames: {
            /** @description English. */
            en: string;
            /** @description Simplified Chinese. */
            zh_hans: string;
            /** @description Traditional Chinese. */
            zh_hant: string;
        };
        /** @description What changes of a role. */
        RolePatch: {
            names?: components["schemas"]["RoleNames"] | null;
            /** @description All that it may from now on. */
            permissions?: components["schemas"]["Permission"][] | null;
            ranks_as?: components["schemas"]["Role"] | null;
            /** @description Whoever holds it must have a second factor. */
            second_factor?: boolean | null;
        };
        /** @enum {string} */
        RollScope: "statutory_holidays" | "all_rest_days";
        /** @enum {string} */
        RoundResult: "agreed" | "goes_on" | "failed";
        /** @description A rule. */
        Rule: {
            /** @description What it asks for. */
            actions: components["schemas"]["RuleAction"][];
            /** @description On which cases it holds. */
            conditions: components["schemas"]["RuleConditions"];
            /** @description Since when it is there. */
            created_at: components["schemas"]["Instant"];
            /** @description It acts. */
            enabled: boolean;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            last_run_at?: components["schemas"]["Instant"] | null;
            /** @description What it is called; shown wherever it acted. */
            name: string;
            /** @description Only where no rule before it assigned the case or offered it to somebody: the fallback queue. */
            otherwise: boolean;
            /** @description When it is looked at. */
            trigger: components["schemas"]["RuleTrigger"];
            /**
             * Format: int64
             * @description Version; also the ETag.
             */
            version: number;
        };
        /** @description What a rule asks for. */
        RuleAction: {
            /** @description The user. */
            handler: components["schemas"]["Ident"];
            /** @enum {string} */
            kind: "assign";
            unit?: components["schemas"]["Ident"] | null;
        } | {
            /** @enum {string} */
            kind: "offer_transfer";
            /** @description Why. */
            reason: string;
            /** @description To whom. */
            to: components["schemas"]["NewParty"];
        } | {
            /** @enum {string} */
            kind: "set_priority";
            /** @description To this. */
            priority: components["schemas"]["Priority"];
        } | {
            /** @enum {string} */
            kind: "set_severity";
            /** @description To this. */
            severity: components["schemas"]["Severity"];
        } | {
            /** @description Why. */
            cause: components["schemas"]["EscalationCause"];
            /** @enum {string} */
            kind: "escalate";
        } | {
            /** @enum {string} */
            kind: "note";
            /** @description People it calls. */
            mentions?: components["schemas"]["Ident"][];
            /** @description Its words. */
            text: string;
        } | {
            /** @description Which. */
            field: components["schemas"]["Ident"];
            /** @enum {string} */
            kind: "set_field";
            /** @description The value as one would give it. */
            value: unknown;
        } | {
            /** @enum {string} */
            kind: "pause";
            /** @description For what. */
            reason: components["schemas"]["WaitReason"];
        } | {
            /** @enum {string} */
            kind: "send_text";
            /** @description Which. */
            text: components["schemas"]["Ident"];
        } | {
            /** @enum {string} */
            kind: "notify";
            /** @description Whoever holds one of these roles where the case is. */
            roles?: components["schemas"]["Role"][];
            /** @description These. */
            users?: components["schemas"]["Ident"][];
        };
        /** @description What came of one action. */
        RuleActionOutcome: {
            /** @description The action's kind. */
            action: string;
            /** @description What explains the refusal. */
            data?: {
                [key: string]: unknown;
            } | null;
            /** @description `done`, `nothing` (it was so already) or `refused`. */
            outcome: string;
            /** @description Code of the refusal. */
            refusal?: string | null;
        };
        /** @description One condition: the subject is any of these values, or none of them. */
        RuleCondition: {
            /** @description Any of these: codes, identifiers, words that stand in what was said, `yes` and `no`, a level at least, `from..to`; `none` for nothing. */
            any_of: string[];
            field?: components["schemas"]["Ident"] | null;
            /**
             * @description It must be none of them.
             * @default false
             */
            not: boolean;
            /** @description What it looks at. */
            on: components["schemas"]["RuleSubject"];
        };
        /** @description All of some, and at least one of others; 20 together. */
        RuleConditions: {
            /**
             * @description All must hold.
             * @default []
             */
            all: components["schemas"]["RuleCondition"][];
            /**
             * @description At least one must hold, if there are any.
             * @default []
             */
            any: components["schemas"]["RuleCondition"][];
        };
        /** @description A condition with what was found. */
        RuleExplanation: {
            /** @description What was asked. */
            asked: components["schemas"]["RuleCondition"];
            /** @description What the case had; empty: nothing. `filled` for what only some may see. */
            found: string[];
            /** @description Whether it fits. */
            holds: boolean;
        };
        /** @enum {string} */
        RuleMoment: "after_received" | "untouched" | "in_stage" | "waiting" | "before_due" | "after_due";
        /** @description An order. */
        RuleOrder: {
            /** @description Every rule once, first to last. */
            rules: components["schemas"]["Ident"][];
        };
        /** @description The open cases that fit now. */
        RulePreview: {
            /** @description The first 20 of them. */
            cases: components["schemas"]["CaseLine"][];
            /**
             * Format: int32
             * @description How many of those looked at.
             */
            count: number;
            /** @description There may be more: the first 2,000 of the queue were looked at. */
            more: boolean;
        };
        /** @description What is to be looked for. */
        RulePreviewAsked: {
            /** @description On which cases it holds. */
            conditions?: components["schemas"]["RuleConditions"];
            trigger?: components["schemas"]["RuleTrigger"] | null;
        };
        /** @description One firing. */
        RuleRun: {
            /** @description Each action with what came of it. */
            actions: components["schemas"]["RuleActionOutcome"][];
            /**
             * Format: int64
             * @description And up to this one.
             */
            after_version: number;
            /** @description Conditions that must all hold, with what was found. */
            all: components["schemas"]["RuleExplanation"][];
            /** @description Conditions of which one must hold, with what was found. */
            any: components["schemas"]["RuleExplanation"][];
            /** @description When. */
            at: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description Its decisions are the case's versions above this one.
             */
            before_version: number;
            /** @description On which case. */
            case: components["schemas"]["Ident"];
            /** @description What it fired on: a code of what happened, or of the moment that came. */
            cause: string;
            /**
             * Format: int32
             * @description Commands that came true.
             */
            commands: number;
            /**
             * Format: int32
             * @description How many rules led to it, itself among them.
             */
            depth: number;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Number of the case, if the reader may see it. */
            number?: string | null;
            /**
             * @description `done`, `part` (some actions were refused), `nothing` (all was so already), `refused`, `too_deep` (rules led to
             *     rules) or `too_often` (20 times within a day on this case).
             */
            outcome: string;
            /** @description Which rule. */
            rule: components["schemas"]["Ident"];
            /** @description Its name, also when it is gone. */
            rule_name: string;
        };
        /** @enum {string} */
        RuleSubject: "kind" | "channel" | "category" | "severity" | "priority" | "stage" | "status" | "unit" | "handler" | "customer" | "emotional_state" | "brand_risk" | "emergency" | "overdue" | "reopened" | "escalation_level" | "words" | "own_field";
        /** @description When a rule is looked at. */
        RuleTrigger: {
            /** @description Which. */
            happenings: components["schemas"]["Happening"][];
            /** @enum {string} */
            kind: "event";
        } | {
            /** @enum {string} */
            kind: "time";
            /**
             * Format: int32
             * @description Minutes; none only after a due time.
             */
            minutes: number;
            /** @description From when it counts. */
            moment: components["schemas"]["RuleMoment"];
        };
        /** @description Whether a product risk is reported. */
        SafetyAssessment: {
            /** @description By whom, when and why. */
            deed: components["schemas"]["Deed"];
            /** @description Number of the report. */
            document?: string | null;
            /** @description It is. */
            report: boolean;
        };
        /** @description Whether one has a second factor. */
        SecondFactor: {
            /** @description It is asked at sign-in. */
            on: boolean;
            /**
             * Format: int64
             * @description Recovery codes left.
             */
            recovery_codes_left: number;
            /** @description A role asks for it: it must be set up, and cannot be taken away. */
            required: boolean;
        };
        /** @description A code. */
        SecondFactorCode: {
            /** @description The code of the moment. */
            code: string;
        };
        /** @description The second step: one of `code` and `recovery_code`. */
        SecondFactorProof: {
            /** @description The code of the moment. */
            code?: string | null;
            /** @description A recovery code. */
            recovery_code?: string | null;
            /** @description From the answer to the first step. */
            ticket: string;
        };
        /** @description Password and code. */
        SecondFactorRemoval: {
            /** @description The code of the moment. */
            code: string;
            /** @description The password. */
            password: string;
        };
        /** @description A set-up begun. */
        SecondFactorSecret: {
            /** @description The secret in base32, to be typed into an authenticator; shown this once. */
            secret: string;
            /** @description The same as an `otpauth:` address, to be drawn as a QR code. */
            uri: string;
        };
        /** @description Something held back. */
        Sending: {
            /** @description Since when. */
            held_at: components["schemas"]["Instant"];
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description When it leaves. */
            leaves_at: components["schemas"]["Instant"];
            /** @description Reply or note. */
            sort: components["schemas"]["WritingSort"];
            /** @description Its plain words. */
            text: string;
            /** @description What is said. */
            written: components["schemas"]["Written"];
        };
        /** @description A session just begun. */
        Session: {
            /** @description Repeat it in `X-CSRF-Token` with every unsafe request. */
            csrf: string;
            /** @description It ends then whatever happens. */
            expires_at: components["schemas"]["Instant"];
            /** @description Choose a password first (`PUT /me/password`); until then nothing else is allowed. */
            must_change_password: boolean;
            /**
             * @description Set up a second factor first (`POST /me/second-factor`), because a role asks for one; until then nothing else is
             *     allowed.
             */
            must_enrol: boolean;
            /** @description The user. */
            user: components["schemas"]["Ident"];
        };
        /** @description One of one's sessions. */
        SessionLine: {
            /** @description Since when. */
            created_at: components["schemas"]["Instant"];
            /** @description This very session. */
            current: boolean;
            /** @description It ends then. */
            expires_at: components["schemas"]["Instant"];
            /** @description Identifier; it opens nothing. */
            id: components["schemas"]["Ident"];
            /** @description Last use, to a few minutes. */
            last_seen_at: components["schemas"]["Instant"];
            /** @description The browser. */
            user_agent: string;
        };
        /** @description The organisation's settings. */
        Settings: {
            /** @description Name of the organisation. */
            company?: string | null;
            /** @description Id of the policy that new cases of the head office open under. */
            policy: string;
            /** @description Business time zone, an IANA name. */
            time_zone: string;
            /** @description The time zone can still be changed: only while there are no cases, because their days were counted in it. */
            time_zone_open: boolean;
        };
        /** @description What changes of the settings. */
        SettingsPatch: {
            /** @description Name of the organisation. */
            company?: string | null;
            /** @description Business time zone, an IANA name. */
            time_zone?: string | null;
        };
        /** @description A link. */
        SetupLink: {
            /** @description The part after `#` of the link. */
            link: string;
        };
        /** @description How far the telling of made-up data is. */
        SetupProgress: {
            /**
             * Format: int64
             * @description Cases told so far.
             */
            cases: number;
            /**
             * Format: int64
             * @description Cases to be told.
             */
            of: number;
            /** @description `none`, `running`, `done` or `failed`. */
            standing: string;
        };
        /** @description A service policy to choose. */
        SetupTemplate: {
            /** @description All of it, as data: states, clocks, categories. */
            content: {
                [key: string]: unknown;
            };
            /** @description Name in English. */
            en: string;
            /** @description Its id. */
            id: string;
            /** @description As a person reads it. */
            text: string;
            /** @description Name in simplified Chinese. */
            zh_hans: string;
            /** @description Name in traditional Chinese. */
            zh_hant: string;
        };
        /** @description A unit made at the set-up. */
        SetupUnit: {
            /** @description The units below it; 200 units in all. */
            children?: components["schemas"]["SetupUnit"][];
            /** @description What it is; not the head office. */
            kind: components["schemas"]["UnitKind"];
            /** @description Name. */
            name: string;
        };
        /** @enum {string} */
        Severity: "minor" | "general" | "major" | "critical";
        /** @description A severity as this policy names it. */
        SeverityTerms: {
            label?: components["schemas"]["Words"] | null;
            /** @description The priority that follows from it. */
            priority: components["schemas"]["Priority"];
            /** @description The severity. */
            severity: components["schemas"]["Severity"];
        };
        /** @enum {string} */
        Signal: "received" | "acknowledged" | "triaged" | "handler_assigned" | "two_way_contact" | "substantive_reply" | "customer_message" | "progress_update" | "preliminary_finding" | "definite_answer" | "solution_proposed" | "solution_agreed" | "solution_rejected" | "handled" | "resolved" | "customer_informed" | "followed_up" | "confirmed_satisfied" | "reported_to_hq" | "emergency_declared" | "safety_assessed" | "escalated" | "authority_filed" | "authority_accepted" | "authority_ended" | "reopened" | "call_offered" | "call_answered" | "voicemail_left" | "arrived" | "served" | "closed";
        /** @description Who signed. */
        SignatureView: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Who. */
            by: components["schemas"]["Ident"];
            for_user?: components["schemas"]["Ident"] | null;
        };
        /** @description A similar case. */
        SimilarCase: {
            /** @description The case. */
            case: components["schemas"]["CaseLine"];
            /**
             * Format: int32
             * @description Share of the words they have in common, in per cent.
             */
            score_percent: number;
        };
        /** @description A visit on site. */
        SiteVisit: {
            /** @description Planned for, or made at. */
            at: components["schemas"]["Instant"];
            /** @description Files of the case that belong to it. */
            files: components["schemas"]["Ident"][];
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Its time passed without a record. */
            overdue: boolean;
            /** @description The same files, with what shows them. */
            photos: components["schemas"]["FileView"][];
            /** @description Where; null once erased. */
            place?: string | null;
            /** @description How it stands. */
            standing: components["schemas"]["VisitStanding"];
            /** @description What was found, or why not. */
            text?: string | null;
            /** @description Who goes. */
            visitor_name?: string | null;
        };
        /** @enum {string} */
        Sort: "queue" | "newest" | "oldest" | "touched" | "due" | "priority";
        /** @description Where it was imported from. */
        SourceView: {
            /** @description Its id there. */
            external_id: string;
            /** @description Source system. */
            system: string;
        };
        /** @description Who leads a major case. */
        Sponsorship: {
            /** @description By when somebody must be named. */
            due_at: components["schemas"]["Instant"];
            named_at?: components["schemas"]["Instant"] | null;
            /** @description Its time passed with nobody named. */
            overdue: boolean;
            sponsor?: components["schemas"]["Ident"] | null;
        };
        /** @enum {string} */
        Stage: "new" | "acknowledged" | "triaged" | "assigned" | "in_contact" | "investigating" | "solution_proposed" | "approval" | "agreed" | "executing" | "resolved" | "follow_up" | "confirmed" | "closed" | "archived" | "reassessment" | "reopened";
        /** @description A stage as the policy calls it. */
        StageName: {
            /** @description Kinds of case it is called so for. */
            kinds: components["schemas"]["Kind"][];
            /** @description Its name. */
            name: components["schemas"]["Words"];
            /** @description The stage. */
            stage: components["schemas"]["Stage"];
        };
        /** @enum {string} */
        Standing: "running" | "paused" | "overdue" | "met" | "met_late" | "missed" | "cancelled";
        /** @description How a station took in a month's complaints; a station without a complaint is not there. */
        StationHandling: {
            /** @description Behavioural causes; a complaint may have several. */
            causes: components["schemas"]["CauseCount"][];
            /**
             * Format: int32
             * @description Complaints looked at.
             */
            complaints: number;
            /**
             * Format: int32
             * @description Mean share of what intake should know that was written down, in per cent.
             */
            completeness_percent?: number | null;
            /**
             * Format: int32
             * @description Those whose customer was reached.
             */
            contacted: number;
            /**
             * Format: int64
             * @description Median time from receipt to the first two-way contact of those, in milliseconds; null where nobody was reached.
             */
            first_contact_ms?: number | null;
            /** @description There are more complaints than were looked at. */
            more: boolean;
            /** @description The station. */
            station: components["schemas"]["Ident"];
        };
        /** @description What was judged of one case. */
        StationJudgement: {
            /** @description Until when the station may appeal. */
            appeal_until: components["schemas"]["Instant"];
            /** @description The case. */
            case: components["schemas"]["Ident"];
            /** @description The reason class. */
            class: string;
            /**
             * Format: int32
             * @description Points it takes off.
             */
            deduction: number;
            /** @description The finding. */
            finding?: string | null;
            /** @description When it was judged. */
            judged_at: components["schemas"]["Instant"];
            /** @description Month of receipt. */
            month: string;
            /** @description Its number. */
            number: string;
            /** @description When the case came in. */
            received_at: components["schemas"]["Instant"];
            /** @description How it stands. */
            standing: components["schemas"]["AdjudicationStanding"];
            /** @description The station caused it. */
            station_caused: boolean;
        };
        /** @description A station's month. */
        StationMonth: {
            /**
             * Format: int32
             * @description Judgements of the month whose appeal waits.
             */
            appealed: number;
            /** @description Its code. */
            code: string;
            /**
             * Format: int32
             * @description Complaints received in the month that are with it.
             */
            complaints: number;
            /**
             * Format: int32
             * @description Of them of the highest severity.
             */
            major: number;
            /** @description Its name. */
            name: string;
            next_due_at?: components["schemas"]["Instant"] | null;
            /**
             * Format: int32
             * @description Cases open now.
             */
            open: number;
            /**
             * Format: int32
             * @description Orders of the month; null = nobody gave them.
             */
            orders?: number | null;
            /**
             * Format: int32
             * @description Of them with a clock overdue.
             */
            overdue: number;
            /**
             * Format: int64
             * @description Valid complaints per 1,000 orders, in thousandths; null without orders.
             */
            per_thousand_milli?: number | null;
            /** @description Work but not one complaint; null = not known. */
            silent?: boolean | null;
            /** @description The station. */
            station: components["schemas"]["Ident"];
            /**
             * Format: int32
             * @description Valid complaints it caused.
             */
            valid: number;
        };
        /** @description A station's orders of a month. */
        StationOrders: {
            /**
             * Format: int32
             * @description How many.
             */
            count: number;
            /** @description The station. */
            station: components["schemas"]["Ident"];
        };
        /** @description A table of orders as it was understood. */
        StationOrdersFile: {
            /** @description Its encoding. */
            encoding: string;
            /** @description Flaws, in order; with one nothing is taken in. */
            flaws: components["schemas"]["StationOrdersFlaw"][];
            /** @description Good lines, in order. */
            lines: components["schemas"]["StationOrdersLine"][];
        };
        /** @description What is wrong with a line. */
        StationOrdersFlaw: {
            /** @description A stable code: `missing_field`, `unknown_unit`, `not_permitted`, `twice`, `bad_number`, `out_of_range`, `bad_line`. */
            code: string;
            /** @description `station` or `orders`. */
            column: string;
            /** @description What was given. */
            given: string;
            /**
             * Format: int64
             * @description Its number in the file, from 1.
             */
            line: number;
        };
        /** @description A good line of a table of orders. */
        StationOrdersLine: {
            /**
             * Format: int32
             * @description What is known until now; null = nothing.
             */
            before?: number | null;
            /** @description Its code. */
            code: string;
            /**
             * Format: int32
             * @description Its orders.
             */
            count: number;
            /**
             * Format: int64
             * @description Its number in the file, from 1.
             */
            line: number;
            /** @description Its name. */
            name: string;
            /** @description The station. */
            station: components["schemas"]["Ident"];
        };
        /** @description A penalty of a station's year. */
        StationPenalty: {
            /** @description The cases it rests on. */
            cases: components["schemas"]["Ident"][];
            decided_at?: components["schemas"]["Instant"] | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description When it was proposed. */
            proposed_at: components["schemas"]["Instant"];
            reversed_at?: components["schemas"]["Instant"] | null;
            /** @description Where it stands. */
            state: components["schemas"]["PenaltyState"];
        };
        /** @description A station's year. */
        StationYear: {
            /** @description What was judged, in order of receipt. */
            judged: components["schemas"]["StationJudgement"][];
            /** @description Its name. */
            name: string;
            /** @description Its penalties, the latest first; words of a circular are among the circulars. */
            penalties: components["schemas"]["StationPenalty"][];
            /**
             * Format: int32
             * @description Points at the beginning; null where valid complaints do not count.
             */
            points_begun?: number | null;
            /**
             * Format: int32
             * @description Points left.
             */
            points_left?: number | null;
            /** @description The station. */
            station: components["schemas"]["Ident"];
        };
        /** @enum {string} */
        StepKind: "start" | "work" | "approval" | "loop" | "end";
        /** @enum {string} */
        StepSort: "verify" | "contact_customer" | "both_sides" | "evidence" | "on_site_visit" | "by_hand";
        /** @enum {string} */
        StepStanding: "open" | "done" | "skipped";
        /** @description A substitute for the time being. */
        Substitute: {
            /** @description When, and which or why none. */
            deed: components["schemas"]["Deed"];
            /** @description One was offered. */
            offered: boolean;
        };
        /** @description A question to head office. */
        SupportRequest: {
            answer?: components["schemas"]["Deed"] | null;
            /** @description What is asked. */
            asked: components["schemas"]["Deed"];
            /** @description By when. */
            due_at: components["schemas"]["Instant"];
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description Its time passed unanswered. */
            overdue: boolean;
        };
        /** @description Who is accountable from now on. */
        TakeUp: {
            owner?: components["schemas"]["Ident"] | null;
        };
        /** @description What one remedy of a solution hands over. */
        Term: {
            amount?: components["schemas"]["Money"] | null;
            ground?: components["schemas"]["LegalGround"] | null;
            price?: components["schemas"]["Money"] | null;
            /** @description Which remedy. */
            remedy: components["schemas"]["Remedy"];
        };
        /** @description A version of our terms that the customer was shown. */
        TermsShown: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Which page. */
            page: components["schemas"]["PageKind"];
            /**
             * Format: int64
             * @description Its version.
             */
            version: number;
        };
        /** @enum {string} */
        TextFormat: "plain" | "html";
        /** @enum {string} */
        TextScope: "own" | "unit" | "everybody";
        /** @enum {string} */
        TextVariable: "customer.name" | "case.number" | "case.subject" | "case.product" | "case.order_ref" | "case.received_at" | "case.promised_at" | "agent.name" | "handler.name" | "owner.name" | "unit.name" | "company.name" | "today";
        /**
         * @description By what two cases belong together.
         * @enum {string}
         */
        Tie: "customer" | "contact" | "order_ref" | "serial";
        /** @description One decision. */
        TimelineEntry: {
            actor?: components["schemas"]["Ident"] | null;
            /** @description `user`, `customer`, `system`, `import` or `rule`. */
            actor_kind: string;
            /** @description Their name; a customer's is masked. */
            actor_name?: string | null;
            actor_role?: components["schemas"]["Role"] | null;
            /** @description When it was decided. */
            at: components["schemas"]["Instant"];
            /** @description The files that go with it. */
            attachments: components["schemas"]["FileView"][];
            /** @description Code of the command. */
            command: string;
            /** @description What happened: each has `event`, its code, and the data of it. */
            events: {
                [key: string]: unknown;
            }[];
            /** @description The safe HTML of those that were written so, by id. */
            html: {
                [key: string]: string;
            };
            pending?: components["schemas"]["PendingView"] | null;
            /** @description Names of the people the events name, by id. */
            people: {
                [key: string]: string;
            };
            /** @description `id@version` of the policy it was decided under. */
            policy?: string | null;
            /** @description Its place in the journal: the id of its live event. Null for what is held back. */
            position?: string | null;
            /**
             * Format: int64
             * @description 1, 2, 3 …; of what is held back, the next one.
             */
            version: number;
            /** @description The words the events refer to, plain, by id; an erased text is not there. */
            words: {
                [key: string]: string;
            };
        };
        /** @description A token, without its secret. */
        Token: {
            /** @description Since when. */
            created_at: components["schemas"]["Instant"];
            expires_at?: components["schemas"]["Instant"] | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            last_used_at?: components["schemas"]["Instant"] | null;
            /** @description What it is for. */
            name: string;
            /** @description What it is narrowed to; null: all its user may. */
            permissions?: components["schemas"]["Permission"][] | null;
            revoked_at?: components["schemas"]["Instant"] | null;
        };
        /** @description A token just made. */
        TokenSecret: {
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description The secret; shown this once. */
            token: string;
        };
        /** @description What is known so far of a case that is being told. */
        Told: {
            /** @description How it came in. */
            channel: components["schemas"]["Channel"];
            /** @description First judgement. */
            classification?: components["schemas"]["NewClassification"];
            /** @description Values given so far, by code. */
            fields?: {
                [key: string]: unknown;
            };
            /** @description What it is. */
            kind: components["schemas"]["Kind"];
            unit?: components["schemas"]["Ident"] | null;
        };
        /** @description Where and when one is told outside the console. */
        ToldOutside: {
            /**
             * @description When the day's letter leaves, `HH:MM`.
             * @default 09:00
             */
            daily_at: string;
            /**
             * @description How letters are gathered.
             * @default at_once
             */
            digest: components["schemas"]["Digest"];
            /**
             * @description Mailbox.
             * @default null
             */
            email: string | null;
            /**
             * @description Telephone.
             * @default null
             */
            phone: string | null;
            /** @default null */
            quiet: components["schemas"]["QuietHours"] | null;
        };
        /** @description A transfer on offer. */
        TransferView: {
            by?: components["schemas"]["Ident"] | null;
            /** @description Since when. */
            since: components["schemas"]["Instant"];
            /** @description To whom. */
            to: components["schemas"]["PartyView"];
            /** @description Into which unit. */
            unit: components["schemas"]["Ident"];
        };
        /** @description Triage as an administrator sees it. */
        Triage: {
            /** @description Judged cases to learn from, counted up to 10,000. */
            judged: number;
            /** @description It is about to learn. */
            learning: boolean;
            /** @description Fewer teach nothing; then lists of words propose. */
            least: number;
            /** @description Proposals are made. */
            on: boolean;
            /** @description The versions, by subject, the newest first. */
            versions: components["schemas"]["TriageVersion"][];
        };
        /** @description How good a version is on one label. */
        TriageLabel: {
            /**
             * Format: double
             * @description Harmonic mean of both.
             */
            f1: number;
            /** @description The label. */
            label: string;
            /**
             * Format: double
             * @description Of those said to have it, the share that has.
             */
            precision: number;
            /**
             * Format: double
             * @description Of those that have it, the share said to.
             */
            recall: number;
            /**
             * Format: int32
             * @description Cases that have it.
             */
            texts: number;
        };
        /** @description What is proposed for a case. */
        TriageProposal: {
            /** @description When it was proposed. */
            at: components["schemas"]["Instant"];
            /** @description The code that is proposed: a category, priority or emotional state; a unit's id; `true` for a safety risk. */
            label: string;
            /**
             * Format: int64
             * @description Version of the model; null: found by a list of words.
             */
            model?: number | null;
            /**
             * Format: double
             * @description How sure the model is, 0 to 1; null: found by a list of words.
             */
            share?: number | null;
            /** @description Of what. */
            subject: components["schemas"]["TriageSubject"];
            /** @description The words that led to it, as the customer wrote them, the strongest first. */
            words: string[];
        };
        /** @enum {string} */
        TriageSubject: "category" | "priority" | "emotional_state" | "responsible_department" | "safety_risk";
        /** @description A version that was learned. */
        TriageVersion: {
            /**
             * Format: double
             * @description Share of cases it got right that it had not learned from.
             */
            accuracy: number;
            /** @description It is better than always saying the most frequent label. The newest is used if so. */
            better: boolean;
            /** @description Rows: what it was; columns: what it said; in the order of `labels`. */
            confusion: number[][];
            /** @description Each label. */
            labels: components["schemas"]["TriageLabel"][];
            /** @description When it was learned. */
            learned_at: components["schemas"]["Instant"];
            /**
             * Format: double
             * @description Mean of the labels' F1.
             */
            macro_f1: number;
            /**
             * Format: int64
             * @description Its number, from 1 for each subject.
             */
            number: number;
            /** @description Of what. */
            subject: components["schemas"]["TriageSubject"];
            /**
             * Format: int64
             * @description Cases it learned from.
             */
            texts: number;
        };
        /** @description What is tried. */
        TryGateway: {
            /** @description To which telephone; a group needs none. */
            phone?: string;
            /** @description What is said. */
            text: string;
        };
        /** @description A unit. */
        Unit: {
            archived_at?: components["schemas"]["Instant"] | null;
            /** @description Its own calendar. */
            calendar?: {
                [key: string]: unknown;
            } | null;
            /** @description The organisation's own code. */
            code: string;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description What it is. */
            kind: components["schemas"]["UnitKind"];
            /** @description Name. */
            name: string;
            parent?: components["schemas"]["Ident"] | null;
            /** @description Beginnings of the serial numbers or VINs a station answers for. */
            territory: string[];
            /**
             * Format: int64
             * @description Version; also the ETag.
             */
            version: number;
        };
        /** @description A calendar. */
        UnitCalendar: {
            /** @description Its own calendar; null takes it away. */
            calendar?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description A channel of a unit. */
        UnitChannel: {
            /** @description Open to customers. */
            active: boolean;
            /** @description The number or address that customers are shown. */
            address?: string | null;
            backup?: components["schemas"]["Ident"] | null;
            /** @description Which channel. */
            channel: components["schemas"]["Channel"];
            /** @description What somebody should look at. */
            findings: components["schemas"]["ChannelFinding"][];
            heard_at?: components["schemas"]["Instant"] | null;
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            last_test?: components["schemas"]["ChannelTest"] | null;
            /** @description Its own response limit, e.g. `PT2H`. */
            limit?: string | null;
            /** @description The organisation's own name for it. */
            name: string;
            owner?: components["schemas"]["Ident"] | null;
            /** @description The policy's limit, e.g. `PT24H`. */
            policy_limit?: string | null;
            /** @description The policy's rule of that limit. */
            policy_rule?: string | null;
            silent_since?: components["schemas"]["Instant"] | null;
            /** @description How it is tried. */
            test_way: components["schemas"]["ChannelTestWay"];
            /** @description Whose. */
            unit: components["schemas"]["Ident"];
            unusual_at?: components["schemas"]["Instant"] | null;
            /**
             * Format: int64
             * @description The longest it is usually silent, in milliseconds of opening hours; null: too little is known.
             */
            usual_silence_ms?: number | null;
            /**
             * Format: int64
             * @description Version; also the ETag.
             */
            version: number;
        };
        /** @description A channel as it shall be; what is left out is none. */
        UnitChannelTerms: {
            /** @description Open to customers; yes if left out. */
            active?: boolean | null;
            /** @description The number or address that customers are shown. */
            address?: string | null;
            backup?: components["schemas"]["Ident"] | null;
            /** @description Its own response limit, e.g. `PT2H`; never longer than the policy's. */
            limit?: string | null;
            /** @description The organisation's own name for it. */
            name: string;
            owner?: components["schemas"]["Ident"] | null;
        };
        /** @enum {string} */
        UnitKind: "head_office" | "region" | "station" | "department" | "team";
        /** @description Name and code. */
        UnitName: {
            /** @description The organisation's own code. */
            code: string;
            /** @description Name. */
            name: string;
        };
        /** @description A parent. */
        UnitParent: {
            /** @description The unit above. */
            parent: components["schemas"]["Ident"];
        };
        /** @description The policy of a unit. */
        UnitPolicy: {
            /** @description The policy it was given itself; null: it follows the unit above. */
            own?: string | null;
            /** @description The policy its new cases open under. */
            policy: string;
        };
        /** @description A unit that a policy concerns. */
        UnitReach: {
            /**
             * Format: int64
             * @description Its open cases.
             */
            open_cases: number;
            /** @description Its new cases open under this policy. */
            opens_under: boolean;
            /**
             * Format: int64
             * @description Of these, pinned to this policy; they keep their version.
             */
            pinned: number;
            /** @description The unit. */
            unit: components["schemas"]["Ident"];
        };
        /** @description The territory of a station. */
        UnitTerritory: {
            /**
             * @description Beginnings of serial numbers or VINs: letters and digits, blanks and hyphens do not count. The longest that fits
             *     decides; where two stations fit alike, none is offered the complaint. Empty: no territory.
             */
            prefixes: string[];
        };
        /** @description A user. */
        User: {
            /** @description May sign in. */
            active: boolean;
            /** @description When they were entered. */
            created_at: components["schemas"]["Instant"];
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description BCP 47 tag. */
            language: string;
            /** @description Sign-in name. */
            login: string;
            /** @description Must choose a password at the next sign-in. */
            must_change_password: boolean;
            /** @description Name. */
            name: string;
            /** @description The roles they hold; null in lists. */
            roles?: components["schemas"]["RoleHeld"][] | null;
            /** @description A second factor is asked of them at sign-in. */
            second_factor: boolean;
            /** @description Their unit. */
            unit: components["schemas"]["Ident"];
            /**
             * Format: int64
             * @description Version; also the ETag.
             */
            version: number;
        };
        /** @description What changes of a user. */
        UserPatch: {
            /** @description BCP 47 tag. */
            language?: string | null;
            /** @description Name. */
            name?: string | null;
            unit?: components["schemas"]["Ident"] | null;
        };
        /** @description What is usual in a case. */
        UsualRemedies: {
            /** @description The currency of all amounts. */
            currency: string;
            least?: components["schemas"]["LegalLeast"] | null;
            /**
             * Format: int64
             * @description How much more you may promise in this case by yourself, in minor units; null = without limit.
             */
            mine_minor?: number | null;
            /** @description What the standard proposes. */
            suggestions: components["schemas"]["RemedySuggestion"][];
        };
        /** @description A view. */
        View: {
            /** @description With whom it is shared. */
            audience: components["schemas"]["ViewAudience"];
            /** @description It is built in: its name is its code's. */
            built_in: boolean;
            /** @description Columns of its table; empty: as the console has them. */
            columns: string[];
            /** @description What it asks. */
            filter: components["schemas"]["Filter"];
            /** @description Its name; null of one that is built in. */
            name?: string | null;
            /** @description It is your own. */
            own: boolean;
            /**
             * Format: int64
             * @description Its place, ascending.
             */
            position: number;
            /** @description In which order. */
            sort: components["schemas"]["Sort"];
            unit?: components["schemas"]["Ident"] | null;
            /**
             * Format: int64
             * @description Version; 0 of one that is built in.
             */
            version: number;
            /** @description Its code or identifier: what `GET /views/counts` takes. */
            view: string;
        };
        /**
         * @description With whom a view is shared.
         * @enum {string}
         */
        ViewAudience: "own" | "unit" | "everybody";
        /** @description How many cases a view holds. */
        ViewCount: {
            /**
             * Format: int32
             * @description Cases, not more than a thousand.
             */
            count: number;
            /** @description There are more, or may be. */
            more: boolean;
            /** @description Which. */
            view: string;
        };
        /** @enum {string} */
        VisitStanding: "planned" | "done" | "missed";
        /** @description What waits for you; what you may not do is none. */
        WaitingForMe: {
            /** @description Appeals you may decide now. */
            appeals: components["schemas"]["Waits"];
            /** @description Approvals you may sign now. */
            approvals: components["schemas"]["Waits"];
            /** @description Requests for evidence to your units. */
            evidence_requests: components["schemas"]["Waits"];
            /** @description Penalties you may sign or dismiss now. */
            penalties: components["schemas"]["Waits"];
        };
        /** @description A wait. */
        WaitingView: {
            /** @description Why. */
            reason: components["schemas"]["WaitReason"];
            /** @description Since when. */
            since: components["schemas"]["Instant"];
            /** @description It ends by itself then. */
            until: components["schemas"]["Instant"];
        };
        /** @enum {string} */
        WaitReason: "waiting_customer" | "waiting_third_party" | "waiting_parts" | "inspection" | "force_majeure" | "on_hold";
        /** @description How many wait. */
        Waits: {
            /**
             * Format: int32
             * @description How many, counted up to 200.
             */
            count: number;
            /** @description There are, or may be, more. */
            more: boolean;
        };
        /** @description A reason to wait. */
        WaitTerms: {
            /** @description A message of the customer ends it. */
            customer_resumes: boolean;
            /** @description One wait lasts at most this long. */
            max: string;
            /** @description All waits for it in one case. */
            max_total?: string | null;
            /** @description Only after the customer was asked something. */
            needs_question: boolean;
            /** @description The reason. */
            reason: components["schemas"]["WaitReason"];
        };
        /** @description How a policy has closed cases watched (S3-30). */
        WatchTerms: {
            /** @description Requirement ids. */
            basis: string;
            /** @description Days after closing at which the customer is asked how they fare (S3-49). */
            care_days: number[];
            care_severity?: components["schemas"]["Severity"] | null;
            /** @description Days after closing at which somebody looks. */
            checkpoint_days: number[];
            /** @description How long after closing, e.g. `P3M`. */
            length: string;
            /** @description Which cases. */
            when: components["schemas"]["Condition"];
        };
        /** @description Watch period. */
        WatchView: {
            /** @description Care contacts, in order (S3-49). */
            care: components["schemas"]["CareContactView"][];
            /** @description The customer wants no more of them. */
            care_declined: boolean;
            /** @description Checkpoints. */
            checkpoints: components["schemas"]["Instant"][];
            /**
             * Format: int32
             * @description Checkpoints reached.
             */
            reached: number;
            /** @description Ended, and whether the issue came back. */
            relapsed?: boolean | null;
            /** @description End. */
            until: components["schemas"]["Instant"];
        };
        /** @description A webhook, without its secret. */
        Webhook: {
            /** @description Since when. */
            created_at: components["schemas"]["Instant"];
            /** @description Whether it is sent to. */
            enabled: boolean;
            /** @description To what; empty: to everything. */
            events: components["schemas"]["Happening"][];
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description What it is for. */
            name: string;
            /** @description Who answers for it. */
            owner: components["schemas"]["Ident"];
            /**
             * Format: int64
             * @description Messages given up, counted up to 10,000.
             */
            parked: number;
            /** @description Where to. */
            url: string;
            /**
             * Format: int64
             * @description Version; also the ETag.
             */
            version: number;
            /**
             * Format: int64
             * @description Messages that wait, counted up to 10,000; then it is no longer sent to.
             */
            waiting: number;
        };
        /** @description A message and how its last attempt went. */
        WebhookDelivery: {
            /** @description The beginning of the last answer, 1,024 characters at most. */
            answer?: string | null;
            /**
             * Format: int64
             * @description Attempts so far.
             */
            attempts: number;
            /** @description When it was made. */
            created_at: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description Milliseconds the last attempt took.
             */
            duration_ms?: number | null;
            /** @description Why the last attempt failed. */
            error?: string | null;
            /** @description Identifier; also the `webhook-id` outside. */
            id: components["schemas"]["Ident"];
            next_at?: components["schemas"]["Instant"] | null;
            /** @description The body that is sent. */
            request: {
                [key: string]: unknown;
            };
            sent_at?: components["schemas"]["Instant"] | null;
            /** @description `waiting`, `taken` or `parked`. */
            standing: string;
            /**
             * Format: int32
             * @description HTTP status of the last attempt.
             */
            status?: number | null;
            /** @description What it tells: a code of what happened, or `test`. */
            topic: string;
        };
        /** @description A webhook just made. */
        WebhookSecret: {
            /** @description Identifier. */
            id: components["schemas"]["Ident"];
            /** @description The secret its messages are signed with; shown this once. */
            secret: string;
        };
        /** @description Words in the three languages. */
        Words: {
            /** @description English. */
            en: string;
            /** @description 简体中文. */
            zh_hans: string;
            /** @description 繁體中文. */
            zh_hant: string;
        };
        /** @enum {string} */
        WritingSort: "reply" | "note";
        /** @description What was written. */
        Written: {
            /** @description Files of the case that go with it. */
            attachments?: components["schemas"]["Ident"][];
            channel?: components["schemas"]["Channel"] | null;
            emotional_state?: components["schemas"]["EmotionalState"] | null;
            /** @description `plain` if left out; HTML is cleaned to a small, safe part. */
            format?: components["schemas"]["TextFormat"];
            /** @description People a note calls. */
            mentions?: components["schemas"]["Ident"][];
            promised_at?: components["schemas"]["Instant"] | null;
            /** @description What a reply is beyond its words. */
            roles?: components["schemas"]["MessageRole"][];
            /** @description A human wrote it and it says something (C.1). */
            substantive?: boolean | null;
            /** @description The words. */
            text: string;
        };
        /** @description The special days of a year. */
        YearView: {
            /** @description There is a notice for it. */
            covered: boolean;
            /** @description The days. */
            days: components["schemas"]["DayView"][];
            /** @description Region. */
            region: string;
            /** @description Version of its data. */
            version: string;
            /**
             * Format: int32
             * @description Year.
             */
            year: number;
        };
    };
    responses: {
        /** @description Not readable */
        Problem400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description Sign in first */
        Problem401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description Not permitted */
        Problem403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description No such thing, or not one you may see */
        Problem404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description A rule says no; the code says which */
        Problem409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description Changed meanwhile */
        Problem412: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description Too large */
        Problem413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description Another media type is wanted */
        Problem415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description No such part */
        Problem416: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description A field is unusable */
        Problem422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description Too many tries */
        Problem429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description A fault of ours */
        Problem500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description Try again soon */
        Problem503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
        /** @description Took too long */
        Problem504: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDocument"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_about: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["About"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_appeals: {
        parameters: {
            query?: {
                /** @description Where the page begins: from the Link header of the page before */
                after?: string;
                /** @description Rows at most; a page may be shorter and still have a next one */
                limit?: number;
                /** @description Only those you may decide now */
                mine?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealLine"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_approvals: {
        parameters: {
            query?: {
                /** @description Where the page begins: from the Link header of the page before */
                after?: string;
                /** @description Rows at most; a page may be shorter and still have a next one */
                limit?: number;
                /** @description Only those you may sign now */
                mine?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalLine"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_attachments_attachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                attachment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_attachments_attachment_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                attachment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The part asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            416: components["responses"]["Problem416"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_attachments_attachment_thumbnail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                attachment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_audit: {
        parameters: {
            query?: {
                /** @description Who decided */
                actor?: string;
                /** @description Begins after this place: from the Link header */
                after?: string;
                /** @description Code of the command */
                command?: string;
                /** @description Code of an event among those of the decision */
                event?: string;
                /** @description Decided at or after */
                from?: string;
                /** @description Identifier of one stream, with its kind */
                id?: string;
                /** @description Rows at most */
                limit?: number;
                /** @description `oldest` first (if left out) or `newest` */
                order?: "oldest" | "newest";
                /** @description Only where contacts were seen in full */
                reveals?: boolean;
                /** @description Kind of stream: case, customer, user … */
                stream?: string;
                /** @description Decided before */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntry"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_audit_export: {
        parameters: {
            query?: {
                /** @description Who decided */
                actor?: string;
                /** @description Code of the command */
                command?: string;
                /** @description Code of an event among those of the decision */
                event?: string;
                /** @description Decided at or after */
                from?: string;
                /** @description Identifier of one stream, with its kind */
                id?: string;
                /** @description `oldest` first (if left out) or `newest` */
                order?: "oldest" | "newest";
                /** @description Only where contacts were seen in full */
                reveals?: boolean;
                /** @description Kind of stream: case, customer, user … */
                stream?: string;
                /** @description Decided before */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A table */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_bulk_changes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBulkChange"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOutcomes"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_calendars: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegionView"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_calendars_region: {
        parameters: {
            query: {
                /** @description Which year */
                year: number;
            };
            header?: never;
            path: {
                /** @description Region of a calendar, such as CN */
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["YearView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_calendars_region: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Region of a calendar, such as CN */
                region: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": string;
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegionView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_calendars_region_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Region of a calendar, such as CN */
                region: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": string;
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notice"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_calendars_region_preview: {
        parameters: {
            query: {
                /** @description Which month, as 2026-02 */
                month: string;
                /** @description With the hours and busy hours of this unit */
                unit?: string;
            };
            header?: never;
            path: {
                /** @description Region of a calendar, such as CN */
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarMonth"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_calendars_ask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarQuestion"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarAnswer"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_canned_texts: {
        parameters: {
            query?: {
                /** @description Identifier or number of the case to fill in for */
                case?: string;
                /** @description Only in this language */
                language?: string;
                /** @description Texts at most */
                limit?: number;
                /** @description What was typed: shortcut, name or words */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedText"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_canned_texts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCannedText"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedText"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_canned_texts_text: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                text: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedText"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_canned_texts_text: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                text: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCannedText"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedText"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_canned_texts_text: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                text: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases: {
        parameters: {
            query?: {
                /** @description Where the page begins: from the Link header of the page before */
                after?: string;
                /** @description May harm the brand */
                brand_risk?: boolean;
                /** @description A category or its children */
                category?: string;
                /** @description Any of these channels */
                channel?: ("phone" | "voicemail" | "email" | "web" | "chat" | "app" | "social_media" | "walk_in" | "letter" | "regulator" | "proactive")[];
                /** @description Closed before */
                closed_before?: string;
                /** @description Closed at or after */
                closed_from?: string;
                /** @description Closed within so many days */
                closed_within_days?: number;
                /** @description Of this customer */
                customer?: string;
                /** @description A dispute goes on, the gravest of them one of these ways */
                dispute?: ("negotiation" | "mediation" | "authority" | "arbitration" | "litigation")[];
                /** @description Due before */
                due_before?: string;
                /** @description Overdue, or due within so many minutes */
                due_within_minutes?: number;
                /** @description Emergencies */
                emergency?: boolean;
                /** @description Any of these states of the customer */
                emotional_state?: ("calm" | "upset" | "angry" | "extreme")[];
                /** @description At least this level */
                escalated_at_least?: number;
                /** @description Who first wanted it to go up */
                escalated_by?: ("customer" | "rule" | "outside" | "staff")[];
                /** @description How the escalation in force stands */
                escalation?: ("waiting" | "taken_up")[];
                /** @description Values of own fields: `code:option`, `code:yes`, `code:2026-01-01..2026-01-31`, `code:10..20`; all must fit */
                field?: string[];
                /** @description Handled by this user, by whoever asks, or by nobody */
                handler?: string;
                /** @description Any of these kinds */
                kind?: ("complaint" | "service_review" | "quality_issue" | "suggestion" | "inquiry" | "praise" | "rma" | "repair")[];
                /** @description Rows at most */
                limit?: number;
                /** @description Handled or owned by whoever asks */
                mine?: boolean;
                /** @description Offered to this user */
                offered_to?: string;
                /** @description A transfer to whoever asks, or to their unit, waits for an answer */
                offered_to_me?: boolean;
                /** @description Open, or not */
                open?: boolean;
                /** @description Past due */
                overdue?: boolean;
                /** @description Owned by this user, or by whoever asks */
                owner?: string;
                /** @description It waits for something */
                paused?: boolean;
                /** @description Opened under this policy */
                policy?: string;
                /** @description Any of these priorities */
                priority?: ("low" | "normal" | "high" | "emergency")[];
                /** @description Holds all these words; of the thousand cases that held them last */
                q?: string;
                /** @description Received before */
                received_before?: string;
                /** @description Received at or after */
                received_from?: string;
                /** @description Received within so many days */
                received_within_days?: number;
                /** @description Reopened at least once */
                reopened?: boolean;
                /** @description What the customer said of the result */
                satisfied?: boolean;
                /** @description Any of these severities */
                severity?: ("minor" | "general" | "major" | "critical")[];
                /** @description At least this severe */
                severity_at_least?: number;
                /** @description In which order */
                sort?: "queue" | "newest" | "oldest" | "touched" | "due" | "priority";
                /** @description Imported from this system */
                source?: string;
                /** @description Any of these stages */
                stage?: ("new" | "acknowledged" | "triaged" | "assigned" | "in_contact" | "investigating" | "solution_proposed" | "approval" | "agreed" | "executing" | "resolved" | "follow_up" | "confirmed" | "closed" | "archived" | "reassessment" | "reopened")[];
                /** @description Any of these stages or waits */
                status?: ("new" | "acknowledged" | "triaged" | "assigned" | "in_contact" | "investigating" | "solution_proposed" | "approval" | "agreed" | "executing" | "resolved" | "follow_up" | "confirmed" | "closed" | "archived" | "reassessment" | "reopened" | "waiting_customer" | "waiting_third_party" | "waiting_parts" | "inspection" | "force_majeure" | "on_hold")[];
                /** @description Touched before */
                touched_before?: string;
                /** @description Touched at or after */
                touched_from?: string;
                /** @description Nobody handles it */
                unassigned?: boolean;
                /** @description In this unit or below it */
                unit?: string;
                /** @description Something happened that whoever asks has not read */
                unread?: boolean;
                /** @description Untouched for so many days */
                untouched_for_days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseLine"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCase"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_actions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_adjudications: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAdjudication"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_adjudications_adjudication_appeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                adjudication: string;
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAppeal"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_adjudications_adjudication_appeal_decision: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                adjudication: string;
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAppealDecision"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_approvals: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApproval"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_approvals_approval_decision: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                approval: string;
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDecision"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_archive: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_attachments: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                };
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_car_use: {
        parameters: {
            query?: {
                /** @description How far it was driven */
                kilometres?: number;
                /** @description What the customer paid, in minor units of the policy's currency */
                price?: number;
                /** @description The n of the article, in millionths: 5000 is 0.5 %, the most */
                rate_ppm?: number;
            };
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarUse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_care_contacts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCareContact"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_carried_out: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCarriedOut"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_chasers: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChaser"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_chat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseChat"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_cases_case_classification: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewJudgement"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_clocks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clocks"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_cases_case_clocks_clock_due: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Name of a clock of the case */
                clock: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDue"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_closure: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClosure"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_cases_case_closure: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_cluster: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_confirmation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConfirmation"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_contacts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewContact"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_containments: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWords"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_counter_visit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseCounterVisit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_disputes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDispute"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_disputes_dispute_rounds: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Identifier */
                dispute: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRound"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_disputes_dispute_steps: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Identifier */
                dispute: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDisputeStep"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_drafts_sort: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Reply or note */
                sort: "reply" | "note";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneDraft"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_cases_case_drafts_sort: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Reply or note */
                sort: "reply" | "note";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDraft"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_cases_case_drafts_sort: {
        parameters: {
            query?: {
                /** @description Saves up to this counter come too late from now on */
                counter?: number;
            };
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Reply or note */
                sort: "reply" | "note";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_earlier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EarlierCase"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_cases_case_emergency: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_emergency_acceptance: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_cases_case_escalation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeUp"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_escalation_plan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRemedyPlan"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_escalations: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEscalation"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_evidence: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEvidence"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_evidence_pack: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEvidencePack"];
            };
        };
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_evidence_requests: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEvidenceRequest"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_evidence_requests_request_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Identifier */
                request: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalLink"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_evidence_requests_request_sendings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Identifier */
                request: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_evidence_requests_request_withdrawal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Identifier */
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReason"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_execution: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_failure_review: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFailureReview"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_fields: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseField"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_cases_case_fields: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FieldValues"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_findings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFinding"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_follow_ups: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFollowUp"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_cases_case_handler: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHandler"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_hq_report: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewText"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_investigation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Investigation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_investigation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_irreparability: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewIrreparability"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_cases_case_kind: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKind"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_cases_case_liability: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLiability"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_links: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLink"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_loaners: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLoaner"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_loaners_loaner_return: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Identifier */
                loaner: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLoanerReturn"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_mail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailOut"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_mail_in: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseMail"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_mail_in_mail_erasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Identifier */
                mail: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRawMail"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_mail_in_mail_pictures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Identifier */
                mail: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_mail_in_mail_raw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Identifier */
                mail: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRawMail"];
            };
        };
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_merge: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMerge"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_messages: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMessage"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_notes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNote"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_pause: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPause"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_cases_case_pause: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_portal_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalLink"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_cases_case_portal_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_presence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Presence"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_cases_case_presence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPresence"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_cases_case_presence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_proposals: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProposal"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_proposals_proposal_answer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Identifier */
                proposal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAnswer"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_rating: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRating"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadMark"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_cases_case_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Read"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadMark"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_resolution: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewResolution"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_runs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleRun"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_safety_assessment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSafetyAssessment"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_sending: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sending"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_sending: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSending"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sending"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_cases_case_sending_sending: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Identifier */
                sending: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_similar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimilarCase"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_split: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSplit"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_cases_case_sponsor: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSponsor"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_steps_step_completion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Id of a step of the checklist */
                step: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStepResult"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_steps_step_omission: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Id of a step of the checklist */
                step: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReason"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_substitute: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSubstitute"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_support_requests: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWords"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_support_requests_support_answer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Identifier */
                support: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWords"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_terms_shown: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTermsShown"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_cases_case_texts_field: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Which text */
                field: "subject" | "verbatim" | "summary" | "symptom" | "demand" | "order_ref" | "product" | "serial" | "expectation";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewText"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_timeline: {
        parameters: {
            query?: {
                /** @description Goes on after the entry of this version: from the Link header */
                after?: number;
                /** @description Entries at most */
                limit?: number;
                /** @description asc: oldest first; desc: newest first */
                order?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineEntry"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_cases_case_transfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_transfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTransfer"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_cases_case_transfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_triage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriageProposal"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_case_usual_remedies: {
        parameters: {
            query?: {
                /** @description A ground in law */
                ground?: "fraud";
                /** @description What the customer paid, in minor units of the policy's currency */
                price?: number;
            };
            header?: never;
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsualRemedies"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_visits: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSiteVisit"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_visits_visit_cancellation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Identifier */
                visit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReason"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_cases_case_visits_visit_record: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
                /** @description Identifier */
                visit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSiteVisitRecord"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_cases_case_wish: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier or case number of a case */
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWish"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_cases_count: {
        parameters: {
            query?: {
                /** @description May harm the brand */
                brand_risk?: boolean;
                /** @description A category or its children */
                category?: string;
                /** @description Any of these channels */
                channel?: ("phone" | "voicemail" | "email" | "web" | "chat" | "app" | "social_media" | "walk_in" | "letter" | "regulator" | "proactive")[];
                /** @description Closed before */
                closed_before?: string;
                /** @description Closed at or after */
                closed_from?: string;
                /** @description Closed within so many days */
                closed_within_days?: number;
                /** @description Of this customer */
                customer?: string;
                /** @description A dispute goes on, the gravest of them one of these ways */
                dispute?: ("negotiation" | "mediation" | "authority" | "arbitration" | "litigation")[];
                /** @description Due before */
                due_before?: string;
                /** @description Overdue, or due within so many minutes */
                due_within_minutes?: number;
                /** @description Emergencies */
                emergency?: boolean;
                /** @description Any of these states of the customer */
                emotional_state?: ("calm" | "upset" | "angry" | "extreme")[];
                /** @description At least this level */
                escalated_at_least?: number;
                /** @description Who first wanted it to go up */
                escalated_by?: ("customer" | "rule" | "outside" | "staff")[];
                /** @description How the escalation in force stands */
                escalation?: ("waiting" | "taken_up")[];
                /** @description Values of own fields: `code:option`, `code:yes`, `code:2026-01-01..2026-01-31`, `code:10..20`; all must fit */
                field?: string[];
                /** @description Handled by this user, by whoever asks, or by nobody */
                handler?: string;
                /** @description Any of these kinds */
                kind?: ("complaint" | "service_review" | "quality_issue" | "suggestion" | "inquiry" | "praise" | "rma" | "repair")[];
                /** @description Handled or owned by whoever asks */
                mine?: boolean;
                /** @description Offered to this user */
                offered_to?: string;
                /** @description A transfer to whoever asks, or to their unit, waits for an answer */
                offered_to_me?: boolean;
                /** @description Open, or not */
                open?: boolean;
                /** @description Past due */
                overdue?: boolean;
                /** @description Owned by this user, or by whoever asks */
                owner?: string;
                /** @description It waits for something */
                paused?: boolean;
                /** @description Opened under this policy */
                policy?: string;
                /** @description Any of these priorities */
                priority?: ("low" | "normal" | "high" | "emergency")[];
                /** @description Holds all these words; of the thousand cases that held them last */
                q?: string;
                /** @description Received before */
                received_before?: string;
                /** @description Received at or after */
                received_from?: string;
                /** @description Received within so many days */
                received_within_days?: number;
                /** @description Reopened at least once */
                reopened?: boolean;
                /** @description What the customer said of the result */
                satisfied?: boolean;
                /** @description Any of these severities */
                severity?: ("minor" | "general" | "major" | "critical")[];
                /** @description At least this severe */
                severity_at_least?: number;
                /** @description Imported from this system */
                source?: string;
                /** @description Any of these stages */
                stage?: ("new" | "acknowledged" | "triaged" | "assigned" | "in_contact" | "investigating" | "solution_proposed" | "approval" | "agreed" | "executing" | "resolved" | "follow_up" | "confirmed" | "closed" | "archived" | "reassessment" | "reopened")[];
                /** @description Any of these stages or waits */
                status?: ("new" | "acknowledged" | "triaged" | "assigned" | "in_contact" | "investigating" | "solution_proposed" | "approval" | "agreed" | "executing" | "resolved" | "follow_up" | "confirmed" | "closed" | "archived" | "reassessment" | "reopened" | "waiting_customer" | "waiting_third_party" | "waiting_parts" | "inspection" | "force_majeure" | "on_hold")[];
                /** @description Touched before */
                touched_before?: string;
                /** @description Touched at or after */
                touched_from?: string;
                /** @description Nobody handles it */
                unassigned?: boolean;
                /** @description In this unit or below it */
                unit?: string;
                /** @description Something happened that whoever asks has not read */
                unread?: boolean;
                /** @description Untouched for so many days */
                untouched_for_days?: number;
                /** @description Counts no further */
                up_to?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Count"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_categories: {
        parameters: {
            query?: {
                /** @description Only what fits, best first: pinyin or its initials (zlwt), a part of a name in any language, or beginnings along the path (zlgz) */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryView"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_categories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCategory"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_categories_category: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Code of a category */
                category: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryTerms"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_channels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitChannel"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_channels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUnitChannel"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitChannel"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_channels_channel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitChannel"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_channels_channel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitChannelTerms"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitChannel"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_channels_channel_tests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelTest"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_channels_channel_tests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChannelTest"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelTest"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_channels_silent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitChannel"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_chat: {
        parameters: {
            query?: {
                /** @description Code of the unit the page belongs to */
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatAbout"];
                };
            };
            400: components["responses"]["Problem400"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_chat_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatSettings"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_chat_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatSettingsPut"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatSettings"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_chat_challenges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalChallenge"];
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_chat_visit: {
        parameters: {
            query?: {
                /** @description Only what was said after this version */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatVisit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_chat_visit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_chat_visit_attachments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                };
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalNewFile"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_chat_visit_attachments_attachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                attachment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_chat_visit_events: {
        parameters: {
            query?: {
                /** @description Resume after this version */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_chat_visit_messages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatSay"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatSent"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_chat_visit_moment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatMoment"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_chat_visit_rating: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatRating"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_chat_visits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatBeginning"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatBegun"];
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_chats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chats"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_chats_chat_agent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_chats_chat_closing_question: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatClosingQuestion"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_chats_chat_ending: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_chats_chat_handoff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatHandoffAsked"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatHandoff"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_chats_chat_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatRead"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_circulars: {
        parameters: {
            query?: {
                /** @description Where the page begins: from the Link header of the page before */
                after?: string;
                /** @description Rows at most; a page may be shorter and still have a next one */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Circular"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_circulars_circular_readers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                circular: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CircularReaders"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_circulars_circular_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                circular: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Codes"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_counter_visits_visit_call: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                visit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterVisit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_counter_visits_visit_departure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                visit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterVisit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_counter_visits_visit_ending: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                visit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterVisit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_counter_visits_visit_service: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                visit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterVisit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_counters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Counter"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_counters_unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterBoard"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_counters_unit_calls: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterVisit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_counters_unit_display: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewCounterDisplay"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_counters_unit_display: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_counters_unit_visits: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CounterArrival"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterVisit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_customers: {
        parameters: {
            query?: {
                /** @description Begins after this identifier: from the Link header */
                after?: string;
                /** @description Exactly this e-mail */
                email?: string;
                /** @description Exactly this reference */
                external_ref?: string;
                /** @description Rows at most */
                limit?: number;
                /** @description Exactly this telephone, in any writing */
                phone?: string;
                /** @description A telephone, e-mail or reference exactly, or the beginning of a name (two characters) */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_customers: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this attempt: the same key again gets what the first got, for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCustomer"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_customers_customer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_customers_customer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerPatch"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_customers_customer_erasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_customers_customer_reveal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReveal"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revealed"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_displays_display: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of a number display, as it stands in its address */
                display: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterDisplay"];
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_duty_shifts_shift: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                shift: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_earlier: {
        parameters: {
            query?: {
                /** @description The customer */
                customer?: string;
                /** @description E-mail */
                email?: string;
                /** @description Order number */
                order_ref?: string;
                /** @description Telephone in any writing */
                phone?: string;
                /** @description Serial number, VIN, batch */
                serial?: string;
                /** @description What the customer says, so far */
                verbatim?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EarlierCase"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_events: {
        parameters: {
            query?: {
                /** @description Resume after this event id, as Last-Event-ID would */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_evidence_requests: {
        parameters: {
            query?: {
                /** @description Where the page begins: from the Link header of the page before */
                after?: string;
                /** @description Rows at most; a page may be shorter and still have a next one */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedEvidence"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_evidence_requests_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                request: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedEvidence"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_evidence_requests_request_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEvidenceAnswer"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedEvidence"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_evidence_requests_request_attachments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                };
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalNewFile"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_evidence_requests_request_refusal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEvidenceRefusal"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedEvidence"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_faq_page: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaqPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_faq_page_draft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaqDraft"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_faq_page_editions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEdition"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedEdition"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_faq_page_editions_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a version, from 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_fields: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomField"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_fields: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCustomField"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomField"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_fields_own_field: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                own_field: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCustomField"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomField"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_fields_order: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FieldOrder"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomField"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_fields_shown: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Told"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseField"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_find: {
        parameters: {
            query: {
                /** @description Words, the beginning of a number, a name, a telephone number or an address */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Found"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_gateways: {
        parameters: {
            query?: {
                /** @description Begins after this identifier: from the Link header */
                after?: string;
                /** @description Rows at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_gateways: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGateway"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_gateways_gateway: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                gateway: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_gateways_gateway: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                gateway: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGateway"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_gateways_gateway: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                gateway: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_gateways_gateway_try: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                gateway: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TryGateway"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_intake_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntakeCode"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_intake_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewIntakeCode"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntakeCode"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_intake_codes_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_intake_codes_code_scans: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntakeScans"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_loaners: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoanerOut"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_mailboxes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mailbox"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_mailboxes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMailbox"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mailbox"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_mailboxes_mailbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                mailbox: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mailbox"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_mailboxes_mailbox: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                mailbox: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMailbox"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mailbox"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_mailboxes_mailbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                mailbox: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_mailboxes_mailbox_mail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                mailbox: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailIn"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_mailboxes_mailbox_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                mailbox: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_me_absence: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Absence"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_me_absence: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAbsence"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Absence"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_me_absence: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_me_chat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatSwitch"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_me_chat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatSwitchPatch"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatSwitch"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_me_notifications: {
        parameters: {
            query?: {
                /** @description Begins after this identifier: from the Link header */
                after?: string;
                /** @description Rows at most */
                limit?: number;
                /** @description Only what is unread */
                unread?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_me_notifications_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadNotifications"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_me_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_me_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preferences"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_me_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPreferences"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preferences"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_me_recovery_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorCode"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_me_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactor"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_me_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorCode"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_me_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorSecret"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_me_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorRemoval"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_me_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionLine"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_me_sessions_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_me_waiting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingForMe"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_messaging_accounts: {
        parameters: {
            query?: {
                /** @description Begins after this identifier: from the Link header */
                after?: string;
                /** @description Rows at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingAccount"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_messaging_accounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMessagingAccount"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingAccount"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_messaging_accounts_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingAccount"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_messaging_accounts_account: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMessagingAccount"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingAccount"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_messaging_accounts_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_messaging_accounts_account_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_penalties: {
        parameters: {
            query?: {
                /** @description Where the page begins: from the Link header of the page before */
                after?: string;
                /** @description Rows at most; a page may be shorter and still have a next one */
                limit?: number;
                /** @description Where they stand; proposed if not given */
                state?: "proposed" | "issued" | "dismissed" | "withdrawn" | "reversed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Penalty"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_penalties_penalty_circular: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                penalty: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPenaltyWords"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Penalty"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_penalties_penalty_dismissal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                penalty: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPenaltyWords"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Penalty"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_penalties_penalty_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                penalty: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CircularDraft"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_people: {
        parameters: {
            query?: {
                /** @description Begins after this identifier: from the Link header */
                after?: string;
                /** @description Rows at most */
                limit?: number;
                /** @description Part of the name, or the beginning of its initials: zw finds 张伟 */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_policies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyLine"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_policies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": string;
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_policies_policy: {
        parameters: {
            query?: {
                /** @description Which version; the newest if left out */
                version?: number;
            };
            header?: never;
            path: {
                /** @description Id of a policy */
                policy: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyShown"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_policies_policy: {
        parameters: {
            query: {
                /** @description Which version */
                version: number;
            };
            header?: never;
            path: {
                /** @description Id of a policy */
                policy: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_policies_policy_diff: {
        parameters: {
            query: {
                /** @description The earlier version */
                from: number;
                /** @description The later version */
                to: number;
            };
            header?: never;
            path: {
                /** @description Id of a policy */
                policy: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDifference"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_policies_policy_flow: {
        parameters: {
            query?: {
                /** @description Which version; the one in force if left out */
                version?: number;
            };
            header?: never;
            path: {
                /** @description Id of a policy */
                policy: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyFlow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_policies_policy_reach: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a policy */
                policy: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyReach"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_policies_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": string;
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingView"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_policies_flow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": string;
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyFlow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_portal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Portal"];
                };
            };
            400: components["responses"]["Problem400"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_portal_case: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalCase"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_case_answer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortalAnswer"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalCase"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_case_attachments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                };
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalNewFile"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_portal_case_attachments_attachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                attachment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_case_chasers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalCase"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_case_confirmation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortalConfirmation"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalCase"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_case_escalation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalCase"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_case_messages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortalMessage"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalCase"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_case_rating: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortalRating"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalCase"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_case_withdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalCase"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_cases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortalSubmission"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalSubmitted"];
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_challenges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalChallenge"];
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortalCodeAsked"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_portal_faq: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalFaq"];
                };
            };
            400: components["responses"]["Problem400"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_faq_entry_answers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a question */
                entry: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaqAnswer"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_portal_faq_suggestions: {
        parameters: {
            query: {
                /** @description What was typed */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalFaq"];
                };
            };
            400: components["responses"]["Problem400"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortalOpening"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalKey"];
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_portal_promise: {
        parameters: {
            query?: {
                /** @description An earlier version; the one of today if left out */
                version?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalPromise"];
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_portal_request: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedEvidence"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_request_answer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEvidenceAnswer"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedEvidence"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_request_attachments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                };
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalNewFile"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_request_refusal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEvidenceRefusal"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedEvidence"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_portal_scans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortalScan"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalScanned"];
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_promise_page: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromisePage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_promise_page_draft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromiseDraft"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_promise_page_editions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEdition"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedEdition"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_promise_page_editions_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of a version, from 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_roles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnownRole"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_roles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRole"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnownRole"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_roles_role: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Code of a delivered role, or identifier of one's own */
                role: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnownRole"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_roles_role: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Code of a delivered role, or identifier of one's own */
                role: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RolePatch"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnownRole"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_roles_role: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Code of a delivered role, or identifier of one's own */
                role: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRule"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_rules_rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                rule: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_rules_rule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                rule: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRule"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_rules_rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                rule: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_rules_rule_runs: {
        parameters: {
            query?: {
                /** @description Begins after this identifier: from the Link header */
                after?: string;
                /** @description Rows at most */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Identifier */
                rule: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleRun"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_rules_order: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleOrder"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_rules_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RulePreviewAsked"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulePreview"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_search: {
        parameters: {
            query: {
                /** @description Rows at most */
                limit?: number;
                /** @description Words, or a case number */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseLine"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSession"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_session_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorProof"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsPatch"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSetup"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_setup_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupLink"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_setup_progress: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupProgress"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_setup_templates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupTemplate"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_stations: {
        parameters: {
            query: {
                /** @description `YYYY-MM`, in the business time zone */
                month: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationMonth"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_stations_station_years_year: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                station: string;
                /** @description Identifier */
                year: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationYear"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_stations_handling: {
        parameters: {
            query: {
                /** @description `YYYY-MM`, in the business time zone */
                month: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationHandling"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_stations_orders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStationOrders"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_stations_orders_check: {
        parameters: {
            query: {
                /** @description `YYYY-MM`, in the business time zone */
                month: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                };
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationOrdersFile"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_stations_orders_import: {
        parameters: {
            query: {
                /** @description `YYYY-MM`, in the business time zone */
                month: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                };
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationOrdersFile"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_tokens: {
        parameters: {
            query?: {
                /** @description Begins after this identifier: from the Link header */
                after?: string;
                /** @description Rows at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenSecret"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_tokens_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What stands in the address of a code */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_triage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Triage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_triage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTriage"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Triage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_triage_learning: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTriageLearning"];
            };
        };
        responses: {
            /** @description Good */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Triage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_units: {
        parameters: {
            query?: {
                /** @description Begins after this identifier: from the Link header */
                after?: string;
                /** @description Rows at most */
                limit?: number;
                /** @description Part of name or code, or the beginning of the name's initials */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_units: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUnit"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_units_unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_units_unit_archive: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_units_unit_calendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitCalendar"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_units_unit_duty_shifts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DutyShift"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_units_unit_duty_shifts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDutyShift"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DutyShift"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_units_unit_name: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitName"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_units_unit_parent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitParent"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_units_unit_policy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitPolicy"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_units_unit_policy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUnitPolicy"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitPolicy"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_units_unit_territory: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                unit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitTerritory"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_users: {
        parameters: {
            query?: {
                /** @description Who may sign in, or may not */
                active?: boolean;
                /** @description Begins after this identifier: from the Link header */
                after?: string;
                /** @description Rows at most */
                limit?: number;
                /** @description Part of name or sign-in name, or the beginning of the name's initials */
                q?: string;
                /** @description Who hold this role */
                role?: string;
                /** @description In this unit or below it */
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_users: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_users_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_users_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserPatch"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_users_user_absence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Absence"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_users_user_absence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAbsence"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Absence"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_users_user_absence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_users_user_deactivation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_users_user_deactivation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_users_user_password: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstPassword"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_users_user_roles: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRoles"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_users_user_second_factor: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_views: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_views: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewView"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_views_view: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                view: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewView"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_views_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                view: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_views_counts: {
        parameters: {
            query?: {
                /** @description Codes or identifiers; all you see if left out */
                views?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewCount"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_webhooks: {
        parameters: {
            query?: {
                /** @description Begins after this identifier: from the Link header */
                after?: string;
                /** @description Rows at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecret"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_webhooks_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    put_webhooks_webhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw, or `*` for any; 412 when it is no longer so */
                "If-Match"?: string;
            };
            path: {
                /** @description Identifier */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    delete_webhooks_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    get_webhooks_webhook_deliveries: {
        parameters: {
            query?: {
                /** @description Begins after this identifier: from the Link header */
                after?: string;
                /** @description Rows at most */
                limit?: number;
                /** @description Only those that stand so */
                standing?: "waiting" | "taken" | "parked";
            };
            header?: never;
            path: {
                /** @description Identifier */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_webhooks_webhook_deliveries_delivery_again: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                delivery: string;
                /** @description Identifier */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    post_webhooks_webhook_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
}
