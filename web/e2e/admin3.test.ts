import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asker } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// Own fields, from the definition to the case that waits for one; webhooks, from the secret to the receiver that checks
// the signature.

/** A receiver on loopback that keeps what came and answers as it is told. */
class Receiver {
  readonly came: { headers: IncomingHttpHeaders; body: string }[] = []
  answers = 200
  private constructor(private readonly server: Server, readonly url: string) {}

  static async start(): Promise<Receiver> {
    const found: { it?: Receiver } = {}
    const server = createServer((asked, answer) => {
      const pieces: Buffer[] = []
      asked.on('data', (piece: Buffer) => pieces.push(piece))
      asked.on('end', () => {
        found.it?.came.push({ headers: asked.headers, body: Buffer.concat(pieces).toString() })
        answer.writeHead(found.it?.answers ?? 200, { 'content-type': 'text/plain' }).end('the other side says hello')
      })
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    found.it = new Receiver(server, `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook`)
    return found.it
  }

  /** Whether the last message was signed with this secret, as Standard Webhooks has it. */
  signed(secret: string): boolean {
    const last = this.came.at(-1)
    if (!last) return false
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    const text = `${last.headers['webhook-id']}.${last.headers['webhook-timestamp']}.${last.body}`
    return String(last.headers['webhook-signature']).split(' ').includes(`v1,${createHmac('sha256', key).update(text).digest('base64')}`)
  }

  end(): void {
    this.server.closeAllConnections()
    this.server.close()
  }
}

describe('administration: own fields and webhooks', () => {
  let served: Served
  let person: Person
  let receiver: Receiver
  let ask: ReturnType<typeof asker>

  beforeAll(async () => {
    receiver = await Receiver.start()
    served = await Served.start(0, [], { more: ['--allow-private-webhooks'] })
    await served.setUp()
    const mine = { Authorization: `Bearer ${await served.token()}` }
    ask = asker(served, () => mine)
  })
  afterAll(async () => {
    await closeBrowser()
    receiver.end()
    await served.end()
  })
  beforeEach(async () => {
    receiver.answers = 200
    receiver.came.length = 0
    person = await Person.arrive(served, { language: 'en' })
    await person.signIn()
  })
  afterEach(() => person.leave())

  test('a field is defined, seen as an agent will see it, filled in quick entry and on the case, and stops a step', async () => {
    const { page } = person
    await page.goto('/admin/fields')
    await page.getByText('No custom fields yet').waitFor()
    await axeBoth(person)
    await page.getByRole('button', { name: 'New field' }).first().click()
    const form = page.getByRole('dialog', { name: 'New field' })
    const choose = async (label: string, option: string, scope = form) => {
      await scope.getByRole('combobox', { name: label }).or(scope.getByRole('button', { name: label, exact: true })).first().click()
      await page.getByRole('option', { name: option, exact: true }).click()
      // A list of several choices stays open.
      await page.waitForTimeout(150)
      if ((await page.getByRole('option').count()) > 0) await page.keyboard.press('Escape')
      await page.getByRole('option').first().waitFor({ state: 'detached' })
    }
    // English first: what is left empty is filled from the Chinese name.
    await form.getByLabel('English').fill('Where it leaks')
    await form.getByLabel('简体中文').fill('漏水部位')
    await choose('What it holds', 'Choice')
    await form.getByRole('button', { name: 'Add option' }).click()
    await form.getByLabel('Option 1, English').fill('Door')
    await form.getByLabel('Option 1, 简体中文').fill('门')
    await form.getByRole('button', { name: 'Add option' }).click()
    await form.getByLabel('Option 2, English').fill('Pump')
    await form.getByLabel('Option 2, 简体中文').fill('泵')
    await choose('Kind of case', 'Complaint')
    await choose('Required before', 'Begin to investigate')
    // The preview is what an agent will meet.
    const preview = form.getByRole('region', { name: 'As the agent sees it' })
    await preview.getByText('Needed before: Begin to investigate').waitFor()
    await choose('Where it leaks', 'Door', preview)
    await axeBoth(person)
    await shot(page, 'admin-field')
    await form.getByRole('button', { name: 'Create field' }).click()
    await form.waitFor({ state: 'detached' })
    const row = page.getByRole('button', { name: /Where it leaks/ })
    await row.waitFor()
    // With a notice still shown.
    await page.getByRole('region', { name: 'What just happened' }).getByText('Saved').waitFor()
    await axeBoth(person)

    const [field] = await ask<{ id: string; code: string; required_before: string[]; when: object }[]>('GET', '/fields')
    expect(field).toMatchObject({ code: 'where_it_leaks', required_before: ['investigate'], when: { kinds: ['complaint'] } })
    await ask('POST', '/fields', { code: 'seal_worn', sort: 'yes_no', names: { zh_hans: '密封老化', zh_hant: '密封老化', en: 'Seal worn' }, fields: [{ field: field?.id, any_of: ['door'] }] })
    await ask('POST', '/fields', { code: 'price', sort: 'money', currency: 'CNY', sensitive: true, names: { zh_hans: '价格', zh_hant: '價格', en: 'Price' } })

    // In quick entry, and what hangs on a value comes with it.
    await page.goto('/inbox')
    await page.locator('#main').waitFor()
    await page.keyboard.press('c')
    const entry = page.getByRole('dialog', { name: 'New case' })
    await entry.getByLabel('Subject').fill('洗衣机漏水')
    await entry.getByLabel('In the customer’s words').fill('一地都是水')
    await entry.getByLabel('What the customer wants').fill('修好')
    await entry.getByText('Where it leaks').waitFor()
    expect(await entry.getByText('Seal worn').count()).toBe(0)
    await choose('Where it leaks', 'Door', entry)
    await entry.getByText('Seal worn').waitFor()
    await entry.getByRole('spinbutton', { name: 'Price' }).fill('1999.5')
    await axeBoth(person)
    await shot(page, 'entry-fields')
    await entry.getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForURL(/\/cases\//)
    const fields = page.getByRole('region', { name: 'Custom fields' })
    await fields.getByText('Door').waitFor()
    await fields.getByText(/1,999\.50/).waitFor()

    // On the case: changed in place; the step waits for it by its name.
    await fields.getByRole('button', { name: 'Change Where it leaks' }).click()
    await fields.getByRole('button', { name: 'Clear' }).click()
    await fields.getByRole('button', { name: 'Save', exact: true }).click()
    await fields.getByText('Needed before: Begin to investigate').waitFor()
    const id = page.url().split('/').at(-1) ?? ''
    await ask('PUT', `/cases/${id}/classification`, { classification: { category: 'product_quality', severity: 'general' } })
    const refused = await ask<{ name: string; reason: { code: string } | null }[]>('GET', `/cases/${id}/actions`)
    expect(refused.find((a) => a.name === 'investigate')?.reason?.code).toBe('fields_missing')
    await fields.getByRole('button', { name: 'Change Where it leaks' }).click()
    await fields.getByRole('combobox').or(fields.getByRole('button', { name: 'Where it leaks', exact: true })).first().click()
    await page.getByRole('option', { name: 'Pump' }).click()
    // Meanwhile somebody else writes the same field: it is shown before it is overwritten.
    await ask('PUT', `/cases/${id}/fields`, { values: { where_it_leaks: 'door' } })
    await fields.getByRole('button', { name: 'Save', exact: true }).click()
    await fields.getByRole('alert').getByText(/Changed meanwhile to: Door/).waitFor()
    await axeBoth(person)
    person.expected.push(/status of 412.*\/fields$/)
    await fields.getByRole('button', { name: 'Save', exact: true }).click()
    await fields.getByText('Pump').waitFor()
    await page.getByText('filled in Where it leaks').first().waitFor()
    await axeBoth(person)

    // The order of forms: by the keyboard, kept by the server, followed by the case.
    await page.goto('/admin/fields')
    const up = page.getByRole('button', { name: 'Move up: Price' })
    await up.focus()
    // Faster than the server answers: each press counts.
    for (let times = 0; times < 2; times += 1) await page.keyboard.press('Enter')
    // At the end of its way the other arrow is at hand.
    await expect.poll(() => page.getByRole('button', { name: 'Move down: Price' }).evaluate((e) => e === document.activeElement)).toBe(true)
    const order = async (path: string) => (await ask<{ code: string }[]>('GET', path)).map((f) => f.code)
    await expect.poll(() => order('/fields')).toEqual(['price', 'where_it_leaks', 'seal_worn'])
    expect(await order(`/cases/${id}/fields`)).toEqual(['price', 'where_it_leaks'])
    await page.getByRole('button', { name: /^Seal worn/ }).click()
    const seal = page.getByRole('dialog', { name: 'Seal worn' })
    await axeBoth(person)
    await seal.getByRole('button', { name: 'Archive' }).click()
    await page.getByRole('dialog', { name: 'Archive Seal worn?' }).getByRole('button', { name: 'Archive' }).click()
    await seal.waitFor({ state: 'detached' })
    expect(await page.getByRole('button', { name: /^Seal worn/ }).count()).toBe(0)
    await page.getByLabel('Archived too (1)').click()
    await page.getByRole('button', { name: /^Seal worn/ }).waitFor()
    await axeBoth(person)
    await shot(page, 'admin-fields')
  })

  test('a webhook is made, tried, refused, sent again, changed and ended; the receiver checks the signature', async () => {
    const { page } = person
    await page.goto('/admin/webhooks')
    await page.getByText('No webhooks yet').waitFor()
    await page.getByRole('button', { name: 'New webhook' }).first().click()
    const form = page.getByRole('dialog', { name: 'New webhook' })
    await form.getByLabel('Name').fill('Warehouse')
    await form.getByLabel('Address').fill('ftp://example.com/')
    person.expected.push(/status of 422.*\/webhooks$/)
    await form.getByRole('button', { name: 'Create webhook' }).click()
    await form.getByRole('alert').waitFor()
    await form.getByLabel('Address').fill(receiver.url)
    await axeBoth(person)
    await form.getByRole('button', { name: 'Create webhook' }).click()
    const secret = await form.getByLabel('Secret').inputValue()
    expect(secret).toMatch(/^whsec_/)
    await form.getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Copied').first().waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret)
    await axeBoth(person)
    await form.getByRole('button', { name: 'Close' }).last().click()
    await page.waitForURL(/\/admin\/webhooks\/\w+$/)
    await page.getByText('Nothing sent yet').waitFor()
    await axeBoth(person)

    await page.getByRole('button', { name: 'Send a test' }).click()
    const log = page.getByRole('list', { name: 'Delivery log' })
    await log.getByText('Delivered').waitFor()
    expect(receiver.came).toHaveLength(1)
    expect(receiver.signed(secret)).toBe(true)
    expect(receiver.signed('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBe(false)
    await log.getByText('Test', { exact: true }).click()
    await log.getByText('the other side says hello').waitFor()
    await log.getByText(String(receiver.came[0]?.headers['webhook-id']), { exact: true }).waitFor()
    await axeBoth(person)
    await shot(page, 'admin-webhook')
    await log.getByRole('button', { name: 'Send again' }).click()
    await expect.poll(() => receiver.came.length, { timeout: 15_000 }).toBe(2)
    expect(receiver.came[1]?.headers['webhook-id']).toBe(receiver.came[0]?.headers['webhook-id'])

    // What does not arrive waits, and says why.
    receiver.answers = 503
    await ask('POST', '/cases', { kind: 'inquiry', channel: 'phone', texts: { subject: '几点开门', verbatim: '几点开门？' } })
    await log.getByText('Registered').first().waitFor({ timeout: 15_000 })
    await expect.poll(() => receiver.came.length, { timeout: 15_000 }).toBeGreaterThan(2)
    await page.getByRole('combobox', { name: 'Which messages' }).click()
    await page.getByRole('option', { name: 'Waiting' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await log.getByText('Waiting').first().waitFor()
    expect(await log.getByText('Delivered').count()).toBe(0)
    const told = log.getByRole('listitem').filter({ hasText: 'Registered' }).first()
    await told.getByText('Registered').first().click()
    await told.getByText('The last attempt failed').waitFor({ timeout: 15_000 })
    await told.getByText('503', { exact: true }).first().waitFor()
    await axeBoth(person)

    await page.getByRole('button', { name: 'Edit' }).click()
    const change = page.getByRole('dialog', { name: 'Warehouse' })
    await change.getByRole('switch', { name: 'Send messages' }).click()
    await change.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Switched off').waitFor()
    expect(await page.getByRole('button', { name: 'Send a test' }).isDisabled()).toBe(true)
    await page.goto('/admin/webhooks')
    await page.getByRole('link', { name: /Warehouse/ }).waitFor()
    await axeBoth(person)
    await shot(page, 'admin-webhooks')
    await page.getByRole('link', { name: /Warehouse/ }).click()
    // The answer comes late: meanwhile the page does not ask about what is no more.
    await page.route('**/api/v1/webhooks/*', async (route) => {
      const answer = await route.fetch()
      await new Promise((done) => setTimeout(done, 3_500))
      await route.fulfill({ response: answer })
    }, { times: 1 })
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog', { name: 'Delete Warehouse?' }).getByRole('button', { name: 'Delete' }).click()
    await page.getByText('No webhooks yet').waitFor()
  })

  test('on a phone fields and webhooks fit the width', async () => {
    const small = await Person.arrive(served, { language: 'zh-Hans', phone: true })
    await small.signIn()
    for (const path of ['/admin/fields', '/admin/webhooks']) {
      await small.page.goto(path)
      await small.page.getByRole('heading', { level: 1 }).waitFor()
      expect(await small.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path).toBe(true)
      await axeBoth(small)
      await small.page.getByRole('button', { name: /新建/ }).first().click()
      await small.page.getByRole('dialog').waitFor()
      await axeBoth(small)
    }
    await small.leave()
  })
})
