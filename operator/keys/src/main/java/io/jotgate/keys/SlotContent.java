package io.jotgate.keys;

/**
 * What a live read of one slot found. A slot that is missing, empty or unreadable has no content.
 *
 * @param slot the slot
 * @param kid the kid that the content claims
 * @param ownerUid uid of the JwtIssuer for which it was written
 * @param matchesPublic whether the private half was checked against the public JWK that the ring
 *     publishes or reserves under this kid, and matches
 */
public record SlotContent(KeySlot slot, String kid, String ownerUid, boolean matchesPublic) {}
