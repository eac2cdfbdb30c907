import 'reflect-metadata'
import { Ctx, Directive, Field, InterfaceType, ObjectType } from 'type-graphql'
import type { Context } from './context.ts'
import { refusedIn, type Refusal } from './errors.ts'
import type { Cursor as CursorText } from './events/event-log.ts'
import type { Language } from './language.ts'
import { Cursor } from './scalars.ts'

/** An expected no: nothing of the mutation has been done (API-5). */
@InterfaceType('UserError', {
  autoRegisterImplementations: false,
  description: 'Why a mutation did nothing: an expected no. Concrete types may carry what helps to go on.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class UserError {
  @Field(() => String, { description: 'Stable and for programs, such as `NOT_FOUND`.' })
  code!: string

  @Field(() => String, { description: 'One sentence for the person who asked, in their language (API-9).' })
  message!: string

  @Field(() => [String], { nullable: true, description: 'Where in the arguments the reason lies, from `input` on.' })
  path?: string[]
}

@Directive('@shareable')
@ObjectType('Refused', {
  implements: UserError,
  description: 'A refusal that needs no more than its code and message.',
})
export class Refused extends UserError {}

/** What every mutation's payload has. */
@ObjectType()
export abstract class Payload {
  @Field(() => [UserError], {
    description: 'Empty when the mutation was done; else why it has changed nothing.',
  })
  userErrors!: UserError[]

  @Field(() => Cursor, {
    nullable: true,
    description:
      'The place of this change in the stream of events: subscribe `after` it to see only what came later. ' +
      'Null when nothing changed, or when the event took longer than a second to reach the stream.',
  })
  cursor(@Ctx() ctx: Context): Promise<CursorText | null> | null {
    return this.appended ? ctx.services.events.cursorOf(ctx.company, this.appended) : null
  }

  /** The outbox id of the mutation's last event. */
  appended?: number | null
}

type Result<P extends Payload> = Omit<P, 'userErrors' | 'cursor' | 'appended'>

/** Runs a mutation's command: its result becomes the payload, its refusals the payload's `userErrors`. */
export async function mutate<P extends Payload>(ctx: Context, command: () => Promise<Result<P>>): Promise<P> {
  ctx.appended = null
  try {
    const result = await command()
    return { ...result, userErrors: [], appended: ctx.appended } as unknown as P
  } catch (error) {
    return { userErrors: userErrorsOf(ctx, error) } as unknown as P
  }
}

/** What a check refuses, as a mutation would tell it; empty where it refuses nothing. */
export function refusedBy(ctx: Context, check: () => unknown): UserError[] {
  try {
    check()
    return []
  } catch (error) {
    return userErrorsOf(ctx, error)
  }
}

function userErrorsOf(ctx: Context, error: unknown): UserError[] {
  const refused = refusedIn(error)
  if (!refused) throw error
  return refused.map((each) => userErrorOf(each, ctx.language))
}

function userErrorOf({ code, data, messageIn }: Refusal, language: Language): UserError {
  const { type = 'Refused', path, ...others } = data
  return { ...others, __typename: type, code, message: messageIn(language), path } as unknown as UserError
}
