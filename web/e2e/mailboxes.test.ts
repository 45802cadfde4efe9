import { createServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asker } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'
import { imap } from './imap'

// Mailboxes: one is made, does not work, says why, is set right and read, and is deleted.

describe('administration: mailboxes', () => {
  let served: Served
  let there: { server: Server; port: number }
  let ask: ReturnType<typeof asker>
  let endpoint = ''
  /** A provider that took its permission back. */
  const provider = createServer((_, answer) => {
    answer.writeHead(400, { 'content-type': 'application/json' })
    answer.end(JSON.stringify({ error: 'invalid_grant', error_description: 'Token has been revoked.' }))
  })
  beforeAll(async () => {
    there = await imap()
    await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done))
    endpoint = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/token`
    // The provider is on this machine.
    served = await Served.start(0, [], { more: ['--allow-private-webhooks'] })
    await served.setUp()
    const mine = { Authorization: `Bearer ${await served.token()}` }
    ask = asker(served, () => mine)
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
    there.server.close()
    provider.close()
  })

  test('a mailbox that does not work says why, and is read once it is set right', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    const { page } = person
    await person.enter('/admin/mailboxes')
    await page.getByText('No mailboxes yet').waitFor()
    await axeBoth(person)
    await page.getByRole('button', { name: 'New mailbox' }).first().click()
    const form = page.getByRole('dialog', { name: 'New mailbox' })
    await form.getByLabel('Name', { exact: true }).first().fill('Service')
    await form.getByLabel('Address').fill('service@example.org')
    await form.getByRole('combobox', { name: 'Unit' }).or(form.getByRole('button', { name: 'Unit' })).first().click()
    await page.getByRole('option').first().click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    const incoming = form.getByRole('group', { name: 'Incoming (IMAP)' })
    await incoming.getByLabel('Server').fill('127.0.0.1')
    await incoming.getByLabel('Port').fill(String(there.port))
    await incoming.getByRole('combobox', { name: 'Encryption' }).click()
    await page.getByRole('option', { name: 'None (this machine only)' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await incoming.getByLabel('User name').fill('service')
    await incoming.getByLabel('Password').fill('wrong')
    await form.getByRole('group', { name: 'Outgoing (SMTP)' }).getByRole('switch').first().click()
    await expect.poll(() => form.getByRole('group', { name: 'Outgoing (SMTP)' }).getByRole('switch').first().isChecked()).toBe(false)
    await axeBoth(person)
    await shot(page, 'admin-mailbox-new')
    await form.getByRole('button', { name: 'Create mailbox' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByText('Does not work').waitFor()
    await page.getByText('User name or password not accepted').waitFor()
    await axeBoth(person)
    await shot(page, 'admin-mailboxes')
    await page.getByRole('button', { name: /Service/ }).first().click()
    const panel = page.getByRole('dialog', { name: 'Service' })
    await panel.getByText('Nothing yet').waitFor()
    await panel.getByRole('group', { name: 'Incoming (IMAP)' }).getByLabel('Password').fill('right')
    await axeBoth(person)
    await panel.getByRole('button', { name: 'Save' }).click()
    await panel.waitFor({ state: 'detached' })
    await page.getByText('Is read', { exact: true }).waitFor()
    const kept = await ask('GET', '/mailboxes')
    expect(JSON.stringify(kept)).not.toContain('right')
    await person.leave()
  })

  test('on a phone and in Chinese it fits the width', async () => {
    const person = await Person.arrive(served, { language: 'zh-Hans', phone: true, theme: 'dark' })
    await person.enter('/admin/mailboxes')
    await person.page.getByText('正常收取').waitFor()
    expect(await person.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await shot(person.page, 'admin-mailboxes-phone')
    await person.page.getByRole('button', { name: /Service/ }).first().click()
    await person.page.getByText('最近来信', { exact: true }).waitFor()
    await shot(person.page, 'admin-mailbox-phone')
    await person.leave()
  })

  test('how an access token is renewed is said here, and stays when one saves again', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    const { page } = person
    await person.enter('/admin/mailboxes')
    const open = async () => {
      await page.getByRole('button', { name: /Service/ }).first().click()
      return page.getByRole('dialog', { name: 'Service' })
    }
    const save = async () => {
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    const kept = async () => ((await ask('GET', '/mailboxes')) as unknown as { renewal: object | null; has_client_secret: boolean; has_refresh_token: boolean; folder: string }[])[0]
    const panel = await open()
    await panel.getByRole('group', { name: 'Incoming (IMAP)' }).getByText('Sign in with an OAuth2 access token').click()
    await panel.getByText('Renew the token by itself').click()
    await panel.getByLabel('Token endpoint').fill(endpoint)
    await panel.getByLabel('Client ID').fill('console')
    await panel.getByLabel('Client secret').fill('hidden-one')
    await panel.getByLabel('Refresh token').fill('hidden-two')
    await panel.getByLabel('Scope').scrollIntoViewIfNeeded()
    await axeBoth(person)
    await shot(page, 'admin-mailbox-renewal')
    await save()
    const renewal = { token_endpoint: endpoint, client_id: 'console', scope: '' }
    expect(await kept()).toMatchObject({ renewal, has_client_secret: true, has_refresh_token: true })

    await (await open()).getByLabel('Folder').fill('Service')
    await save()
    const after = await kept()
    expect(after).toMatchObject({ folder: 'Service', renewal, has_client_secret: true, has_refresh_token: true })
    expect(JSON.stringify(after)).not.toContain('hidden')

    // Refused, the mailbox says why and what to do, and so does its channel.
    await page.getByText('The access token could not be renewed').waitFor({ timeout: 20_000 })
    const refused = await open()
    await refused.getByText(/The permission ended or was taken back\. .* · invalid_grant Token has been revoked\./).waitFor()
    await axeBoth(person)
    await shot(page, 'admin-mailbox-refused')
    const [unit] = await ask<{ id: string }[]>('GET', '/units')
    await ask('POST', '/channels', { unit: unit?.id, channel: 'email', name: 'Letters', active: true })
    await page.goto(`${served.base}/admin/channels`)
    await page.getByText('A mailbox cannot renew its access').waitFor()
    await page.getByRole('button', { name: /Letters/ }).first().click()
    const channel = page.getByRole('dialog', { name: 'Letters' })
    await channel.getByText('Until it is renewed no mail comes in. Open the mailbox: it says why and what to do.').waitFor()
    await axeBoth(person)
    await shot(page, 'admin-channel-refused')
    await channel.getByRole('link', { name: 'To the mailboxes' }).click()
    await page.getByText('The access token could not be renewed').waitFor()
    await person.leave()
  })
})
