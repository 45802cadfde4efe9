import { computed, onScopeDispose, ref } from 'vue'
import { language, say } from '@/i18n'

/**
 * Instants and spans for people. Instants come as RFC 3339 in UTC and are shown in the business zone, never in the
 * zone of the browser; "now" is the server's, because the clock of a desk may be wrong.
 */
const zone = ref('Asia/Shanghai')
const skew = ref(0)
const tick = ref(Date.now())
setInterval(() => (tick.value = Date.now()), 15_000)

export const businessZone = computed(() => zone.value)

export function setBusinessZone(name: string): void {
  zone.value = name
}

/** Learns from an answer's Date header (whole seconds) how far this machine's clock is off; two seconds are left alone. */
export function learnServerTime(date: string | null, at = Date.now()): void {
  const there = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(there)) return
  const off = there - at
  skew.value = Math.abs(off) > 2_000 ? off : 0
}

/** The server's now in milliseconds. */
export function now(): number {
  return Date.now() + skew.value
}

/** A now that moves every quarter of a minute: for what is shown. */
export const movingNow = computed(() => tick.value + skew.value)

const locale = (tag: string) => ({ 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-Hant-TW', en: 'en-GB' })[tag] ?? 'zh-CN'

const styles = {
  day: { dateStyle: 'short' },
  full: { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  monthDay: { month: 'short', day: 'numeric' },
  date: { year: 'numeric', month: 'short', day: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>
const formats = new Map<string, Intl.DateTimeFormat>()
const relatives = new Map<string, Intl.RelativeTimeFormat>()

/** An instant in a style. Making a format costs a hundred times what using it does, so each is made once. */
function written(instant: string | number, style: keyof typeof styles, tag = locale(language.value)): string {
  const key = `${tag} ${zone.value} ${style}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(tag, { ...styles[style], timeZone: zone.value })
  formats.set(key, format)
  return format.format(new Date(instant))
}

/** `2026-11-22` → the day in the business zone, for comparing. */
export function dayOf(instant: string | number): string {
  return written(instant, 'day', 'sv-SE')
}

/** Date and time in full: `2026年11月22日 周日 14:05`. */
export function full(instant: string | number): string {
  return written(instant, 'full')
}

/** As short as it stays clear: the time today, the day this year, else the date. */
export function short(instant: string | number, at = now()): string {
  const today = dayOf(at)
  const there = dayOf(instant)
  if (there === today) return written(instant, 'time')
  return written(instant, there.slice(0, 4) === today.slice(0, 4) ? 'monthDay' : 'date')
}

/** Only the time of day: `14:05`, where the day stands above. */
export function clockTime(instant: string | number): string {
  return written(instant, 'time')
}

/** Only the date. */
export function date(instant: string | number): string {
  return written(instant, 'date')
}

/** A day of the calendar, `2026-04-15`, as people write it. */
export function civil(day: string): string {
  return new Intl.DateTimeFormat(locale(language.value), { ...styles.date, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "3 minutes ago", "in 2 hours"; days beyond that are counted by the calendar of the business zone. */
export function relative(instant: string | number, at = now()): string {
  // In whole minutes, as spans are: what is "1 d left" in one place is not "in 23 hours" in another.
  const off = Math.round((new Date(instant).getTime() - at) / minute) * minute
  const size = Math.abs(off)
  const tag = locale(language.value)
  const say = relatives.get(tag) ?? new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' })
  relatives.set(tag, say)
  if (size < minute) return say.format(0, 'second')
  if (size < hour) return say.format(Math.trunc(off / minute), 'minute')
  if (size < day) return say.format(Math.trunc(off / hour), 'hour')
  const days = Math.round((Date.parse(dayOf(instant)) - Date.parse(dayOf(at))) / day)
  return Math.abs(days) <= 14 ? say.format(days, 'day') : short(instant, at)
}

/** A span in the two units that matter: `2 d 3 h`, `45 min`. Negative spans are shown without a sign. */
export function span(ms: number): string {
  const t = say
  const total = Math.round(Math.abs(ms) / minute)
  const [d, h, m] = [Math.floor(total / 1440), Math.floor((total % 1440) / 60), total % 60]
  const parts: string[] = []
  if (d > 0) parts.push(t('common.span.days', { n: d }))
  if (h > 0) parts.push(t('common.span.hours', { n: h }))
  if (m > 0 && d === 0) parts.push(t('common.span.minutes', { n: m }))
  return parts.length > 0 ? parts.slice(0, 2).join(' ') : t('common.span.minutes', { n: 0 })
}

/** A number as the language writes it. */
export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(locale(language.value), options).format(value)
}

/** Runs something every so often while the caller lives. */
export function every(ms: number, run: () => void): void {
  const timer = setInterval(run, ms)
  onScopeDispose(() => clearInterval(timer))
}
