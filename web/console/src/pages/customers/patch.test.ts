import { expect, test } from 'vitest'
import { begun, type Customer, differences, isHidden, newOf, patchOf } from './patch'

const wang: Customer = { id: '0000000000001', version: 3, kind: 'person', name: '王*', phone: '138****8000', email: null, external_ref: 'A-1', language: null, created_at: '2026-01-01T00:00:00Z', erased_at: null, care_declined_at: null }

test('a mask is never sent as a value', () => {
  const before = begun(wang, null)
  expect(before).toMatchObject({ name: '', phone: '', email: '', external_ref: 'A-1' })
  expect(patchOf(before, before)).toEqual({})
  expect(patchOf(before, { ...before, phone: ' 13900139000 ' })).toEqual({ phone: '13900139000' })
  expect(patchOf(before, { ...before, gone: { name: false, phone: true, email: false } })).toEqual({ phone: '' })
  expect(patchOf(before, { ...before, external_ref: '' })).toEqual({ external_ref: '' })
  expect(patchOf(before, { ...before, care: false })).toEqual({ care_contacts: false })
})

test('what was revealed may be corrected, and emptied', () => {
  const full = { version: 4, name: '王小明', phone: '13800138000', email: null }
  const before = begun(wang, full)
  expect(before.name).toBe('王小明')
  expect(patchOf(before, { ...before, name: '王晓明' })).toEqual({ name: '王晓明' })
  expect(patchOf(before, { ...before, phone: '' })).toEqual({ phone: '' })
  expect([isHidden(wang, null, 'phone'), isHidden(wang, full, 'phone'), isHidden(wang, null, 'email')]).toEqual([true, false, false])
  expect(isHidden({ ...wang, kind: 'company', name: '海尔' }, null, 'name')).toBe(false)
})

test('a new customer has only what was given', () => {
  expect(newOf({ ...begun(null, null), phone: '13800138000' })).toEqual({ kind: 'person', name: null, phone: '13800138000', email: null, external_ref: null, language: null })
})

test('what changed meanwhile is told as far as it can be seen', () => {
  expect(differences(wang, { ...wang, version: 4 })).toEqual([])
  expect(differences(wang, { ...wang, phone: '139****9000', language: 'en' })).toEqual([
    { field: 'phone', before: '138****8000', now: '139****9000' },
    { field: 'language', before: null, now: 'en' },
  ])
})
