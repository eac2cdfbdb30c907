import { ConfigError } from '../../kernel/config.ts'
import type { Services } from '../../kernel/services.ts'
import { isPasswordOf } from '../password/hashing.ts'
import { readPassword } from '../password/repository.ts'
import { demoCompany, demoPassword, demoPeople } from './demo.ts'
import { findPeople } from './repository.ts'

/**
 * Throws a ConfigError while somebody of the demo company comes in with its password, which everybody can read. A warning
 * would be overlooked, and whoever knows it would be an administrator of a server that others rely on.
 */
export async function refuseDemo({ db }: Pick<Services, 'db'>): Promise<void> {
  const emails = Object.values(demoPeople).map(({ email }) => email)
  for (const { company, id } of await findPeople(db, demoCompany.handle, emails)) {
    const password = await readPassword(db, company, id)
    if (!password || !(await isPasswordOf(password.hash, demoPassword))) continue
    throw new ConfigError(
      `This database holds the demo company ${demoCompany.name}, whose password everybody can read: start in production on another DATA_DIR or DATABASE_URL, or change all its passwords first.`,
    )
  }
}
