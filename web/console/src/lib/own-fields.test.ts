import { beforeAll, expect, test } from 'vitest'
import { speak } from '@/i18n'
import { decimalsOf, fieldName, learnFields, type OwnField, valueWords } from './own-fields'
import { setBusinessZone } from './time'

const names = (text: string) => ({ zh_hans: `${text}简`, zh_hant: `${text}繁`, en: text })
const field = (sort: OwnField['sort'], more: Partial<OwnField> = {}): OwnField => ({ code: 'x', sort, names: names('X'), options: [{ code: 'door', names: names('Door') }, { code: 'pump', names: names('Pump'), retired: true }], decimals: 0, currency: null, ...more })
const nobody = () => 'somebody'

beforeAll(() => speak('en', false))

test('a value is read as its field says', () => {
  setBusinessZone('America/Los_Angeles')
  expect(valueWords(field('money', { currency: 'CNY' }), 19_950, nobody)).toContain('199.50')
  expect(valueWords(field('money', { currency: 'JPY' }), 19_950, nobody)).toContain('19,950')
  expect(valueWords(field('number', { decimals: 2 }), 2.5, nobody)).toBe('2.5')
  expect(valueWords(field('choice'), 'pump', nobody)).toBe('Pump')
  expect(valueWords(field('choice'), 'gone', nobody)).toBe('gone')
  expect(valueWords(field('multi_choice'), ['door', 'pump'], nobody)).toBe('Door, Pump')
  expect(valueWords(field('yes_no'), false, nobody)).toBe('No')
  expect(valueWords(field('user'), '0000000000001', nobody)).toBe('somebody')
  expect(valueWords(field('text'), null, nobody)).toBe('')
})

test('a day is the same day in every zone', () => {
  for (const zone of ['Pacific/Honolulu', 'Asia/Shanghai', 'UTC']) {
    setBusinessZone(zone)
    expect(valueWords(field('date'), '2026-11-22', nobody)).toContain('22')
  }
})

test('a field is called by its name once it is known', () => {
  expect(fieldName('x')).toBe('x')
  learnFields([field('text')])
  expect(fieldName('x')).toBe('X')
  expect(decimalsOf('CNY')).toBe(2)
  expect(decimalsOf('nonsense')).toBe(2)
})
