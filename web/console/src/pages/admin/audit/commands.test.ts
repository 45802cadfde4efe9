import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, `file://${process.cwd()}/`), 'utf8')

test.each(['zh-Hans', 'zh-Hant', 'en'])('the audit log has words in %s for whatever is done to a case', (language) => {
  const words = (JSON.parse(read(`console/src/i18n/${language}/audit.json`)) as { command: Record<string, string> }).command
  const codes = [...read('../crates/domain/src/case/command.rs').matchAll(/Self::\w+(?: ?\{[^}]*\}|\(_\)) => "(\w+)"/g)].map((m) => m[1] ?? '')
  expect(codes.length).toBeGreaterThan(30)
  expect(codes.filter((code) => !words[code])).toEqual([])
})

test.each(['zh-Hans', 'zh-Hant', 'en'])('and in %s for whatever else stands in the journal, and for what it is about', (language) => {
  const words = JSON.parse(read(`console/src/i18n/${language}/audit.json`)) as { command: Record<string, string>; stream: Record<string, string> }
  const source = readdirSync('../crates/app/src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.rs')).map((path) => read(`../crates/app/src/${path}`)).join('\n')
  const found = (pattern: RegExp) => [...source.matchAll(pattern)].map((m) => m[1] ?? '')
  const commands = [...found(/\b(?:by|who|at),\s*"([a-z_]+)",/g), ...found(/command: "([a-z_]+)"/g)]
  const streams = [...found(/const (?:STREAM|KIND): &str = "([a-z_]+)"/g), ...found(/Stream::new\("([a-z_]+)"/g), ...found(/named_stream\("([a-z_]+)"/g)]
  expect(Math.min(commands.length, streams.length)).toBeGreaterThan(15)
  expect([...commands.filter((code) => !words.command[code]), ...streams.filter((code) => !words.stream[code])]).toEqual([])
})
