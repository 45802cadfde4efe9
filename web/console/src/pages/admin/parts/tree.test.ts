import { describe, expect, test } from 'vitest'
import { branches, within } from './tree'
import { fromZoned, toZoned } from './zoned'

const units = [
  { id: 'hq', parent: null },
  { id: 'south', parent: 'hq' },
  { id: 'north', parent: 'hq' },
  { id: 'gz', parent: 'south' },
]
const id = (u: { id: string }) => u.id
const parent = (u: { parent: string | null }) => u.parent

describe('a tree of units', () => {
  test('stands as rows, each below its own', () => {
    expect(branches(units, id, parent).map((b) => [b.item.id, b.depth, b.children])).toEqual([
      ['hq', 0, 2],
      ['south', 1, 1],
      ['gz', 2, 0],
      ['north', 1, 0],
    ])
  })
  test('a unit whose parent may not be seen stands at the top', () => {
    expect(branches(units.slice(1), id, parent)[0]?.depth).toBe(0)
  })
  test('knows what is below what', () => {
    expect(within(units, id, parent, 'gz', 'hq')).toBe(true)
    expect(within(units, id, parent, 'south', 'north')).toBe(false)
  })
})

describe('wall-clock times', () => {
  test('are those of the business zone, not of the browser', () => {
    expect(fromZoned('2026-11-22T09:30', 'Asia/Shanghai')).toBe('2026-11-22T01:30:00.000Z')
    expect(toZoned('2026-11-22T01:30:00Z', 'Asia/Shanghai')).toBe('2026-11-22T09:30')
    expect(fromZoned('2026-07-01T12:00', 'Europe/Berlin')).toBe('2026-07-01T10:00:00.000Z')
  })
})
