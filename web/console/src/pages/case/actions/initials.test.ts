import { describe, expect, test } from 'vitest'
import { fits, initials } from './initials'

describe('initials', () => {
  test('follow pinyin', () => {
    expect(initials('质量问题')).toBe('zlwt')
    expect(initials('配送延误')).toBe('psyw')
    expect(initials('App 崩溃')).toBe('appbk')
  })
  test('find by part, by initials, and not by what is not there', () => {
    expect(fits(['服务态度'], 'fwtd')).toBe(true)
    expect(fits(['服务态度'], '态度')).toBe(true)
    expect(fits(['服务态度', 'Attitude'], 'atti')).toBe(true)
    expect(fits(['服务态度'], 'zl')).toBe(false)
  })
})
