package io.jotgate.testing.apiserver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a real API server: constructors and methods may have a parameter of type
 * {@link ApiServer}, shared by all tests of the JVM, {@link InstalledNamespace}, new for each test,
 * or a {@link Rig}. A record as test class has them as its components, without further words.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("api")
@ExtendWith(ApiServerExtension.class)
public @interface WithApiServer {}
