export const tagColours = ["grey", "red", "orange", "yellow", "green", "teal", "blue", "violet", "pink"] as const;
export type TagColour = (typeof tagColours)[number];
