package io.jotgate.policy.model;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A string claim that the workload receives as a request header.
 *
 * @param claim top-level claim name
 * @param header header name in lower case, always under {@code x-auth-}: proxies remove that prefix
 *     from what clients send
 */
public record ClaimHeader(String claim, String header) implements Comparable<ClaimHeader> {
  private static final Pattern HEADER = Pattern.compile("x-auth-[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Comparator<ClaimHeader> ORDER =
      Comparator.comparing(ClaimHeader::header).thenComparing(ClaimHeader::claim);

  /** Lower-cases the header; refuses one that a client could set. */
  public ClaimHeader {
    header = header.toLowerCase(Locale.ROOT);
    if (!isReserved(header)) {
      throw new IllegalArgumentException("a claim header must lie under X-Auth-");
    }
  }

  /** True when clients cannot set a header of this name, in any case. */
  public static boolean isReserved(String header) {
    return HEADER.matcher(header.toLowerCase(Locale.ROOT)).matches();
  }

  @Override
  public int compareTo(ClaimHeader other) {
    return ORDER.compare(this, other);
  }
}
