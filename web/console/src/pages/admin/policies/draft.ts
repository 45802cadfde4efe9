/** The text of a policy as one writes it: its own few lines found and set. The server alone judges it. */

const line = (key: string) => new RegExp(`^${key}[ \\t]*=[ \\t]*(.*)$`, 'm')

/** What a line at the top says; without quotes; null when it is not there. */
export function said(text: string, key: string): string | null {
  const top = text.split(/^\[/m)[0] ?? ''
  const found = line(key).exec(top)?.[1]?.trim()
  return found === undefined ? null : found.replace(/^"([^"]*)".*$|^(\d+).*$/, '$1$2')
}

/** Sets a line at the top; a line that is not there is put after the version. */
export function set(text: string, key: string, value: string): string {
  const first = text.search(/^\[/m)
  const [top, rest] = first < 0 ? [text, ''] : [text.slice(0, first), text.slice(first)]
  const written = `${key} = ${value}`
  if (line(key).test(top)) return top.replace(line(key), () => written) + rest
  return top.replace(/^(version[ \t]*=.*)$/m, (found) => `${found}\n${written}`) + rest
}

/** Takes a line at the top away. */
export function without(text: string, key: string): string {
  const first = text.search(/^\[/m)
  const [top, rest] = first < 0 ? [text, ''] : [text.slice(0, first), text.slice(first)]
  return top.replace(new RegExp(`^${key}[ \\t]*=.*\\n?`, 'm'), '') + rest
}

/** The next version of a text, beginning on a day. Its reason is to be written anew. */
export function nextVersion(source: string, newest: number, day: string): string {
  return set(set(without(set(source, 'version', String(newest + 1)), 'effective_to'), 'effective_from', `"${day}"`), 'reason', '""')
}

/** A policy that inherits another and is to say only what differs. */
export function onTop(of: string, day: string, names: { hans: string; hant: string; en: string }): string {
  const name = (words: string) => JSON.stringify(words)
  return [
    'id = "ours"',
    'version = 1',
    `name = { zh_hans = ${name(names.hans)}, zh_hant = ${name(names.hant)}, en = ${name(names.en)} }`,
    `effective_from = "${day}"`,
    `inherits = ["${of}"]`,
    'reason = ""',
    '',
  ].join('\n')
}

/** Where a line and column are in the text, counted from 0. */
export function offset(text: string, at: { line: number; column: number }): number {
  const lines = text.split('\n')
  const before = lines.slice(0, Math.max(0, at.line - 1)).reduce((sum, l) => sum + l.length + 1, 0)
  return Math.min(text.length, before + Math.min(Math.max(0, at.column - 1), lines[at.line - 1]?.length ?? 0))
}
