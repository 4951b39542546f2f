package io.jotgate.testing.faults;

/** One thing that goes wrong, once. */
public sealed interface Fault permits WriteFault, EventFault {
  /** The name of the constant. */
  String name();
}
