package io.jotgate.issuer.model;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The claims of a token besides those that each token has.
 *
 * @param mappings how claims are filled, sorted by claim; nothing else gets into a token
 * @param transactionId whether a token has the claim {@code transactionId}
 * @param sensitive what happens to values that look like sensitive data
 * @param denyNames names that no mapping may use besides those that are always refused, compared
 *     without regard to case, {@code -} and {@code _}; a set, kept sorted
 */
public record ClaimsConfig(
    List<ClaimMapping> mappings,
    boolean transactionId,
    SensitiveAction sensitive,
    List<String> denyNames) {
  /** Nothing is mapped. */
  public static final ClaimsConfig DEFAULT =
      new ClaimsConfig(List.of(), true, SensitiveAction.REJECT, List.of());

  /** Most mappings. */
  public static final int MAX_MAPPINGS = 32;

  /** Most names in {@code denyNames}. */
  public static final int MAX_DENY_NAMES = 64;

  /**
   * Checks that each claim has one mapping and none a denied name.
   *
   * @throws InvalidDocumentException if not
   */
  public ClaimsConfig {
    mappings = mappings.stream().sorted(Comparator.comparing(ClaimMapping::claim)).toList();
    denyNames = Syntax.sortedSet(ClaimMapping.NAME, denyNames, "denyNames");
    if (mappings.size() > MAX_MAPPINGS || denyNames.size() > MAX_DENY_NAMES) {
      throw new InvalidDocumentException("claims", "has too many mappings or denyNames");
    }
    Set<String> denied = new HashSet<>(denyNames.stream().map(ClaimNames::plain).toList());
    Set<String> seen = new HashSet<>();
    for (ClaimMapping mapping : mappings) {
      String claim = "claim " + mapping.claim();
      if (!seen.add(mapping.claim())) {
        throw new InvalidDocumentException(claim, "is mapped twice");
      }
      if (denied.contains(ClaimNames.plain(mapping.claim()))) {
        throw new InvalidDocumentException(claim, "is in denyNames");
      }
    }
  }

  /** Whether a request header of this name fills a claim. */
  boolean reads(String header) {
    return mappings.stream()
        .map(ClaimMapping::source)
        .anyMatch(
            source ->
                source instanceof ClaimSource.Header(String name) && name.equalsIgnoreCase(header));
  }
}
