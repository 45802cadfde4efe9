import { post } from './api'
import { solve, type Solved } from './solve'

/** Fetches a challenge and solves it. */
export async function work(): Promise<Solved> {
  const { challenge, bits } = await post<{ challenge: string; bits: number }>('/challenges')
  return solve(challenge, bits)
}
