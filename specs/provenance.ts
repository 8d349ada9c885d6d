/** When the archived copies of the vendor's pages were made that the description is rebuilt from: the vocabulary V3 of SOURCES.md. */
export const archived = '2024 to 2025';
