export interface Part {
  text: string
  marked: boolean
}

/** A text in parts, so that given words can be marked where they stand; the longest word wins where several begin. */
export function marked(text: string, words: readonly string[]): Part[] {
  const known = [...new Set(words.filter((w) => w !== ''))].sort((a, b) => b.length - a.length)
  const parts: Part[] = []
  let plain = ''
  for (let at = 0; at < text.length; ) {
    const word = known.find((w) => text.startsWith(w, at))
    if (word) {
      if (plain) parts.push({ text: plain, marked: false })
      plain = ''
      parts.push({ text: word, marked: true })
      at += word.length
    } else {
      plain += text[at]
      at += 1
    }
  }
  if (plain) parts.push({ text: plain, marked: false })
  return parts
}
