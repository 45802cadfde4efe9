import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { solve, zeros } from './solve'

test('zero bits are counted over bytes', () => {
  expect(zeros(new Uint8Array([0xff]))).toBe(0)
  expect(zeros(new Uint8Array([0x01]))).toBe(7)
  expect(zeros(new Uint8Array([0, 0, 0x10]))).toBe(19)
})

test('what is found has the bits asked for, and the page breathes meanwhile', async () => {
  let breaths = 0
  const { challenge, answer } = await solve('c', 11, async () => void breaths++)
  expect(zeros(sha256(utf8ToBytes(`${challenge}:${answer}`)))).toBeGreaterThanOrEqual(11)
  expect(breaths).toBe(Math.floor(Number(answer) / 250))
})
