import type { components } from '@/api/schema'
import type { Case } from '../case'

/**
 * The stage bar: the policy's own stages in their order, gathered under eight headings so that they fit. Which stages
 * there are, what is to be done in each and what may follow comes from the policy; the headings only sort them.
 */
type Schemas = components['schemas']
type Words = { zh_hans: string; zh_hant: string; en: string }
/** What the bar reads of a step of the flow. */
export interface Step {
  stage: Stage
  kind: string
  name?: Words | null
  step: Words
  next_for_customer?: Words | null
  brings_about: string[]
}
/** What it reads of a way. */
export interface Way {
  kinds: Case['kind'][]
  steps: Step[]
}
type Stage = Schemas['Stage']

export const phases = ['intake', 'triage', 'investigate', 'decide', 'agree', 'execute', 'follow', 'close'] as const
export type Phase = (typeof phases)[number]

const phaseOf: Record<Stage, Phase> = {
  new: 'intake',
  acknowledged: 'intake',
  triaged: 'triage',
  assigned: 'triage',
  in_contact: 'investigate',
  investigating: 'investigate',
  solution_proposed: 'decide',
  approval: 'decide',
  agreed: 'agree',
  executing: 'execute',
  resolved: 'execute',
  follow_up: 'follow',
  confirmed: 'follow',
  closed: 'close',
  archived: 'close',
  reassessment: 'investigate',
  reopened: 'investigate',
}

export interface Segment {
  step: Step
  standing: 'done' | 'now' | 'ahead'
}
export interface Section {
  phase: Phase
  segments: Segment[]
  standing: 'done' | 'now' | 'ahead'
}

/** The way that cases of this kind go. */
export const wayOf = (ways: Way[], kind: Case['kind']): Way | undefined => ways.find((w) => w.kinds.includes(kind))

/** The sections of the bar for a case that stands at `stage`. A loop (reassessment, reopened) stands where work goes on. */
export function sections(way: Way, stage: Stage): Section[] {
  const main = way.steps.filter((s) => s.kind !== 'loop')
  const exact = main.findIndex((s) => s.stage === stage)
  const at = exact >= 0 ? exact : main.findIndex((s) => phaseOf[s.stage] === phaseOf[stage])
  const out: Section[] = []
  main.forEach((step, n) => {
    const standing = n < at ? 'done' : n === at ? 'now' : 'ahead'
    const phase = phaseOf[step.stage]
    let section = out.find((s) => s.phase === phase)
    if (!section) out.push((section = { phase, segments: [], standing: 'ahead' }))
    section.segments.push({ step, standing })
  })
  for (const section of out) {
    if (section.segments.some((s) => s.standing === 'now')) section.standing = 'now'
    else if (section.segments.every((s) => s.standing === 'done')) section.standing = 'done'
  }
  return out
}

/** What one does to bring a thing about: an action of the server by its name, or words to the customer with a role. */
export type Deed = { action: string } | { say: string }

const deeds: Record<string, Deed> = {
  acknowledged: { say: 'acknowledgement' },
  substantive_reply: { say: '' },
  progress_update: { say: 'progress_update' },
  definite_answer: { say: 'definite_answer' },
  customer_informed: { say: 'result' },
  triaged: { action: 'classify' },
  handler_assigned: { action: 'assign' },
  two_way_contact: { action: 'log_contact' },
  preliminary_finding: { action: 'verify' },
  solution_proposed: { action: 'propose' },
  solution_agreed: { action: 'answer_proposal' },
  resolved: { action: 'resolve' },
  reported_to_hq: { action: 'report_to_hq' },
  followed_up: { action: 'follow_up' },
  confirmed_satisfied: { action: 'confirm_result' },
  closed: { action: 'close' },
}

/** Steps whose next deed is no signal of a clock. */
const onward: Partial<Record<Stage, Deed>> = {
  new: { action: 'classify' },
  acknowledged: { action: 'classify' },
  triaged: { action: 'assign' },
  assigned: { action: 'log_contact' },
  in_contact: { action: 'investigate' },
  investigating: { action: 'propose' },
  solution_proposed: { action: 'answer_proposal' },
  agreed: { action: 'execute' },
  executing: { action: 'resolve' },
  resolved: { action: 'confirm_result' },
  follow_up: { action: 'confirm_result' },
  confirmed: { action: 'close' },
  reassessment: { action: 'propose' },
  reopened: { action: 'propose' },
}

export interface Todo {
  signal: string
  done: boolean
  deed: Deed | null
}

/** What the present step has to bring about, and what of it is done. */
export function todos(step: Step | undefined, signals: Record<string, unknown>): Todo[] {
  return (step?.brings_about ?? []).map((signal) => ({ signal, done: signal in signals, deed: deeds[signal] ?? null }))
}

/** What leads on from a stage. */
export const leadsOn = (stage: Stage): Deed | null => onward[stage] ?? null
