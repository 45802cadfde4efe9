import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asker, type CaseNow, Desk, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// A substitute for the time being, from the counter to the register and back; and what is owed besides a solution.

const lead = { login: 'wang', password: 'another long password', name: '王芳', role: 'supervisor' }

describe('loaner', () => {
  let served: Served
  let id = ''
  let ask: ReturnType<typeof asker>
  beforeAll(async () => {
    served = await Served.start(0, [lead])
    const mine = { Authorization: `Bearer ${await served.token(lead)}` }
    ask = asker(served, () => mine)
    const units = await ask<{ id: string }[]>('GET', '/units')
    const texts = { subject: '冰箱漏电', verbatim: '冰箱外壳漏电，不敢用了。', demand: '换一台' }
    const made = await ask<CaseNow>('POST', '/cases', { kind: 'complaint', channel: 'phone', unit: units[0]?.id, complainant: { kind: 'anonymous', reason: 'refused' }, texts })
    id = made.id
    await ask('PUT', `/cases/${id}/classification`, { classification: { category: 'product_quality', safety_risk: true } })
    await ask('POST', `/cases/${id}/contacts`, { channel: 'phone', result: 'reached' })
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })

  test('is lent, stands in the register, and comes back with its condition; what cannot be repaired says what it needs', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet, /status of 409.*\/resolution$/)
    await person.enter(`/cases/${id}`, lead)
    const { page } = person
    const desk = new Desk(person)
    await desk.ready()
    await desk.act('Lend a substitute')
    const lend = desk.dialog('Lend a substitute')
    await lend.getByRole('combobox', { name: 'Kind of item' }).click()
    await page.getByRole('option', { name: 'Appliance', exact: true }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await lend.getByLabel(/^What is lent/).fill('备用冰箱')
    await lend.getByLabel(/^Its number/).fill('BX-7')
    await lend.getByLabel(/^Due back/).fill('2030-01-15T18:00')
    await lend.getByLabel(/^Condition when it goes out/).fill('No scratches')
    await axeBoth(person)
    await shot(page, 'loaner-lend')
    await desk.send('Lend a substitute')
    const block = page.getByRole('region', { name: 'Solution, loans, follow-up' })
    await block.getByText('备用冰箱').waitFor()
    await axeBoth(person)
    await shot(page, 'loaner-case')

    await page.getByRole('link', { name: 'Loaners' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Loaners' }).waitFor()
    await page.getByText('备用冰箱').waitFor()
    await axeBoth(person)
    await shot(page, 'loaners')

    await desk.open(id)
    await block.getByRole('button', { name: 'Take back' }).click()
    const back = desk.dialog('Take back what was lent')
    await back.getByLabel(/^Condition when it came back/).fill('Handle is loose')
    await desk.send('Take back what was lent')
    await block.getByText('Came back: Handle is loose').waitFor()
    expect(await ask('GET', '/loaners')).toEqual([])

    await desk.act('Record as irreparable')
    const found = desk.dialog('Record as irreparable')
    await found.getByLabel(/^Reason/).fill('The board is burnt and no longer made')
    await desk.send('Record as irreparable')
    await block.getByText('An alternative or a compensation is owed').waitFor()
    await shot(page, 'loaner-owed')
    await person.leave()
  })
})
