import { expect, it } from 'vitest'
import { complete, renewalForm, renewalOf, renewalTodo, secretOf, serverForm, serverOf, troubleOf } from './mailbox'

it('a server that is not used is none, and its secret goes nowhere', () => {
  const form = { ...serverForm(null, 993, false), secret: 'x' }
  expect(serverOf(form)).toBeNull()
  expect(secretOf(form)).toBeUndefined()
})

it('what was typed is what is sent; an empty secret keeps the one there is', () => {
  const form = { ...serverForm(null, 993, true), host: ' mail.example.com ', user: ' a ' }
  expect(serverOf(form)).toEqual({ host: 'mail.example.com', port: 993, security: 'tls', user: 'a', oauth2: false })
  expect(secretOf(form)).toBeUndefined()
  expect(secretOf({ ...form, secret: 'new' })).toBe('new')
})

it('a host and a port are wanted', () => {
  const form = serverForm(null, 465, true)
  expect(complete(form)).toBe(false)
  expect(complete({ ...form, host: 'x' })).toBe(true)
  expect(complete({ ...form, host: 'x', port: '0' })).toBe(false)
  expect(complete({ ...form, on: false })).toBe(true)
})

it('why a mailbox does not work has words, and what is not known is shown as it is', () => {
  expect(troubleOf('wrong_credentials: no')).toEqual({ key: 'mailboxes.trouble.wrong_credentials', said: 'no' })
  expect(renewalTodo('renewal: invalid_grant gone')).toBe('mailboxes.renewalTodo.invalid_grant')
  expect(renewalTodo('renewal: invalid_client')).toBe('mailboxes.renewalTodo.invalid_client')
  expect(renewalTodo('renewal: status 502')).toBe('mailboxes.renewalTodo.other')
  expect(renewalTodo('lost: x')).toBeNull()
  expect(troubleOf('the database is away')).toEqual({ key: 'mailboxes.trouble.other', said: 'the database is away' })
})

it('a mailbox that is saved keeps how its token is renewed, and only a token is renewed', () => {
  const is = { token_endpoint: 'https://login.example.com/token', client_id: 'c', scope: '' }
  const server = { ...serverForm(null, 993, true), host: 'mail.example.com', oauth2: true }
  expect(renewalOf(renewalForm(is), [server])).toEqual({ renewal: is })
  expect(renewalOf({ ...renewalForm(is), refreshToken: 'r' }, [server])).toEqual({ renewal: is, refresh_token: 'r' })
  expect(renewalOf(renewalForm(is), [{ ...server, oauth2: false }])).toEqual({ renewal: null })
})
