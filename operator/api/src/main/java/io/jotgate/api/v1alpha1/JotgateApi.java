package io.jotgate.api.v1alpha1;

/** Group and version of the resources in this package. */
public final class JotgateApi {
  /** The API group of every Jotgate resource. */
  public static final String GROUP = "jotgate.io";

  /** The version that this package models. */
  public static final String VERSION = "v1alpha1";

  private JotgateApi() {}
}
