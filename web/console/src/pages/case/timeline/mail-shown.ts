const troubles = ['private_address', 'no_picture', 'timeout', 'too_large', 'case']

/** Why a picture did not come, as a key of words with what stands in them. */
export function troubleOf(code: string | null | undefined): { key: string; said: string } {
  if (code && troubles.includes(code)) return { key: `mail.trouble.${code}`, said: '' }
  const status = /^status (\d+)$/.exec(code ?? '')?.[1]
  return status ? { key: 'mail.trouble.status', said: status } : { key: 'mail.trouble.other', said: code ?? '' }
}

export interface RawMail {
  headers: { name: string; value: string }[]
  body: string
  /** Only its beginning is shown; the download has all of it. */
  cut: boolean
}

/** Characters of a message that are drawn. */
const MOST = 200_000

/** A message as it came, parted into its headers (folded lines put together) and the rest. */
export function rawOf(text: string): RawMail {
  const gap = /\r?\n\r?\n/.exec(text)
  const head = gap ? text.slice(0, gap.index) : text
  const rest = gap ? text.slice(gap.index + gap[0].length) : ''
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/).filter((l) => l !== '')
  const headers = lines.slice(0, 300).map((line) => {
    const at = line.indexOf(':')
    return at < 1 ? { name: '', value: line } : { name: line.slice(0, at), value: line.slice(at + 1).trim() }
  })
  return { headers, body: rest.slice(0, MOST), cut: rest.length > MOST }
}
