import { expect, test } from 'vitest'
import { monthAfter, placesAfter, placesBefore, spans } from './month'

test('months are walked over the turn of the year', () => {
  expect(monthAfter('2026-12', 1)).toBe('2027-01')
  expect(monthAfter('2026-01', -1)).toBe('2025-12')
})
test('a month begins under its weekday, Monday first', () => {
  expect(placesBefore('2026-02-01')).toBe(6)
  expect(placesBefore('2026-06-01')).toBe(0)
})
test('its last week is whole, and years that follow each other are one stretch', () => {
  expect([placesAfter('2026-11-30'), placesAfter('2026-11-29'), placesAfter(undefined)]).toEqual([6, 0, 0])
  expect(spans([2006, 2004, 2005, 2010])).toEqual(['2004–2006', '2010'])
})
