import { shallowRef } from 'vue'
import type { Change, Outcome, Outcomes } from '@/api/desk'
import type { components } from '@/api/schema'
import { may, type Permission } from '@/session'

/** Changes of many cases at once: what one may choose, and what must be said before the server can be asked. */
type Schemas = components['schemas']
export type { Change, Outcome, Outcomes }
export type Kind = Change['kind']

export interface Kinds {
  kind: Kind
  icon: string
  permission: Permission
  keys?: string
}

export const kinds: Kinds[] = [
  { kind: 'handler', icon: 'i-lucide-user-round-plus', permission: 'case.transfer', keys: 'a' },
  { kind: 'transfer', icon: 'i-lucide-arrow-right-left', permission: 'case.transfer' },
  { kind: 'classification', icon: 'i-lucide-tags', permission: 'case.classify', keys: 'p' },
  { kind: 'pause', icon: 'i-lucide-hourglass', permission: 'case.wait', keys: 's' },
  { kind: 'resume', icon: 'i-lucide-play', permission: 'case.wait' },
  { kind: 'escalation', icon: 'i-lucide-trending-up', permission: 'case.escalate' },
  { kind: 'link', icon: 'i-lucide-link', permission: 'case.link' },
  { kind: 'merge', icon: 'i-lucide-merge', permission: 'case.link' },
  { kind: 'closure', icon: 'i-lucide-circle-check-big', permission: 'case.close', keys: 'e' },
  { kind: 'read', icon: 'i-lucide-mail-check', permission: 'case.read' },
]

/** What this person may try. */
export const mine = (): Kinds[] => kinds.filter((k) => may(k.permission))

/** What a form has so far. */
export interface Form {
  person?: string
  unit?: string
  reason?: string
  category?: string
  severity?: Schemas['Severity']
  priority?: Schemas['Priority']
  wait?: Schemas['WaitReason']
  cause?: Schemas['EscalationCause']
  link?: Schemas['LinkKind']
  other?: string
  closure?: Schemas['ClosureReason']
  ground?: Schemas['RejectionGround']
}

const words = (text: string | undefined) => (text?.trim() ? text.trim() : undefined)

/** The change that a form asks for; null while something is missing. */
export function changeOf(kind: Kind, form: Form): Change | null {
  const reason = words(form.reason)
  const other = words(form.other)?.replace(/^#/, '')
  switch (kind) {
    case 'handler':
      return form.person ? { kind, handler: form.person } : null
    case 'transfer': {
      if (!reason) return null
      if (form.person) return { kind, to: { kind: 'user', id: form.person }, reason }
      return form.unit ? { kind, to: { kind: 'unit', id: form.unit }, reason } : null
    }
    case 'classification': {
      const { category, severity, priority } = form
      if (!category && !severity && !priority) return null
      return { kind, ...(category ? { category } : {}), ...(severity ? { severity } : {}), ...(priority ? { priority } : {}), ...(reason ? { reason } : {}) }
    }
    case 'pause':
      return form.wait ? { kind, reason: form.wait } : null
    case 'escalation':
      return form.cause ? { kind, cause: form.cause } : null
    case 'link':
      return form.link && other ? { kind, link: form.link, case: other } : null
    case 'merge':
      return other ? { kind, into: other } : null
    case 'closure':
      if (!form.closure || (form.closure === 'rejected' && !form.ground)) return null
      return { kind, reason: form.closure, ...(form.closure === 'rejected' ? { ground: form.ground } : {}) }
    case 'resume':
    case 'read':
      return { kind }
  }
}

/** Refusals that say the same, together: the sentence and the cases. */
export function grouped(outcomes: readonly Outcome[]): { title: string; code: string; cases: string[] }[] {
  const out = new Map<string, { title: string; code: string; cases: string[] }>()
  for (const o of outcomes) {
    if (o.outcome === 'done') continue
    const code = o.code ?? o.outcome
    const title = o.title ?? code
    const group = out.get(`${code} ${title}`) ?? { title, code, cases: [] }
    group.cases.push(o.case)
    out.set(`${code} ${title}`, group)
  }
  return [...out.values()].sort((a, b) => b.cases.length - a.cases.length)
}

/** Which dialog is open. */
export const asked = shallowRef<Kind | null>(null)
