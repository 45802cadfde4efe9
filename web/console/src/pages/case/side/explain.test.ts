import { beforeAll, expect, test } from 'vitest'
import { needWords, speak } from '@/i18n'
import { stepWords } from './explain'

beforeAll(async () => {
  await speak('en')
  await needWords(['side', 'common'])
})

test('days are written as people write them, instants as instants, and nothing breaks on either', () => {
  expect(stepWords({ step: 'first_day_not_counted', date: '2026-02-13' })).toContain('13 Feb 2026')
  expect(stepWords({ step: 'counted_days', from: '2026-02-14', to: '2026-02-16', count: 3 })).toContain('14 Feb 2026')
  expect(stepWords({ step: 'open_period', from: '2026-02-13T01:00:00Z', to: '2026-02-13T10:00:00Z', used_ms: 60_000 })).not.toContain('Invalid')
})
