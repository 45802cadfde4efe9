import type { Line } from './case-list'

/** How a row's next clock stands: shown only when it runs out or is over. */
export interface Running {
  tone: 'warning' | 'error'
  /** Milliseconds left; below zero: over by so much. */
  left: number
}

/** From this share of its time on a clock is shown to be running out. */
const warns = 0.75

/** The share of its time that has passed, 0 to 1 and above; by the wall, as the row says no more. */
export function used(clock: { started_at: string; due_at: string }, at: number): number {
  const [began, due] = [Date.parse(clock.started_at), Date.parse(clock.due_at)]
  return due <= began ? 1 : (at - began) / (due - began)
}

export function running(line: Pick<Line, 'next_clock' | 'pause_reason' | 'stage'>, at: number): Running | null {
  const clock = line.next_clock
  if (!clock) return null
  const left = Date.parse(clock.due_at) - at
  if (left < 0) return { tone: 'error', left }
  return used(clock, at) >= warns ? { tone: 'warning', left } : null
}
