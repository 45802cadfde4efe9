import type { components } from '@/api/schema'
import { hasWords, say } from '@/i18n'
import { word } from '@/lib/codes'
import { roleWord, targetWords } from '@/lib/policy'
import { severityWord } from '@/lib/severity'

type Schemas = components['schemas']
export type Line = Schemas['PolicyLine']
export type Flow = Schemas['PolicyFlow']
export type Step = Schemas['FlowStep']
export type Finding = Schemas['FindingView']

/** The name of a policy in the language of the page. */
export const nameOf = (line: Line, language: string): string => ({ 'zh-Hant': line.zh_hant, en: line.en })[language] ?? line.zh_hans

/** When a rule applies, in words, severities as its policy calls them; empty when it always does. */
export function conditionWords(when: Schemas['Condition'], severities: Schemas['SeverityTerms'][]): string {
  const parts = [
    when.kinds.map((k) => word('Kind', k)).join(' / '),
    when.channels.map((c) => word('Channel', c)).join(' / '),
    when.severity_at_least ? say('policies.when.severityFrom', { name: severityWord(when.severity_at_least, severities) }) : '',
    when.severity_at_most ? say('policies.when.severityTo', { name: severityWord(when.severity_at_most, severities) }) : '',
    when.priority_at_least ? say('policies.when.priorityFrom', { name: word('Priority', when.priority_at_least) }) : '',
    when.priority_at_most ? say('policies.when.priorityTo', { name: word('Priority', when.priority_at_most) }) : '',
    when.complexity ? word('Complexity', when.complexity) : '',
    when.categories.join(' / '),
    when.period ? word('Period', when.period) : '',
    when.remedy_demanded === true ? say('policies.when.remedy') : '',
  ]
  return parts.filter(Boolean).join(' · ')
}

/** A deadline's length with its calendar, where that is more than the wall clock. */
export function lengthWords(clock: Schemas['ClockTerms']): string {
  const length = targetWords(clock.target) ?? clock.target
  const key = `policies.calendar.${clock.calendar}`
  if (clock.calendar === '24x7' || clock.calendar === 'civil_day') return length
  return `${length} (${hasWords(key) ? say(key) : clock.calendar})`
}

/** The deadlines to be met at a step. */
export function dueAt(flow: Flow, step: Step): Schemas['ClockTerms'][] {
  const byId = new Map(flow.clocks.map((clock) => [clock.id, clock]))
  return step.due_here.flatMap((id) => byId.get(id) ?? [])
}

/** Who does a step: the accountable first. */
export const people = (step: Step): string => [step.accountable, ...step.responsible.filter((r) => r !== step.accountable)].map(roleWord).join('、')

/** A value of a difference as one reads it. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? (targetWords(value) ?? value) : JSON.stringify(value, null, 1)
}
