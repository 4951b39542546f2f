package io.jotgate.issuer.model;

/** Where the value of a claim comes from. */
public sealed interface ClaimSource {
  /** Name of the source that stands for the groups of a consumer instead of an attribute. */
  String GROUPS = "groups";

  /**
   * An attribute of the consumer, or with {@link #GROUPS} its groups.
   *
   * @param attribute name of the attribute
   */
  record Consumer(String attribute) implements ClaimSource {
    /** Checks the name. */
    public Consumer {
      Syntax.require(Syntax.NAME, attribute, "consumer");
      requireHarmless(attribute, "consumer");
    }

    /** Whether the groups are meant. */
    public boolean isGroups() {
      return attribute.equals(GROUPS);
    }
  }

  /**
   * Something about the credential by which the consumer proved who it is.
   *
   * @param property what of it
   */
  record Credential(Property property) implements ClaimSource {
    /** What a claim may say about a credential. */
    public enum Property {
      /** Its name in the ApiConsumer. */
      NAME,
      /** Its public id, as in the audit. */
      ID,
      /** Its type: ApiKey, Basic or PrivateKeyJwt. */
      TYPE
    }
  }

  /**
   * A value in the {@code claims} of the request's body: asserted by the client.
   *
   * @param pointer to the value
   */
  record Body(JsonPointer pointer) implements ClaimSource {
    /** Checks the names in the pointer. */
    public Body {
      requireHarmless(pointer.text(), "body");
    }
  }

  /**
   * A request header: asserted by the client.
   *
   * @param name of the header
   */
  record Header(String name) implements ClaimSource {
    /** Checks the name: headers that carry credentials are refused. */
    public Header {
      Syntax.require(Syntax.HEADER, name, "header");
      requireHarmless(name, "header");
    }
  }

  /**
   * The same value in each token.
   *
   * @param text the value, in the form that the type of the claim has as text
   */
  record Value(String text) implements ClaimSource {}

  /** Whether the client chooses the value. */
  default boolean clientAsserted() {
    return switch (this) {
      case Body body -> true;
      case Header header -> true;
      case Consumer consumer -> false;
      case Credential credential -> false;
      case Value value -> false;
    };
  }

  private static void requireHarmless(String name, String component) {
    if (ClaimNames.sensitive(name)) {
      throw new InvalidDocumentException(component, "is the name of sensitive data");
    }
  }
}
