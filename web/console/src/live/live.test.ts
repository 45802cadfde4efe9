import { beforeEach, expect, test, vi } from 'vitest'
import { queries } from '@/api/queries'
import { heard } from '.'

beforeEach(() => vi.useFakeTimers())

test('an event makes its thing stale at once, and lists once for many events', async () => {
  const stale = vi.spyOn(queries, 'invalidateQueries').mockResolvedValue()
  const keys = () => stale.mock.calls.map(([filter]) => (typeof filter === 'object' ? filter.queryKey : undefined))
  for (const id of ['A', 'B']) heard({ id: `1.${id}`, kind: 'case', data: JSON.stringify({ id, version: 2 }) })
  expect(keys()).toEqual([['case', 'A'], ['case', 'B']])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(keys().slice(2)).toEqual([['cases'], ['views'], ['bulk']])
})

test('what is not from the journal makes nothing stale', async () => {
  const stale = vi.spyOn(queries, 'invalidateQueries').mockResolvedValue()
  stale.mockClear()
  heard({ id: null, kind: 'presence', data: '{"case":"A","user":"U"}' })
  heard({ id: '1.9', kind: 'case', data: 'no json' })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(stale).not.toHaveBeenCalled()
})
