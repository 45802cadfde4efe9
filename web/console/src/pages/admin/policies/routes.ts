import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/policies',
    name: 'admin.policies',
    component: () => import('./policies.vue'),
    meta: { title: 'policies.title', words: ['policies'], permission: 'policy.read', navigation: { icon: 'i-lucide-scroll-text', order: 230, group: 'admin' } },
  },
  {
    path: '/admin/policies/write',
    name: 'admin.policies.write',
    component: () => import('./write.vue'),
    meta: { title: 'policies.write', words: ['policies'], permission: 'policy.write' },
  },
  {
    path: '/admin/policies/:policy',
    name: 'admin.policy',
    component: () => import('./policy.vue'),
    meta: { title: 'policies.one', words: ['policies'], permission: 'policy.read' },
  },
]
