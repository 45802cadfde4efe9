import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

// What a browser loads before the inbox stands: the page's scripts, the inbox and all they import, and the words of
// one language. Bound: 250 kB gzip (issue 3, item 1).

const dist = join(import.meta.dirname, '../dist/console')
type Entry = { file: string; name?: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[] }
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Entry>

function withImports(key: string, into: Set<string>): void {
  const entry = manifest[key]
  if (!entry || into.has(entry.file)) return
  into.add(entry.file)
  entry.imports?.forEach((one) => withImports(one, into))
}

const size = (file: string) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length

test.each(['zh-Hans', 'zh-Hant', 'en'])('the first load in %s is at most 250 kB of script', (language) => {
  const files = new Set<string>(['boot.js'])
  const first = Object.keys(manifest).find((key) => manifest[key]?.isEntry)
  withImports(first ?? '', files)
  const page = ['src/pages/inbox/inbox.vue', 'src/pages/me/profile.vue'].find((key) => key in manifest)
  withImports(page ?? '', files)
  for (const area of ['common', 'shell', 'codes', 'session', 'failure', 'inbox', 'case']) withImports(`src/i18n/${language}/${area}.json`, files)
  const scripts = [...files].filter((f) => f.endsWith('.js'))
  const total = scripts.reduce((sum, file) => sum + size(file), 0)
  console.log(`first load in ${language}: ${scripts.length} scripts, ${Math.round(total / 1024)} kB gzip`)
  expect(scripts.length).toBeGreaterThan(5)
  expect(total).toBeLessThanOrEqual(250 * 1024)
})

test('nothing built names another origin to load from', () => {
  const scripts = readdirSync(join(dist, 'assets')).filter((f) => f.endsWith('.js') || f.endsWith('.css'))
  const named = scripts.flatMap((f) => [...readFileSync(join(dist, 'assets', f), 'utf8').matchAll(/@import\s+url\(https?:|url\(["']?https?:/g)].map((m) => `${f}: ${m[0]}`))
  expect(named).toEqual([])
})

test('the customers\' first page is at most 90 kB of script, and their case no more than 110 kB', () => {
  const folder = join(import.meta.dirname, '../dist/portal')
  const built = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<string, Entry>
  const gather = (key: string, into: Set<string>) => {
    const entry = built[key]
    if (!entry || into.has(entry.file)) return
    into.add(entry.file)
    entry.imports?.forEach((one) => gather(one, into))
  }
  const weigh = (...keys: string[]) => {
    const files = new Set<string>()
    keys.forEach((key) => gather(key, files))
    return [...files].filter((f) => f.endsWith('.js')).reduce((sum, f) => sum + gzipSync(readFileSync(join(folder, f)), { level: 9 }).length, 0)
  }
  const first = weigh('index.html', 'src/i18n/zh-Hans/portal.json')
  const whole = weigh('index.html', 'src/i18n/zh-Hans/portal.json', 'src/pages/own-case.vue')
  console.log(`portal: first page ${Math.round(first / 1024)} kB, with the case ${Math.round(whole / 1024)} kB gzip`)
  expect(first).toBeGreaterThan(20 * 1024)
  expect(first).toBeLessThanOrEqual(90 * 1024)
  expect(whole).toBeLessThanOrEqual(110 * 1024)
})

test('the chat widget is one script of at most 40 kB', () => {
  const script = readFileSync(join(import.meta.dirname, '../dist/widget/widget.js'))
  const weight = gzipSync(script, { level: 9 }).length
  console.log(`widget: ${Math.round(weight / 102.4) / 10} kB gzip`)
  expect(weight).toBeGreaterThan(4 * 1024)
  expect(weight).toBeLessThanOrEqual(40 * 1024)
  expect(script.toString()).not.toMatch(/\bimport\s*\(|innerHTML|setAttribute\("style"/)
})
