import type { CaseFile, Entry, Happened } from '../case'

/**
 * The timeline as it is drawn, from the entries as the server tells them: what people said, decisions, files, days between,
 * and the quiet rest (clocks, stages) folded into runs. Pure.
 */
export type Block =
  | { sort: 'day'; id: string; at: string }
  | { sort: 'unread'; id: string }
  | { sort: 'said'; id: string; entry: Entry; event: Happened; note: boolean; files: CaseFile[] }
  | { sort: 'intake'; id: string; entry: Entry; event: Happened }
  | { sort: 'decision'; id: string; entry: Entry; event: Happened; words: string | null; html: string | null }
  | { sort: 'files'; id: string; entry: Entry; files: CaseFile[] }
  | { sort: 'run'; id: string; lines: { entry: Entry; event: Happened }[] }

/** What nobody needs to read each time: how the machine counts along. */
const quiet = new Set([
  'stage_entered', 'text_set', 'watch_started', 'watch_checkpoint_reached', 'watch_ended', 'care_planned', 'care_due',
  'clock_started', 'clock_rescheduled', 'clock_paused', 'clock_resumed', 'clock_met', 'clock_warned', 'clock_cancelled', 'clock_continued',
])

const happened = (entry: Entry): Happened[] => entry.events as unknown as Happened[]

/** The id of the words an event refers to. */
function wordsId(event: Happened): string | null {
  // The proof of what was carried out, or why it failed.
  if (event.event === 'remedy_carried_out') return (event.reference as { id?: string } | undefined)?.id ?? null
  const ref = (event.text ?? event.reason ?? event.finding ?? event.place ?? event.result) as { id?: unknown } | string | undefined
  return ref && typeof ref === 'object' && typeof ref.id === 'string' ? ref.id : null
}

export const wordsOf = (entry: Entry, event: Happened): string | null => {
  const id = wordsId(event)
  return id ? (entry.words[id] ?? null) : null
}

export const htmlOf = (entry: Entry, event: Happened): string | null => {
  const id = wordsId(event)
  return id ? (entry.html[id] ?? null) : null
}

const idsOf = (event: Happened): string[] => (Array.isArray(event.attachments) ? (event.attachments as string[]) : [])

/** All files that entries bring, by id; what is held back names files of entries before. */
export function filesOf(entries: Entry[]): Map<string, CaseFile> {
  return new Map(entries.flatMap((e) => e.attachments).map((f) => [f.id, f]))
}

/**
 * Blocks of entries (oldest first). `day` gives the day of an instant in the business zone; `unreadAfter` the version up to
 * which everything was read, null when nothing is unread; `elsewhere` the files that are shown at something else.
 */
export function blocks(entries: Entry[], day: (at: string) => string, unreadAfter: number | null, elsewhere: ReadonlySet<string> = new Set()): Block[] {
  const out: Block[] = []
  const files = filesOf(entries)
  const sentWith = new Set(entries.flatMap((e) => happened(e).filter((h) => h.event !== 'attached').flatMap(idsOf)))
  let lastDay = ''
  let marked = unreadAfter === null
  let run: Extract<Block, { sort: 'run' }> | null = null
  const push = (block: Block) => {
    run = null
    out.push(block)
  }

  for (const entry of entries) {
    const today = day(entry.at)
    const begin = () => {
      if (today !== lastDay) push({ sort: 'day', id: `day-${today}`, at: entry.at })
      lastDay = today
    }
    const key = entry.pending?.id ?? String(entry.version)
    happened(entry).forEach((event, n) => {
      const id = `${key}-${n}`
      const loud = !quiet.has(event.event)
      if (event.event === 'attached' && (sentWith.has(String(event.attachment)) || elsewhere.has(String(event.attachment)))) return
      begin()
      if (loud && !marked && !entry.pending && entry.version > (unreadAfter ?? 0)) {
        push({ sort: 'unread', id: 'unread' })
        marked = true
      }
      if (!loud) {
        if (run) run.lines.push({ entry, event })
        else out.push((run = { sort: 'run', id: `run-${id}`, lines: [{ entry, event }] }))
      } else if (event.event === 'message_recorded' || event.event === 'noted') {
        const sent = idsOf(event).map((f) => files.get(f)).filter((f) => f !== undefined)
        push({ sort: 'said', id, entry, event, note: event.event === 'noted', files: sent })
      } else if (event.event === 'registered') {
        push({ sort: 'intake', id, entry, event })
      } else if (event.event === 'attached') {
        const last = out.at(-1)
        const file = files.get(String(event.attachment))
        if (!file) return
        if (last?.sort === 'files' && last.entry.actor === entry.actor && run === null) last.files.push(file)
        else push({ sort: 'files', id, entry, files: [file] })
      } else {
        push({ sort: 'decision', id, entry, event, words: wordsOf(entry, event), html: htmlOf(entry, event) })
      }
    })
  }
  return out
}

/** Versions of others that came after what was seen: for the pill that leads down to them. */
export function newCount(entries: Entry[], seen: number, me: string | undefined): number {
  return entries.filter((e) => !e.pending && e.version > seen && e.actor !== me && happened(e).some((h) => !quiet.has(h.event))).length
}
