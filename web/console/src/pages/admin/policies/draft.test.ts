import { expect, test } from 'vitest'
import { nextVersion, offset, onTop, said, set } from './draft'

const text = '# ours\nid = "ours"\nversion = 3\neffective_from = "2026-01-01"\neffective_to = "2026-12-31"\nreason = "a"\n\n[intake]\nversion = 9\n'

test('the lines at the top are found and set, those of tables are left alone', () => {
  expect([said(text, 'id'), said(text, 'version'), said(text, 'nothing')]).toEqual(['ours', '3', null])
  expect(set(text, 'version', '4')).toContain('version = 4\neffective_from')
  expect(set(text, 'version', '4')).toContain('[intake]\nversion = 9')
})

test('a next version counts on, begins on its day, ends on none and asks for its reason', () => {
  const next = nextVersion(text, 5, '2027-02-01')
  expect([said(next, 'version'), said(next, 'effective_from'), said(next, 'effective_to'), said(next, 'reason')]).toEqual(['6', '2027-02-01', null, ''])
})

test('a new policy stands on another', () => {
  expect(onTop('general', '2027-01-01', { hans: '我们的', hant: '我們的', en: 'Ours' })).toContain('inherits = ["general"]')
})

test('a place in the text is counted as the server counts it', () => {
  expect(text.slice(offset(text, { line: 2, column: 6 })).startsWith('"ours"')).toBe(true)
  expect(offset('a\nb', { line: 9, column: 9 })).toBe(3)
})
