import { say } from '@/i18n'
import { wordOf } from '@/lib/codes'
import { remedies } from '@/lib/remedies'
import { severityChoices } from '@/lib/severity'
import { session } from '@/session'
import { languageNames } from '@/shell/languages'
import type { Case } from '../case'
import { instantOf } from './instant'
import { amountOf, approved, sharesOf, termsOf } from './terms'

/**
 * What one can do with a case, by the server's names of it: what is asked, and what is sent. Whether it may be done,
 * and which variants there are, the server says; here stands only the shape of the question.
 */
export type Values = Record<string, unknown>
export type Sort = 'words' | 'line' | 'choice' | 'choices' | 'variant' | 'flag' | 'when' | 'person' | 'party' | 'category' | 'case' | 'messages' | 'terms' | 'shares' | 'money' | 'file' | 'unit' | 'units'

export interface Field {
  name: string
  sort: Sort
  /** Key of its label below `act.field`. */
  label: string
  /** The closed list its choices come from, and the codes offered. */
  list?: string
  codes?: readonly string[]
  /** Choices with words of their own. */
  choices?: { value: string; label: string }[]
  needed?: boolean
  /** Cannot be changed back. */
  fixed?: boolean
  start?: unknown
}

export interface Sent {
  method: 'POST' | 'PUT' | 'DELETE'
  /** Below the case. */
  path: string
  body?: unknown
}

export interface Deed {
  icon: string
  group: 'people' | 'judge' | 'work' | 'end' | 'kin'
  /** Asked where the thing itself stands (`hold_round.<dispute>`), not in the menu. */
  placed?: boolean
  /** What is asked; left out: it is done at once. */
  asks?: (shown: Case, me: string) => Field[]
  send: (values: Values, shown: Case, me: string) => Sent | Sent[]
}

const sources = ['record', 'inspection', 'merchant', 'station', 'manufacturer', 'logistics', 'platform', 'supplier', 'third_party', 'customer'] as const
const channels = ['phone', 'email', 'chat', 'web', 'app', 'social_media', 'walk_in', 'letter', 'voicemail', 'regulator'] as const
const causes = ['negligence_caused_loss', 'nobody_takes_responsibility', 'unresolved_unexplained', 'broken_promise', 'rude_cold_slighting', 'mocked_for_error', 'honesty_doubted'] as const
const flags = ['safety_risk', 'gross_service_failure', 'brand_risk', 'media_involved', 'remedy_demanded'] as const
const texts = ['subject', 'summary', 'demand', 'symptom', 'expectation', 'product', 'order_ref', 'serial'] as const
const long = new Set<string>(['summary', 'demand', 'symptom', 'expectation'])

const reason: Field = { name: 'reason', sort: 'words', label: 'reason', needed: true }
const channel = (shown: Case): Field => ({ name: 'channel', sort: 'choice', label: 'channel', list: 'Channel', codes: channels, start: shown.channel, needed: true })
const given = (value: unknown) => (value === '' || value === null || value === undefined ? undefined : value)
const when = (value: unknown) => (typeof value === 'string' && value !== '' ? (instantOf(value) ?? undefined) : undefined)
const other = (name: string, label: string): Field => ({ name, sort: 'case', label, needed: true })
const party = (value: unknown) => {
  const [kind, id] = String(value ?? '').split(':')
  return { kind, id }
}

/** Who sat at the table, by whom they sat there for. */
const table = (v: Values) =>
  (['ours', 'customer', 'representative'] as const)
    .filter((side) => given(String(v[side] ?? '').trim()) !== undefined)
    .map((side) => ({ side, name: v[side], authority: side === 'representative' ? given(v.authority) : undefined }))

/** Only what was changed: what is left out stays as it is. */
function judged(values: Values, shown: Case): Values {
  const before = shown.classification as unknown as Values
  const names = ['category', 'severity', 'complexity', 'priority', 'emotional_state', 'causes', ...flags]
  return Object.fromEntries(names.filter((n) => given(values[n]) !== undefined && JSON.stringify(values[n]) !== JSON.stringify(before[n] ?? null)).map((n) => [n, values[n]]))
}

