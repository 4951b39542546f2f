package io.jotgate.issuer.config;

/**
 * A file that could not come into force. What was loaded before stays.
 *
 * @param file which
 * @param why the broken rule, without content
 */
public record LoadProblem(MountedFile file, String why) {}
