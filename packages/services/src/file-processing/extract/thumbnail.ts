import sharp from "sharp";
import { extractLimits, Unreadable } from "./limits.ts";

/** Twice what the panel shows, for screens that are fine enough to see it. */
const edgePixels = 320;
const patienceSeconds = 20;

/** A small picture of a picture, upright, without what cameras note in it (place, time, owner). @throws {Unreadable} */
export async function makeThumbnail(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await sharp(bytes, { limitInputPixels: extractLimits.pixels })
      .rotate()
      .resize(edgePixels, edgePixels, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: 80 })
      .timeout({ seconds: patienceSeconds })
      .toBuffer();
  } catch (error) {
    const tooLarge = error instanceof Error && /pixel limit/.test(error.message);
    throw new Unreadable(tooLarge ? "file.content_too_large" : "file.content_damaged", { cause: error });
  }
}
