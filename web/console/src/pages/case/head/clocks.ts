import type { Clock } from '../case'

/** How a running clock stands: the share of its time that is used decides its colour. */
export interface Standing {
  clock: Clock
  /** 0 to 1 and beyond; null while it stands still. */
  used: number | null
  tone: 'calm' | 'half' | 'late' | 'over' | 'still'
}

/** Clocks that still run or stand still, the most urgent first. */
export function standings(clocks: Clock[], at: number): Standing[] {
  const open = clocks.filter((c) => c.standing === 'running' || c.standing === 'overdue' || c.standing === 'paused')
  return open.map((clock) => standing(clock, at)).sort((a, b) => urgency(a) - urgency(b))
}

export function standing(clock: Clock, at: number): Standing {
  if (clock.standing === 'paused' || !clock.due_at) return { clock, used: null, tone: 'still' }
  const [from, due] = [Date.parse(clock.started_at), Date.parse(clock.due_at)]
  const used = due > from ? (at - from) / (due - from) : 1
  if (clock.standing === 'overdue' || used > 1) return { clock, used, tone: 'over' }
  return { clock, used: Math.max(0, used), tone: used >= 0.75 ? 'late' : used >= 0.5 ? 'half' : 'calm' }
}

const urgency = (s: Standing): number => (s.clock.due_at ? Date.parse(s.clock.due_at) : Number.MAX_SAFE_INTEGER)
