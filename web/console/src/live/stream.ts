/** Server-Sent Events as text: turns pieces of a stream into events. Pure, as in the HTML standard's description. */
export interface Told {
  id: string | null
  kind: string
  data: string
}

export class Reader {
  private rest = ''
  private id: string | null = null
  private kind = ''
  private data: string[] = []

  /** The events that this piece completes. */
  take(piece: string): Told[] {
    const out: Told[] = []
    const lines = (this.rest + piece).split(/\r\n|\n|\r(?!$)/)
    this.rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '') {
        if (this.data.length > 0) out.push({ id: this.id, kind: this.kind || 'message', data: this.data.join('\n') })
        this.kind = ''
        this.data = []
        continue
      }
      const colon = line.indexOf(':')
      if (colon === 0) continue
      const field = colon < 0 ? line : line.slice(0, colon)
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
      if (field === 'data') this.data.push(value)
      else if (field === 'event') this.kind = value
      else if (field === 'id') this.id = value
    }
    return out
  }
}
