export { audienceOfPlace, findPlace, isMine, type Need, type Place, requireNeed, requirePlace, runs } from "./place.ts";
