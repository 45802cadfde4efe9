import { onScopeDispose, reactive, watch } from 'vue'
import { answer, api, attempt, changeHeaders, reachable, sessionAgain } from '@/api/client'
import { asProblem, ownProblem, type Problem, problemOf } from '@/api/problem'
import { session } from '@/session'
import type { Happened } from '../case'

/**
 * Files on their way to a case. Each goes by itself under a key of its own, so that trying again after a cut makes it once;
 * a cut is tried again by itself when the server can be reached. What is on its way stays when the page is left to itself.
 */
export interface Upload {
  key: string
  name: string
  size: number
  type: string
  /** 0 to 1. */
  progress: number
  state: 'sending' | 'failed' | 'done'
  problem: Problem | null
  /** A picture of it while it goes. */
  preview: string | null
  /** Its id once it is there. */
  id: string | null
}

export const mostBytes = 25 * 1024 * 1024

interface Job {
  upload: Upload
  file: File
  attempt: string
  request: XMLHttpRequest | null
}

export function useUploads(caseId: string, there: (upload: Upload) => void) {
  const uploads = reactive<Upload[]>([])
  const jobs = new Map<string, Job>()

  function post(job: Job): Promise<{ version: number }> {
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest()
      job.request = request
      request.open('POST', `/api/v1/cases/${caseId}/attachments`)
      for (const [name, value] of Object.entries(changeHeaders())) request.setRequestHeader(name, value)
      request.setRequestHeader('Idempotency-Key', job.attempt)
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) job.upload.progress = event.loaded / event.total
      }
      request.onerror = request.ontimeout = () => failed(ownProblem('offline'))
      request.onabort = () => failed(new DOMException('aborted', 'AbortError'))
      request.onload = () => {
        if (request.status >= 200 && request.status < 300) return done(JSON.parse(request.responseText) as { version: number })
        const headers = { 'retry-after': request.getResponseHeader('retry-after') ?? '' }
        void problemOf(new Response(request.responseText, { status: request.status, headers })).then(failed)
      }
      const form = new FormData()
      form.append('file', job.file, job.upload.name)
      request.send(form)
    })
  }

  /** The answer is the case; which file it became stands in the timeline. */
  async function find(job: Job, version: number): Promise<string | null> {
    const page = await answer(
      api.GET('/api/v1/cases/{case}/timeline', { params: { path: { case: caseId }, query: { order: 'desc', limit: 50, after: version + 1 } } }),
    )
    for (const entry of page.data) {
      if (entry.actor !== session.me?.user) continue
      for (const event of entry.events as unknown as Happened[]) {
        const file = event.event === 'attached' ? entry.attachments.find((f) => f.id === event.attachment) : undefined
        const taken = uploads.some((u) => u.id === file?.id)
        if (file && !taken && file.bytes === job.upload.size) return file.id
      }
    }
    return null
  }

  async function run(job: Job): Promise<void> {
    Object.assign(job.upload, { state: 'sending', problem: null, progress: 0 })
    try {
      const { version } = await post(job)
      const id = await find(job, version)
      if (!id) throw ownProblem('not_understood')
      Object.assign(job.upload, { state: 'done', id, progress: 1 })
      there(job.upload)
    } catch (thrown) {
      if (thrown instanceof DOMException) return
      const problem = asProblem(thrown)
      if ((problem.code === 'not_signed_in' || problem.code === 'csrf') && (await sessionAgain())) return run(job)
      if (problem.code === 'offline') reachable.value = false
      Object.assign(job.upload, { state: 'failed', problem })
    }
  }

  const stop = watch(reachable, (back) => {
    if (back) for (const job of jobs.values()) if (job.upload.state === 'failed' && job.upload.problem?.passing) void run(job)
  })
  const online = () => [...jobs.values()].filter((j) => j.upload.state === 'failed' && j.upload.problem?.passing).forEach((j) => void run(j))
  addEventListener('online', online)
  onScopeDispose(() => {
    stop()
    removeEventListener('online', online)
    jobs.forEach((job) => job.upload.preview && URL.revokeObjectURL(job.upload.preview))
  })

  return {
    uploads,
    add(files: Iterable<File>): void {
      for (const file of files) {
        const key = attempt()
        const picture = /^image\/(png|jpeg|gif|webp)$/.test(file.type)
        uploads.push({ key, name: file.name || 'file', size: file.size, type: file.type, progress: 0, state: 'sending', problem: null, preview: picture ? URL.createObjectURL(file) : null, id: null })
        const upload = uploads.at(-1)
        if (!upload) continue
        const job: Job = { upload, file, attempt: key, request: null }
        jobs.set(key, job)
        void run(job)
      }
    },
    again(key: string): void {
      const job = jobs.get(key)
      if (job) void run(job)
    },
    remove(key: string): void {
      const at = uploads.findIndex((u) => u.key === key)
      jobs.get(key)?.request?.abort()
      jobs.delete(key)
      if (at >= 0) uploads.splice(at, 1)
    },
    clear(): void {
      uploads.splice(0)
      jobs.clear()
    },
  }
}
