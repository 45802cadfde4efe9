import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

// Every text through i18n, in three languages: no key missing in one of them, none used that is not there, none there
// that is not used. Keys built at run time count by their fixed beginning: t(`shell.theme.${theme}`) uses shell.theme.*.

const languages = ['zh-Hans', 'zh-Hant', 'en'] as const
// Said by codes of the server: compared with the API document in codes.test.ts, and made from the server's own words.
const byCode = ['codes.', 'codes-admin.', 'why.']
// A small kit of everyday words (save, cancel, add …) that pages share; it may hold one that no page needs just now.
const kit = ['common.']

type Tree = { [key: string]: string | Tree }

function flat(tree: Tree, before: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${before}.${key}`, value]] : Object.entries(flat(value, `${before}.${key}`)),
    ),
  )
}

/** What a program of the workspace says, and where it says it. */
function read(src: string) {
  const words = (language: string): Record<string, string> => {
    const folder = join(src, 'i18n', language)
    const areas = readdirSync(folder).filter((f) => f.endsWith('.json'))
    return Object.assign({}, ...areas.map((f) => flat(JSON.parse(readFileSync(join(folder, f), 'utf8')) as Tree, f.slice(0, -5))))
  }

  const catalogues = Object.fromEntries(languages.map((l) => [l, words(l)])) as Record<(typeof languages)[number], Record<string, string>>

  const sources = readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile() && /\.(vue|ts)$/.test(f.name) && !/\.(test|d)\.ts$/.test(f.name))
    .map((f) => ({ name: join(f.parentPath, f.name).slice(src.length + 1), text: readFileSync(join(f.parentPath, f.name), 'utf8') }))

  const areas = new Set(Object.keys(catalogues.en).map((key) => key.split('.')[0]))
  const exact = new Map<string, string>()
  const beginnings = new Set<string>()
  for (const { name, text } of sources) {
    for (const [, key] of text.matchAll(/['"`]([a-z][A-Za-z]*(?:\.[A-Za-z0-9_]+)+)['"`]/g)) {
      if (key && areas.has(key.split('.')[0])) exact.set(key, name)
    }
    for (const [, beginning] of text.matchAll(/`([a-z][A-Za-z]*(?:\.[A-Za-z0-9_]+)*\.)\$\{/g)) {
      if (beginning && areas.has(beginning.split('.')[0])) beginnings.add(beginning)
    }
  }
  return { catalogues, sources, exact, beginnings }
}

describe.each(['console', 'portal'])('words of the %s', (program) => {
  const { catalogues, sources, exact, beginnings } = read(join(import.meta.dirname, '..', program, 'src'))

  test.each(languages)('%s has every key of the others', (language) => {
    const all = new Set(languages.flatMap((l) => Object.keys(catalogues[l])))
    expect([...all].filter((key) => !(key in catalogues[language]))).toEqual([])
  })

  test('no key is used that has no words', () => {
    // Names of routes and commands look like keys: only what t() or say() is given, or stands as a title, must be one.
    const missing: string[] = []
    for (const { name, text } of sources) {
      for (const [, key] of text.matchAll(/(?:\bt|\bsay|\$t)\(\s*['"`]([a-z][\w.]*)['"`]/g)) if (key && !(key in catalogues.en)) missing.push(`${name}: ${key}`)
      for (const [, key] of text.matchAll(/\btitle: '([a-z]\w*(?:\.\w+)+)'/g)) if (key && !(key in catalogues.en)) missing.push(`${name}: ${key}`)
    }
    expect(missing).toEqual([])
  })

  test('no words stand unused', () => {
    const unused = Object.keys(catalogues.en).filter(
      (key) => ![...byCode, ...kit].some((b) => key.startsWith(b)) && !exact.has(key) && ![...beginnings].some((b) => key.startsWith(b)),
    )
    expect(unused).toEqual([])
  })

  test('the three languages have the same places for data', () => {
    const holes = (text = '') => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort().join()
    const differ = Object.keys(catalogues.en).filter((key) => languages.some((l) => holes(catalogues[l][key]) !== holes(catalogues.en[key])))
    expect(differ).toEqual([])
  })

  test('no words are empty, and no Chinese stands in the English catalogue', () => {
    for (const l of languages) expect(Object.entries(catalogues[l]).filter(([, text]) => text.trim() === '')).toEqual([])
    expect(Object.entries(catalogues.en).filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([])
  })
})
