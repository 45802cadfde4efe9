import { hasWords, say } from '@/i18n'
import { wordOf } from '@/lib/codes'
import { fieldName, isKnown } from '@/lib/own-fields'
import { severityWord } from '@/lib/severity'
import { money, type Money } from '@/lib/money'
import { full } from '@/lib/time'
import type { Case, Happened } from '../case'
import type { Who } from '../people'

/** What happened as half a sentence; who did it stands before it, of the kind `by`. */
export function sentence(event: Happened, who: Who, shown: Case, by?: string): string {
  const key = `case.event.${nameOf(event, by)}`
  return hasWords(key) ? say(key, values(event, who, shown)) : event.event
}

/** Some events say different things by what they carry. */
function nameOf(event: Happened, by?: string): string {
  // The terms stood beside the form of the portal: nobody showed them, the customer saw them.
  if (event.event === 'terms_shown' && by === 'customer') return 'terms_seen'
  if (event.event === 'clock_met' && event.late) return 'clock_met_late'
  if (event.event === 'result_confirmed' && event.satisfied === false) return 'result_not_confirmed'
  if (event.event === 'complaint_adjudicated' && !event.valid) return 'complaint_not_valid'
  if (event.event === 'appeal_decided' && event.granted) return 'appeal_granted'
  if (event.event === 'watch_ended' && event.relapsed) return 'watch_relapsed'
  if (event.event === 'remedy_carried_out' && event.failed) return 'remedy_failed'
  if (event.event === 'emergency_declared' && event.safety_risk) return 'emergency_safety'
  if (event.event === 'safety_assessed' && event.report) return 'safety_reported'
  if (event.event === 'substitute_recorded' && !event.offered) return 'substitute_none'
  if (event.event === 'verified' && event.preliminary) return 'verified_preliminary'
  if (event.event === 'wish_recorded' && (event.wished as string[]).length === 0) return 'wish_cleared'
  if (event.event === 'classified' && !(event.classification as { category?: string })?.category) return 'classified_only'
  return event.event
}

const lists: Record<string, string> = {
  stage: 'Stage', channel: 'Channel', result: 'ContactResult', answer: 'Answer', source: 'EvidenceSource', remedy: 'Remedy', class: 'ReasonClass', cause: 'ReversalCause', standing: 'ApprovalStanding', priority: 'Priority', milestone: 'Milestone', from: 'Kind', to: 'Kind', way: 'DisputeWay',
}
const reasons: Record<string, string> = { paused: 'WaitReason', resumed: 'WaitReason', clock_paused: 'WaitReason', closed: 'ClosureReason' }

function values(event: Happened, who: Who, shown: Case): Record<string, string> {
  const out: Record<string, string> = { n: '', who: '', at: '', reason: '', remedies: '', category: '', severity: '' }
  for (const [name, value] of Object.entries(event)) {
    if (typeof value === 'number') out.n = out[name] = String(value)
    else if (typeof value === 'string') out[name] = lists[name] ? wordOf(lists[name], value) : value
  }
  if (event.event === 'followed_up') out.result = wordOf('FollowUpResult', String(event.result))
  if (event.event === 'linked') out.kind = wordOf('LinkKind', String(event.kind))
  if (event.event === 'ping_pong_alerted') out.n = String(event.transfers)
  if (event.event === 'escalated') out.cause = wordOf('EscalationCause', String(event.cause))
  if (typeof event.reason === 'string') out.reason = wordOf(reasons[event.event] ?? '', event.reason)
  if (typeof event.handler === 'string') out.who = who.person(event.handler)
  else if (event.event === 'escalation_taken_up') out.who = who.person(event.owner as string)
  else if (event.event === 'sponsor_named') out.who = who.person(event.sponsor as string)
  else if (event.event === 'transfer_offered') out.who = who.party(event.to as never)
  else if (event.event === 'transfer_accepted') out.who = who.party(event.owner as never)
  if (Array.isArray(event.remedies)) out.remedies = event.remedies.map((r) => wordOf('Remedy', String(r))).join('、')
  if (typeof event.clock === 'string') {
    const milestone = event.milestone ?? shown.clocks.find((c) => c.name === event.clock)?.milestone
    out.clock = milestone ? wordOf('Milestone', String(milestone)) : event.clock
  }
  const due = (event.due as { at?: string } | undefined)?.at ?? event.until ?? event.due_at ?? event.promised_at ?? event.at
  if (typeof due === 'string' || typeof due === 'number') out.at = full(due)
  const judged = event.classification as { category?: string; severity?: string } | undefined
  if (judged?.severity) out.severity = severityWord(judged.severity as Parameters<typeof severityWord>[0], shown.severities)
  if (judged?.category) out.category = who.category(judged.category)
  if (event.event === 'fields_set') {
    const ids = [...Object.keys((event.set ?? {}) as object), ...((event.cleared ?? []) as string[]), ...((event.masked ?? []) as string[])]
    out.field = ids.map((id) => (isKnown(id) ? fieldName(id) : say('case.someField'))).join(say('common.listed'))
  }
  if (event.event === 'liability_decided') {
    const shares = (event.shares ?? []) as { party: string; percent: number }[]
    out.shares = shares.length === 0 ? say('case.undetermined') : shares.map((s) => `${wordOf('LiableParty', s.party)} ${s.percent}%`).join(say('common.listed'))
  }
  if (event.event === 'approval_requested') out.total = money(event.total as Money)
  if (event.event === 'dispute_round_held') out.result = wordOf('RoundResult', (event.round as { result: string }).result)
  if (event.event === 'dispute_moved') out.standing = wordOf('DisputeStanding', (event.step as { standing: string }).standing)
  if (event.event === 'terms_shown' || event.event === 'evidence_pack_made') out.n = String(event.version ?? event.files)
  if (event.event === 'wish_recorded') out.wished = (event.wished as string[]).map((r) => wordOf('Remedy', r)).join(say('common.listed'))
  if (event.event === 'care_planned') out.n = String((event.contacts as unknown[]).length)
  if (event.event === 'care_contacted') out.result = wordOf('CareResult', String(event.result))
  if (event.event === 'terms_shown') out.page = wordOf('PageKind', String(event.page))
  if (event.event === 'text_set') out.field = say(`case.field.${String(event.field)}`)
  return out
}
