import type { components } from './schema'
import { say } from '@/i18n'
import { whyNot } from '@/lib/reasons'

type Document = components['schemas']['ProblemDocument']

const sentences = (errors: NonNullable<Document['errors']>): string | undefined => [...new Set(errors.map((e) => e.title).filter(Boolean))].join(' ') || undefined

/** A request that failed: the server's problem, or one of ours (`offline`, `not_understood`) in the same shape. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    /** One sentence in the language of the page that says what to do. */
    readonly title: string,
    readonly data: Record<string, unknown> = {},
    /** Each unusable field: its name and what is wrong with it. */
    readonly errors: NonNullable<Document['errors']> = [],
    /** Names the request when somebody asks for help. */
    readonly instance: string | null = null,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(title)
    this.name = 'Problem'
  }

  /** What is wrong with its fields, each sentence once; undefined when no field is named, or the title says it already. */
  get reasons(): string | undefined {
    return this.code === 'unusable_input' ? undefined : sentences(this.errors)
  }

  /** Whether trying again later may help. */
  get passing(): boolean {
    return this.code === 'offline' || this.status >= 500 || this.status === 429
  }
}

/** The failure of what is not a problem document, said by us. */
export function ownProblem(code: 'offline' | 'not_understood' | 'broken', status = 0): Problem {
  return new Problem(status, code, say(`failure.${code}`))
}

/** Reads the answer of a request that failed. */
export async function problemOf(response: Response): Promise<Problem> {
  try {
    const said = (await response.json()) as Document
    if (typeof said.code !== 'string') return ownProblem('not_understood', response.status)
    const after = Number(response.headers.get('retry-after'))
    const wait = Number.isFinite(after) && after > 0 ? after : null
    // The server's own sentence, with words where it could only put codes.
    const errors = said.errors ?? []
    const why = sentences(errors)
    // What stands in a request is called by names that nobody sees in a form: the sentence says what is wrong instead.
    const title = said.code === 'unusable_input' && why ? say('failure.unusable', { why }) : (said.data && whyNot(said.code, said.data as Record<string, unknown>)) || said.title
    return new Problem(said.status, said.code, title, said.data, errors, said.instance ?? null, wait)
  } catch {
    return ownProblem('not_understood', response.status)
  }
}

/** Whatever was thrown, as a problem one can show. */
export function asProblem(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : ownProblem('broken')
}
