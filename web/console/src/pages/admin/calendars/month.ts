/** Months as the calendar page walks them: `2026-02`. */
export function monthAfter(month: string, by: number): string {
  const [year, at] = month.split('-').map(Number)
  return new Date(Date.UTC(year ?? 1970, (at ?? 1) - 1 + by, 1)).toISOString().slice(0, 7)
}

/** How many empty places stand before the first of a month, with Monday as the first column. */
export function placesBefore(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** And how many after its last day. */
export const placesAfter = (date: string | undefined): number => (date ? 6 - placesBefore(date) : 0)

/** Years that follow each other as one stretch: 2004–2026. */
export function spans(years: readonly number[]): string[] {
  const out: [number, number][] = []
  for (const year of [...years].sort((a, b) => a - b)) {
    const last = out.at(-1)
    if (last && year === last[1] + 1) last[1] = year
    else out.push([year, year])
  }
  return out.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`))
}

/** Words of a file: UTF-8, or GB 18030 as spreadsheets in China write it. */
export async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
