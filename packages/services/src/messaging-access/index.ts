export {
  audienceOfPlace,
  findPlace,
  isForTheseEyes,
  isMine,
  isMyDraft,
  type Need,
  type Place,
  requireNeed,
  requirePlace,
  runs,
} from "./place.ts";
