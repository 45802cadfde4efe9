import { afterAll, beforeAll, describe, test } from 'vitest'
import { asker, type CaseNow, Desk, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// Who answers for a case: a major one says that nobody leads it until somebody is named (S3-29), and one that was passed on
// too often says so on its timeline and in the bell (S2-02).

const lead = { login: 'wang', password: 'another long password', name: '王芳', role: 'station_manager' }
const agents = [
  { login: 'li', password: 'a long enough password', name: '李雷', role: 'agent' },
  { login: 'han', password: 'a third long password', name: '韩梅', role: 'agent' },
  { login: 'zhou', password: 'a fourth long password', name: '周杰', role: 'agent' },
]

describe('who answers for a case', () => {
  let served: Served
  let mine: Record<string, string>
  const ids: string[] = []

  const made = async (subject: string): Promise<CaseNow> => {
    const ask = asker(served, () => mine)
    return ask<CaseNow>('POST', '/cases', { kind: 'complaint', channel: 'phone', complainant: { kind: 'anonymous', reason: 'refused' }, texts: { subject, verbatim: '没有人管', demand: '给个说法' } })
  }
  beforeAll(async () => {
    served = await Served.start()
    await served.setUp('auto_station')
    mine = { Authorization: `Bearer ${await served.token()}` }
    await served.enter(lead, mine)
    for (const agent of agents) ids.push(await served.enter(agent, mine))
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })

  test('a major case says that nobody leads it, and then who does', async () => {
    const ask = asker(served, () => mine)
    const one = await made('电池冒烟')
    await ask('PUT', `/cases/${one.id}/classification`, { classification: { category: 'safety.fire', severity: 'critical', safety_risk: true } })
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet)
    await person.enter(`/cases/${one.id}`, lead)
    const desk = new Desk(person)
    await desk.ready()
    await person.page.getByText('Needs a leader').first().waitFor()
    await axeBoth(person)
    await shot(person.page, 'leader-none')
    await desk.act('Name who leads')
    const dialog = person.page.getByRole('dialog')
    await dialog.getByLabel('Who leads').last().click()
    await person.page.getByRole('option', { name: /王芳/ }).first().click()
    await person.page.getByRole('listbox').waitFor({ state: 'detached' })
    await person.page.keyboard.press('Control+Enter')
    await person.page.getByText('Led by 王芳').first().waitFor()
    await person.page.getByText('Needs a leader').waitFor({ state: 'detached' })
    await shot(person.page, 'leader-named')
    await person.leave()
  })

  test('passed on too often, it says so on its timeline and in the bell', async () => {
    const one = await made('转了三次没人管')
    const admin = asker(served, () => mine)
    let giver = admin
    for (const [n, agent] of agents.entries()) {
      const theirs = { Authorization: `Bearer ${await served.token(agent)}` }
      await giver('POST', `/cases/${one.id}/transfer`, { to: { kind: 'user', id: ids[n] }, reason: '不归我管' })
      giver = asker(served, () => theirs)
      await giver('PUT', `/cases/${one.id}/transfer`)
    }
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet)
    await person.enter(`/cases/${one.id}`, lead)
    await new Desk(person).ready()
    await person.page.getByText(/It was passed on 3 times/).waitFor()
    await axeBoth(person)
    await shot(person.page, 'ping-pong')
    await person.page.getByRole('button', { name: /unread/ }).click()
    await person.page.getByText('Passed around too often').waitFor()
    await shot(person.page, 'ping-pong-bell')
    await person.leave()
  })
})
