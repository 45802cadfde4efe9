import type { Permission } from '@/session'

/** Permissions by what they are about, in the order they are read. */
export const groups = ['case', 'customer', 'shared', 'rules', 'admin'] as const
const place: Record<string, (typeof groups)[number]> = {
  case: 'case', evidence: 'case', customer: 'customer', canned_text: 'shared', data: 'shared', policy: 'rules', calendar: 'rules', user: 'admin', audit: 'admin', metrics: 'admin',
}

export function grouped(all: readonly Permission[]): { group: (typeof groups)[number]; permissions: Permission[] }[] {
  const of = (p: Permission) => place[p.split('.')[0] ?? ''] ?? 'admin'
  return groups.map((group) => ({ group, permissions: all.filter((p) => of(p) === group) })).filter((g) => g.permissions.length > 0)
}
