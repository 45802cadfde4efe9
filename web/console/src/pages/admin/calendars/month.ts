/** Months as the calendar page walks them: `2026-02`. */
export function monthAfter(month: string, by: number): string {
  const [year, at] = month.split('-').map(Number)
  return new Date(Date.UTC(year ?? 1970, (at ?? 1) - 1 + by, 1)).toISOString().slice(0, 7)
}

/** How many empty places stand before the first of a month, with Monday as the first column. */
export function placesBefore(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
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
