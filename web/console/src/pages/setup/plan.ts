import type { components } from '@/api/schema'

export type NewSetup = components['schemas']['NewSetup']
export type Template = components['schemas']['SetupTemplate']
export type UnitKind = components['schemas']['UnitKind']

/** A unit while it is being planned: `key` tells rows apart, `children` are the units below. */
export interface Planned {
  key: number
  name: string
  kind: UnitKind
  children: Planned[]
}

/** The most units one may make at the set-up. */
export const mostUnits = 200

let next = 1
export const planned = (name: string, kind: UnitKind, children: Planned[] = []): Planned => ({ key: next++, name, kind, children })

/** How many there are. */
export const countOf = (units: Planned[]): number => units.reduce((n, unit) => n + 1 + countOf(unit.children), 0)

/** As the server takes them; rows without a name are left out with all below them. */
export function sent(units: Planned[]): NonNullable<NewSetup['units']> {
  return units
    .filter((unit) => unit.name.trim() !== '')
    .map((unit) => ({ name: unit.name.trim(), kind: unit.kind, children: sent(unit.children) }))
}

/** What usually stands below a unit of this kind. */
export function below(kind: UnitKind): UnitKind {
  return ({ head_office: 'department', region: 'station', station: 'team', department: 'team', team: 'team' } as const)[kind]
}

/** A start that fits the template; `say` gives the names in the language of the page. */
export function startFor(template: string, say: (key: string) => string): Planned[] {
  const service = planned(say('setup.units.service'), 'department')
  const quality = planned(say('setup.units.quality'), 'department')
  if (template === 'auto_station') {
    return [service, quality, planned(say('setup.units.region'), 'region', [planned(say('setup.units.station'), 'station')])]
  }
  if (template === 'apparel') return [service, quality, planned(say('setup.units.store'), 'station')]
  return [service, quality]
}
