import { solve } from '../portal/src/lib/solve'
import { type About, type Api, type Entry, Failed, type Visit } from './api'

/** A message on its way: sent again until it is acknowledged; its id makes it said once. */
export interface Pending {
  id: string
  text: string
  files: { id: string; name: string }[]
  /** The server's message, once acknowledged. */
  message?: string
  failed?: string
}

interface Kept {
  key: string
  begun: boolean
  pending: Pending[]
  /** The rating was declined, or given. */
  rated: boolean
  name: string
  contact: string
  /** The key of the visit before: they are known again. */
  earlier?: string
}

export interface Place {
  unit: string | null
  skill: string | null
}

const draw = (bytes: number): string => [...crypto.getRandomValues(new Uint8Array(bytes))].map((b) => b.toString(16).padStart(2, '0')).join('')
const rest = (ms: number, stop?: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const end = () => {
      clearTimeout(id)
      removeEventListener('online', end)
      done()
    }
    const id = setTimeout(end, ms)
    addEventListener('online', end)
    stop?.addEventListener('abort', end)
  })

/**
 * One visitor's talk: what is kept over pages and cuts, what is on its way, and what was said. The transcript is the
 * server's; here lie only the key and what was not acknowledged yet.
 */
export class Talk {
  about: About | null = null
  visit: Visit | null = null
  entries: Entry[] = []
  connection: 'off' | 'live' | 'waiting' = 'off'
  /** A failure to show that no waiting mends. */
  wrong = ''
  private kept: Kept
  private sending = false
  private running: AbortController | null = null
  private typedAt = 0
  private read = 0

  constructor(
    private readonly api: Api,
    private readonly place: Place,
    private readonly store: string,
    private readonly changed: () => void,
  ) {
    this.kept = this.load()
    this.api.key = this.kept.begun ? this.kept.key : ''
  }

  get begun(): boolean {
    return this.kept.begun
  }
  get pending(): Pending[] {
    return this.kept.pending
  }
  get version(): number {
    return this.visit?.version ?? 0
  }
  /** Asked once, and not of whoever declined. */
  get asksRating(): boolean {
    const v = this.visit
    return !!v && v.state === 'ended' && v.ended !== 'message_left' && v.ended !== 'abandoned' && v.stars == null && !this.kept.rated && !v.archived
  }

  private fresh(): Kept {
    return { key: `bh_${draw(32)}`, begun: false, pending: [], rated: false, name: '', contact: '' }
  }
  private load(): Kept {
    try {
      const kept = JSON.parse(localStorage.getItem(this.store) ?? 'null') as Kept | null
      if (kept?.key) return { ...this.fresh(), ...kept }
    } catch {
      // A browser that keeps nothing: the talk lives as long as the page.
    }
    return this.fresh()
  }
  private keep(): void {
    try {
      localStorage.setItem(this.store, JSON.stringify(this.kept))
    } catch {
      // As above.
    }
  }

  /** Looks whether somebody is there; goes on with a visit that was begun. */
  async arrive(): Promise<void> {
    if (this.begun) void this.listen()
    try {
      this.about = await this.api.about(this.place.unit)
    } catch (e) {
      if (e instanceof Failed && !e.passing) this.wrong = e.message
    }
    this.changed()
    void this.flush()
  }

  /** Says something; it is kept until the server has it. */
  say(text: string, files: Pending['files'] = [], name = '', contact = ''): void {
    this.kept.pending.push({ id: draw(12), text, files })
    if (name) this.kept.name = name
    if (contact) this.kept.contact = contact
    this.keep()
    this.changed()
    void this.flush()
  }

  again(one: Pending): void {
    delete one.failed
    void this.flush()
  }
  drop(one: Pending): void {
    this.kept.pending = this.kept.pending.filter((p) => p !== one)
    this.keep()
    this.changed()
  }

  /** Sends what waits, in order, one after the other. */
  private async flush(): Promise<void> {
    if (this.sending) return
    this.sending = true
    let pause = 1_000
    for (;;) {
      const next = this.kept.pending.find((p) => !p.message && !p.failed)
      if (!next) break
      try {
        if (this.begun) {
          const sent = await this.api.say({ id: next.id, text: next.text, files: next.files.map((f) => f.id) })
          next.message = sent.message
        } else {
          await this.begin(next)
        }
        pause = 1_000
      } catch (e) {
        const failed = e instanceof Failed ? e : new Failed(0, '', String(e))
        if (failed.status === 401 && this.begun) {
          this.forget()
          continue
        }
        if (failed.passing) {
          this.connection = 'waiting'
          this.changed()
          await rest(Math.max(pause, failed.retryAfter * 1_000))
          pause = Math.min(pause * 2, 30_000)
          continue
        }
        next.failed = failed.message
      }
      this.settle()
    }
    this.sending = false
    this.changed()
  }

