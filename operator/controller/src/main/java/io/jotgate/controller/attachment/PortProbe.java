package io.jotgate.controller.attachment;

/** Tells whether a TCP port answers. */
@FunctionalInterface
public interface PortProbe {
  /**
   * Whether a connection to the port is accepted within the probe's time-out. Never throws.
   *
   * @param address IP address of a pod
   */
  boolean answers(String address, int port);
}
