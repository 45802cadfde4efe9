import { aDay } from './day'

aDay('sqlite')
