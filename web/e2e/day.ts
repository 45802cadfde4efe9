import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asker, type CaseNow, Desk, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// An agent's day: a call is taken down by the keyboard alone, and the case goes its whole way by what the console offers.

export function aDay(engine: 'sqlite' | 'postgres'): void {
  describe(`a day on ${engine}`, () => {
    let served: Served
    let person: Person
    let desk: Desk
    let mine: Record<string, string>
    const ask = asker({ ask: (...given: Parameters<Served['ask']>) => served.ask(...given) } as Served, () => mine)

    beforeAll(async () => {
      served = await Served.start(0, [], { engine })
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
      desk = new Desk(person)
    })
    afterEach(() => person.leave())

    const now = (id: string) => ask<CaseNow>('GET', `/cases/${id}`)
    const reaches = (id: string, stage: string) => expect.poll(async () => (await now(id)).stage).toBe(stage)

    test('from the call to the confirmed result, and once more', { timeout: 240_000 }, async () => {
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
      await desk.dialog('New case').waitFor()
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
      await press('Control+Enter')
      await page.getByRole('heading', { level: 1, name: 'Parcel is late' }).waitFor()
      const spent = Date.now() - began
      expect(spent).toBeLessThan(30_000)
      console.info(`quick entry: ${keys} keys, ${spent} ms`)
      const id = page.url().split('/').at(-1) ?? ''
      const me = await ask<{ user: string }>('GET', '/me')
      expect((await now(id)).owner.id).toBe(me.user)

      // Classify: the category by typing, the severity by choice.
      await page.getByText('Came in by Phone').waitFor()
      await page.keyboard.press('p')
      const classify = desk.dialog('Classify')
      await classify.waitFor()
      await axeBoth(person)
      await classify.getByLabel('Category', { exact: true }).click()
      await page.keyboard.type('deliver')
      await page.getByRole('option').first().waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await classify.getByRole('combobox', { name: 'Severity' }).click()
      await page.getByRole('option').nth(1).click()
      await page.getByRole('listbox').waitFor({ state: 'detached' })
      await shot(page, 'case-classify')
      await desk.send('Classify')
      await reaches(id, 'triaged')

      // Taken, spoken with.
      await desk.act('Take it')
      await reaches(id, 'assigned')
      await desk.act('Log contact')
      await desk.dialog('Log contact').waitFor()
      await desk.send('Log contact')
      await reaches(id, 'in_contact')

      // Waiting for the customer is not to be had before they were asked something; the dialog says so.
      await desk.act('Pause')
      const pause = desk.dialog('Pause')
      const customer = pause.getByRole('radio', { name: 'Waiting for customer' })
      await customer.waitFor()
      expect(await customer.isDisabled()).toBe(true)
      await axeBoth(person)
      await page.keyboard.press('Escape')
      await pause.waitFor({ state: 'detached' })
      const reply = await desk.writer('Reply')
      await reply.pressSequentially('Which address should it go to?')
      await page.getByRole('combobox', { name: 'What it is' }).click()
      await page.getByRole('option', { name: 'Question' }).click()
      await page.keyboard.press('Escape')
      await reply.click()
      await page.keyboard.press('Control+Enter')
      await desk.gone()
      await page.locator('h1').click()
      await desk.act('Pause')
      await customer.click()
      await desk.send('Pause')
      await expect.poll(async () => (await now(id)).status).toBe('waiting_customer')
      await page.getByRole('banner').or(page.locator('header')).getByText('Waiting for customer').first().waitFor()
      // The customer answers by telephone: work goes on.
      await desk.act('Resume')
      await expect.poll(async () => (await now(id)).status).toBe('in_contact')

      // Somebody else changes the case while the dialog is open: shown in place, and nothing typed is lost.
      await desk.act('Record findings')
      const findings = desk.dialog('Record findings')
      await findings.getByRole('textbox').fill('The carrier lost it.')
      await ask('POST', `/cases/${id}/notes`, { text: 'The carrier called.' })
      person.expected.push(/status of 412/)
      await page.keyboard.press('Control+Enter')
      await findings.getByText('The case has changed').waitFor()
      expect(await findings.getByRole('textbox').inputValue()).toBe('The carrier lost it.')
      await page.getByRole('button', { name: 'Seen, go on' }).click()
      await findings.waitFor({ state: 'detached' })

      await desk.act('Propose a solution')
      const propose = desk.dialog('Propose a solution')
      await propose.getByRole('textbox', { name: 'What is offered' }).fill('We send another one.')
      await propose.getByRole('combobox', { name: 'Remedies' }).click()
      await page.getByRole('option', { name: 'Reship' }).click()
      await page.keyboard.press('Escape')
      await propose.getByLabel('Promised for').fill('2030-01-05T18:00')
      await desk.send('Propose a solution')
      await desk.act('Record the answer')
      await desk.dialog('Record the answer').getByRole('radio', { name: 'Accepted' }).click()
      await desk.send('Record the answer')
      await desk.act('Carry out')
      await reaches(id, 'executing')

      // Done; what was agreed is what is offered as done.
      await page.getByRole('region', { name: 'Where it stands' }).getByRole('button', { name: 'Resolve', exact: true }).click()
      const resolve = desk.dialog('Resolve')
      await resolve.getByRole('textbox', { name: 'What was done' }).fill('Another one went out today.')
      expect(await resolve.getByRole('combobox', { name: 'Remedies' }).textContent()).toContain('Reship')
      await desk.send('Resolve')
      await reaches(id, 'resolved')

      // The customer is told, and says whether it is right.
      await page.getByRole('region', { name: 'Where it stands' }).getByRole('button', { name: 'Confirm the result' }).click()
      const confirm = desk.dialog('Confirm the result')
      await confirm.getByRole('combobox', { name: 'The customer is' }).click()
      await page.getByRole('option', { name: 'Satisfied', exact: true }).click()
      await page.getByRole('listbox').waitFor({ state: 'detached' })
      await axeBoth(person)
      await desk.send('Confirm the result')
      await reaches(id, 'confirmed')

      await page.getByRole('region', { name: 'Where it stands' }).getByRole('button', { name: 'Close', exact: true }).click()
      const close = desk.dialog('Close')
      await close.getByRole('radio', { name: 'Confirmed' }).click()
      await desk.send('Close')
      await reaches(id, 'closed')
      await page.getByText('Closed').first().waitFor()
      await axeBoth(person)

      // And it broke again.
      await desk.act('Reopen')
      const reopen = desk.dialog('Reopen')
      await reopen.getByRole('textbox', { name: 'Reason' }).fill('The second parcel is broken.')
      await desk.send('Reopen')
      await reaches(id, 'reopened')
      await page.getByText('Reopened 1×').waitFor()
      await page.getByText('The second parcel is broken.').waitFor()
    })
  })
}
