import type { components } from '../console/src/api/schema'
import { Reader } from '../console/src/live/stream'

/** The visitor's endpoints, asked across origins: no cookie, the key in a header and never in an address. */
type Schemas = components['schemas']
export type About = Schemas['ChatAbout']
export type Visit = Schemas['ChatVisit']
export type Entry = Schemas['ChatEntry']
export type Sent = Schemas['ChatSent']

export class Failed extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    title: string,
    readonly retryAfter = 0,
  ) {
    super(title)
  }
  /** The same again, later, may help. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429
  }
}

export class Api {
  key = ''
  constructor(
    private readonly base: string,
    readonly language: string,
  ) {}

  private async ask(method: string, path: string, body?: BodyInit, more: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { 'Accept-Language': this.language, ...more }
    if (this.key) headers['X-Portal-Key'] = this.key
    let answer: Response
    try {
      answer = await fetch(`${this.base}/api/v1/chat${path}`, { method, headers, body: body ?? null, credentials: 'omit', cache: 'no-store', signal: signal ?? null })
    } catch {
      throw new Failed(0, 'offline', '')
    }
    if (answer.ok) return answer
    const said = (await answer.json().catch(() => ({}))) as Partial<Schemas['ProblemDocument']>
    const fields = (said.errors ?? []).map((e) => e.title).join(' ')
    throw new Failed(answer.status, said.code ?? '', fields || said.title || '', Number(answer.headers.get('Retry-After') ?? 0))
  }

  private json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const sent = body === undefined ? undefined : JSON.stringify(body)
    return this.ask(method, path, sent, sent ? { 'Content-Type': 'application/json' } : {}).then((a) => (a.status === 204 ? (undefined as T) : (a.json() as Promise<T>)))
  }

  about = (unit: string | null) => this.json<About>('GET', unit ? `?unit=${encodeURIComponent(unit)}` : '')
  challenge = () => this.json<Schemas['PortalChallenge']>('POST', '/challenges')
  begin = (body: Schemas['ChatBeginning']) => this.json<Schemas['ChatBegun']>('POST', '/visits', body)
  say = (body: Schemas['ChatSay']) => this.json<Sent>('POST', '/visit/messages', body)
  moment = (body: Schemas['ChatMoment']) => this.json<void>('PUT', '/visit/moment', body)
  rate = (stars: number) => this.json<void>('POST', '/visit/rating', { stars })
  leave = () => this.json<void>('DELETE', '/visit')
  file = async (id: string) => (await this.ask('GET', `/visit/attachments/${id}`)).blob()

  async upload(file: File): Promise<string> {
    const form = new FormData()
    form.append('file', file, file.name)
    const made = (await (await this.ask('POST', '/visit/attachments', form)).json()) as Schemas['PortalNewFile']
    return made.id
  }

  /** Hears the visit after a version until the line is cut or `stop`. */
  async listen(after: number, stop: AbortSignal, heard: (kind: string, data: never) => void, open: () => void): Promise<void> {
    const answer = await this.ask('GET', `/visit/events?after=${after}`, undefined, { Accept: 'text/event-stream' }, stop)
    open()
    const bytes = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    const reader = new Reader()
    for (;;) {
      const piece = await bytes?.read()
      if (!piece || piece.done) return
      for (const told of reader.take(piece.value)) heard(told.kind, JSON.parse(told.data) as never)
    }
  }
}
