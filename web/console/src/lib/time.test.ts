import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { speak } from '@/i18n'
import { civil, dayOf, full, learnServerTime, now, relative, setBusinessZone, short, span } from './time'

describe('time', () => {
  beforeAll(() => speak('zh-Hans', false))
  beforeEach(() => setBusinessZone('Asia/Shanghai'))
  const at = Date.parse('2026-11-22T16:30:00Z')

  test('a day is the day of the business zone, not of the browser', () => {
    expect(dayOf('2026-11-22T16:30:00Z')).toBe('2026-11-23')
    setBusinessZone('America/New_York')
    expect(dayOf('2026-11-22T03:00:00Z')).toBe('2026-11-21')
  })

  test('a day of the calendar is that day in every zone', () => {
    setBusinessZone('America/New_York')
    expect(civil('2026-04-15')).toBe('2026年4月15日')
  })

  test('instants are as short as they stay clear', () => {
    expect(short('2026-11-22T16:05:00Z', at)).toBe('00:05')
    expect(short('2026-11-21T02:00:00Z', at)).toBe('11月21日')
    expect(short('2025-11-21T02:00:00Z', at)).toBe('2025年11月21日')
  })

  test('what was yesterday by the calendar is yesterday, however few hours ago', () => {
    expect(relative('2026-11-22T16:29:30Z', at)).toBe('现在')
    expect(relative('2026-11-22T16:27:00Z', at)).toBe('3分钟前')
    expect(relative('2026-11-21T15:00:00Z', at)).toBe('前天')
    expect(relative('2026-11-24T17:00:00Z', at)).toBe('后天')
    expect(relative('2026-09-01T00:00:00Z', at)).toBe('9月1日')
  })

  test('spans have two units at most', async () => {
    expect(span(26 * 3_600_000 + 5 * 60_000)).toBe('1 天 2 小时')
    expect(span(-45 * 60_000)).toBe('45 分钟')
    await speak('en', false)
    expect(span(90 * 60_000)).toBe('1 h 30 min')
    expect(full('2026-11-22T16:30:00Z')).toContain('00:30')
    await speak('zh-Hans', false)
  })

  test('a clock that is wrong follows the server; small differences are left alone', () => {
    const here = Date.now()
    learnServerTime(new Date(here + 3_600_000).toUTCString(), here)
    expect(now() - Date.now()).toBeGreaterThan(3_500_000)
    learnServerTime(new Date(here + 1_500).toUTCString(), here)
    expect(Math.abs(now() - Date.now())).toBeLessThan(10)
    learnServerTime('no date', here)
    expect(Math.abs(now() - Date.now())).toBeLessThan(10)
  })
})
