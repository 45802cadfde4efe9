import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

// Every code of every closed list in the API document has a word in each language, and no word is left of a code that
// is gone.
type Schemas = Record<string, { enum?: string[]; type?: string }>
const read = (path: string) => JSON.parse(readFileSync(new URL(path, `file://${process.cwd()}/`), 'utf8')) as never
const schemas = (read('../crates/api/openapi.json') as { components: { schemas: Schemas } }).components.schemas
const lists = Object.entries(schemas).filter(([, s]) => Array.isArray(s.enum) && s.type === 'string')

// Without a closed list in the document: the delivered roles, which own roles join, the policies' reason classes, and what only reasons and events name.
const open = ['ReasonClass', 'ReversalCause', 'Role', 'Step', 'TextField', 'TimeField']

describe.each(['zh-Hans', 'zh-Hant', 'en'])('codes in %s', (language) => {
  const wordsIn = (file: string) => read(`console/src/i18n/${language}/${file}.json`) as Record<string, Record<string, string>>
  const words = { ...wordsIn('codes'), ...wordsIn('codes-admin') }
  test('every code has a word', () => {
    const missing = lists.flatMap(([list, s]) => (s.enum ?? []).filter((c) => !words[list]?.[c.replaceAll('.', '_')]).map((c) => `${list}.${c}`))
    expect(missing).toEqual([])
  })
  test('no word stands for a code that is gone', () => {
    const known = new Map(lists.map(([list, s]) => [list, new Set((s.enum ?? []).map((c) => c.replaceAll('.', '_')))]))
    const gone = Object.entries(words).filter(([list]) => !open.includes(list)).flatMap(([list, codes]) => Object.keys(codes).filter((c) => !known.get(list)?.has(c)).map((c) => `${list}.${c}`))
    expect(gone).toEqual([])
  })
})
