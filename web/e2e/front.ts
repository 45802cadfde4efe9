import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import { extname, join, normalize } from 'node:path'

// Stands before the program and answers with the pages of web/dist as they were built last, under the policy of
// crates/api/src/console.rs: so that working on pages needs no new build of the program (BIHUAN_DIST=1). What counts
// is the program that carries the console, as `make test` runs it.

const dist = join(import.meta.dirname, '../dist')
const kinds: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' }

function policy(): string {
  const source = readFileSync(join(import.meta.dirname, '../../crates/api/src/console.rs'), 'utf8')
  const found = /const POLICY: &str = "([^"]+)"/.exec(source)?.[1] ?? "default-src 'none'"
  return found.replace(/\\\n\s*/g, '')
}

/** Listens on `port` and passes what is the API's on to `back`. */
export function front(port: number, back: number): Promise<Server> {
  const csp = policy()
  const server = createServer(async (asked, answer) => {
    const path = (asked.url ?? '/').split('?')[0] ?? '/'
    if (/^\/(api|healthz|readyz|metrics)/.test(path)) {
      const on = request({ host: '127.0.0.1', port: back, path: asked.url, method: asked.method, headers: asked.headers }, (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers)
        answer.flushHeaders()
        got.pipe(answer)
      })
      on.on('error', () => answer.destroy())
      answer.on('close', () => on.destroy())
      asked.pipe(on)
      return
    }
    const asks = normalize(path).replace(/^[./]+/, '')
    const theirs = /^portal(\/|$)/.test(asks)
    const display = /^display\/./.test(asks)
    const [folder, name] = display ? [join(dist, 'portal'), 'display.html'] : asks === 'widget.js' ? [join(dist, 'widget'), asks] : theirs ? [join(dist, 'portal'), asks.replace(/^portal\/?/, '')] : [join(dist, 'console'), asks]
    const body = await readFile(join(folder, name)).catch(() => (extname(name) ? null : readFile(join(folder, 'index.html'))))
    const kind = kinds[extname(name)] ?? kinds['.html'] ?? ''
    if (body === null) answer.writeHead(404).end()
    else answer.writeHead(200, { 'content-type': kind, 'content-security-policy': csp, 'cache-control': 'no-store' }).end(body)
  })
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)))
}
