import { expect, test } from 'vitest'
import { monthAfter, placesBefore } from './month'

test('months are walked over the turn of the year', () => {
  expect(monthAfter('2026-12', 1)).toBe('2027-01')
  expect(monthAfter('2026-01', -1)).toBe('2025-12')
})
test('a month begins under its weekday, Monday first', () => {
  expect(placesBefore('2026-02-01')).toBe(6)
  expect(placesBefore('2026-06-01')).toBe(0)
})
