import { expect, test } from 'vitest'
import { Reader } from './stream'

test('events come whole, however the stream is cut', () => {
  const text = ': heartbeat\n\nid: 7.1\nevent: case\ndata: {"id":"A"}\n\nid: 7.2\nevent: case\ndata: {"id":\ndata: "B"}\n\n'
  const whole = new Reader().take(text)
  const cut = new Reader()
  expect([...text].flatMap((c) => cut.take(c))).toEqual(whole)
  expect(whole).toEqual([
    { id: '7.1', kind: 'case', data: '{"id":"A"}' },
    { id: '7.2', kind: 'case', data: '{"id":\n"B"}' },
  ])
})

test('what is not ended is not told', () => {
  const reader = new Reader()
  expect(reader.take('data: half\n')).toEqual([])
  expect(reader.take('\n')).toEqual([{ id: null, kind: 'message', data: 'half' }])
})
