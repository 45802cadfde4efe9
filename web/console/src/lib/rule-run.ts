import type { components } from '@/api/schema'
import { wordOf } from './codes'

type Run = components['schemas']['RuleRun']

/** What a rule fired on, in words: something that happened, or a moment that came. */
export const causeOf = ({ cause }: Pick<Run, 'cause'>): string => (wordOf('Happening', cause) === cause ? wordOf('RuleMoment', cause) : wordOf('Happening', cause))

/** How it went, as a colour. */
export const colourOf = ({ outcome }: Pick<Run, 'outcome'>) => (outcome === 'done' ? 'success' : outcome === 'nothing' ? 'neutral' : outcome === 'part' ? 'warning' : 'error')
