import { describe, expect, test } from 'vitest'
import { CaseList, type Line } from './case-list'

/** A server with numbered cases in order, which others change between two requests. */
function shop(ids: number[], limitOf = (asked: number) => asked) {
  const asked: { after: string | null; limit: number }[] = []
  const state = { ids: [...ids], down: false }
  const list = new CaseList(async (after, limit) => {
    asked.push({ after, limit })
    if (state.down) throw new Error('gone')
    const rest = state.ids.filter((id) => after === null || id > Number(after))
    const rows = rest.slice(0, limitOf(limit)).map((id) => ({ id: String(id), number: String(id), subject: null }) as Line)
    return { rows, next: rows.length < rest.length ? (rows.at(-1)?.id ?? null) : null }
  })
  const shown = () => list.rows.value.map((r) => Number(r.id))
  return { list, asked, state, shown }
}
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i * 2)

describe('a list of cases', () => {
  test('loads page after page until there is no more, and asks once for what several want', async () => {
    const { list, asked, shown } = shop(upTo(120))
    await Promise.all([list.more(), list.more()])
    expect(asked).toEqual([{ after: null, limit: 50 }])
    await list.more()
    expect(shown()).toEqual(upTo(120))
    expect(list.complete.value).toBe(true)
    await list.more()
    expect(asked.length).toBe(2)
  })

  test('a case that comes in stands where it belongs, none is shown twice and none is lost', async () => {
    const { list, state, shown } = shop(upTo(200))
    await list.more()
    await list.more()
    state.ids = [1, ...state.ids, 3].sort((a, b) => a - b)
    await list.refresh(0, 149)
    await list.renew(0, 149)
    await list.more()
    expect(shown()).toEqual([...new Set(shown())])
    expect(shown()).toEqual(state.ids.filter((id) => id <= (shown().at(-1) ?? 0)))
  })

  test('only what is looked at is asked for again; the rest when one comes to it', async () => {
    const { list, asked, state, shown } = shop(upTo(300))
    await list.more()
    await list.more()
    await list.more()
    asked.length = 0
    state.ids = state.ids.filter((id) => id !== 4 && id !== 120)
    await list.refresh(0, 20)
    expect(asked.length).toBe(1)
    expect(shown()).not.toContain(4)
    expect(shown()).toContain(120)
    await list.renew(40, 120)
    expect(shown()).not.toContain(120)
  })

  test('what was loaded stays when asking again fails, and the failure is told', async () => {
    const { list, state, shown } = shop(upTo(80))
    await list.more()
    state.down = true
    await list.more()
    expect(list.problem.value).toBeInstanceOf(Error)
    expect(shown().length).toBe(50)
    state.down = false
    await list.more()
    expect(list.problem.value).toBeNull()
    expect(shown().length).toBe(80)
  })

  test('pages without a hit are passed over, but not for ever', async () => {
    let asked = 0
    const list = new CaseList(async () => ({ rows: [], next: String((asked += 1)) }))
    await list.more()
    expect(asked).toBe(5)
    expect(list.complete.value).toBe(false)
  })

  test('a row changed here shows at once', async () => {
    const { list } = shop(upTo(3))
    await list.more()
    list.patch('2', { unread: true })
    expect(list.rows.value.map((r) => r.unread)).toEqual([undefined, true, undefined])
  })
})
