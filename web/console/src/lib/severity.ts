import { reactive } from 'vue'
import type { components } from '@/api/schema'
import { language } from '@/i18n'
import { word } from './codes'
import { named, type Named } from './policy'

/**
 * Severities as the policy names them (S1, 一般 …): a case by the policy it opened under, everything else by the one that
 * new cases of one's own unit open under. Without a label the common word.
 */
type Severity = components['schemas']['Severity']
type Terms = components['schemas']['SeverityTerms']
export const severities: readonly Severity[] = ['minor', 'general', 'major', 'critical']

const own = reactive(new Map<string, Named>())

/** Learns the labels of the policy that new cases open under. */
export function learnSeverities(terms: readonly Terms[]): void {
  own.clear()
  for (const one of terms) if (one.label) own.set(one.severity, one.label)
}

/** The word for a severity; with the terms of a case's policy as that one has it. */
export function severityWord(code: Severity | null | undefined, terms?: readonly Terms[]): string {
  if (!code) return ''
  const label = terms && terms.length > 0 ? terms.find((t) => t.severity === code)?.label : own.get(code)
  return label ? named(label, language.value) : word('Severity', code)
}

/** The severities to choose from. */
export const severityChoices = (terms?: readonly Terms[]) => severities.map((value) => ({ value, label: severityWord(value, terms) }))
