/**
 * The opening hours of a unit as one edits them, and as the API has them. What is edited here is the week, single dates
 * and closures; anything else of a written calendar is carried through untouched.
 */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]
export type Period = [string, string]

export interface Hours {
  own: boolean
  week: Record<Weekday, Period[]>
  /** Hours of single dates; none is a closed day. */
  dates: { date: string; periods: Period[] }[]
  closures: { from: string; to: string; name: string }[]
  rest: Record<string, unknown>
}

const emptyWeek = (): Record<Weekday, Period[]> => ({ mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] })
const usual: Period[] = [['09:00', '18:00']]

/** What one begins with: the usual hours of a week, in the business zone and with China's announced days. */
export function freshWeek(): Record<Weekday, Period[]> {
  const week = emptyWeek()
  for (const day of weekdays.slice(0, 5)) week[day] = usual.map((p) => [...p] as Period)
  return week
}

interface Spec {
  week?: Partial<Record<Weekday, Period[]>>
  overrides?: Record<string, Period[]>
  closures?: { from: string; to: string; name?: string }[]
  [other: string]: unknown
}

export function fromSpec(given: unknown): Hours {
  if (typeof given !== 'object' || given === null) return { own: false, week: freshWeek(), dates: [], closures: [], rest: {} }
  const { week, overrides, closures, ...rest } = given as Spec
  return {
    own: true,
    week: { ...emptyWeek(), ...week },
    dates: Object.entries(overrides ?? {}).sort().map(([date, periods]) => ({ date, periods })),
    closures: (closures ?? []).map((c) => ({ name: '', ...c })),
    rest,
  }
}

/** As the API has it; null: no hours of its own. */
export function toSpec(hours: Hours, zone = 'Asia/Shanghai'): Record<string, never> | null {
  if (!hours.own) return null
  const week = Object.fromEntries(weekdays.filter((d) => hours.week[d].length > 0).map((d) => [d, hours.week[d]]))
  const overrides = Object.fromEntries(hours.dates.filter((d) => d.date).map((d) => [d.date, d.periods]))
  const closures = hours.closures.filter((c) => c.from && c.to).map(({ from, to, name }) => (name ? { from, to, name } : { from, to }))
  const spec = {
    kind: 'business_hours',
    zone,
    region: 'CN',
    ...hours.rest,
    week,
    ...(hours.dates.length > 0 ? { overrides } : {}),
    ...(closures.length > 0 ? { closures } : {}),
  }
  return spec as unknown as Record<string, never>
}
