/** What stands before the caret and asks for a list: `/` for canned texts, `@` for people. */
export interface Asked {
  sign: '/' | '@'
  words: string
  /** Characters before the caret that the choice replaces. */
  length: number
}

const pattern = /(?:^|[\s\u3000（(，。；：、])([/@])([^\s/@\u3000]{0,40})$/

/** Reads it from the text of the paragraph before the caret. `signs` says which are asked for here. */
export function asked(before: string, signs: readonly string[]): Asked | null {
  const found = pattern.exec(before)
  if (!found?.[1] || !signs.includes(found[1])) return null
  const words = found[2] ?? ''
  return { sign: found[1] as '/' | '@', words, length: words.length + 1 }
}

/** Plain words as paragraphs. */
export function asHtml(words: string): string {
  const safe = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return safe.split('\n').map((line) => `<p>${line}</p>`).join('')
}
