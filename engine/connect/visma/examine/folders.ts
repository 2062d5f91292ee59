// Why the program may not find a folder: whether this user sees it at all.
import { accessSync, constants, statSync } from 'node:fs'
import type { Check } from '../../connector.js'
import type { OpenSettings } from '../api.js'

/** A check of a folder that failed, with what this user sees there; any other as it is. */
export function withFolder(check: Check, { company, commonFiles }: OpenSettings): Check {
  const path = { company, 'common-files': commonFiles }[check.id]
  return path === undefined || check.state !== 'failed' ? check : { ...check, found: folderText(path) }
}

/** What this user sees at a path. */
export function folderText(path: string): string {
  try {
    if (!statSync(path).isDirectory()) return 'there is a file, not a folder'
    accessSync(path, constants.R_OK)
    return 'the folder is there, and this user may read it'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'there is no such folder' : 'this user may not read the folder'
  }
}
