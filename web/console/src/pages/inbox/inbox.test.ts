import { describe, expect, test } from 'vitest'
import { changeOf, grouped } from './bulk'
import type { Line } from './case-list'
import { running } from './clock'
import { columns, columnsOf, usual } from './columns'
import { beginningOf, dayIn, fields, filterOf, firstValue, queryOf, tidy } from './fields'
import { businessZone, setBusinessZone } from '@/lib/time'
import { movesOf } from './moves'
import { mostChosen, Selection } from './selection'

const line = (id: number) => ({ id: String(id), number: `N${id}` }) as Line
const rows = Array.from({ length: 300 }, (_, n) => line(n))

describe('choosing many', () => {
  test('a range goes from the last one touched, in either direction', () => {
    const s = new Selection()
    s.toggle(rows[5]!)
    s.range(rows, 8)
    expect(s.ids.value).toEqual(['5', '6', '7', '8'])
    s.clear()
    s.toggle(rows[8]!)
    s.range(rows, 6)
    expect([...s.ids.value].sort()).toEqual(['6', '7', '8'])
  })
  test('never more than the server takes', () => {
    const s = new Selection()
    s.add(rows)
    expect(s.size.value).toBe(mostChosen)
    s.toggle(rows[299]!)
    expect(s.size.value).toBe(mostChosen)
    s.toggle(rows[0]!)
    expect(s.size.value).toBe(mostChosen - 1)
  })
  test('what was not done stays chosen', () => {
    const s = new Selection()
    s.add(rows.slice(0, 4))
    s.keep(['1', '3'])
    expect(s.ids.value).toEqual(['1', '3'])
  })
})

describe('a filter', () => {
  test('goes into an address and comes back as it was', () => {
    const filter = { stage: ['new', 'triaged'], overdue: true, mine: false, severity_at_least: 3, handler: 'none', q: '退款 & 换货' } as const
    const query = queryOf({ ...filter, stage: [...filter.stage] })
    expect(filterOf(query)).toEqual(filter)
  })
  test('leaves out what asks nothing, and knows no strange field', () => {
    expect(tidy({ stage: [], q: '', unit: null, open: false })).toEqual({ open: false })
    expect(filterOf({ colour: 'red', view: 'mine' })).toEqual({})
  })
  test('a day is the day of the business zone, whatever the zone of the browser', () => {
    const before = businessZone.value
    setBusinessZone('Asia/Shanghai')
    expect(beginningOf('2026-11-22')).toBe('2026-11-21T16:00:00.000Z')
    expect(dayIn('2026-11-21T16:00:00.000Z')).toBe('2026-11-22')
    // The night in which the clocks change: the day begins at its own offset.
    setBusinessZone('America/New_York')
    expect(beginningOf('2026-03-09')).toBe('2026-03-09T04:00:00.000Z')
    for (const day of ['2026-03-08', '2026-11-01', '2026-12-31']) expect(dayIn(beginningOf(day))).toBe(day)
    expect([beginningOf(''), dayIn(undefined)]).toEqual(['', ''])
    setBusinessZone(before)
  })
  test('every field begins with something one can change', () => {
    for (const field of fields) expect(firstValue(field), String(field.name)).not.toBeUndefined()
    expect(new Set(fields.map((f) => f.name)).size).toBe(fields.length)
  })
})

describe('a clock in a row', () => {
  const at = (h: number) => new Date(Date.UTC(2026, 10, 22, h)).toISOString()
  const row = (due: number) => ({ stage: 'assigned', pause_reason: null, next_clock: { name: 'x', milestone: 'resolve', statutory: false, started_at: at(0), due_at: at(due), standing: 'running' } }) as unknown as Line
  test('is silent while there is time, warns from three quarters on, and is over after', () => {
    expect(running(row(8), Date.parse(at(5)))).toBeNull()
    expect(running(row(8), Date.parse(at(6)))).toEqual({ tone: 'warning', left: 2 * 3_600_000 })
    expect(running(row(8), Date.parse(at(9)))).toEqual({ tone: 'error', left: -3_600_000 })
    expect(running({ ...row(8), next_clock: null }, 0)).toBeNull()
  })
})

describe('a change of many', () => {
  test('is asked only when all it needs is there', () => {
    expect(changeOf('handler', {})).toBeNull()
    expect(changeOf('transfer', { person: 'A' })).toBeNull()
    expect(changeOf('transfer', { unit: 'U', reason: ' 归口处理 ' })).toEqual({ kind: 'transfer', to: { kind: 'unit', id: 'U' }, reason: '归口处理' })
    expect(changeOf('classification', {})).toBeNull()
    expect(changeOf('classification', { priority: 'high' })).toEqual({ kind: 'classification', priority: 'high' })
    expect(changeOf('closure', { closure: 'rejected' })).toBeNull()
    expect(changeOf('closure', { closure: 'rejected', ground: 'spam' })).toEqual({ kind: 'closure', reason: 'rejected', ground: 'spam' })
    expect(changeOf('closure', { closure: 'completed', ground: 'spam' })).toEqual({ kind: 'closure', reason: 'completed' })
    expect(changeOf('merge', { other: '#2611-4830-5172-9' })).toEqual({ kind: 'merge', into: '2611-4830-5172-9' })
    expect(changeOf('read', {})).toEqual({ kind: 'read' })
  })
  test('refusals that say the same stand together, the most frequent first', () => {
    const refused = (id: string, code: string) => ({ case: id, outcome: 'refused' as const, code, title: code, data: {} })
    const groups = grouped([refused('1', 'archived'), { case: '2', outcome: 'done', code: null, title: null, data: {} }, refused('3', 'not_resolved'), refused('4', 'not_resolved')])
    expect(groups.map((g) => [g.code, g.cases])).toEqual([['not_resolved', ['3', '4']], ['archived', ['1']]])
  })
})

describe('the board', () => {
  const actions = [
    { name: 'investigate', allowed: true, reason: null },
    { name: 'close.completed', allowed: false, reason: { code: 'not_resolved' } },
    { name: 'close.withdrawn', allowed: true, reason: null },
    { name: 'resolve', allowed: false, reason: { code: 'archived' } },
    { name: 'classify', allowed: true, reason: null },
  ] as never
  test('offers what the server allows, through the action that is allowed, and never the column it stands in', () => {
    const moves = movesOf(actions, 'triaged')
    expect(moves.find((m) => m.stage === 'investigating')).toMatchObject({ action: 'investigate', allowed: true })
    expect(moves.find((m) => m.stage === 'closed')).toMatchObject({ action: 'close.withdrawn', allowed: true })
    expect(moves.find((m) => m.stage === 'resolved')?.allowed).toBe(false)
    expect(moves.find((m) => m.stage === 'triaged')).toBeUndefined()
    expect(moves.find((m) => m.stage === 'executing')).toBeUndefined()
  })
})

test('the usual columns exist, and columns that are gone are left out', () => {
  expect(columnsOf(usual).length).toBe(usual.length)
  expect(columnsOf(['number', 'colour']).map((c) => c.name)).toEqual(['number'])
  expect(new Set(columns.map((c) => c.name)).size).toBe(columns.length)
})
