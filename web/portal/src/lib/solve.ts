import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * The little work a door asks for: a number whose digest with the challenge begins with so many zero bits. It is looked
 * for in slices, so that the page goes on while somebody types. A library's digest, because the browser's own is missing
 * where the page is not served by https.
 */
export interface Solved {
  challenge: string
  answer: string
}

export const zeros = (digest: Uint8Array): number => {
  let count = 0
  for (const byte of digest) {
    if (byte !== 0) return count + Math.clz32(byte) - 24
    count += 8
  }
  return count
}

export async function solve(challenge: string, bits: number, breathe = () => new Promise<void>((go) => setTimeout(go))): Promise<Solved> {
  for (let n = 0; ; n++) {
    if (zeros(sha256(utf8ToBytes(`${challenge}:${n}`))) >= bits) return { challenge, answer: String(n) }
    if (n % 250 === 249) await breathe()
  }
}
