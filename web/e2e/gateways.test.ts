import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// Gateways: a group's robot is set up, tried, refused and set right; and one says how one is told outside the console.

describe('administration: gateways', () => {
  let served: Served
  let platform: Server
  let port = 0
  let answer = '{"errcode":93000,"errmsg":"invalid webhook url"}'
  const heard: string[] = []
  beforeAll(async () => {
    platform = createServer((request, response) => {
      let body = ''
      request.on('data', (piece) => (body += String(piece)))
      request.on('end', () => {
        heard.push(body)
        response.end(answer)
      })
    })
    await new Promise<void>((done) => platform.listen(0, '127.0.0.1', done))
    const address = platform.address()
    port = typeof address === 'object' && address ? address.port : 0
    served = await Served.start(0, [], { more: ['--allow-private-webhooks'] })
    await served.setUp()
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
    platform.close()
  })

  test('a robot that is refused says why, and speaks once it is set right', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    const { page } = person
    await person.enter('/admin/gateways')
    await page.getByText('No gateways yet').waitFor()
    await page.getByRole('button', { name: 'New gateway' }).first().click()
    const form = page.getByRole('dialog', { name: 'New gateway' })
    await form.getByLabel('Name').fill('Night shift')
    await form.getByLabel('Unit').click()
    await page.getByRole('option').first().click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await form.getByLabel('Address').fill(`http://127.0.0.1:${port}/hook?key=secret-key`)
    await axeBoth(person)
    await form.getByRole('button', { name: 'Create gateway' }).click()
    const row = page.getByRole('button', { name: /Night shift/ })
    await row.click()
    const panel = page.getByRole('dialog', { name: 'Night shift' })
    await panel.getByRole('button', { name: 'Send a test message' }).click()
    await expect.poll(() => heard.length).toBe(1)
    expect(JSON.parse(heard[0] ?? '')).toMatchObject({ msgtype: 'text', text: { content: 'This is a test message.' } })
    await page.keyboard.press('Escape')
    await page.getByText('93000: invalid webhook url').waitFor()
    expect(await page.content()).not.toContain('secret-key')
    await axeBoth(person)
    await shot(page, 'gateways')
    answer = '{"errcode":0,"errmsg":"ok"}'
    await row.click()
    await panel.getByRole('button', { name: 'Send a test message' }).click()
    await page.keyboard.press('Escape')
    await page.getByText(/^Last sent/).waitFor()
  })

  test('a template for text messages that cannot work is refused at its field, with where it is wrong', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(/422/)
    const { page } = person
    await person.enter('/admin/gateways')
    await page.getByRole('button', { name: 'New gateway' }).first().click()
    const form = page.getByRole('dialog', { name: 'New gateway' })
    await form.getByRole('combobox', { name: 'Kind' }).click()
    await page.getByRole('option', { name: 'Text message gateway' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await form.getByLabel('Name').fill('Texts')
    await form.getByLabel('Unit').click()
    await page.getByRole('option').first().click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await form.getByLabel('Address').fill('https://sms.example/send')
    const body = form.getByLabel('Body')
    for (const [template, why] of [
      ['{"mobile": "{tel}", "content": "{text}"}', 'There is no such variable: {tel} (1:13).'],
      ['{"mobile": "{phone}", "content": {text}}', /no JSON once the places are filled; see line and column 1:34/],
    ] as const) {
      await body.fill(template)
      await form.getByRole('button', { name: 'Create gateway' }).click()
      await form.getByText(why).first().waitFor()
      // The sentence is the field's own, not only the form's.
      await expect.poll(() => body.evaluate((field) => (field.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' '))).toMatch(why)
    }
    await axeBoth(person)
    await shot(page, 'gateway-template')
    await body.fill('{"mobile": "{phone}", "content": "{text}"}')
    await form.getByRole('button', { name: 'Create gateway' }).click()
    await page.getByRole('button', { name: /Texts/ }).waitFor()
  })

  test('one says where and when one is told outside the console', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    const { page } = person
    await person.enter('/me/notifications')
    const email = page.getByRole('switch', { name: 'Assigned to you: E-mail' })
    expect(await email.isDisabled()).toBe(true)
    await page.getByLabel('E-mail address').fill('me@example.org')
    await page.getByLabel('Quiet hours').check()
    await page.getByLabel('Quiet hours: To').fill('06:30')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved').first().waitFor()
    await email.click()
    await page.reload()
    await expect.poll(() => page.getByRole('switch', { name: 'Assigned to you: E-mail' }).isChecked()).toBe(true)
    expect(await page.getByLabel('Quiet hours: To').inputValue()).toBe('06:30')
    await axeBoth(person)
    await shot(page, 'told-outside')
  })
})
