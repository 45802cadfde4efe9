import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asker, type CaseNow, Desk, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// Valid complaints (S3-19…S3-24): head office judges on the case, the second of the month proposes a penalty, which is
// issued; the station appeals, somebody else decides on a telephone, and the circular is corrected.

const head = { login: 'li', password: 'a long enough password', name: '李雷', role: 'service_management_dept' }
const other = { login: 'wang', password: 'another long password', name: '王芳', role: 'service_management_dept' }
const leader = { login: 'zhao', password: 'a third long password', name: '赵敏', role: 'station_manager' }

describe('stations', () => {
  let served: Served
  const cases: string[] = []
  beforeAll(async () => {
    served = await Served.start()
    await served.setUp('auto_station')
    const mine = { Authorization: `Bearer ${await served.token()}` }
    const ask = asker(served, () => mine)
    const top = (await ask<{ id: string }[]>('GET', '/units'))[0]?.id
    const station = (await ask<{ id: string }>('POST', '/units', { parent: top, kind: 'station', code: 'S01', name: '城北特约服务站' })).id
    await served.enter(head, mine)
    await served.enter(other, mine)
    await served.enter(leader, mine, station)
    for (const subject of ['刹车异响返修三次未好', '取车时发现车门划痕']) {
      const complainant = { kind: 'anonymous', reason: 'refused' }
      const texts = { subject, verbatim: '修了三次还是响', demand: '修好', symptom: '异响', product: '轿车' }
      const made = await ask<CaseNow>('POST', '/cases', { kind: 'complaint', channel: 'phone', unit: station, complainant, texts })
      cases.push(made.id)
      await ask('PUT', `/cases/${made.id}/classification`, { classification: { category: 'repair_quality', severity: 'general' } })
      await ask('POST', `/cases/${made.id}/findings`, { text: '制动片未按规定更换' })
      await ask('PUT', `/cases/${made.id}/liability`, { shares: [{ party: 'station', percent: 100, unit: station }], reason: '返修工单' })
    }
    const judged = { confirmed: true, class: 'repair_quality_rework', station, station_caused: true, reason: '返修三次' }
    await ask('POST', `/cases/${cases[0]}/adjudications`, judged)
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })

  test('a second valid complaint leads to a circular, and a granted appeal to its correction', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet)
    await person.enter(`/cases/${cases[1]}`, head)
    const { page } = person
    const desk = new Desk(person)
    await desk.ready()
    await desk.act('Adjudicate')
    const judging = page.getByRole('dialog', { name: 'Adjudicate' })
    await judging.getByRole('radio', { name: 'Service attitude' }).click()
    await judging.getByLabel(/^Reason$/).fill('Handed over scratched, told to go away')
    await axeBoth(person)
    await shot(page, 'stations-judge')
    await judging.getByRole('button', { name: 'Adjudicate' }).click()
    const block = page.getByRole('region', { name: 'Valid complaint' })
    await block.getByText('Service attitude').waitFor()
    await axeBoth(person)
    await shot(page, 'stations-case')

    await page.goto('/stations')
    await page.getByRole('link', { name: '城北特约服务站' }).waitFor()
    // The proposed penalty may be signed: it is counted beside the entry.
    await page.getByRole('link', { name: /^Stations\s*1$/ }).waitFor()
    await page.getByRole('button', { name: 'Orders of 城北特约服务站' }).click()
    await page.getByRole('dialog').getByLabel(/^Orders in/).fill('500')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    // The same by a table: every flaw first, then as a whole.
    await page.getByRole('button', { name: 'Orders by CSV' }).click()
    const table = page.getByRole('dialog', { name: /^Orders in/ })
    const csv = (text: string) => ({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await table.locator('input[type=file]').setInputFiles(csv('code,orders\nS01,many\nS99,3\n'))
    await table.getByText('2 flaws: nothing is taken in until they are gone').waitFor()
    await table.getByText('No station with this code').waitFor()
    await axeBoth(person)
    await shot(page, 'stations-orders-flaws')
    await table.locator('input[type=file]').setInputFiles(csv('\ufeffcode,orders\nS01,"800"\n'))
    await table.getByText('1 stations read (UTF-8), 1 of them change').waitFor()
    await axeBoth(person)
    await shot(page, 'stations-orders-file')
    await table.getByRole('button', { name: 'Take in' }).click()
    await page.getByRole('cell', { name: '2.5', exact: true }).waitFor()
    await axeBoth(person)
    await shot(page, 'stations-board')
    await page.getByRole('tab', { name: /Penalties/ }).click()
    await page.getByRole('button', { name: 'Issue the circular' }).click()
    await expect.poll(() => page.getByRole('dialog').getByRole('textbox').inputValue()).toMatch(/criticism of 城北特约服务站[^]*auto_station@/)
    await shot(page, 'stations-penalty')
    await page.getByRole('dialog').getByRole('button', { name: 'Issue the circular' }).click()
    await page.getByText('No penalty waits').waitFor()

    // The station reads it, and appeals on the case.
    const station = await Person.arrive(served, { language: 'zh-Hans' })
    station.expected.push(...quiet)
    await station.enter('/stations', leader)
    await station.page.getByRole('tab', { name: '通报' }).click()
    await station.page.getByRole('heading', { name: /关于城北特约服务站的通报/ }).waitFor()
    await station.page.getByRole('button', { name: '确认已读' }).click()
    await station.page.getByText('已读', { exact: true }).waitFor()
    await axeBoth(station)
    // The penalised station heard of it by its bell, which leads there.
    await station.page.goto('/')
    await station.page.getByRole('button', { name: /未读/ }).click()
    await station.page.getByText('提出处罚建议').waitFor()
    await shot(station.page, 'stations-bell')
    await station.page.getByText('处罚已有决定').click()
    await station.page.getByRole('heading', { name: /关于城北特约服务站的通报/ }).waitFor()
    await page.goto('/stations?show=circulars')
    await page.getByRole('button', { name: 'Who has read it' }).click()
    await page.getByText(/^1 of \d+ have read it$/).waitFor()
    await page.getByText('赵敏').waitFor()
    await axeBoth(person)
    await shot(page, 'stations-readers')
    await station.page.goto(`/cases/${cases[1]}`)
    await station.page.getByRole('region', { name: '有效投诉' }).getByRole('button', { name: '申诉' }).click()
    await station.page.getByRole('dialog', { name: '申诉' }).getByRole('textbox').fill('交车记录显示无划痕')
    await station.page.getByRole('dialog', { name: '申诉' }).getByRole('button', { name: '申诉' }).click()
    await station.page.getByText('申诉中').first().waitFor()

    // Who may decide it has it beside the stations; who judged it has not.
    const counted = await Person.arrive(served, { language: 'en' })
    counted.expected.push(...quiet)
    await counted.enter('/stations?show=penalties', other)
    await counted.page.getByRole('link', { name: /^Stations\s*1$/ }).waitFor()
    await counted.page.getByText('交车记录显示无划痕').waitFor()
    await axeBoth(counted)
    await shot(counted.page, 'stations-appeal-badge')
    await counted.leave()
    await page.goto('/stations')
    await page.getByRole('link', { name: /^Stations$/ }).waitFor()

    // Another decides, on a telephone.
    const decider = await Person.arrive(served, { language: 'zh-Hans', phone: true })
    decider.expected.push(...quiet)
    await decider.enter('/approvals', other)
    await decider.page.getByText('交车记录显示无划痕').waitFor()
    await axeBoth(decider)
    await shot(decider.page, 'stations-appeal-phone')
    await decider.page.getByRole('button', { name: '支持申诉' }).tap()
    await decider.page.getByRole('dialog').getByRole('textbox').fill('记录属实')
    await decider.page.getByRole('dialog').getByRole('button', { name: '支持申诉' }).tap()
    await decider.page.getByText('交车记录显示无划痕').waitFor({ state: 'detached' })
    await decider.leave()

    await station.page.goto('/stations')
    await station.page.getByRole('tab', { name: '通报' }).click()
    await station.page.getByText('更正：').waitFor()
    await shot(station.page, 'stations-circular')
    await station.page.getByRole('tab', { name: '月度看板' }).click()
    await station.page.getByRole('link', { name: '城北特约服务站' }).click()
    await station.page.getByText('（满分 100 分）').waitFor()
    await axeBoth(station)
    await shot(station.page, 'stations-year')
    await station.leave()
    await person.leave()
  })
})
