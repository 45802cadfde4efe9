import { describe, expect, test } from 'vitest'
import type { Clock } from '../case'
import { standing, standings } from './clocks'

const at = Date.parse('2026-11-22T10:00:00Z')
const clock = (given: Partial<Clock>): Clock => ({
  name: 'handled', rule: 'r', milestone: 'handled', statutory: false, standing: 'running', started_at: '2026-11-22T08:00:00.000Z', due_at: '2026-11-22T18:00:00.000Z', met_at: null, breached_at: null, provisional: false, ...given,
})

describe('clocks', () => {
  test.each([
    ['2026-11-22T09:00:00Z', 'calm'],
    ['2026-11-22T13:00:00Z', 'half'],
    ['2026-11-22T15:30:00Z', 'late'],
    ['2026-11-22T18:00:01Z', 'over'],
  ])('at %s it is %s', (when, tone) => expect(standing(clock({}), Date.parse(when)).tone).toBe(tone))

  test('a paused one has no share', () => {
    expect(standing(clock({ standing: 'paused', due_at: null }), at)).toMatchObject({ used: null, tone: 'still' })
  })

  test('what is due first stands first, what stands still last, what is met is not there', () => {
    const names = standings([
      clock({ name: 'still', standing: 'paused', due_at: null }),
      clock({ name: 'met', standing: 'met' }),
      clock({ name: 'soon', due_at: '2026-11-22T10:30:00.000Z' }),
      clock({ name: 'over', standing: 'overdue', due_at: '2026-11-22T09:30:00.000Z' }),
    ], at).map((s) => s.clock.name)
    expect(names).toEqual(['over', 'soon', 'still'])
  })
})
