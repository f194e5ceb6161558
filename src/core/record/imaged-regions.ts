/**
 * Regions of the body as a report names what was imaged, and the organs that each shows, as data. A region shows an organ whole, or a part
 * of it: lymph nodes, bone, skin and soft tissue lie in every region, and whether the place of a lesion was in it is then not known.
 */
import { organs, type Organ } from '../response/index.js';

export const imagedRegions = [
  'head',
  'head-and-neck',
  'face',
  'skull-base',
  'neck',
  'thorax',
  'upper-abdomen',
  'abdomen',
  'pelvis',
  'spine',
  'skull-base-to-thigh',
  'whole-body',
] as const;
export type ImagedRegion = (typeof imagedRegions)[number];

/** What a sender may name as imaged: an organ or a region. */
export const imagedPlaces = [...organs, ...imagedRegions] as const;
export type ImagedPlace = (typeof imagedPlaces)[number];

export interface Coverage {
  /** Organs that were imaged whole. */
  readonly whole: readonly Organ[];
  /** Organs of which a part was imaged. */
  readonly part: readonly Organ[];
}

/** Found in every region, and in none whole. */
const everywhere: readonly Organ[] = ['lymph-node', 'bone', 'skin', 'soft-tissue'];
const thoracic: readonly Organ[] = ['lung', 'pleura', 'mediastinum', 'chest'];
const upperAbdominal: readonly Organ[] = ['liver', 'spleen', 'pancreas', 'adrenal'];
const abdominal: readonly Organ[] = [...upperAbdominal, 'kidney'];
const peritoneal: readonly Organ[] = ['peritoneum', 'abdominal-cavity'];
const ofTrunk: readonly Organ[] = [...thoracic, ...abdominal, ...peritoneal, 'bladder'];

/**
 * The primary site lies in the head and neck, but whether in the part that was imaged its name does not say. A scan of the whole body may
 * begin at the skull base and end at the thigh [P].
 */
export const coverageOfRegion: Readonly<Record<ImagedRegion, Coverage>> = {
  head: { whole: ['brain'], part: ['primary-site', ...everywhere] },
  'head-and-neck': { whole: ['primary-site'], part: ['brain', ...everywhere] },
  face: { whole: [], part: ['primary-site', ...everywhere] },
  'skull-base': { whole: [], part: ['primary-site', 'brain', ...everywhere] },
  neck: { whole: [], part: ['primary-site', ...everywhere] },
  thorax: { whole: thoracic, part: ['breast', ...everywhere] },
  'upper-abdomen': { whole: upperAbdominal, part: ['kidney', ...peritoneal, ...everywhere] },
  abdomen: { whole: abdominal, part: [...peritoneal, ...everywhere] },
  pelvis: { whole: ['bladder'], part: [...peritoneal, ...everywhere] },
  spine: { whole: [], part: ['bone'] },
  'skull-base-to-thigh': { whole: ofTrunk, part: ['primary-site', 'brain', 'breast', 'body', ...everywhere] },
  'whole-body': { whole: ofTrunk, part: ['primary-site', 'brain', 'breast', 'body', ...everywhere] },
};

/** Of what was imaged, the organs by which two scans can be told apart: those that lie in every region say nothing. */
export const tellingOrgans = ({ whole, part }: Coverage): readonly Organ[] => [
  ...whole,
  ...part.filter((organ) => !everywhere.includes(organ)),
];

const isRegion = (place: ImagedPlace): place is ImagedRegion => imagedRegions.some((region) => region === place);

/** The word of an organ that is a region as well: where 'chest' was imaged, the organs in it were. */
const regionOfOrgan: Readonly<Partial<Record<Organ, ImagedRegion>>> = { chest: 'thorax' };

function coverageOfPlace(place: ImagedPlace): Coverage {
  if (isRegion(place)) return coverageOfRegion[place];
  const region = regionOfOrgan[place];
  return region === undefined ? { whole: [place], part: [] } : coverageOfRegion[region];
}

/** What was imaged where these places were named: an organ that one of them shows whole is not listed as a part. */
export function coverageOf(places: readonly ImagedPlace[]): Coverage {
  const found = places.map(coverageOfPlace);
  const whole = new Set(found.flatMap((coverage) => coverage.whole));
  const part = new Set(found.flatMap((coverage) => coverage.part).filter((organ) => !whole.has(organ)));
  return { whole: [...whole], part: [...part] };
}
