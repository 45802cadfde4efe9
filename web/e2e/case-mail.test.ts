import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asker, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'
import { imap } from './imap'

// What came by mail, at the case: pictures elsewhere come when one asks, the raw message for a reason, and it is erased for one.

/** A picture somebody can see: a ramp of colours. */
function picture(): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), body])
    let crc = ~0
    for (const byte of named) {
      crc ^= byte
      for (let n = 0; n < 8; n++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
    }
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    size.writeUInt32BE(body.length)
    sum.writeUInt32BE(~crc >>> 0)
    return Buffer.concat([size, named, sum])
  }
  const [width, height] = [160, 120]
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 2], 8)
  const rows = Array.from({ length: height }, (_, y) => Buffer.from([0, ...Array.from({ length: width }, (_, x) => [x + 60, y + 90, 160]).flat()]))
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))])
}

const letter = (n: number, subject: string, html: string) =>
  [
    'Received: from out.example.com (203.0.113.7) by in.example.org; Sat, 28 Nov 2026 10:00:00 +0800',
    `From: Wang <wang@example.com>`,
    'To: service@example.org',
    `Subject: ${subject}`,
    `Message-ID: <letter-${n}@example.com>`,
    'Date: Sat, 28 Nov 2026 10:00:00 +0800',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    '',
    html,
    '',
  ].join('\r\n')

const li = { login: 'li', password: 'another long password', name: '李雷', role: 'auditor' }

describe('mail at its case', () => {
  let served: Served
  let ask: ReturnType<typeof asker>
  const cases = new Map<string, string>()
  const asked: string[] = []
  const pictures = createServer((request, answer) => {
    asked.push(request.url ?? '')
    if (request.url === '/drum.png') answer.end(picture())
    else {
      answer.statusCode = 404
      answer.end()
    }
  })

  beforeAll(async () => {
    await new Promise<void>((done) => pictures.listen(0, '127.0.0.1', done))
    const at = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`
    const there = await imap([
      letter(1, 'The drum is loose', `<p>The drum is loose, see the pictures.</p><img src="${at}/drum.png"><img src="${at}/gone.png">`),
      letter(2, 'The hose leaks', `<p>The hose leaks.</p><img src="${at}/gone.png">`),
    ])
    pictures.on('close', () => there.server.close())
    // What the machine reaches in its own network is refused otherwise.
    served = await Served.start(0, [], { more: ['--allow-private-webhooks'] })
    await served.setUp()
    const mine = { Authorization: `Bearer ${await served.token()}` }
    ask = asker(served, () => mine)
    await served.enter(li, mine)
    const [unit] = await ask<{ id: string }[]>('GET', '/units')
    const incoming = { host: '127.0.0.1', port: there.port, security: 'plain', user: 'service' }
    await ask('POST', '/mailboxes', { unit: unit?.id, name: 'Service', address: 'service@example.org', incoming, incoming_secret: 'right' })
    for (const until = Date.now() + 20_000; cases.size < 2 && Date.now() < until; await new Promise((done) => setTimeout(done, 100))) {
      for (const row of await ask<{ id: string; subject: string }[]>('GET', '/cases')) cases.set(row.subject, row.id)
    }
    expect([...cases.keys()].sort()).toEqual(['The drum is loose', 'The hose leaks'])
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
    pictures.close()
  })

  test('pictures elsewhere are fetched when one asks, shown at the message, and what did not come says why', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet)
    const { page } = person
    await person.enter(`/cases/${cases.get('The drum is loose')}`)
    const line = page.getByRole('region', { name: 'Pictures of this message' })
    await line.getByText('This message shows 2 pictures from other servers. They were not fetched.').waitFor()
    expect(asked).toEqual([])
    await axeBoth(person)
    await shot(page, 'case-mail-pictures')
    await line.getByRole('button', { name: 'Fetch the pictures and show them here' }).click()
    await line.getByRole('button', { name: /picture-1\.png/ }).waitFor({ timeout: 20_000 })
    await line.getByText('Missing pictures: 1. The other server answered 404.').waitFor()
    expect(await page.getByRole('button', { name: /picture-1\.png/ }).count()).toBe(1)
    expect(asked).toEqual(['/drum.png', '/gone.png'])
    await axeBoth(person)
    await shot(page, 'case-mail-pictures-shown')
    await person.leave()
  })

  test('none that came says so, and one may try again', async () => {
    const person = await Person.arrive(served, { language: 'zh-Hans', phone: true, theme: 'dark' })
    person.expected.push(...quiet)
    const { page } = person
    await person.enter(`/cases/${cases.get('The hose leaks')}`)
    const line = page.getByRole('region', { name: '此邮件的图片' })
    await line.getByRole('button', { name: '加载图片并在此显示' }).click()
    await line.getByText('图片未能加载。对方服务器返回 404。').waitFor({ timeout: 20_000 })
    await line.getByRole('button', { name: '加载图片并在此显示' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await axeBoth(person)
    await shot(page, 'case-mail-phone')
    await person.leave()
  })

  test('the message as it came is shown for a reason, kept as a file, and erased for another', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet)
    const { page } = person
    await person.enter(`/cases/${cases.get('The hose leaks')}`)
    await page.getByRole('button', { name: 'Message as it came' }).click()
    const dialog = page.getByRole('dialog', { name: 'Message as it came' })
    expect(await dialog.getByRole('button', { name: 'Show', exact: true }).isDisabled()).toBe(true)
    await dialog.getByLabel('What for?').fill('Proof for the station')
    await axeBoth(person)
    await shot(page, 'case-mail-why')
    await dialog.getByRole('button', { name: 'Show', exact: true }).click()
    const source = dialog.getByRole('region', { name: 'Message as it came' })
    await source.getByText('<letter-2@example.com>').waitFor()
    await source.getByText('The hose leaks.', { exact: false }).first().waitFor()
    await axeBoth(person)
    await shot(page, 'case-mail-raw')
    const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Download' }).click()])
    expect(readFileSync(await file.path(), 'utf8')).toContain('Message-ID: <letter-2@example.com>')
    const reveals = await ask('GET', '/audit?stream=customer&reveals=true')
    expect(JSON.stringify(reveals)).toContain('"mail"')

    await dialog.getByRole('button', { name: 'Erase original' }).click()
    const sure = page.getByRole('dialog', { name: 'Erase the message as it came?' })
    await sure.getByLabel('What for?').fill('It holds an identity card')
    await axeBoth(person)
    await shot(page, 'case-mail-erase')
    await sure.getByRole('button', { name: 'Erase original' }).click()
    await sure.waitFor({ state: 'detached' })
    await page.getByText(/The message as it came was erased on/).waitFor()
    expect(await page.getByRole('button', { name: 'Message as it came' }).count()).toBe(0)
    await page.getByText('The hose leaks.').first().waitFor()
    await person.leave()
  })

  test('whoever may not is told why by the server', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet)
    await person.signIn(li)
    await person.page.goto(`${served.base}/cases/${cases.get('The drum is loose')}`)
    const raw = person.page.getByRole('button', { name: /^Message as it came: / })
    await raw.waitFor()
    expect(await raw.getAttribute('aria-disabled')).toBe('true')
    await axeBoth(person)
    await person.leave()
  })
})
