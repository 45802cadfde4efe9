import { createServer, type Server } from 'node:net'

/** As much of an IMAP server as a mailbox needs that has these letters, unread; `right` is its password. */
export function imap(letters: string[] = []): Promise<{ server: Server; port: number }> {
  const seen = new Set<number>()
  const server = createServer((line) => {
    line.write('* OK ready\r\n')
    let rest = ''
    line.on('error', () => undefined)
    line.on('data', (piece) => {
      rest += piece.toString()
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const said = rest.slice(0, end)
        rest = rest.slice(end + 2)
        const [tag = '', verb = '', sub = '', uids = ''] = said.split(' ')
        const asked = uids.split(',').flatMap((part) => {
          const [from = 0, to = from] = part.split(':').map(Number)
          return letters.map((_, n) => n + 1).filter((uid) => uid >= from && uid <= to)
        })
        if (/^login$/i.test(verb) && !said.includes('right')) line.write(`${tag} NO [AUTHENTICATIONFAILED] wrong password\r\n`)
        else if (/^capability$/i.test(verb)) line.write(`* CAPABILITY IMAP4rev1\r\n${tag} OK done\r\n`)
        else if (/^select$/i.test(verb)) line.write(`* FLAGS (\\Seen)\r\n* ${letters.length} EXISTS\r\n${tag} OK [READ-WRITE] done\r\n`)
        else if (/^uid$/i.test(verb) && /^search$/i.test(sub)) line.write(`* SEARCH ${letters.map((_, n) => n + 1).filter((uid) => !seen.has(uid)).join(' ')}\r\n${tag} OK done\r\n`.replace('SEARCH \r', 'SEARCH\r'))
        else if (/^uid$/i.test(verb) && /^fetch$/i.test(sub)) {
          for (const uid of asked) {
            const letter = letters[uid - 1] ?? ''
            line.write(`* ${uid} FETCH (UID ${uid} ${said.includes('BODY') ? `BODY[]<0> {${Buffer.byteLength(letter)}}\r\n${letter}` : `RFC822.SIZE ${Buffer.byteLength(letter)}`})\r\n`)
          }
          line.write(`${tag} OK done\r\n`)
        } else if (/^uid$/i.test(verb) && /^store$/i.test(sub)) {
          for (const uid of asked) seen.add(uid)
          line.write(`${tag} OK done\r\n`)
        } else line.write(`${tag} OK done\r\n`)
      }
    })
  })
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done({ server, port: typeof address === 'object' && address ? address.port : 0 })
    })
  })
}
