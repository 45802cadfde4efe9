import { describe, expect, test } from 'vitest'
import { freshWeek, fromSpec, toSpec } from './hours'

describe('opening hours of a unit', () => {
  test('a unit without its own has none after editing nothing', () => {
    expect(toSpec(fromSpec(null))).toBeNull()
  })
  test('come back as they were, with what is not edited here', () => {
    const spec = { kind: 'business_hours', zone: 'Asia/Shanghai', region: 'CN', week: { mon: [['09:00', '12:00'], ['13:00', '18:00']] }, makeup_hours: [['09:00', '17:00']], overrides: { '2026-12-31': [] } }
    expect(toSpec(fromSpec(spec))).toEqual(spec)
  })
  test('a fresh week is open from Monday to Friday', () => {
    expect(toSpec({ own: true, week: freshWeek(), dates: [], closures: [], rest: {} })).toMatchObject({ kind: 'business_hours', week: { fri: [['09:00', '18:00']] } })
    expect(freshWeek().sat).toEqual([])
  })
})
