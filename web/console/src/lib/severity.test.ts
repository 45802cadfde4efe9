import { beforeAll, expect, test } from 'vitest'
import { speak } from '@/i18n'
import { learnSeverities, severityChoices, severityWord } from './severity'

const terms = (before: string) => (['minor', 'general', 'major', 'critical'] as const).map((severity, n) => ({ severity, label: { zh_hans: `${before}${n}`, zh_hant: `${before}${n}`, en: `${before}${n}` }, priority: 'normal' as const }))

beforeAll(() => speak('en', false))

test('a severity is called as the policy of the case calls it, else as one\'s own, else by the common word', () => {
  expect(severityWord('major')).toBe('Major')
  learnSeverities(terms('S'))
  expect(severityWord('major')).toBe('S2')
  expect(severityWord('major', terms('L'))).toBe('L2')
  expect(severityWord('major', [{ severity: 'major', label: null, priority: 'high' }])).toBe('Major')
  expect(severityWord('major', [])).toBe('S2')
  expect(severityWord(null)).toBe('')
  expect(severityChoices(terms('L')).map((c) => c.label)).toEqual(['L0', 'L1', 'L2', 'L3'])
})
