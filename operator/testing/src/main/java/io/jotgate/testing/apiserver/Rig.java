package io.jotgate.testing.apiserver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that tests {@linkplain WithApiServer with an API server} may have as parameter.
 *
 * <p>There is one instance for each test. It is made by its only constructor, whose parameters are
 * found like those of a test: the namespace, other rigs. If it is {@link AutoCloseable}, it is
 * closed when the test and its {@code @AfterEach} methods are over, before the rigs that it was
 * made of; what {@code close} throws fails the test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Rig {}
