/** The colours that tags, labels and the like may have, by name: colour alone says nothing to some. */
export const badgeColours = ["grey", "red", "orange", "yellow", "green", "teal", "blue", "violet", "pink"] as const;
export type BadgeColour = (typeof badgeColours)[number];
