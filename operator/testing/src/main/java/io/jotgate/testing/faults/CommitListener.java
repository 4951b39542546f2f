package io.jotgate.testing.faults;

/** Is told of every write that the API server has accepted, before the client knows of it. */
@FunctionalInterface
public interface CommitListener {
  /**
   * A write was accepted.
   *
   * @param object what the API server answered: the object as it is stored now
   */
  void committed(ApiCall call, String object);
}
