import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { mine } from './desktop'
import { few } from './notices'

describe('notices', () => {
  test('a large number does not widen the bell', () => {
    expect([0, 7, 99, 100, 1_000].map(few)).toEqual(['0', '7', '99', '99+', '99+'])
  })
})

describe('two tabs', () => {
  const held = new Set<string>()
  beforeEach(() => {
    vi.useFakeTimers()
    held.clear()
    vi.spyOn(document, 'hasFocus').mockReturnValue(true)
    vi.stubGlobal('navigator', {
      locks: {
        request: async (name: string, _options: object, hold: (lock: object | null) => Promise<void>) => {
          if (held.has(name)) return hold(null)
          held.add(name)
          await hold({ name })
          held.delete(name)
        },
      },
    })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  test('only one of them tells of a notice', async () => {
    expect([await mine('A'), await mine('A'), await mine('B')]).toEqual([true, false, true])
  })
})
