import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { Viewing } from '../viewing/types.ts'
import { declineProposal, proposeTime } from './commands.ts'
import { proposalOf } from './proposal.ts'
import {
  ViewingProposal,
  ViewingProposalDeclineInput,
  ViewingProposalDeclinePayload,
  ViewingProposeInput,
  ViewingProposePayload,
} from './types.ts'

@Resolver(() => Viewing)
export class ViewingProposalResolver {
  @Mutation(() => ViewingProposePayload, {
    description:
      'A client asks for another time; until staff answer, the time agreed on stays. A further proposal takes the place of the one before (VIE-7).',
  })
  viewingPropose(@Arg('input', () => ViewingProposeInput) input: ViewingProposeInput, @Ctx() ctx: Context) {
    return mutate<ViewingProposePayload>(ctx, async () => ({ viewing: await proposeTime(ctx, input) }))
  }

  @Mutation(() => ViewingProposalDeclinePayload, {
    description:
      'Staff decline what a client has proposed. To agree, confirm the viewing for that time or reschedule it (VIE-7).',
  })
  viewingProposalDecline(
    @Arg('input', () => ViewingProposalDeclineInput) input: ViewingProposalDeclineInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ViewingProposalDeclinePayload>(ctx, async () => ({ viewing: await declineProposal(ctx, input) }))
  }

  @FieldResolver(() => ViewingProposal, {
    nullable: true,
    description: 'Another time that the client has proposed; null when there is none, or staff have answered.',
  })
  proposal(@Root() viewing: ViewingRow) {
    return proposalOf(viewing)
  }
}
