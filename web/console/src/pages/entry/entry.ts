import { api, attempt, data } from '@/api/client'
import type { components } from '@/api/schema'
import { session } from '@/session'
import { change } from '@/pages/case/actions/doing'
import type { Earlier } from '@/pages/case/actions/kin'

type Schemas = components['schemas']
export type Case = Schemas['Case']

/** What is being taken down. It stays in this tab until it is saved or thrown away, so that nothing typed is lost. */
export interface Taken {
  user: string
  phone: string
  name: string
  /** A customer found by the telephone. */
  customer: string | null
  channel: Schemas['Channel']
  kind: Schemas['Kind']
  subject: string
  verbatim: string
  demand: string
  /** The same as remedies (S2-21). */
  wished: Schemas['Remedy'][]
  category: string | undefined
  severity: Schemas['Severity'] | undefined
  /** Our terms were told; the server keeps which version holds (S0-60). */
  told: boolean
  /** Own fields by code, as the API takes them; what no longer stands stays here unsent. */
  fields: Record<string, unknown>
  /** An earlier case it is tied to at once. */
  link: { case: string; kind: NonNullable<Earlier['suggested_link']> } | null
  /** What was sent under which name, so that sending the same again after a failure makes nothing twice. */
  tried: Record<'customer' | 'case', { body: string; key: string }>
}

export const fresh = (): Taken => ({
  user: session.me?.user ?? '',
  phone: '',
  name: '',
  customer: null,
  channel: 'phone',
  kind: 'complaint',
  subject: '',
  verbatim: '',
  demand: '',
  wished: [],
  category: undefined,
  severity: undefined,
  told: false,
  fields: {},
  link: null,
  tried: { customer: { body: '', key: '' }, case: { body: '', key: '' } },
})

/** The name of an attempt: the same for the same words, another for others. */
function keyOf(t: Taken, what: 'customer' | 'case', sent: unknown): string {
  const body = JSON.stringify(sent)
  if (t.tried[what].body !== body) t.tried[what] = { body, key: attempt() }
  return t.tried[what].key
}

const place = 'bihuan.entry'

/** What was begun in this tab; nothing when somebody else is signed in by now. */
export function begun(): Taken {
  try {
    const found = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Taken | null
    if (found && found.user === session.me?.user) return { ...fresh(), ...found }
  } catch {
    // Nothing that could be read: one begins anew.
  }
  sessionStorage.removeItem(place)
  return fresh()
}

export const keep = (taken: Taken): void => sessionStorage.setItem(place, JSON.stringify(taken))
export const forget = (): void => sessionStorage.removeItem(place)

/** Whether there is anything in it that one would miss. */
export const anything = (t: Taken): boolean => [t.phone, t.name, t.subject, t.verbatim, t.demand].some((text) => text.trim() !== '') || Object.values(t.fields).some((v) => v !== null)
export const complete = (t: Taken): boolean => t.subject.trim() !== '' && t.verbatim.trim() !== ''

const words = (text: string) => text.trim() || undefined

/** Values of the own fields that stand, as the server said. */
export const given = (t: Taken, stand: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(t.fields).filter(([code, value]) => value !== null && value !== undefined && stand.includes(code)))

/** What is sent: the agent who takes it in stays accountable (首问负责), whoever the channel belongs to. */
export function caseOf(t: Taken, stand: readonly string[] = []): Schemas['NewCase'] {
  const judged = t.category || t.severity ? { category: t.category ?? null, severity: t.severity ?? null } : null
  return {
    kind: t.kind,
    channel: t.channel,
    owner: { kind: 'user', id: t.user },
    complainant: t.customer ? { kind: 'customer', id: t.customer } : { kind: 'anonymous', reason: 'not_given' },
    classification: judged as Schemas['NewClassification'] | null,
    texts: { subject: t.subject.trim(), verbatim: t.verbatim.trim(), demand: words(t.demand) ?? null },
    fields: given(t, stand),
    wished: t.wished,
    told_terms: t.told,
  } as Schemas['NewCase']
}

/** Saves it: the customer first when there is a new one, then the case, then the link. */
export async function save(t: Taken, stand: readonly string[] = []): Promise<Case> {
  if (!t.customer && (words(t.phone) || words(t.name))) {
    const body = { name: words(t.name) ?? null, phone: words(t.phone) ?? null } as Schemas['NewCustomer']
    const made = await data(api.POST('/api/v1/customers', { params: { header: { 'Idempotency-Key': keyOf(t, 'customer', body) } }, body }))
    t.customer = made.id
  }
  const body = caseOf(t, stand)
  const made = await data(api.POST('/api/v1/cases', { params: { header: { 'Idempotency-Key': keyOf(t, 'case', body) } }, body }))
  if (t.link) return await change(made.id, { method: 'POST', path: 'links', body: t.link }, null).catch(() => made)
  return made
}
