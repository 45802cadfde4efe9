import type { components } from '../../../console/src/api/schema'

/** The stages of a case as five steps a customer knows. What leads aside (a wait, a reassessment) stands in one of them. */
export const phases = ['received', 'looking', 'solution', 'doing', 'done'] as const
type Stage = components['schemas']['Stage']

const at: Record<Stage, number> = {
  new: 0, acknowledged: 0, triaged: 1, assigned: 1, in_contact: 1, investigating: 1, reassessment: 1, reopened: 1,
  solution_proposed: 2, approval: 2, agreed: 3, executing: 3, resolved: 4, follow_up: 4, confirmed: 4, closed: 4, archived: 4,
}

export const phaseOf = (stage: Stage): number => at[stage]
