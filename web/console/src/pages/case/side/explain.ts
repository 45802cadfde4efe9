import { hasWords, say } from '@/i18n'
import { wordOf } from '@/lib/codes'
import { civil, full, span } from '@/lib/time'

/** Why a clock is due when it is: the server's steps in words, none of them computed here. */
export type Step = Record<string, unknown> & { step: string }

export function stepWords(step: Step): string {
  const key = `side.step.${step.step}`
  if (!hasWords(key)) return step.step
  const at = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? full(value) : '')
  const whole = step.step === 'open_period' || step.step === 'paused_for'
  // A run is of days in most steps, of instants in some.
  const on = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? civil(value) : '')
  const run = step.from === step.to ? on(step.from) : `${on(step.from)} – ${on(step.to)}`
  const reasons = Array.isArray(step.reasons) ? step.reasons.map((r) => wordOf('WaitReason', String(r))).join('、') : ''
  const day = typeof step.reason === 'string' && hasWords(`side.day.${step.reason}`) ? say(`side.day.${step.reason}`) : String(step.reason ?? '')
  return say(key, {
    at: at(step.at ?? step.since),
    date: on(step.date),
    days: whole ? `${at(step.from)} – ${step.to ? at(step.to) : ''}` : run,
    n: String(step.count ?? step.steps ?? step.year ?? ''),
    why: typeof step.name === 'string' ? `${day} ${step.name}` : day || reasons,
    span: typeof step.used_ms === 'number' ? span(step.used_ms) : '',
    what: step.step === 'day_table' ? `${String(step.region)} ${String(step.version)}` : String(step.cutoff ?? ''),
  })
}

/** `PT24H`, `P3D`, `PT30M` in words; whatever is written in another way shows itself. */
export function targetWords(target: string): string {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(target)
  if (!found) return target
  const [, d, h, m] = found
  return [d && say('common.span.days', { n: d }), h && say('common.span.hours', { n: h }), m && say('common.span.minutes', { n: m })].filter(Boolean).join(' ') || target
}
