import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asker, type CaseNow, Desk, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// An emergency is planned for, accepted and looked into (S0-52…55): a colleague's unit and a carrier outside are asked for
// evidence (S2-17), each answers where they are, and the checklist shows it.

const agent = { login: 'li', password: 'a long enough password', name: '李雷', role: 'supervisor' }
const chief = { login: 'guan', password: 'another long password', name: '管清', role: 'admin' }

describe('investigation', () => {
  let served: Served
  let id = ''
  let ask: ReturnType<typeof asker>
  beforeAll(async () => {
    served = await Served.start(0, [agent, chief])
    const mine = { Authorization: `Bearer ${await served.token(agent)}` }
    ask = asker(served, () => mine)
    const complainant = { kind: 'anonymous', reason: 'refused' }
    const texts = { subject: '充电宝冒烟烧坏桌面', verbatim: '充着电就冒烟了，差点着火！', demand: '退货赔偿', symptom: '冒烟', product: 'PB-20000', serial: 'B2026-07' }
    const units = await ask<{ id: string }[]>('GET', '/units')
    const earlier = { ...texts, subject: '充电宝发烫' }
    await ask('POST', '/cases', { kind: 'complaint', channel: 'phone', unit: units[0]?.id, complainant, texts: earlier })
    id = (await ask<CaseNow>('POST', '/cases', { kind: 'complaint', channel: 'phone', unit: units[0]?.id, complainant, texts })).id
    await ask('PUT', `/cases/${id}/classification`, { classification: { category: 'safety.fire', severity: 'critical', safety_risk: true } })
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })

  test('an emergency is accepted, and evidence comes from a colleague and from a carrier on a telephone', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet)
    await person.enter(`/cases/${id}`, agent)
    const { page } = person
    const desk = new Desk(person)
    await desk.ready()
    const emergency = page.getByRole('region', { name: 'Emergency' })
    await emergency.getByText('1 of the same serial number or batch', { exact: false }).waitFor()
    await emergency.getByRole('button', { name: 'Accept' }).click()
    await emergency.getByText('Accepted by 李雷').waitFor()

    await desk.act('Ask for evidence')
    const asking = page.getByRole('dialog', { name: 'Ask for evidence' })
    await asking.getByLabel('Or somebody outside', { exact: false }).fill('顺达物流 wang@example.com')
    await asking.getByRole('combobox').first().click()
    await page.getByRole('option', { name: 'Logistics' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await asking.getByRole('textbox').last().fill('Was the parcel damaged on the way?')
    await axeBoth(person)
    await shot(page, 'investigation-ask')
    await desk.send('Ask for evidence')
    const block = page.getByRole('region', { name: 'Investigation' })
    await block.getByRole('button', { name: 'Copy link to answer' }).click()
    // The address in their name: it was tried to send there too, and the line says how that went.
    await block.getByRole('list', { name: 'Links sent' }).getByText('Not sent').waitFor()
    await block.getByText('The service does not know its own public address', { exact: false }).waitFor()
    await shot(page, 'investigation-link-not-sent')
    const link = await block.getByRole('textbox', { name: 'Link to answer' }).inputValue()

    const carrier = await Person.arrive(served, { language: 'zh-Hans', phone: true })
    await carrier.page.goto(link)
    await carrier.page.getByText('Was the parcel damaged on the way?').waitFor()
    expect(carrier.page.url()).not.toContain('bh_')
    await carrier.page.getByLabel('您的答复').fill('签收时外箱完好')
    await carrier.page.locator('input[type=file]').setInputFiles({ name: '签收.txt', mimeType: 'text/plain', buffer: Buffer.from('ok') })
    await carrier.page.getByLabel('您的姓名和单位').fill('王强')
    await axeBoth(carrier)
    await shot(carrier.page, 'investigation-portal')
    await carrier.page.getByRole('button', { name: '提交答复' }).tap()
    await carrier.page.getByText('已收到，谢谢', { exact: false }).waitFor()
    await carrier.leave()

    await block.getByText('签收时外箱完好').waitFor()
    await block.getByText('王强').waitFor()
    await block.getByRole('button', { name: 'Leave out' }).first().click()
    await page.getByRole('dialog', { name: 'Leave out' }).getByRole('textbox').fill('The customer sent a film')
    await page.getByRole('dialog', { name: 'Leave out' }).getByRole('button', { name: 'Leave out' }).click()
    await block.getByText('The customer sent a film').waitFor()
    await axeBoth(person)
    await shot(page, 'investigation-case')
    await person.leave()
  })

  test('a visit on site is recorded with its photos', async () => {
    const { user } = await ask<{ user: string }>('GET', '/me')
    await ask('POST', `/cases/${id}/visits`, { at: new Date(Date.now() + 3_600_000).toISOString(), place: '中山路 12 号', visitor: user })
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet)
    await person.enter(`/cases/${id}`, agent)
    const { page } = person
    await new Desk(person).ready()
    const block = page.getByRole('region', { name: 'Investigation' })
    await block.getByRole('button', { name: 'Record the visit' }).click()
    const dialog = page.getByRole('dialog', { name: 'Record the visit' })
    await dialog.getByRole('textbox').fill('Scorch marks on the desk')
    const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 200, height: 150 } })
    await dialog.locator('input[type=file]').setInputFiles([{ name: 'desk.png', mimeType: 'image/png', buffer: picture }])
    await dialog.getByRole('img', { name: 'desk.png' }).waitFor()
    await axeBoth(person)
    await shot(page, 'investigation-visit-record')
    await dialog.getByRole('button', { name: 'Record the visit' }).click()
    const photo = block.getByRole('list', { name: 'Photos' }).getByRole('img', { name: /^Photo 1 of 1 of the visit on .*desk\.png$/ })
    await photo.waitFor()
    await expect.poll(() => photo.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
    await axeBoth(person)
    await shot(page, 'investigation-visit-photo')
    await person.leave()
  })

  test('who is on duty is planned, and a unit answers what it is asked', async () => {
    const person = await Person.arrive(served, { language: 'zh-Hans', theme: 'dark' })
    person.expected.push(...quiet)
    await person.enter('/admin/duty', chief)
    const { page } = person
    await page.getByText('尚未安排值班').waitFor()
    await page.getByRole('button', { name: '值班人' }).click()
    await page.getByRole('option', { name: '李雷' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '安排值班' }).click()
    await page.getByText('正在值班').waitFor()
    await axeBoth(person)
    await shot(page, 'investigation-duty')
    await person.leave()

    const units = await ask<{ id: string }[]>('GET', '/units')
    await ask('POST', `/cases/${id}/evidence-requests`, { source: 'record', unit: units[0]?.id, text: '出库记录上的批次？' })
    const keeper = await Person.arrive(served, { language: 'zh-Hans', phone: true })
    keeper.expected.push(...quiet)
    await keeper.enter('/evidence-requests', agent)
    await keeper.page.getByText('出库记录上的批次？').waitFor()
    await axeBoth(keeper)
    await shot(keeper.page, 'investigation-requests')
    await keeper.page.getByRole('button', { name: '答复', exact: true }).tap()
    await keeper.page.getByLabel('答复内容').fill('B2026-07，同批 400 件')
    await keeper.page.getByRole('button', { name: '提交答复' }).tap()
    await keeper.page.getByText('没有待答复的取证请求').waitFor()
    await keeper.leave()
  })
})
