import { hasWords, needWords, say } from '@/i18n'
import { wordOf } from './codes'
import { fieldName } from './own-fields'
import { full } from './time'

/**
 * Why the server says no, in words. A reason is a code with data; its sentence is the server's own (`why.<code>`), and
 * what stands in it are words of the trade and times of the business zone, never codes.
 */
const lists: Record<string, Record<string, string>> = {
  not_permitted: { permission: 'Permission' },
  not_in_flow: { from: 'Stage', to: 'Stage' },
  text_missing: { field: 'TextField' },
  in_future: { what: 'TimeField' },
  before: { what: 'TimeField', than: 'TimeField' },
  already_waiting: { reason: 'WaitReason' },
  wait_not_in_policy: { reason: 'WaitReason' },
  wait_used_up: { reason: 'WaitReason' },
  step_missing: { step: 'Step' },
  close_needs: { needs: 'CloseNeeds' },
  not_unreachable: { reason: 'ClosureReason' },
  reason_not_allowed: { reason: 'ClosureReason' },
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

/** The sentence of a code with its data; null when there is none. */
export function whyNot(code: string, data: Record<string, unknown> = {}): string | null {
  // What nobody published yet cannot have been told or shown.
  if (code === 'not_found' && data.what === 'public_page') return say('failure.no_terms')
  const key = `why.${code.replaceAll('.', '_')}`
  if (!hasWords(key)) {
    // They come when the browser is idle; whoever asks before that is drawn again once they are there.
    needWords(['why']).catch(() => undefined)
    return null
  }
  const shown = Object.entries(data).map(([name, value]) => {
    const list = lists[code]?.[name]
    if (list) return [name, wordOf(list, String(value))]
    if (code === 'fields_missing' && Array.isArray(value)) return [name, value.map((f) => fieldName(String(f))).join(say('common.listed'))]
    if (code === 'field_not_here') return [name, fieldName(String(value))]
    return [name, typeof value === 'string' && instant.test(value) ? full(value) : value]
  })
  return say(key, Object.fromEntries(shown))
}
