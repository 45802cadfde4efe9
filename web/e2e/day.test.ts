import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// An agent's day: a call is taken down by the keyboard alone, and the case goes its whole way by what the console offers.

const quiet = [/status of 401.*\/api\/v1\/me$/, /status of 404.*\/earlier\?/]

describe('a day', () => {
  let served: Served
  let person: Person
  let mine: Record<string, string>

  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
    mine = { Authorization: `Bearer ${await served.token()}` }
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })
  beforeEach(async () => {
    person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet)
    await person.signIn()
    person.page.setDefaultTimeout(15_000)
  })
  afterEach(() => person.leave())

  const stage = async (id: string) => ((await served.ask('GET', `/cases/${id}`, undefined, mine)).body as { stage: string; status: string; owner: { id: string } })
  /** Opens an action by the menu, typing its name. */
  const act = async (name: string) => {
    const { page } = person
    const box = page.getByRole('combobox', { name: 'All actions' })
    // Keys wait while a dialog is still going away.
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(async () => (await box.isVisible()) || (await page.keyboard.press('s').then(() => box.isVisible())), { timeout: 10_000 }).toBe(true)
    await box.fill(name)
    // What the server allows is asked anew after each decision.
    await page.getByRole('option', { name, disabled: false }).first().waitFor()
    await page.keyboard.press('Enter')
  }
  const dialog = (name: string) => person.page.getByRole('dialog', { name })
  const send = async (name: string) => {
    await person.page.keyboard.press('Control+Enter')
    await dialog(name).waitFor({ state: 'detached' })
  }

  test('from the call to the carrying out', { timeout: 120_000 }, async () => {
    const { page } = person
    // The call, without touching the mouse.
    const began = Date.now()
    let keys = 0
    const type = async (text: string) => {
      keys += text.length
      await page.keyboard.insertText(text)
    }
    const press = async (key: string) => {
      keys += 1
      await page.keyboard.press(key)
    }
    await press('c')
    await dialog('New case').waitFor()
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name)).toBe('phone')
    await type('13800138000')
    await press('Tab')
    await type('李雷')
    for (const key of ['Tab', 'Tab', 'Tab']) await press(key)
    await type('Parcel is late')
    await press('Tab')
    await type('The parcel is five days late and nobody answers me.')
    await press('Tab')
    await type('Deliver it today')
    if (process.env.BIHUAN_SHOTS === '1') await shot(page, 'quick-entry')
    await press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: 'Parcel is late' }).waitFor()
    const spent = Date.now() - began
    expect(spent).toBeLessThan(30_000)
    console.info(`quick entry: ${keys} keys, ${spent} ms`)
    const id = page.url().split('/').at(-1) ?? ''
    const me = (await served.ask('GET', '/me', undefined, mine)).body as { user: string }
    expect((await stage(id)).owner.id).toBe(me.user)

    // Classify: the category by typing, the severity by choice.
    await page.getByText('Came in by Phone').waitFor()
    await page.keyboard.press('p')
    await dialog('Classify').waitFor()
    await axeBoth(person)
    await dialog('Classify').getByLabel('Category', { exact: true }).click()
    await page.keyboard.type('deliver')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await dialog('Classify').getByRole('combobox', { name: 'Severity' }).click()
    await page.getByRole('option').nth(1).click()
    await shot(page, 'case-classify')
    await send('Classify')
    await expect.poll(async () => (await stage(id)).stage).toBe('triaged')

    // Taken, spoken with, answered.
    await act('Take it')
    await expect.poll(async () => (await stage(id)).stage).toBe('assigned')
    await act('Log contact')
    await dialog('Log contact').waitFor()
    await send('Log contact')
    await expect.poll(async () => (await stage(id)).stage).toBe('in_contact')
    await page.keyboard.press('r')
    const reply = page.getByRole('textbox', { name: 'Reply', exact: true })
    await reply.waitFor()
    await reply.pressSequentially('We are looking into it.')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/Sent in \d+ s/).waitFor()
    await page.getByText(/Sent in \d+ s|Sending…/).waitFor({ state: 'detached', timeout: 25_000 })
    await page.locator('h1').click()

    // Pause and go on. What may not be chosen stays readable and says why.
    await act('Pause')
    await dialog('Pause').getByRole('radio', { name: 'Inspection' }).click()
    expect(await dialog('Pause').getByRole('radio', { disabled: true }).count()).toBeGreaterThan(0)
    await axeBoth(person)
    await send('Pause')
    await expect.poll(async () => (await stage(id)).status).toBe('inspection')
    await act('Resume')
    await expect.poll(async () => (await stage(id)).status).toBe('in_contact')

    // Somebody else changes the case while the dialog is open: shown in place, and nothing typed is lost.
    await act('Record findings')
    await dialog('Record findings').getByRole('textbox').fill('The carrier lost it.')
    await served.ask('POST', `/cases/${id}/notes`, { text: 'The carrier called.' }, mine)
    person.expected.push(/status of 412/)
    await page.keyboard.press('Control+Enter')
    await dialog('Record findings').getByText('The case has changed').waitFor()
    expect(await dialog('Record findings').getByRole('textbox').inputValue()).toBe('The carrier lost it.')
    await page.getByRole('button', { name: 'Seen, go on' }).click()
    await dialog('Record findings').waitFor({ state: 'detached' })

    await act('Propose a solution')
    await dialog('Propose a solution').getByRole('textbox', { name: 'What is offered' }).fill('We send another one.')
    await dialog('Propose a solution').getByRole('combobox', { name: 'Remedies' }).click()
    await page.getByRole('option', { name: 'Reship' }).click()
    await page.keyboard.press('Escape')
    await dialog('Propose a solution').getByLabel('Promised for').fill('2030-01-05T18:00')
    await send('Propose a solution')
    await act('Record the answer')
    await dialog('Record the answer').getByRole('radio', { name: 'Accepts' }).or(dialog('Record the answer').getByRole('radio', { name: 'Accepted' })).click()
    await send('Record the answer')
    await act('Carry out')
    await expect.poll(async () => (await stage(id)).stage).toBe('executing')
  })

  test('what was typed outlives a cut line', async () => {
    const { page } = person
    await page.keyboard.press('c')
    await dialog('New case').waitFor()
    await page.getByRole('textbox', { name: 'Subject' }).fill('No heating')
    await page.getByRole('textbox', { name: /customer’s words/ }).fill('It is cold.')
    person.expected.push(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
    await person.context.setOffline(true)
    await page.keyboard.press('Control+Enter')
    await page.getByText('What you typed stays in this tab').waitFor()
    await axeBoth(person)
    await page.keyboard.press('Escape')
    await person.context.setOffline(false)
    await page.reload()
    await page.locator('#main').waitFor()
    await page.keyboard.press('c')
    await expect.poll(() => page.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('No heating')
    await page.getByRole('textbox', { name: 'Subject' }).press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: 'No heating' }).waitFor()
  })
})
