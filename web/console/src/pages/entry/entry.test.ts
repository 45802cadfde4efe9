import { describe, expect, test } from 'vitest'
import { session } from '@/session'
import { begun, caseOf, complete, forget, fresh, keep } from './entry'

describe('quick entry', () => {
  test('names the agent as owner and leaves out what was not asked', () => {
    session.me = { user: 'u1' } as never
    const taken = { ...fresh(), subject: ' 包裹迟到 ', verbatim: '晚了五天' }
    expect(caseOf(taken)).toMatchObject({ owner: { kind: 'user', id: 'u1' }, complainant: { kind: 'anonymous' }, classification: null, texts: { subject: '包裹迟到' } })
    expect(complete(taken)).toBe(true)
    expect(complete({ ...taken, verbatim: ' ' })).toBe(false)
  })
  test('sends of its own fields what is filled and still stands', () => {
    const taken = { ...fresh(), subject: 'a', verbatim: 'b', fields: { door: 'yes', gone: 3, none: null } }
    expect(caseOf(taken, ['door', 'none']).fields).toEqual({ door: 'yes' })
    expect(caseOf(taken).fields).toEqual({})
  })
  test('keeps what was typed for the same person only', () => {
    session.me = { user: 'u1' } as never
    keep({ ...fresh(), subject: '迟到' })
    expect(begun().subject).toBe('迟到')
    session.me = { user: 'u2' } as never
    expect(begun().subject).toBe('')
    forget()
  })
})
