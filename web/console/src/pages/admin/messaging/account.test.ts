import { expect, test } from 'vitest'
import { typed } from './account'

const nothing = { token: '', aes_key: '', encrypt_key: '', app_secret: '', secret: '' }

test('only the secrets of the platform that were typed go along', () => {
  expect(typed('wechat', nothing)).toBeUndefined()
  expect(typed('wechat', { ...nothing, token: ' t ', secret: 'left from another platform' })).toEqual({ token: 't' })
  expect(typed('generic', { ...nothing, secret: 'sixteen bytes long' })).toEqual({ secret: 'sixteen bytes long' })
})
