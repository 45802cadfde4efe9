import { expect, test } from 'vitest'
import { asking, minutesOf, moved, picked, spanOf, subjects, values } from './rule'

test('minutes are said in the largest unit that comes out even', () => {
  expect([0, 45, 120, 150, 2880].map(spanOf)).toEqual([
    { count: 0, per: 'minutes' },
    { count: 45, per: 'minutes' },
    { count: 2, per: 'hours' },
    { count: 150, per: 'minutes' },
    { count: 2, per: 'days' },
  ])
  for (const minutes of [0, 45, 120, 2880]) expect(minutesOf(spanOf(minutes))).toBe(minutes)
})

test('what a picker gives comes back from it', () => {
  for (const [subject, given] of [['kind', ['complaint', 'inquiry']], ['brand_risk', ['no']], ['escalation_level', ['2']], ['category', ['logistics.delay']]] as const) {
    const field = subjects[subject]!
    expect(values(field, picked(field, [...given]))).toEqual(given)
  }
  expect(values(subjects.category!, '')).toEqual([])
})

test('a preview is asked with the conditions that ask something', () => {
  expect(asking({ all: [{ on: 'kind', any_of: [], not: false }, { on: 'overdue', any_of: ['yes'], not: false }], any: [] })).toEqual({ all: [{ on: 'overdue', any_of: ['yes'], not: false }], any: [] })
})

test('a rule moves to another place and the rest keeps its order', () => {
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
})
