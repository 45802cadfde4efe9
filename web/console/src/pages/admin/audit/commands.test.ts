import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, `file://${process.cwd()}/`), 'utf8')

test.each(['zh-Hans', 'zh-Hant', 'en'])('the audit log has words in %s for whatever is done to a case', (language) => {
  const words = (JSON.parse(read(`console/src/i18n/${language}/audit.json`)) as { command: Record<string, string> }).command
  const codes = [...read('../crates/domain/src/case/command.rs').matchAll(/Self::\w+(?: ?\{[^}]*\}|\(_\)) => "(\w+)"/g)].map((m) => m[1] ?? '')
  expect(codes.length).toBeGreaterThan(30)
  expect(codes.filter((code) => !words[code])).toEqual([])
})