export const deeds: Record<string, Deed> = {
  'assign.self': { icon: 'i-lucide-hand', group: 'people', send: (_, __, me) => ({ method: 'PUT', path: 'handler', body: { handler: me } }) },
  assign: {
    icon: 'i-lucide-user-round-check',
    group: 'people',
    asks: (shown) => [{ name: 'handler', sort: 'person', label: 'handler', needed: true, start: shown.handler ?? undefined }],
    send: (v) => ({ method: 'PUT', path: 'handler', body: { handler: v.handler } }),
  },
  offer_transfer: {
    icon: 'i-lucide-arrow-right-left',
    group: 'people',
    asks: () => [{ name: 'to', sort: 'party', label: 'to', needed: true }, reason],
    send: (v) => ({ method: 'POST', path: 'transfer', body: { to: party(v.to), reason: v.reason } }),
  },
  accept_transfer: { icon: 'i-lucide-check', group: 'people', send: () => ({ method: 'PUT', path: 'transfer' }) },
  refuse_transfer: { icon: 'i-lucide-undo-2', group: 'people', asks: () => [reason], send: (v) => ({ method: 'DELETE', path: 'transfer', body: { reason: v.reason } }) },
  escalate: {
    icon: 'i-lucide-trending-up',
    group: 'people',
    asks: () => [{ name: 'cause', sort: 'choice', label: 'cause', list: 'EscalationCause', needed: true, codes: ['customer_demand', 'rejected_solutions', 'breach', 'severity', 'publicity', 'several_departments', 'difficult', 'second_failure'] }, { name: 'reason', sort: 'words', label: 'in_words' }],
    send: (v) => ({ method: 'POST', path: 'escalations', body: { cause: v.cause, reason: given(v.reason) } }),
  },
  take_up: {
    icon: 'i-lucide-hand',
    group: 'people',
    asks: () => [{ name: 'owner', sort: 'person', label: 'accountable', start: session.me?.user }],
    send: (v) => ({ method: 'PUT', path: 'escalation', body: { owner: given(v.owner) } }),
  },
  name_sponsor: {
    icon: 'i-lucide-crown',
    group: 'people',
    asks: () => [{ name: 'sponsor', sort: 'person', label: 'sponsor', needed: true }],
    send: (v) => ({ method: 'PUT', path: 'sponsor', body: { sponsor: v.sponsor } }),
  },
  open_dispute: {
    icon: 'i-lucide-handshake',
    group: 'people',
    asks: () => [
      { name: 'way', sort: 'variant', label: 'way', list: 'DisputeWay', needed: true },
      { name: 'body', sort: 'line', label: 'body' },
      { name: 'reference', sort: 'line', label: 'papers' },
      { name: 'matter', sort: 'words', label: 'matter', needed: true },
      { name: 'filed_at', sort: 'when', label: 'papers_at' },
    ],
    send: (v) => ({ method: 'POST', path: 'disputes', body: { way: v.way, body: given(v.body), reference: given(v.reference), matter: v.matter, filed_at: when(v.filed_at) } }),
  },
  hold_round: {
    icon: 'i-lucide-messages-square',
    group: 'people',
    placed: true,
    asks: () => [
      { name: 'result', sort: 'choice', label: 'round_result', list: 'RoundResult', codes: ['agreed', 'goes_on', 'failed'], needed: true },
      { name: 'held_at', sort: 'when', label: 'at' },
      { name: 'ours', sort: 'line', label: 'ours', start: session.me?.name ?? '', needed: true },
      { name: 'customer', sort: 'line', label: 'customers' },
      { name: 'representative', sort: 'line', label: 'representative' },
      { name: 'authority', sort: 'file', label: 'authority' },
      { name: 'offer', sort: 'money', label: 'offer_amount' },
      { name: 'counter_offer', sort: 'money', label: 'counter_offer' },
      { name: 'minutes', sort: 'words', label: 'minutes', needed: true },
      { name: 'shared', sort: 'flag', label: 'shared', start: true },
    ],
    send: (v, shown) => ({
      method: 'POST',
      path: `disputes/${String(v.dispute)}/rounds`,
      body: { result: v.result, held_at: when(v.held_at), participants: table(v), offer: amountOf(v.offer, shown.currency), counter_offer: amountOf(v.counter_offer, shown.currency), minutes: v.minutes, shared: v.shared === true },
    }),
  },
  move_dispute: {
    icon: 'i-lucide-milestone',
    group: 'people',
    placed: true,
    asks: () => [
      { name: 'standing', sort: 'variant', label: 'standing', list: 'DisputeStanding', needed: true },
      { name: 'at', sort: 'when', label: 'papers_at' },
      { name: 'reference', sort: 'line', label: 'papers' },
      { name: 'ground', sort: 'choice', label: 'dispute_ground', list: 'DisputeGround', codes: ['no_agreement', 'side_refused', 'outside_remit', 'handled_before', 'not_consumption', 'too_late', 'bad_papers', 'impersonation'] },
      { name: 'outcome', sort: 'words', label: 'outcome' },
      { name: 'published', sort: 'choice', label: 'published', choices: ['yes', 'no'].map((value) => ({ value, label: say(`act.published.${value}`) })) },
    ],
    send: (v) => ({
      method: 'POST',
      path: `disputes/${String(v.dispute)}/steps`,
      body: { standing: v.standing, at: when(v.at), reference: given(v.reference), ground: given(v.ground), outcome: given(v.outcome), published: given(v.published) === undefined ? undefined : v.published === 'yes' },
    }),
  },
  show_terms: {
    icon: 'i-lucide-scroll-text',
    group: 'judge',
    asks: (shown) => [{ name: 'page', sort: 'choice', label: 'page', list: 'PageKind', codes: ['promise', 'faq'], start: 'promise', needed: true }, channel(shown)],
    send: (v) => ({ method: 'POST', path: 'terms-shown', body: { page: v.page, channel: v.channel } }),
  },
  classify: {
    icon: 'i-lucide-tags',
    group: 'judge',
    asks: ({ classification: now, severities }) => [
      { name: 'category', sort: 'category', label: 'category', start: now.category ?? undefined },
      { name: 'severity', sort: 'choice', label: 'severity', choices: severityChoices(severities), start: now.severity ?? undefined },
      { name: 'priority', sort: 'choice', label: 'priority', list: 'Priority', codes: ['low', 'normal', 'high', 'emergency'], start: now.priority ?? undefined },
      { name: 'complexity', sort: 'choice', label: 'complexity', list: 'Complexity', codes: ['simple', 'complex'], start: now.complexity ?? undefined },
      { name: 'emotional_state', sort: 'choice', label: 'emotional_state', list: 'EmotionalState', codes: ['calm', 'upset', 'angry', 'extreme'], start: now.emotional_state ?? undefined },
      { name: 'causes', sort: 'choices', label: 'causes', list: 'BehaviouralCause', codes: causes, start: now.causes },
      ...flags.map((name): Field => ({ name, sort: 'flag', label: name, start: now[name], fixed: now[name] && (name === 'safety_risk' || name === 'gross_service_failure') })),
      { ...reason, needed: false },
    ],
    send: (v, shown) => ({ method: 'PUT', path: 'classification', body: { classification: judged(v, shown), reason: given(v.reason) } }),
  },
  record_wish: {
    icon: 'i-lucide-message-square-heart',
    group: 'judge',
    asks: (shown) => [{ name: 'wished', sort: 'choices', label: 'wished', list: 'Remedy', codes: remedies, start: shown.course.wished }],
    send: (v) => ({ method: 'PUT', path: 'wish', body: { wished: v.wished ?? [] } }),
  },
  set_text: {
    icon: 'i-lucide-square-pen',
    group: 'judge',
    asks: (shown) => texts.map((name): Field => ({ name, sort: long.has(name) ? 'words' : 'line', label: name, start: shown.texts[name] ?? '' })),
    send: (v, shown) => texts.filter((name) => given(v[name]) !== undefined && v[name] !== (shown.texts[name] ?? '')).map((name) => ({ method: 'PUT', path: `texts/${name}`, body: { text: v[name] } })),
  },
  convert: {
    icon: 'i-lucide-shapes',
    group: 'judge',
    asks: () => [{ name: 'kind', sort: 'variant', label: 'kind', list: 'Kind', needed: true }, reason],
    send: (v) => ({ method: 'PUT', path: 'kind', body: { kind: v.kind, reason: v.reason } }),
  },
  lower_emergency: { icon: 'i-lucide-arrow-down-to-line', group: 'judge', asks: () => [reason], send: (v) => ({ method: 'DELETE', path: 'emergency', body: { reason: v.reason } }) },
  log_contact: {
    icon: 'i-lucide-phone-call',
    group: 'work',
    asks: (shown) => [channel(shown), { name: 'result', sort: 'choice', label: 'result', list: 'ContactResult', codes: ['reached', 'no_answer', 'busy', 'wrong'], start: 'reached', needed: true }, { name: 'at', sort: 'when', label: 'at' }],
    send: (v) => ({ method: 'POST', path: 'contacts', body: { channel: v.channel, result: v.result, at: when(v.at) } }),
  },
  investigate: { icon: 'i-lucide-search-check', group: 'work', send: () => ({ method: 'POST', path: 'investigation' }) },
  verify: {
    icon: 'i-lucide-clipboard-check',
    group: 'work',
    asks: () => [{ name: 'text', sort: 'words', label: 'finding', needed: true }, { name: 'causes', sort: 'choices', label: 'behaviour', list: 'BehaviouralCause', codes: causes, start: [] }, { name: 'departments', sort: 'units', label: 'departments', start: [] }, { name: 'preliminary', sort: 'flag', label: 'preliminary', start: false }],
    send: (v) => ({ method: 'POST', path: 'findings', body: { text: v.text, preliminary: v.preliminary === true, causes: v.causes ?? [], departments: v.departments ?? [] } }),
  },
  propose: {
    icon: 'i-lucide-lightbulb',
    group: 'work',
    asks: (shown) => [
      { name: 'text', sort: 'words', label: 'offer', needed: true },
      { name: 'remedies', sort: 'choices', label: 'remedies', list: 'Remedy', codes: remedies, start: approved(shown).map((one) => one.remedy), needed: true },
      { name: 'promised_at', sort: 'when', label: 'promised_at', needed: true },
      { name: 'fee', sort: 'money', label: 'fee' },
      { name: 'steps', sort: 'words', label: 'steps' },
      { name: 'terms', sort: 'terms', label: 'terms', start: approved(shown) },
    ],
    send: (v, shown) => {
      const terms = termsOf(v.terms)
      // What has an amount is part of the solution, named or not.
      const all = [...new Set([...((v.remedies ?? []) as string[]), ...terms.map((one) => one.remedy)])]
      return { method: 'POST', path: 'proposals', body: { text: v.text, remedies: all, promised_at: when(v.promised_at), steps: given(v.steps), terms, fee: amountOf(v.fee, shown.currency) } }
    },
  },
  record_evidence: {
    icon: 'i-lucide-file-search',
    group: 'work',
    asks: () => [
      { name: 'source', sort: 'choice', label: 'source', list: 'EvidenceSource', codes: sources, needed: true },
      { name: 'text', sort: 'words', label: 'evidence', needed: true },
    ],
    send: (v) => ({ method: 'POST', path: 'evidence', body: { source: v.source, text: v.text } }),
  },
  request_evidence: {
    icon: 'i-lucide-file-question',
    group: 'work',
    asks: () => [
      { name: 'source', sort: 'choice', label: 'source', list: 'EvidenceSource', codes: sources, needed: true },
      { name: 'unit', sort: 'unit', label: 'unit' },
      { name: 'outside', sort: 'line', label: 'outside' },
      { name: 'language', sort: 'choice', label: 'language', choices: Object.entries(languageNames).map(([value, label]) => ({ value, label })) },
      { name: 'text', sort: 'words', label: 'asked', needed: true },
    ],
    send: (v) => ({ method: 'POST', path: 'evidence-requests', body: { source: v.source, unit: given(v.unit), outside: given(v.outside), language: given(v.outside) ? given(v.language) : undefined, text: v.text } }),
  },
  plan_visit: {
    icon: 'i-lucide-map-pin',
    group: 'work',
    asks: (_, me) => [
      { name: 'at', sort: 'when', label: 'planned_at', needed: true },
      { name: 'place', sort: 'line', label: 'place', needed: true },
      { name: 'visitor', sort: 'person', label: 'visitor', start: me, needed: true },
    ],
    send: (v) => ({ method: 'POST', path: 'visits', body: { at: when(v.at), place: v.place, visitor: v.visitor } }),
  },
  request_support: { icon: 'i-lucide-life-buoy', group: 'work', asks: () => [{ name: 'text', sort: 'words', label: 'question', needed: true }], send: (v) => ({ method: 'POST', path: 'support-requests', body: { text: v.text } }) },
  contain: { icon: 'i-lucide-shield', group: 'work', asks: () => [{ name: 'text', sort: 'words', label: 'measure', needed: true }], send: (v) => ({ method: 'POST', path: 'containments', body: { text: v.text } }) },
  accept_emergency: { icon: 'i-lucide-siren', group: 'people', send: () => ({ method: 'POST', path: 'emergency/acceptance' }) },
  assess_safety: {
    icon: 'i-lucide-shield-alert',
    group: 'judge',
    asks: () => [{ name: 'reason', sort: 'words', label: 'reason', needed: true }, { name: 'document', sort: 'line', label: 'document' }, { name: 'report', sort: 'flag', label: 'report', start: false }],
    send: (v) => ({ method: 'POST', path: 'safety-assessment', body: { report: v.report === true, reason: v.reason, document: given(v.document) } }),
  },
  record_substitute: {
    icon: 'i-lucide-replace',
    group: 'work',
    asks: () => [{ name: 'text', sort: 'words', label: 'substitute', needed: true }, { name: 'offered', sort: 'flag', label: 'offered', start: true }],
    send: (v) => ({ method: 'POST', path: 'substitute', body: { offered: v.offered === true, text: v.text } }),
  },
  hand_out_loaner: {
    icon: 'i-lucide-hand-helping',
    group: 'work',
    asks: () => [
      { name: 'kind', sort: 'choice', label: 'loaner_kind', list: 'LoanerKind', codes: ['vehicle', 'appliance', 'device', 'garment', 'other'], needed: true },
      { name: 'item', sort: 'line', label: 'item', needed: true },
      { name: 'serial', sort: 'line', label: 'item_serial' },
      { name: 'due_at', sort: 'when', label: 'due_back_at', needed: true },
      { name: 'condition', sort: 'words', label: 'condition', needed: true },
      { name: 'out_at', sort: 'when', label: 'out_at' },
      { name: 'repair_since', sort: 'when', label: 'repair_since' },
    ],
    send: (v) => ({ method: 'POST', path: 'loaners', body: { kind: v.kind, item: v.item, serial: given(v.serial), due_at: when(v.due_at), condition: v.condition, out_at: when(v.out_at), repair_since: when(v.repair_since) } }),
  },
  take_back_loaner: {
    icon: 'i-lucide-undo-2',
    group: 'work',
    placed: true,
    asks: (shown) => {
      const out = shown.course.loaners.filter((one) => !one.in_at).sort((a, b) => a.due_at.localeCompare(b.due_at))
      return [
        { name: 'loaner', sort: 'choice', label: 'loaner', choices: out.map((one) => ({ value: one.id, label: [one.item, one.serial].filter(Boolean).join(' ') })), start: out[0]?.id, needed: true },
        { name: 'condition', sort: 'words', label: 'condition_back', needed: true },
        { name: 'in_at', sort: 'when', label: 'in_at' },
      ]
    },
    send: (v) => ({ method: 'POST', path: `loaners/${String(v.loaner)}/return`, body: { condition: v.condition, in_at: when(v.in_at) } }),
  },
  find_irreparable: { icon: 'i-lucide-unplug', group: 'judge', asks: () => [reason], send: (v) => ({ method: 'POST', path: 'irreparability', body: { reason: v.reason } }) },
  plan_remedy: {
    icon: 'i-lucide-list-checks',
    group: 'people',
    asks: () => [
      { name: 'text', sort: 'words', label: 'plan', needed: true },
      { name: 'finish_at', sort: 'when', label: 'finish_at', needed: true },
    ],
    send: (v) => ({ method: 'POST', path: 'escalation/plan', body: { text: v.text, finish_at: when(v.finish_at) } }),
  },
  review_failure: { icon: 'i-lucide-search-alert', group: 'judge', asks: () => [{ name: 'finding', sort: 'words', label: 'review', needed: true }], send: (v) => ({ method: 'POST', path: 'failure-review', body: { finding: v.finding } }) },
  decide_liability: {
    icon: 'i-lucide-scale',
    group: 'judge',
    asks: (shown) => [{ name: 'shares', sort: 'shares', label: 'shares', start: shown.course.liability?.shares.map((s) => ({ party: s.party, percent: String(s.percent) })) ?? [] }, { ...reason, needed: false }],
    send: (v) => ({ method: 'PUT', path: 'liability', body: { shares: sharesOf(v.shares), reason: given(v.reason) } }),
  },
  request_approval: {
    icon: 'i-lucide-stamp',
    group: 'work',
    asks: () => [{ name: 'terms', sort: 'terms', label: 'terms', start: [{ remedy: 'compensation', amount: '' }], needed: true }, reason],
    send: (v) => ({ method: 'POST', path: 'approvals', body: { terms: termsOf(v.terms), reason: v.reason } }),
  },
  carry_out: {
    icon: 'i-lucide-package-check',
    group: 'work',
    asks: () => [{ name: 'remedy', sort: 'variant', label: 'remedy', list: 'Remedy', needed: true }, { name: 'reference', sort: 'words', label: 'reference' }, { name: 'failed', sort: 'flag', label: 'failed', start: false }],
    send: (v) => ({ method: 'POST', path: 'carried-out', body: { remedy: v.remedy, reference: given(v.reference), failed: v.failed === true } }),
  },
  adjudicate: {
    icon: 'i-lucide-gavel',
    group: 'judge',
    asks: (shown) => [
      { name: 'class', sort: 'variant', label: 'class', list: 'ReasonClass', needed: true },
      { name: 'confirmed', sort: 'flag', label: 'confirmed', start: true },
      { name: 'finding', sort: 'choice', label: 'finding_class', list: 'ReasonClass', codes: ['delay_without_cause', 'uncooperative'] },
      { name: 'station', sort: 'party', label: 'station', start: `unit:${shown.course.liability?.shares.find((s) => s.party === 'station')?.unit ?? shown.unit}`, needed: true },
      { name: 'station_caused', sort: 'flag', label: 'station_caused', start: true },
      reason,
    ],
    send: (v) => ({ method: 'POST', path: 'adjudications', body: { confirmed: v.confirmed === true, class: v.class, finding: given(v.finding), station: party(v.station).id, station_caused: v.station_caused === true, reason: v.reason } }),
  },
  appeal_adjudication: {
    icon: 'i-lucide-message-circle-warning',
    group: 'judge',
    asks: () => [reason],
    send: (v, shown) => ({ method: 'POST', path: `adjudications/${shown.course.adjudication?.id ?? ''}/appeal`, body: { reason: v.reason } }),
  },
  decide_appeal: {
    icon: 'i-lucide-gavel',
    group: 'judge',
    asks: () => [{ name: 'granted', sort: 'choice', label: 'granted', codes: ['granted', 'upheld'], needed: true }, reason],
    send: (v, shown) => ({ method: 'POST', path: `adjudications/${shown.course.adjudication?.id ?? ''}/appeal/decision`, body: { granted: v.granted === 'granted', reason: v.reason } }),
  },
  answer_proposal: {
    icon: 'i-lucide-message-circle-reply',
    group: 'work',
    asks: (shown) => [{ name: 'answer', sort: 'variant', label: 'answer', list: 'Answer', needed: true }, channel(shown)],
    send: (v, shown) => ({ method: 'POST', path: `proposals/${shown.course.proposals.at(-1)?.id ?? ''}/answer`, body: { answer: v.answer, channel: v.channel } }),
  },
  execute: { icon: 'i-lucide-wrench', group: 'work', send: () => ({ method: 'POST', path: 'execution' }) },
  resolve: {
    icon: 'i-lucide-circle-check',
    group: 'work',
    asks: (shown) => [
      { name: 'text', sort: 'words', label: 'done', needed: true },
      { name: 'remedies', sort: 'choices', label: 'remedies', list: 'Remedy', codes: remedies, start: shown.course.proposals.at(-1)?.remedies ?? [], needed: true },
    ],
    send: (v) => ({ method: 'POST', path: 'resolution', body: { text: v.text, remedies: v.remedies } }),
  },
  report_to_hq: { icon: 'i-lucide-building-2', group: 'work', asks: () => [{ name: 'text', sort: 'words', label: 'report', needed: true }], send: (v) => ({ method: 'POST', path: 'hq-report', body: { text: v.text } }) },
  pause: { icon: 'i-lucide-circle-pause', group: 'work', asks: () => [{ name: 'reason', sort: 'variant', label: 'reason', list: 'WaitReason', needed: true }], send: (v) => ({ method: 'POST', path: 'pause', body: { reason: v.reason } }) },
  resume: { icon: 'i-lucide-circle-play', group: 'work', send: () => ({ method: 'DELETE', path: 'pause' }) },
  chase: { icon: 'i-lucide-bell-ring', group: 'work', asks: () => [], send: () => ({ method: 'POST', path: 'chasers', body: {} }) },
  follow_up: {
    icon: 'i-lucide-phone-outgoing',
    group: 'end',
    asks: (shown, me) => [
      channel(shown),
      { name: 'result', sort: 'choice', label: 'result', list: 'FollowUpResult', codes: ['satisfied', 'dissatisfied', 'not_reached'], needed: true },
      // What a visit brought back is asked once somebody went there.
      { name: 'visit_at', sort: 'when', label: 'visit_at' },
      { name: 'visit_by', sort: 'person', label: 'visitor', start: me },
      { name: 'visit_finding', sort: 'words', label: 'finding' },
      { name: 'visit_file', sort: 'file', label: 'visit_file' },
      { name: 'visit', sort: 'flag', label: 'visit', start: false },
    ],
    send: (v) => {
      const visit = { at: when(v.visit_at), visitor: given(v.visit_by), finding: v.visit_finding, attachments: given(v.visit_file) === undefined ? [] : [v.visit_file] }
      return { method: 'POST', path: 'follow-ups', body: { channel: v.channel, result: v.result, visit: v.visit === true ? visit : undefined } }
    },
  },
  record_care: {
    icon: 'i-lucide-heart-handshake',
    group: 'end',
    asks: (shown) => [
      channel(shown),
      { name: 'result', sort: 'choice', label: 'result', list: 'CareResult', codes: ['reached', 'not_reached', 'declined'], needed: true },
      { name: 'text', sort: 'words', label: 'own_words' },
    ],
    send: (v) => ({ method: 'POST', path: 'care-contacts', body: { channel: v.channel, result: v.result, text: given(v.text) } }),
  },
  confirm_result: {
    icon: 'i-lucide-thumbs-up',
    group: 'end',
    asks: (shown) => [{ name: 'satisfied', sort: 'choice', label: 'satisfied', codes: ['yes', 'no'], needed: true }, channel(shown)],
    send: (v) => ({ method: 'POST', path: 'confirmation', body: { satisfied: v.satisfied === 'yes', channel: v.channel } }),
  },
  rate: {
    icon: 'i-lucide-star',
    group: 'end',
    asks: (shown) => [
      { name: 'stars', sort: 'choice', label: 'stars', choices: [5, 4, 3, 2, 1].map((n) => ({ value: String(n), label: String(n) })), needed: true },
      { name: 'process', sort: 'choice', label: 'process', choices: [5, 4, 3, 2, 1].map((n) => ({ value: String(n), label: String(n) })) },
      { name: 'would_return', sort: 'choice', label: 'would_return', choices: ['yes', 'no'].map((value) => ({ value, label: say(`act.wouldReturn.${value}`) })) },
      { name: 'text', sort: 'words', label: 'own_words' },
      channel(shown),
    ],
    send: (v) => ({
      method: 'POST',
      path: 'rating',
      body: { stars: Number(v.stars), process: given(v.process) === undefined ? undefined : Number(v.process), would_return: given(v.would_return) === undefined ? undefined : v.would_return === 'yes', text: given(v.text), channel: v.channel },
    }),
  },
  close: {
    icon: 'i-lucide-lock',
    group: 'end',
    asks: () => [
      { name: 'reason', sort: 'variant', label: 'reason', list: 'ClosureReason', needed: true },
      { name: 'ground', sort: 'choice', label: 'ground', list: 'RejectionGround', codes: ['outside_remit', 'spam', 'already_handled', 'no_matter'] },
    ],
    send: (v) => ({ method: 'POST', path: 'closure', body: { reason: v.reason, ground: v.reason === 'rejected' ? given(v.ground) : undefined } }),
  },
  reopen: { icon: 'i-lucide-lock-open', group: 'end', asks: () => [reason], send: (v) => ({ method: 'DELETE', path: 'closure', body: { reason: v.reason } }) },
  archive: { icon: 'i-lucide-archive', group: 'end', asks: () => [], send: () => ({ method: 'POST', path: 'archive' }) },
  link: {
    icon: 'i-lucide-link',
    group: 'kin',
    asks: () => [other('case', 'case'), { name: 'kind', sort: 'choice', label: 'link', list: 'LinkKind', codes: ['chaser', 'repeat_complaint', 'duplicate', 'about', 'related'], start: 'related', needed: true }],
    send: (v) => ({ method: 'POST', path: 'links', body: { kind: v.kind, case: v.case } }),
  },
  merge_into: { icon: 'i-lucide-merge', group: 'kin', asks: () => [other('into', 'into')], send: (v) => ({ method: 'POST', path: 'merge', body: { into: v.into } }) },
  split_off: {
    icon: 'i-lucide-split',
    group: 'kin',
    asks: () => [{ name: 'subject', sort: 'line', label: 'subject', needed: true }, { name: 'demand', sort: 'words', label: 'demand' }, { name: 'messages', sort: 'messages', label: 'messages', start: [] }],
    send: (v) => ({ method: 'POST', path: 'split', body: { subject: v.subject, demand: given(v.demand), messages: v.messages } }),
  },
}

