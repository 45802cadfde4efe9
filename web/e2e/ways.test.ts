import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// The ways in: a channel is tried and tells how it does; an account at a messaging platform is set up, tried and set right.

describe('administration: channels and messaging', () => {
  let served: Served
  let platform: Server
  let base = ''
  let secret = 'another-secret'
  beforeAll(async () => {
    platform = createServer((request, response) => {
      const asked = new URL(request.url ?? '', 'http://platform').searchParams
      response.setHeader('content-type', 'application/json')
      response.end(asked.get('secret') === secret ? '{"access_token":"t","expires_in":7200}' : '{"errcode":40125,"errmsg":"invalid appsecret"}')
    })
    await new Promise<void>((done) => platform.listen(0, '127.0.0.1', done))
    const address = platform.address()
    base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
    served = await Served.start(0, [], { more: ['--allow-private-webhooks'] })
    await served.setUp()
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
    platform.close()
  })

  test('a channel is tried from its page, by the program or by somebody who says how it went', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    const { page } = person
    await person.enter('/admin/channels')
    for (const [name, kind] of [['Hotline', 'Phone'], ['Web form', 'Web']] as const) {
      await page.getByRole('button', { name: 'Add channel' }).first().click()
      const form = page.getByRole('dialog', { name: 'Add channel' })
      await form.getByLabel('Name').fill(name)
      await form.getByRole('combobox').first().click()
      await page.getByRole('option', { name: kind, exact: true }).first().click()
      await page.getByRole('listbox').waitFor({ state: 'detached' })
      await form.getByLabel('Unit').click()
      await page.getByRole('option').first().click()
      await page.getByRole('listbox').waitFor({ state: 'detached' })
      await form.getByRole('button', { name: 'Create channel' }).click()
      await form.waitFor({ state: 'hidden' })
    }
    await page.getByRole('button', { name: /Hotline/ }).click()
    const panel = page.getByRole('dialog', { name: 'Hotline' })
    await panel.getByText('Unknown: too little to go by').waitFor()
    await panel.getByRole('button', { name: 'Tried: nobody answered' }).click()
    await panel.getByText('Nobody answered', { exact: true }).waitFor()
    await panel.getByRole('button', { name: 'Tried: it was answered' }).click()
    await panel.getByText('Passed').waitFor()
    await axeBoth(person)
    await shot(page, 'channel-health')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /Web form/ }).click()
    const web = page.getByRole('dialog', { name: 'Web form' })
    await web.getByRole('button', { name: 'Test the channel' }).click()
    await web.getByText('Passed').waitFor()
    expect(await web.getByText(/ ms$/).count()).toBeGreaterThan(0)
  })

  test('a mailbox whose servers cannot be reached says so, and a silent channel stands above every page', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    const { page } = person
    // What only weeks bring.
    await page.route('**/api/v1/channels/silent', (route) => route.fulfill({ json: [{ name: 'Hotline' }] }))
    await person.enter('/admin/mailboxes')
    await page.getByRole('status').filter({ hasText: 'Unusually silent: ' }).waitFor()
    await page.getByRole('button', { name: 'New mailbox' }).first().click()
    const form = page.getByRole('dialog', { name: 'New mailbox' })
    await form.getByLabel('Name', { exact: true }).first().fill('Service')
    await form.getByLabel('Address').fill('service@shop.example')
    await form.getByLabel('Unit').click()
    await page.getByRole('option').first().click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    const make = form.getByRole('button', { name: 'Create mailbox' })
    const fill = async () => {
      for (const legend of ['Incoming (IMAP)', 'Outgoing (SMTP)']) {
        const server = form.getByRole('group', { name: legend })
        await server.getByLabel('Server').fill('127.0.0.1')
        await server.getByLabel('Port').fill('9')
        await server.getByLabel('User name').fill('service')
      }
      return make.isEnabled()
    }
    await expect.poll(fill).toBe(true)
    await make.click()
    await page.getByRole('button', { name: /^Service/ }).click()
    const panel = page.getByRole('dialog', { name: 'Service' })
    await panel.getByRole('button', { name: 'Test the sign-in' }).click()
    await expect.poll(() => panel.getByText('The server cannot be reached').count()).toBeGreaterThanOrEqual(2)
    await axeBoth(person)
    await shot(page, 'mailbox-test')
  })

  test('a messaging account that cannot sign in says why, and works once it is set right', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    const { page } = person
    const name = 'Service account'
    await person.enter('/admin/messaging')
    await page.getByText('No messaging accounts yet').waitFor()
    await page.getByRole('button', { name: 'New account' }).first().click()
    const form = page.getByRole('dialog', { name: 'New account' })
    await form.getByLabel('Name').fill(name)
    await form.getByLabel('Unit').click()
    await page.getByRole('option').first().click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await form.getByLabel('App id').fill('wx1')
    await form.getByLabel('App secret').fill('the-app-secret')
    await form.getByLabel('Token').fill('the-token')
    await form.getByLabel('Address of the platform’s API').fill(base)
    await page.getByRole('listbox').waitFor({ state: 'hidden' })
    await axeBoth(person)
    await shot(page, 'messaging-new')
    await form.getByRole('button', { name: 'Create account' }).click()
    const row = page.getByRole('button', { name: new RegExp(name) })
    await row.click()
    const panel = page.getByRole('dialog', { name })
    expect(await panel.getByLabel('Callback address').inputValue()).toMatch(/\/in\/wechat\/[0-9A-Z]{13}$/)
    await panel.getByRole('button', { name: 'Test the account' }).click()
    // Whatever it says first is what it says: another reason is told by the test instead of waited out.
    const result = panel.getByRole('status').filter({ hasText: 'Failed' })
    await result.waitFor()
    expect(await result.innerText()).toContain('40125: invalid appsecret')
    expect(await page.content()).not.toContain('the-app-secret')
    await axeBoth(person)
    await shot(page, 'messaging-fails')
    secret = 'the-app-secret'
    await panel.getByRole('button', { name: 'Test the account' }).click()
    await panel.getByText('Passed').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('Nothing heard yet').waitFor()
  })
})
