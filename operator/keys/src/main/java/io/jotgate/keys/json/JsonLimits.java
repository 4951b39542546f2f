package io.jotgate.keys.json;

/**
 * How much a reader takes.
 *
 * @param characters of the whole text, or bytes where it is read from bytes
 * @param depth of objects and arrays within each other; the reader recurses that deep
 * @param nameCharacters of a member's name
 * @param numberCharacters of a number
 */
public record JsonLimits(int characters, int depth, int nameCharacters, int numberCharacters) {}
