import type { components } from '../../../console/src/api/schema'
import { language, say } from './words'

/** The portal's own endpoints. A failure is one sentence in the language of the page, with the fields it names. */
type Schemas = components['schemas']
export type About = Schemas['Portal']
export type OwnCase = Schemas['PortalCase']
export type Entry = Schemas['PortalEntry']
export type File_ = Schemas['PortalFile']
export type Submission = Schemas['PortalSubmission']
export type Submitted = Schemas['PortalSubmitted']
export type Kind = Schemas['Kind']
export type Scanned = Schemas['PortalScanned']
export type Promise_ = Schemas['PortalPromise']
export type Promised = Schemas['PromisedTime']
export type KindPromise = Schemas['KindPromise']
export type Price = Schemas['Price']
export type Faq = Schemas['PortalFaq']
export type FaqEntry = Schemas['FaqEntry']
export type Words = Schemas['Words']
export type Asked = Schemas['AskedEvidence']

export class Failed extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** What is wrong, by field. */
    readonly fields: Record<string, string> = {},
  ) {
    super(message)
  }
  /** Trying again later may help. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429
  }
}

let key = ''
export const holdKey = (next: string): void => { key = next }
let requestKey = ''
export const holdRequestKey = (next: string): void => { requestKey = next }

async function failed(response: Response): Promise<Failed> {
  try {
    const said = (await response.json()) as Schemas['ProblemDocument']
    const fields = Object.fromEntries((said.errors ?? []).map((e) => [e.field, e.title]))
    return new Failed(response.status, said.code, Object.values(fields).join(' ') || said.title, fields)
  } catch {
    return new Failed(response.status, 'not_understood', say('portal.failure.server'))
  }
}

async function ask(method: string, path: string, body?: BodyInit, type?: string): Promise<Response> {
  const headers: Record<string, string> = { 'Accept-Language': language.value }
  if (type) headers['Content-Type'] = type
  if (path.startsWith('/request')) headers['X-Evidence-Key'] = requestKey
  else if (key) headers['X-Portal-Key'] = key
  let response: Response
  try {
    response = await fetch(`/api/v1/portal${path}`, { method, headers, body: body ?? null, credentials: 'omit' })
  } catch {
    throw new Failed(0, 'offline', say('portal.failure.offline'))
  }
  if (!response.ok) throw await failed(response)
  return response
}

export const get = async <T>(path: string): Promise<T> => (await ask('GET', path)).json() as Promise<T>
export async function post<T>(path: string, body?: unknown): Promise<T> {
  const answer = await ask('POST', path, body === undefined ? undefined : JSON.stringify(body), body === undefined ? undefined : 'application/json')
  return (answer.status === 204 ? undefined : await answer.json()) as T
}

/** Adds a file to the case, or to an answer; answers its id. */
export async function upload(file: File, path = '/case/attachments'): Promise<string> {
  const form = new FormData()
  form.append('file', file, file.name)
  const made = (await (await ask('POST', path, form)).json()) as Schemas['PortalNewFile']
  return made.id
}

/** A file's bytes as an address of this page; to be let go by `URL.revokeObjectURL`. */
export const fileAddress = async (id: string): Promise<string> => URL.createObjectURL(await (await ask('GET', `/case/attachments/${id}`)).blob())
