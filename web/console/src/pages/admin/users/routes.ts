import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/users',
    name: 'admin.users',
    component: () => import('./users.vue'),
    meta: { title: 'users.title', words: ['users', 'manage'], permission: 'user.admin', navigation: { icon: 'i-lucide-users', order: 100, group: 'admin', go: 'u' } },
  },
  {
    path: '/admin/roles',
    name: 'admin.roles',
    component: () => import('../roles/roles.vue'),
    meta: { title: 'roles.title', words: ['roles', 'manage'], permission: 'user.admin', navigation: { icon: 'i-lucide-id-card', order: 110, group: 'admin' } },
  },
]
