import { describe, expect, test } from 'vitest'
import type { Entry } from '../case'
import { blocks, newCount, wordsOf } from './blocks'

const entry = (version: number, events: Record<string, unknown>[], more: Partial<Entry> = {}): Entry =>
  ({
    version, position: String(version), at: `2026-11-2${version > 5 ? 2 : 1}T10:0${version % 10}:00.000Z`, actor_kind: 'user', actor: 'A', actor_name: '张伟', actor_role: null, command: 'x', policy: null,
    events, words: {}, html: {}, attachments: [], people: {}, pending: null, ...more,
  }) as unknown as Entry

const day = (at: string) => at.slice(0, 10)
const sorts = (entries: Entry[], unread: number | null = null) => blocks(entries, day, unread).map((b) => b.sort)

describe('the timeline', () => {
  test('days part it, and the quiet between two loud things is one run', () => {
    expect(
      sorts([
        entry(1, [{ event: 'registered' }, { event: 'clock_started' }, { event: 'clock_started' }]),
        entry(2, [{ event: 'stage_entered' }]),
        entry(3, [{ event: 'message_recorded', text: { id: 't' } }, { event: 'clock_met' }]),
        entry(6, [{ event: 'noted', text: { id: 'n' } }]),
      ]),
    ).toEqual(['day', 'intake', 'run', 'said', 'run', 'day', 'said'])
  })

  test('the proof of what was carried out, or why it failed, stands with it (S2-27)', () => {
    const event = { event: 'remedy_carried_out', remedy: 'refund_only', failed: true, reference: { id: 'r' } }
    expect(wordsOf(entry(1, [event], { words: { r: 'The account is closed' } }), event)).toBe('The account is closed')
    expect(wordsOf(entry(1, [event]), { event: 'remedy_carried_out', remedy: 'apology' })).toBeNull()
  })

  test('a file that went with a message is not told twice', () => {
    const file = { id: 'f', name: 'a.png', media_type: 'image/png', bytes: 1, shows_in_place: true, has_thumbnail: true }
    const found = blocks(
      [
        entry(1, [{ event: 'attached', attachment: 'f' }], { attachments: [file] }),
        entry(2, [{ event: 'message_recorded', text: { id: 't' }, attachments: ['f'] }], { attachments: [file] }),
      ],
      day,
      null,
    )
    expect(found.map((b) => b.sort)).toEqual(['day', 'said'])
    expect(found[1]).toMatchObject({ files: [{ id: 'f' }] })
    const alone = [entry(1, [{ event: 'attached', attachment: 'f' }], { attachments: [file] })]
    expect(blocks(alone, day, null).map((b) => b.sort)).toEqual(['day', 'files'])
    expect(blocks(alone, day, null, new Set(['f']))).toEqual([])
  })

  test('what was not read begins with a mark, once, and quiet things do not bring it', () => {
    const list = [entry(1, [{ event: 'noted' }]), entry(2, [{ event: 'clock_warned' }]), entry(3, [{ event: 'noted' }]), entry(4, [{ event: 'noted' }])]
    expect(sorts(list, 1)).toEqual(['day', 'said', 'run', 'unread', 'said', 'said'])
    expect(sorts(list, 4)).not.toContain('unread')
  })

  test('what others did since is counted, one’s own not', () => {
    const list = [entry(1, [{ event: 'noted' }]), entry(2, [{ event: 'noted' }], { actor: 'B' }), entry(3, [{ event: 'clock_met' }], { actor: 'B' })]
    expect(newCount(list, 0, 'A')).toBe(1)
  })
})
