/** Wall-clock times of a form (`2026-11-22T09:30`) and instants: the zone is that of the business, never the browser's. */

/** An instant on the wall of a zone. */
export function toZoned(instant: string | number, zone: string): string {
  const style = { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('sv-SE', style).format(new Date(instant)).replace(' ', 'T')
}

/** The instant of a wall-clock time in a zone. */
export function fromZoned(local: string, zone: string): string {
  const plain = Date.parse(`${local}:00Z`)
  // Twice, because the zone may change its offset between the guess and the answer.
  let at = plain
  for (let n = 0; n < 2; n += 1) at -= Date.parse(`${toZoned(at, zone)}:00Z`) - plain
  return new Date(at).toISOString()
}
