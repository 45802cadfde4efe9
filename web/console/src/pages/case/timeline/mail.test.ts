import { expect, test } from 'vitest'
import type { Entry } from '../case'
import { type CaseMail, placed } from './mail'
import { rawOf, troubleOf } from './mail-shown'

test('a message as it came is parted into headers and the rest', () => {
  const raw = rawOf('From: a@example.com\r\nSubject: It is\r\n  folded\r\nbroken\r\n\r\nBody\r\n\r\nmore')
  expect(raw.headers).toEqual([{ name: 'From', value: 'a@example.com' }, { name: 'Subject', value: 'It is folded' }, { name: '', value: 'broken' }])
  expect(raw).toMatchObject({ body: 'Body\r\n\r\nmore', cut: false })
  expect(rawOf('A: b').body).toBe('')
  expect(rawOf(`A: b\n\n${'x'.repeat(300_000)}`).cut).toBe(true)
})

test('pictures stand at their message while it is drawn, otherwise where files stand', () => {
  const mails = [{ message: 'm', picture_files: ['p'] }, { message: null, picture_files: ['q'] }] as unknown as CaseMail[]
  const entry = (event: object) => ({ events: [event] }) as unknown as Entry
  expect([...placed(mails, [entry({ event: 'message_recorded', message: 'm' })])]).toEqual(['p'])
  expect([...placed(mails, [entry({ event: 'registered' })])]).toEqual(['q'])
})

test('why a picture did not come has words, and what is not known is shown as it is', () => {
  expect(troubleOf('private_address').key).toBe('mail.trouble.private_address')
  expect(troubleOf('status 404')).toEqual({ key: 'mail.trouble.status', said: '404' })
  expect(troubleOf('odd')).toEqual({ key: 'mail.trouble.other', said: 'odd' })
})
