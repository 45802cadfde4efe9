import { describe, expect, test } from 'vitest'
import { sections, type Step, todos, type Way, wayOf } from './stages'

const words = { zh_hans: '', zh_hant: '', en: '' }
const step = (stage: Step['stage'], kind = 'work', brings: string[] = []): Step => ({ stage, kind, step: words, brings_about: brings })
const way: Way = {
  kinds: ['complaint'],
  steps: [step('new', 'start'), step('triaged'), step('in_contact'), step('investigating'), step('resolved'), step('closed', 'end'), step('reassessment', 'loop')],
}

describe('the stage bar', () => {
  test('has the stages of the policy, those before done, one now', () => {
    const found = sections(way, 'investigating')
    expect(found.map((s) => [s.phase, s.standing])).toEqual([
      ['intake', 'done'], ['triage', 'done'], ['investigate', 'now'], ['execute', 'ahead'], ['close', 'ahead'],
    ])
    expect(found[2]?.segments.map((s) => s.standing)).toEqual(['done', 'now'])
  })
  test('a loop stands where the work goes on', () => {
    expect(sections(way, 'reassessment').find((s) => s.standing === 'now')?.phase).toBe('investigate')
  })
  test('knows the way of a kind, and that there is none', () => {
    expect(wayOf([way], 'complaint')).toBe(way)
    expect(wayOf([way], 'praise')).toBeUndefined()
  })
  test('what is signalled is done', () => {
    const list = todos(step('in_contact', 'work', ['two_way_contact', 'definite_answer']), { two_way_contact: '2026-11-22T10:00:00.000Z' })
    expect(list.map((l) => [l.signal, l.done])).toEqual([['two_way_contact', true], ['definite_answer', false]])
  })
})
