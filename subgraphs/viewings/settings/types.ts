import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Payload } from '../../kernel/payload.ts'
import type { SettingsUpdate } from './commands.ts'
import { propertyMap, type SettingsRow } from './tables.ts'

const PropertyMap = enumType(propertyMap, 'PropertyMap', 'What clients are shown of where a property stands.', {
  AREA: 'Its town and a circle in which it stands, until a viewing’s navigation opens (VIE-9).',
  EXACT: 'Its address and its point.',
})

@ObjectType('ViewingSettings', { description: 'How the company works with properties and viewings.' })
export class ViewingSettings implements Pick<SettingsRow, 'version' | 'map'> {
  @Field(() => ID, { description: 'For the cache of a frontend; there is one per company.' })
  id!: string

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number

  @Field(() => PropertyMap, { description: 'What clients are shown of where a property stands; at first `AREA`.' })
  map!: SettingsRow['map']
}

@InputType({ description: 'What is to be set; what is absent stays as it is.' })
export class ViewingSettingsUpdateInput implements SettingsUpdate {
  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number

  @Field(() => PropertyMap, { nullable: true, description: 'What clients are shown of where a property stands.' })
  map?: SettingsRow['map']
}

@ObjectType({ description: 'What `viewingSettingsUpdate` did.' })
export class ViewingSettingsUpdatePayload extends Payload {
  @Field(() => ViewingSettings, { nullable: true, description: 'The settings as they are now.' })
  viewingSettings?: ViewingSettings
}
