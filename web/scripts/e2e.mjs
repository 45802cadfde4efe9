// The journeys in Chromium. A file that fails is run once more at the end, alone, from its very beginning: on a server and a
// directory of its own, for what a journey has made stands in the way of a second one. What fails twice is broken; what does
// not is named, so that nobody takes it for sound.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'bihuan-e2e-run-'))
const report = join(folder, 'report.json')

/** Runs files, all of them if none is named, and says which failed. */
function run(files, more) {
  const told = ['vitest', 'run', '--project', 'e2e', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...more, ...files]
  const { status } = spawnSync('npx', told, { stdio: 'inherit' })
  if (status === 0) return []
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const failed = testResults.filter((file) => file.status !== 'passed').map((file) => relative(process.cwd(), file.name))
  // It failed without a test that did: nothing to try again.
  if (failed.length === 0) process.exit(status ?? 1)
  return failed
}

try {
  const failed = run(process.argv.slice(2), [])
  if (failed.length > 0) {
    console.error(`\nonce more, alone: ${failed.join(', ')}\n`)
    const broken = run(failed, ['--no-file-parallelism'])
    if (broken.length > 0) {
      console.error(`\nfailed twice: ${broken.join(', ')}`)
      process.exitCode = 1
    } else {
      console.error(`\npassed at the second try only: ${failed.join(', ')}`)
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
