import { businessZone } from '@/lib/time'

/** What a field for date and time holds (`2026-11-22T14:05`, in the business zone) and the instant it means. */
export function localOf(instant: string | number, zone = businessZone.value): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return format.format(new Date(instant)).replace(' ', 'T')
}

export function instantOf(local: string, zone = businessZone.value): string | null {
  const wanted = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN
  if (Number.isNaN(wanted)) return null
  // The offset of the zone is read off twice, because the first guess may stand on the other side of a change of clocks.
  let at = wanted
  for (let n = 0; n < 2; n++) at += wanted - Date.parse(`${localOf(at, zone)}:00Z`)
  return new Date(at).toISOString()
}