  private async begin(first: Pending): Promise<void> {
    const { challenge, bits } = await this.api.challenge()
    const solved = await solve(challenge, bits)
    const contact = this.kept.contact.trim()
    const by = contact ? (contact.includes('@') ? { email: contact } : { phone: contact }) : {}
    const { unit, skill } = this.place
    await this.api.begin({ key: this.kept.key, text: first.text, language: this.api.language, challenge: solved, ...(this.kept.name ? { name: this.kept.name } : {}), ...by, ...(unit ? { unit } : {}), ...(skill ? { skill } : {}), ...(this.kept.earlier ? { earlier: this.kept.earlier } : {}) })
    // The first words are the case's own: they come back with it.
    this.kept.pending = this.kept.pending.filter((p) => p !== first)
    this.kept.begun = true
    this.keep()
    this.api.key = this.kept.key
    void this.listen()
  }

  /** Takes away what has come back as said. */
  private settle(): void {
    const said = new Set(this.entries.map((e) => e.message))
    this.kept.pending = this.kept.pending.filter((p) => !p.message || !said.has(p.message))
    this.keep()
    this.changed()
  }

  /** The key opens nothing any more. What was not sent begins anew. */
  private forget(): void {
    this.running?.abort()
    const pending = this.kept.pending
    this.kept = { ...this.fresh(), pending, name: this.kept.name, contact: this.kept.contact }
    this.keep()
    this.api.key = ''
    this.visit = null
    this.entries = []
    this.changed()
  }

  private async listen(): Promise<void> {
    this.running?.abort()
    const stop = (this.running = new AbortController()).signal
    let pause = 500
    while (!stop.aborted) {
      let least = 0
      try {
        await this.api.listen(
          this.version,
          stop,
          (kind, data) => this.heard(kind, data),
          () => {
            this.connection = 'live'
            pause = 500
            this.changed()
            void this.flush()
          },
        )
      } catch (e) {
        if (e instanceof Failed && e.status === 401) return this.forget()
        // Too many streams in too short a time: coming back sooner would only be refused again.
        least = e instanceof Failed ? e.retryAfter * 1_000 : 0
      }
      if (stop.aborted) return
      this.connection = 'waiting'
      this.changed()
      await rest(Math.max(least, pause * (0.75 + Math.random() / 2)), stop)
      pause = Math.min(pause * 2, 30_000)
    }
  }

  private heard(kind: string, data: never): void {
    if (kind === 'queue' && this.visit) {
      Object.assign(this.visit, data)
    } else if (kind === 'visit') {
      const visit = data as Visit
      const known = new Set(this.entries.map((e) => `${e.version} ${e.message}`))
      this.entries.push(...visit.entries.filter((e) => !known.has(`${e.version} ${e.message}`)))
      if (this.visit && this.visit.chat !== visit.chat) this.kept.rated = false
      this.visit = visit
    }
    this.settle()
  }

  /** The visitor types; told every few seconds at most. */
  typing(yes: boolean): void {
    if (!this.begun || this.visit?.state !== 'served' || (yes && Date.now() - this.typedAt < 3_000)) return
    this.typedAt = yes ? Date.now() : 0
    this.api.moment({ typing: yes }).catch(() => undefined)
  }

  /** What is shown was seen. */
  seen(): void {
    if (!this.begun || this.version <= this.read || this.visit?.state !== 'served') return
    this.read = this.version
    this.api.moment({ read: this.version }).catch(() => (this.read = 0))
  }

  async end(): Promise<void> {
    await this.api.leave().catch(() => undefined)
  }
  async rate(stars: number): Promise<void> {
    await this.api.rate(stars).catch(() => undefined)
    this.declineRating()
  }
  declineRating(): void {
    this.kept.rated = true
    this.keep()
    this.changed()
  }
  upload = (file: File): Promise<string> => this.api.upload(file)
  file = (id: string): Promise<Blob> => this.api.file(id)
  /** Another matter: another case. */
  startAnew(): void {
    const earlier = this.kept.key
    this.kept.pending = []
    this.forget()
    this.kept.earlier = earlier
    this.keep()
  }
}
