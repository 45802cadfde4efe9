import { expect, test } from 'vitest'
import { instantOf, localOf } from './instant'

test('a local time of the business zone and its instant are each other', () => {
  expect(instantOf('2026-11-22T14:05', 'Asia/Shanghai')).toBe('2026-11-22T06:05:00.000Z')
  expect(localOf('2026-11-22T06:05:00Z', 'Asia/Shanghai')).toBe('2026-11-22T14:05')
  expect(instantOf('2026-03-29T12:00', 'Europe/Berlin')).toBe('2026-03-29T10:00:00.000Z')
  expect(instantOf('', 'Asia/Shanghai')).toBeNull()
})
