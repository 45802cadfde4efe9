// Types of the API from crates/api/openapi.json, and the sentences of its refusals from crates/api/src/words, so that
// the console says the same as the server. With --check nothing is written and a difference is an error.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const checking = process.argv.includes('--check')
const at = (path) => new URL(`../${path}`, import.meta.url)

async function keep(path, made) {
  const target = fileURLToPath(at(path))
  const kept = await readFile(target, 'utf8').catch(() => '')
  if (kept === made) return
  if (checking) {
    console.error(`web/${path} is not what crates/api says: npm run gen`)
    process.exitCode = 1
  } else {
    await writeFile(target, made)
    console.log(`${path} made anew`)
  }
}

const head = '// Made from crates/api/openapi.json by `npm run gen`; not written by hand.\n'
const types = await openapiTS(at('../crates/api/openapi.json'), { alphabetize: true })
await keep('console/src/api/schema.d.ts', head + astToString(types))

// `code = "Sentence with {data}."` a line; what vue-i18n would read as its own syntax is quoted.
const quoted = (text) => text.replaceAll('@', "{'@'}").replaceAll('|', "{'|'}")
for (const language of ['zh-Hans', 'zh-Hant', 'en']) {
  const toml = await readFile(at(`../crates/api/src/words/${language}.toml`), 'utf8')
  const sentences = {}
  // Those of single fields, below, come with the problem itself.
  for (const line of (toml.split('\n[field]\n')[0] ?? '').split('\n')) {
    const found = /^"?([a-z0-9_.]+)"?\s*=\s*(".*")\s*$/.exec(line)
    if (found) sentences[found[1].replaceAll('.', '_')] = quoted(JSON.parse(found[2]))
  }
  await keep(`console/src/i18n/${language}/why.json`, JSON.stringify(sentences, null, 2) + '\n')
}
