import { expect, test } from 'vitest'
import { together } from './waiting'

test('queues behind one entry are counted together, and more than was counted is said so', () => {
  expect(together({ count: 2, more: false }, { count: 1, more: false })).toBe('3')
  expect(together({ count: 200, more: true }, { count: 1, more: false })).toBe('201+')
  expect(together({ count: 0, more: true })).toBe('0+')
})

test('nothing that waits is no number', () => {
  expect(together(undefined)).toBeNull()
  expect(together({ count: 0, more: false }, undefined)).toBeNull()
})
