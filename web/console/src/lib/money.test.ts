import { describe, expect, test } from 'vitest'
import { minorOf, typedOf } from './money'

describe('money as it is typed', () => {
  test('becomes whole minor units, and nothing else does', () => {
    expect(['12', '12.5', '12.50', '0.01', ' 1,000 ', '19.99', '4.35'].map((t) => minorOf(t, 'CNY'))).toEqual([1200, 1250, 1250, 1, 100_000, 1999, 435])
    expect(['', '-1', '1.234', 'abc', '1e3', '١٢'].map((t) => minorOf(t, 'CNY'))).toEqual([null, null, null, null, null, null])
    expect(minorOf('500', 'JPY')).toBe(500)
    expect(minorOf('500.5', 'JPY')).toBeNull()
  })
  test('is typed as it was', () => {
    expect([1250, 100_000].map((amount_minor) => typedOf({ amount_minor, currency: 'CNY' }))).toEqual(['12.50', '1000'])
  })
})
