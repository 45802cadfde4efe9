import { ref } from 'vue'

/**
 * Notices outside the page: the desktop's own and a short tone. The browser's permission is only ever asked on a click.
 * Of several tabs only one speaks: who holds the lock of a notice has it, and a tab that is looked at asks first.
 */
export type Allowed = NotificationPermission | 'unsupported'

const now = (): Allowed => (typeof Notification === 'undefined' || !globalThis.isSecureContext ? 'unsupported' : Notification.permission)

/** Whether this browser may show notices on the desktop. */
export const allowed = ref<Allowed>(now())

/** Asks for permission; call it from a click only. */
export async function ask(): Promise<void> {
  if (allowed.value === 'unsupported') return
  await Notification.requestPermission().catch(() => undefined)
  allowed.value = now()
}

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Whether this tab is the one that tells of a notice; a tab in front takes it at once, others a moment later. */
export async function mine(id: string): Promise<boolean> {
  if (!('locks' in navigator)) return document.hasFocus()
  if (!document.hasFocus()) await wait(300)
  return new Promise((settle) => {
    void navigator.locks.request(`notice.${id}`, { ifAvailable: true }, async (lock) => {
      settle(lock !== null)
      // Long enough for the slowest tab to find it taken.
      if (lock) await wait(15_000)
    })
  })
}

/** Shows a notice on the desktop, unless the page is looked at; a click brings the page forward. */
export function show(id: string, title: string, body: string, open: () => void): void {
  if (allowed.value !== 'granted' || document.hasFocus()) return
  const shown = new Notification(title, { body, tag: `bihuan.${id}` })
  shown.onclick = () => {
    window.focus()
    shown.close()
    open()
  }
}

/** A short tone. A browser that has not been clicked yet stays silent. */
export function tone(): void {
  try {
    const audio = new AudioContext()
    const [source, volume] = [audio.createOscillator(), audio.createGain()]
    source.frequency.value = 660
    volume.gain.setValueAtTime(0.08, audio.currentTime)
    volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.4)
    source.connect(volume).connect(audio.destination)
    source.onended = () => void audio.close()
    source.start()
    source.stop(audio.currentTime + 0.4)
  } catch {
    // Without sound the notice is still in the list.
  }
}
