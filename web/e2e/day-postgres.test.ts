import { aDay } from './day'

// The same day, the same program, the other engine.
aDay('postgres')
