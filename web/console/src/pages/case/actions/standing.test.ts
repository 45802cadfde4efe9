import { expect, test } from 'vitest'
import { standing, variants } from './standing'

const list = [
  { name: 'close.confirmed', allowed: false, reason: null },
  { name: 'close.withdrawn', allowed: true },
  { name: 'pause.inspection', allowed: false },
  { name: 'assign', allowed: true },
  { name: 'assign.self', allowed: false },
]
const right = (name: string) => {
  const found = list.find((a) => a.name === name)
  return { known: !!found, allowed: found?.allowed ?? false, reason: found?.allowed ? null : name }
}

test('an action with variants may be done when one of them may', () => {
  expect(variants('close', list)).toEqual(['confirmed', 'withdrawn'])
  expect(variants('assign', list)).toEqual([])
  expect(standing('close', list, right).allowed).toBe(true)
  expect(standing('pause', list, right)).toMatchObject({ known: true, allowed: false, reason: 'pause.inspection' })
  expect(standing('assign', list, right).allowed).toBe(true)
  expect(standing('archive', list, right).known).toBe(false)
})
