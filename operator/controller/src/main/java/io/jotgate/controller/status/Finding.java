package io.jotgate.controller.status;

/**
 * What a reconcile found out about one aspect of a resource; becomes one condition.
 *
 * @param type the condition type
 * @param truth its status
 * @param outlook whether time, a person or nobody has to do something
 * @param reason why
 * @param message for people: what is, and what to do if something is to be done; no secrets and no
 *     times, so that it changes only with its meaning
 */
public record Finding(String type, Truth truth, Outlook outlook, Reason reason, String message) {
  /** Status of a condition. */
  public enum Truth {
    /** It holds. */
    TRUE("True"),
    /** It does not hold. */
    FALSE("False"),
    /** Nobody can tell. */
    UNKNOWN("Unknown");

    private final String text;

    Truth(String text) {
      this.text = text;
    }

    /** The text in a condition. */
    public String text() {
      return text;
    }
  }

  /** What has to happen until the aspect is as the user wants it. */
  public enum Outlook {
    /** Nothing. */
    DONE,
    /** It is in effect already, and the cluster completes it. */
    FINISHING,
    /** The operator or the cluster is at it. */
    WORKING,
    /** It waits for a person. */
    STUCK
  }

  /** The aspect is as it should be. */
  public static Finding done(String type, Reason reason, String message) {
    return new Finding(type, Truth.TRUE, Outlook.DONE, reason, message);
  }

  /** The aspect is not yet as it should be, and will be without anybody's help. */
  public static Finding working(String type, Reason reason, String message) {
    return new Finding(type, Truth.FALSE, Outlook.WORKING, reason, message);
  }

  /** The aspect is not as it should be until somebody changes something. */
  public static Finding stuck(String type, Reason reason, String message) {
    return new Finding(type, Truth.FALSE, Outlook.STUCK, reason, message);
  }

  /** The aspect cannot be seen at the moment. */
  public static Finding unknown(String type, Reason reason, String message) {
    return new Finding(type, Truth.UNKNOWN, Outlook.WORKING, reason, message);
  }
}