/** The question behind a name with the thing it is about: `hold_round` of `hold_round.<dispute>`. */
export const baseOf = (name: string): string => (name in deeds ? name : (name.split('.')[0] ?? name))

/** Who offered a case takes the offer back; of what the system offered, whoever still answers for the case. */
const withdraws = (shown: Case | undefined, me: string | undefined): boolean =>
  me !== undefined && (shown?.transfer?.by ? shown.transfer.by === me : shown?.owner.kind === 'user' && shown.owner.id === me)

/** What one does is called; who offered a transfer withdraws what the other would not accept. */
export const nameOf = (name: string, shown: Case | undefined, me: string | undefined): string =>
  say(`act.name.${name === 'refuse_transfer' && withdraws(shown, me) ? 'withdraw_transfer' : (name in deeds ? name : baseOf(name)).replace('.', '_')}`)

/** The choices of a field, in the language of the page. */
export const choicesOf = (field: Field) => field.choices ?? (field.codes ?? []).map((value) => ({ value, label: field.list ? wordOf(field.list, value) : say(`act.satisfied.${value}`) }))

/** Whether everything needed is there. */
export const complete = (fields: Field[], values: Values): boolean =>
  // What has an amount names its remedy.
  fields.every((f) => !f.needed || (f.name === 'remedies' && Array.isArray(values.terms) && values.terms.length > 0) || (Array.isArray(values[f.name]) ? (values[f.name] as unknown[]).length > 0 : given(typeof values[f.name] === 'string' ? String(values[f.name]).trim() : values[f.name]) !== undefined))
