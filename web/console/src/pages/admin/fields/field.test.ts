import { beforeAll, expect, test } from 'vitest'
import { needWords, speak } from '@/i18n'
import { bodyOf, codeOf, draftOf, type Field, freshOption, tidyWhen, whereWords } from './field'

const names = (text: string) => ({ zh_hans: text, zh_hant: text, en: text })
const made = (more: Partial<Field>): Field => ({ id: '0000000000001', version: 1, code: 'leaks', sort: 'yes_no', names: names('Leaks'), options: [], decimals: 0, currency: null, when: {}, units: [], fields: [], required_before: [], sensitive: false, archived: false, ...more })

beforeAll(async () => {
  await speak('en', false)
  await needWords(['fields', 'inbox', 'policies'])
})

test('a code comes from Latin words and fits the rule of codes', () => {
  expect(codeOf('Where does it leak?')).toBe('where_does_it_leak')
  expect(codeOf('3rd party')).toBe('rd_party')
  expect(codeOf('漏水部位')).toBe('')
  expect(codeOf('a'.repeat(60))).toHaveLength(40)
})

test('what the sort does not know is not sent', () => {
  const draft = { ...draftOf(null), sort: 'text' as const, options: [freshOption()], decimals: 2, when: { kinds: [], severity_at_least: null } }
  expect(bodyOf(draft)).toMatchObject({ options: [], decimals: 0, currency: null, when: {} })
  expect(bodyOf({ ...draft, sort: 'money', currency: ' cny' })).toMatchObject({ currency: 'CNY', decimals: 0 })
  expect(bodyOf({ ...draft, sort: 'number' })).toMatchObject({ decimals: 2 })
  expect(tidyWhen({ remedy_demanded: false, period: null })).toEqual({ remedy_demanded: false })
})

test('where a field stands is said in words', () => {
  const leaks = made({})
  const where = made({ id: '0000000000002', sort: 'choice', when: { kinds: ['complaint'], severity_at_least: 'major' }, fields: [{ field: leaks.id, any_of: ['yes'] }], units: ['u'] })
  expect(whereWords(where, [leaks], () => 'Head office', (c) => c)).toEqual(['Complaint', 'severity from Major', 'Head office', 'Leaks is Yes'])
  expect(whereWords(leaks, [], String, String)).toEqual([])
})
